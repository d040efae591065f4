"""The log: every event has its sentence, only the officer and the administrator read it, and the file is harmless."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone, translation

import beredskab
from beredskab.audit import line, sentences
from beredskab.audit.actions import access, refused
from beredskab.audit.models import Event, Lane
from beredskab.audit.queries import events, seal
from beredskab.kit.actions import registered_actions
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Person
from beredskab.plans.tests import situations
from beredskab.privacy import queries
from beredskab.privacy.actions import _harmless
from beredskab.privacy.queries import Wanted

WRITTEN = re.compile(
    r"""(?:event=|(?:access|refused)\(\s*[\w.]+,\s*)"((?!organisation\.login)[a-z_]+\.[a-z_]+\.[a-z_]+)\""""
)


def events_in_the_code():
    package = Path(beredskab.__file__).parent
    files = [path for path in package.rglob("*.py") if "tests" not in path.parts]
    return {event for path in files for event in WRITTEN.findall(path.read_text(encoding="utf-8"))}


def ours():
    return {event for event in registered_actions() if not event.startswith("test.")} | events_in_the_code()


def test_every_event_has_a_sentence_in_both_languages_and_a_kind():
    assert len(ours()) > 25
    for event in sorted(ours()):
        english = sentences.SENTENCES[event]
        with translation.override("en"):
            text = str(english)
        with translation.override("da"):
            assert str(english) != text, event
        assert event.rsplit(".", 1)[0] in sentences.KINDS, event


def entries(viewer, **wanted):
    with as_viewer(viewer):
        return [one.sentence for one in queries.page(viewer, Wanted(**wanted)).entries]


def test_the_saves_of_a_sitting_are_one_sentence_and_two_sections_two(cast):
    pernille, dorte = cast["pernille"], cast["dorte"]
    edition = situations.draft(pernille)
    section = situations.section_of(pernille, edition)
    for number in range(4):
        situations.write(pernille, section, f"Alle børn og unge hører til, {number}.")
    with translation.override("da"):
        told = entries(dorte, kind="plans.section")
    assert told == [f"Pernille Planskriver gemte afsnit {section} 4 gange (senest version 4)."]
    with as_viewer(dorte):
        assert len(queries.all_entries(dorte, Wanted(kind="plans.section"), 100)) == 4


def test_the_filters_take_person_and_days(cast):
    situations.draft(cast["pernille"])
    dorte = cast["dorte"]
    assert entries(dorte, person=cast["pernille"].person_id, kind="plans.edition")
    assert not entries(dorte, person=cast["hanne"].person_id, kind="plans.edition")
    today = timezone.localdate()
    assert entries(dorte, since=today, until=today, kind="plans.edition")
    assert not entries(dorte, until=today - timedelta(days=1), kind="plans.edition")


