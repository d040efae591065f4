"""Whoever holds no live grant to a section of a case finds no row of it, however they ask the database.

Two cases with one row in every content table; random grants to random people (live, run out, ended, other sections);
then every table is asked in several ways as the application role, in each person's own scope.
"""

from __future__ import annotations

import importlib
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beredskab.cases.models import Case, Confirmed, Exchange, Recommendation, Report
from beredskab.cases.models.base import CaseRow
from beredskab.cases.tests import situations
from beredskab.kit.fields import SealedField
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Membership
from tests.invariants.rows import EVERYBODY

CONTENT = importlib.import_module("beredskab.cases.migrations.0002_policies").CONTENT
SECTIONS = sorted({section for section, _ in CONTENT.values()} | {"reports", "between"})
TABLES = {name: apps.get_model("cases", name) for name in CONTENT}
# What a trigger asks of a row before it can be.
MEANT = {
    "CasePerson": {"kind": "child", "is_child": True, "adult_on": date(2040, 1, 1)},
    "ChildTrack": {"honour": False},
    "Closing": {"receiver": "x", "nothing_further": False},
    "Confirmed": {"sha256": "0" * 64},
    "FamilySilence": {"until": date(2020, 1, 1)},
}
RELAXED = settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
OTHERS = ("stine", "mette", "rasmus", "vera", "malik", "tina")  # colleagues; Karen holds both cases whole
FORMER, NOW = "former", "now"
# Goals open to the contact of their measure, and else only to who has the measures too; here nobody is a contact.
NARROWER = {"Goal", "GoalLog"}


def value_of(field, made):
    """Something that fits a column."""
    if field.is_relation:
        return made(field.related_model)
    if isinstance(field, SealedField | models.BinaryField):
        return b"\x01sealed"
    if isinstance(field, ArrayField):
        return []
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return timezone.localdate()
    if isinstance(field, models.UUIDField):
        return new_id()
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.IntegerField):
        return 1
    return "x"


def one_row(model, case, by, made):
    """A row of a content table, with what it points at."""
    if model in made:
        return made[model]
    if model is Case:
        return case
    values = dict(MEANT.get(model.__name__, {}))
    for field in model._meta.concrete_fields:
        if field.name in {"id", "created_at", "case", "authority", *values} or field.has_default() or field.null:
            continue
        if field.name in {"by_id", "by_name"}:
            values[field.name] = by.person_id if field.name == "by_id" else by.name
            continue
        values[field.name] = value_of(field, lambda target: one_row(target, case, by, made))
    if any(field.name == "case" for field in model._meta.concrete_fields):
        values["case"] = case
    row = model(id=new_id(), authority_id=by.authority_id, **values)
    if model is Confirmed:
        Recommendation.objects.filter(id=row.recommendation_id).update(frozen_at=timezone.now(), sha256="0" * 64)
        row.stands_for_id = Membership.objects.get(person_id=by.person_id).unit_id
    model.objects.bulk_create([row])
    made[model] = row
    return row


@pytest.fixture
def two_cases(cast):
    """Two cases of Karen's, each with a row in every content table."""
    cases = []
    for _ in range(2):
        case = situations.a_case(cast)
        made = {}
        with as_viewer(cast["karen"]):
            for model in TABLES.values():
                one_row(model, case, cast["karen"], made)
        cases.append(case)
    return cases


grants = st.lists(
    st.tuples(
        st.sampled_from(OTHERS), st.integers(0, 1), st.sets(st.sampled_from(SECTIONS), min_size=1, max_size=3),
        st.sampled_from([NOW, NOW, FORMER, "ended"]),
    ),
    max_size=8,
)  # fmt: skip


def give(cast, case, who, sections, state):
    now = timezone.now()
    until = now - timedelta(hours=1) if state == FORMER else now + timedelta(days=1)
    grant_id = new_id()
    with as_viewer(cast["karen"]), connection.cursor() as cursor:
        cursor.execute(
            "select cases_give_grant(%s, %s, %s, 'deputy', 'task', %s, %s)",
            [grant_id, case.id, cast[who].person_id, sorted(sections), until],
        )
        if state == "ended":
            cursor.execute("select cases_end_grant(%s)", [grant_id])


def found(model):
    """The cases that a table shows, asked in five ways."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"select case_id from {table}")
        raw = {row[0] for row in cursor.fetchall()}
        cursor.execute(f"select c.id from cases_case c where exists (select 1 from {table} t where t.case_id = c.id)")
        joined = {row[0] for row in cursor.fetchall()}
    rows = model.objects.order_by()
    grouped = {row["case_id"] for row in rows.values("case_id").annotate(n=models.Count("id"))}
    union = {row.case_id for row in rows.filter(case__isnull=False).union(rows.exclude(case__year=0))}
    inside = set(Case.objects.filter(id__in=rows.values("case_id")).order_by().values_list("id", flat=True))
    return raw | joined | grouped | union | inside


@RELAXED
@given(given_away=grants)
def test_no_query_finds_a_row_that_no_live_grant_opens(cast, two_cases, given_away):
    with transaction.atomic():
        open_to = {}
        for who, number, sections, state in given_away:
            give(cast, two_cases[number], who, sections, state)
            if state == NOW:
                for section in sections:
                    open_to.setdefault((who, section), set()).add(two_cases[number].id)
        for key in OTHERS:
            with as_viewer(cast[key]):
                for name, (section, _) in CONTENT.items():
                    allowed = open_to.get((key, section), set())
                    if name in NARROWER:
                        allowed = allowed & open_to.get((key, "measures"), set())
                    assert found(TABLES[name]) == allowed, (key, name)
                allowed = open_to.get((key, "reports"), set())
                assert (
                    set(Report.objects.filter(case__isnull=False).order_by().values_list("case_id", flat=True))
                    == allowed
                )
        transaction.set_rollback(True)


def test_nobody_without_a_grant_reads_content(cast, two_cases):
    for key in sorted(EVERYBODY - {"karen"}):
        with as_viewer(cast[key]):
            for name, model in TABLES.items():
                assert found(model) == set(), (key, name)
            assert not Exchange.objects.exists(), key


def test_every_table_of_one_case_is_content_with_a_section():
    """A new table on CaseRow that nobody gave a section would be open to the whole authority."""
    on_a_case = {model.__name__ for model in apps.get_app_config("cases").get_models() if issubclass(model, CaseRow)}
    assert on_a_case == set(CONTENT)
