"""Copies, access reports and moves read one list of a case's texts: a sealed table not on it would be left out."""

from django.apps import apps

from beredskab.cases.queries.contents import SAYS, TABLES, flat
from beredskab.kit.fields import SealedField

ELSEWHERE = {
    "Report", "ReportFile", "ReportMessage", "FileChunk",  # under the report's own key
    "Exchange",  # under the thread's
    "LookupEntry",  # the same names again, for the look at earlier contacts
    "AccessItem",  # how a request was weighed is not what the case holds of the person
}  # fmt: skip


def sealed():
    for model in apps.get_app_config("cases").get_models():
        names = {field.name for field in model._meta.fields if isinstance(field, SealedField)}
        if names:
            yield model, names


def test_every_sealed_text_of_a_case_is_on_the_list():
    listed = {name: set(fields) for name, _, fields in TABLES}
    for model, names in sealed():
        assert model.__name__ in ELSEWHERE or listed.get(model.__name__) == names, model
    known = {model.__name__ for model, _ in sealed()}
    assert set(listed) <= known and known >= ELSEWHERE and set(SAYS) <= set(listed)


def test_anything_that_was_sealed_reads_as_lines():
    assert flat(None) == "" == flat("") == flat({"name": ""})
    assert flat({"unheard_of": " ord ", "age": "child"}) == "unheard_of: ord"
    assert flat([{"what": "a", "by": "2026-12-01"}, "b"]).splitlines()[1] == "b"
