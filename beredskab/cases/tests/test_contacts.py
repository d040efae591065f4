"""Who is the contact of a measure: given later, changed, with all before still written, and access that follows."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from beredskab.audit.models import Event
from beredskab.cases.actions import following
from beredskab.cases.models import Grant, Measure, MeasureContact, MeasureState, Task
from beredskab.cases.queries import following as queries
from beredskab.cases.queries.headers import opened
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.refusing import refused
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import as_viewer


def without(cast):
    """A measure that nobody is the contact of."""
    planned = following.Planned("person", "Samtaler hver uge")
    return following.add_measure(by=cast["karen"], case_id=after.decided(cast).id, planned=planned)


def given(cast, row, key="karen", **who):
    return following.set_contact(by=cast[key], case_id=row.case_id, measure_id=row.id, **who)


def names(cast, row):
    with as_viewer(cast["karen"]):
        found = queries.measures(opened(cast["karen"], row.case_id, "measures"))[0]
        return [one.contact_name for one in found.contacts], found.row.contact_name


def lets_in(cast, key, row):
    with as_viewer(cast[key]):
        try:
            opened(cast[key], row.case_id, "goals")
        except NotFound:
            return False
        return True


def test_a_measure_without_a_contact_gets_one_later_and_the_mentor_is_let_in(cast):
    row = without(cast)
    assert names(cast, row) == ([], "")
    given(cast, row, contact_id=cast["malik"].person_id)
    assert names(cast, row) == ([cast["malik"].name], cast["malik"].name)
    assert lets_in(cast, "malik", row)


def test_another_contact_takes_over_and_who_it_was_stays_written(cast):
    row = after.measured(cast)
    given(cast, row, contact_name="Familieværkstedet, 12 34 56 78")
    given(cast, row, contact_id=cast["vera"].person_id)
    assert names(cast, row)[0] == [cast["malik"].name, "Familieværkstedet, 12 34 56 78", cast["vera"].name]
    assert not lets_in(cast, "malik", row)


def test_a_mentor_keeps_access_by_another_measure(cast):
    row, malik = after.measured(cast), cast["malik"]
    planned = following.Planned("person", "Boksning", contact_id=malik.person_id)
    following.add_measure(by=cast["karen"], case_id=row.case_id, planned=planned)
    given(cast, row, contact_name="Klubben")
    assert lets_in(cast, "malik", row)


def test_the_caseworkers_change_of_mentor_waits_for_the_lead_and_is_forgotten_when_it_is_changed_again(cast):
    row, malik = without(cast), cast["malik"]
    given(cast, row, key="rasmus", contact_id=malik.person_id)
    with as_viewer(cast["karen"]):
        waits = Task.objects.filter(case_id=row.case_id, kind="mentor", done_at__isnull=True)
        assert waits.get().for_id == cast["karen"].person_id
        assert not Grant.objects.filter(person_id=malik.person_id).exists()
    given(cast, row, key="rasmus", contact_name="Klubben")
    with as_viewer(cast["karen"]):
        assert not waits.exists()


def test_a_double_click_changes_once(cast):
    row = without(cast)
    for _ in range(2):
        given(cast, row, contact_name="Klubben")
    assert names(cast, row)[0] == ["Klubben"]


@pytest.mark.parametrize("who", [{}, {"contact_name": "  "}, {"contact_name": "Klubben", "contact_id": "malik"}])
def test_it_is_one_contact(cast, who):
    row = without(cast)
    if "contact_id" in who:
        who = {**who, "contact_id": cast["malik"].person_id}
    with refused("contact"):
        given(cast, row, **who)


def test_a_colleague_is_a_colleague_and_an_ended_measure_has_ended(cast):
    row = without(cast)
    with refused("contact"):
        given(cast, row, contact_id=cast["nanna"].person_id)
    following.set_state(by=cast["karen"], case_id=row.case_id, measure_id=row.id, state=MeasureState.ENDED)
    with refused("ended"):
        given(cast, row, contact_name="Klubben")


def test_only_those_who_follow_the_case_change_it(cast):
    row = after.measured(cast)
    for key in ("malik", "stine", "mette", "nanna", "poul"):
        with pytest.raises(NotFound):
            given(cast, row, key=key, contact_name="Klubben")
    with as_viewer(cast["malik"]):
        assert not MeasureContact.objects.exists()


def test_the_history_cannot_be_changed_by_sql_and_the_log_names_nobody_outside(cast):
    row = without(cast)
    given(cast, row, contact_name="Gerda Hjælper")
    with as_viewer(cast["karen"]):
        for statement in (lambda rows: rows.update(contact_name="x"), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                statement(MeasureContact.objects.filter(measure=row))
        assert Event.objects.filter(event="cases.measure.contact_changed").exists()
        assert not Event.objects.filter(detail__icontains="Gerda").exists()


def test_the_page_gives_the_contact_and_shows_who_it_was(cast, log_in):
    row = after.measured(cast)
    karen, page = log_in(cast["karen"]), reverse("cases:follow_up", args=[row.case_id])
    told = {"act": "contact", "measure_id": str(row.id), "contact_id": "", "contact_name": ""}
    assert karen.post(page, told).status_code == 422
    assert karen.post(page, {**told, "contact_id": str(cast["vera"].person_id)}).status_code == 302
    seen = karen.get(page).content.decode()
    assert "Tidligere kontaktperson" in seen and cast["malik"].name in seen
    with as_viewer(cast["karen"]):
        assert Measure.objects.get(id=row.id).contact_name == cast["vera"].name