def test_pages_follow_each_other_without_a_gap(cast, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    dorte, seen, before = cast["dorte"], [], None
    with as_viewer(dorte):
        while True:
            page = queries.page(dorte, Wanted(kind="organisation.demo", before=before))
            seen += [one.id for one in page.entries]
            before = page.older
            if before is None:
                break
        assert len(seen) > 5
        assert seen == list(events(dorte).filter(kind="organisation.demo").values_list("id", flat=True))


def test_a_bounded_part_of_the_chain_is_checked(cast):
    with as_viewer(cast["dorte"]):
        whole, part = seal(cast["dorte"]), seal(cast["dorte"], limit=2)
    assert whole.whole and whole.since and not whole.breaks
    assert not part.whole and part.since and not part.breaks


def test_the_page_tells_who_did_what_and_that_the_chain_is_whole(cast, log_in, queries_at_most):
    edition = situations.draft(cast["pernille"])
    situations.write(cast["pernille"], situations.section_of(cast["pernille"], edition), "Alle børn hører til.")
    client = log_in(cast["dorte"])
    with queries_at_most(20):
        page = client.get("/log/?kind=plans.section").content.decode()
    assert "Pernille Planskriver gemte afsnit" in page and "Kæden er hel siden" in page
    assert "Niels Nabo" not in page
    # By kind, because what other tests have looked at stands in this log for good, and comes first.
    assert "Dorte Databeskytter fulgte med demoen" in client.get("/log/?kind=organisation.demo").content.decode()


@pytest.mark.parametrize(
    "query", ["person=x", "since=igår", "before=-1", "shelf=x", "about=1", "of=x", "kind=%27", "until=9999-12-30"]
)
def test_a_filter_that_cannot_be_understood_is_left_out(cast, log_in, query):
    assert log_in(cast["dorte"]).get(f"/log/?{query}").status_code == 200


@pytest.fixture
def case(cast, monkeypatch):
    """Something that people know by a number, as the cases will be; gives its id."""
    case_id = new_id()
    monkeypatch.setitem(sentences.FINDERS, "cases.Case", lambda viewer, number: case_id if number == "7-1" else None)
    monkeypatch.setitem(sentences.NAMES, "cases.Case", lambda viewer, ids: {case_id: "sag 7-1"})
    monkeypatch.setitem(sentences.SENTENCES, "test.case.read", "%(who)s så %(what)s (%(reason)s).")
    monkeypatch.setitem(sentences.SENTENCES, "test.case.refused", "%(who)s fik ikke lov at se %(what)s.")
    return case_id


def test_who_has_seen_a_case_and_why_is_found_by_its_number(cast, log_in, case):
    access(cast["lars"], "test.case.read", subject_type="cases.Case", subject_id=case, detail={"reason": "on_duty"})
    access(cast["hanne"], "test.case.read", subject_type="cases.Case", subject_id=new_id())
    client = log_in(cast["dorte"])
    answer = client.post("/log/sag/", {"number": " 7-1 "})
    assert answer.status_code == 302 and "7-1" not in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert "Hvem har set sag 7-1, og hvorfor" in page
    assert "Lars Leder så sag 7-1 (on_duty)." in page
    assert "Dorte Databeskytter læste, hvem der har set sag 7-1." in page
    assert "Hanne Høring så" not in page


def test_a_number_that_nothing_has_is_answered_where_it_was_written(cast, log_in, case):
    page = log_in(cast["dorte"]).post("/log/sag/", {"number": "8-8"}).content.decode()
    assert "Der er ingen sag med det nummer her." in page and 'value="8-8"' in page
    page = log_in(cast["dorte"]).post("/log/sag/", {"number": ""}).content.decode()
    assert "Skriv sagens nummer" in page


def test_nobody_looks_a_case_up_where_there_are_none(cast, log_in, monkeypatch):
    monkeypatch.setattr(sentences, "FINDERS", {})
    monkeypatch.setattr("beredskab.privacy.views.FINDERS", {})
    assert "Sagsnummer" not in log_in(cast["dorte"]).get("/log/").content.decode()


def test_refusals_and_searches_stand_first_and_on_a_part_of_their_own(cast, log_in, case):
    refused(cast["lars"], "test.case.refused", "cases.Case", case, "no_grant")
    access(cast["lars"], "test.case.read", subject_type="cases.Case", subject_id=case)
    page = log_in(cast["dorte"]).get("/log/").content.decode()
    first = page.index("Lars Leder fik ikke lov at se sag 7-1")
    assert page.index("Seneste afvisninger og søgninger") < first < page.index("Lars Leder så sag 7-1")
    part = log_in(cast["dorte"]).get("/log/?shelf=watched").content.decode()
    assert "Lars Leder fik ikke lov" in part and "Lars Leder så" not in part


def test_reading_the_log_and_searching_in_it_is_an_access_that_stands(cast, log_in, case):
    client = log_in(cast["dorte"])
    with as_viewer(cast["dorte"]):
        before = set(events(cast["dorte"]).values_list("id", flat=True))
    client.get("/log/?kind=plans.edition&since=2026-01-01")
    client.post("/log/sag/", {"number": "8-8"})
    with as_viewer(cast["dorte"]):
        made = list(events(cast["dorte"]).exclude(id__in=before).order_by("id"))
    assert [one.event for one in made] == ["privacy.log.read", "privacy.log.searched", "privacy.log.read"]
    assert {one.lane for one in made} == {Lane.ACCESS}
    assert made[0].detail == {"kind": "plans.edition", "from": "2026-01-01"}
    assert made[1].detail == {}


def test_one_who_may_not_read_the_log_is_refused_and_that_is_written(cast, log_in):
    log_in(cast["lars"]).get("/log/")
    with as_viewer(cast["dorte"]):
        last = events(cast["dorte"]).filter(person_id=cast["lars"].person_id).first()
    assert (last.event, last.detail) == ("privacy.log.refused", {"reason": "not_reader"})


def test_a_log_that_cannot_be_written_is_not_shown(cast, monkeypatch):
    line.hang_up()
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    with as_viewer(cast["dorte"]), pytest.raises(line.AccessNotWritten):
        queries.page(cast["dorte"], Wanted())


def test_an_officer_is_told_when_nobody_seals(cast):
    dorte, old = cast["dorte"], timezone.now() - timedelta(hours=1)
    with as_viewer(dorte):
        Event(id=UUID(int=2**128 - 1), authority_id=dorte.authority_id, at=old, event="test.x.y").save(
            force_insert=True
        )
        assert seal(dorte).waiting == old


def test_a_search_without_answer_teaches(cast, log_in):
    page = log_in(cast["adam"]).get("/log/?until=2001-01-01").content.decode()
    assert "Vælg flere dage" in page


def test_only_readers_find_the_log(cast, log_in):
    for key in ("pernille", "hanne", "rita", "lars", "niels"):
        assert log_in(cast[key]).get("/log/").status_code == 404
        assert 'href="/log/"' not in log_in(cast[key]).get("/organisation/").content.decode()
    assert 'href="/log/"' in log_in(cast["dorte"]).get("/organisation/").content.decode()


def test_saving_a_file_is_an_event_and_a_name_is_no_formula(cast, log_in):
    pernille = cast["pernille"]
    situations.draft(pernille)
    Person.objects.filter(id=pernille.person_id).update(name='=HYPERLINK("x")')
    answer = log_in(cast["dorte"]).post("/log/fil/", {"kind": "plans.edition"})
    assert answer["Content-Type"].startswith("text/csv")
    assert """"'=HYPERLINK(""x"")\"""" in answer.content.decode("utf-8-sig")
    with as_viewer(cast["dorte"]):
        last = Event.objects.order_by("-id").first()
    assert (last.event, last.detail["count"], last.detail["kind"]) == ("privacy.log.exported", 1, "plans.edition")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", " =1"])
def test_a_cell_that_begins_like_a_formula_becomes_text(cell):
    assert _harmless(cell) == f"'{cell}"
    assert _harmless(f"x{cell}") == f"x{cell}"
