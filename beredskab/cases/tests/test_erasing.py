"""Two people decide, the keys go first, and what is left is a number and a line in the ledger."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import closing, erasing, storing
from beredskab.cases.models import (
    Case,
    Disposal,
    DisposalAnswer,
    Grant,
    Hold,
    Indicator,
    LedgerEntry,
    Note,
    Provision,
    Report,
    Task,
)
from beredskab.cases.queries.headers import opened
from beredskab.cases.queries.storing import ledger
from beredskab.cases.storage import Choice
from beredskab.cases.tests import situations, situations_ended
from beredskab.cases.tests.situations_ended import refused
from beredskab.kit.errors import Conflict, NotAllowed, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import as_viewer

STAYS = {"grant", "exchange", "indicator", "disposal", "move"}  # coded, or another authority's too
REPORTS = {"report", "task", "feedback"}  # taken in an order of their own


@pytest.fixture
def erased(cast, django_capture_on_commit_callbacks):
    row = situations_ended.to_be_destroyed(cast)
    with as_viewer(cast["karen"]):
        keys = [row.case_id, *Report.objects.filter(case_id=row.case_id).values_list("id", flat=True)]
    assert all(vault().has(row.authority_id, key) for key in keys)
    with django_capture_on_commit_callbacks(execute=True):
        storing.confirm(by=cast["mette"], disposal_id=row.id)
    return row, keys


def test_the_keys_are_gone_and_a_thin_row_and_a_ledger_line_are_left(cast, erased):
    row, keys = erased
    with as_viewer(cast["karen"]):
        case = Case.objects.get(id=row.case_id)
        assert case.stage == "erased"
        assert not any(vault().has(case.authority_id, key) for key in keys)
        entry = LedgerEntry.objects.get(case_id=case.id)
        assert (entry.number, entry.answer, set(entry.key_ids)) == (case.number, "destroy", set(keys))
        assert "Byrådet, punkt 12" in entry.provision
        assert Disposal.objects.get(id=row.id).state == "done"
        assert not Grant.objects.filter(case=case, ended_at__isnull=True).exists()
        assert not Task.objects.filter(case=case).exists()
        one = Indicator.objects.get(case=case)
        assert (one.month.month, one.month.day, one.age_band, one.stage) == (1, 1, "", "erased")
        assert Event.objects.get(event="cases.case.erased").detail["ref"] == case.number
        with pytest.raises(NotFound):
            opened(cast["karen"], case.id)


def test_an_erasure_takes_every_table_that_hangs_on_a_case_or_says_why_not():
    listed = import_module("beredskab.cases.migrations.0060_after").OF_CASE
    hanging = {
        model._meta.db_table.removeprefix("cases_")
        for model in apps.get_app_config("cases").get_models()
        if any(field.name == "case" for field in model._meta.fields)
    }
    assert hanging - set(listed) == STAYS | REPORTS


def test_the_ledger_says_that_no_key_is_left(cast, erased):
    with as_viewer(cast["dorte"]):
        (line,) = ledger(cast["dorte"])
        assert (line.left, line.keys) == (0, len(erased[1]))
    with as_viewer(cast["rasmus"]), pytest.raises(NotFound):
        ledger(cast["rasmus"])


def test_a_kill_after_the_keys_went_is_made_good(cast):
    row = situations_ended.to_be_destroyed(cast)
    storing.confirm(by=cast["mette"], disposal_id=row.id)  # the commit's callback never ran
    vault().destroy(row.authority_id, row.case_id)
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=row.case_id).stage == "closed"
    erasing.finish(by=cast["mette"], disposal_id=row.id)
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=row.case_id).stage == "erased"
        assert LedgerEntry.objects.filter(case_id=row.case_id).count() == 1
        with pytest.raises(Conflict):
            erasing.finish(by=cast["mette"], disposal_id=row.id)


def test_between_the_yes_and_the_end_the_case_is_not_reopened_and_not_held(cast):
    row = situations_ended.to_be_destroyed(cast)
    storing.confirm(by=cast["mette"], disposal_id=row.id)
    karen = cast["karen"]
    with pytest.raises(Conflict):
        storing.hold(by=karen, case_id=row.case_id, reason="Aktindsigt.")
    with as_viewer(karen), pytest.raises(DatabaseError, match="being erased"), transaction.atomic():
        Case.objects.filter(id=row.case_id).update(stage="assessment")


def test_a_reopened_case_drops_the_proposal(cast):
    row, karen = situations_ended.to_be_destroyed(cast), cast["karen"]
    version = situations.version_of(karen, row.case)
    closing.reopen(by=karen, case_id=row.case_id, version=version, text="Ny henvendelse.")
    with as_viewer(karen):
        assert Disposal.objects.get(id=row.id).state == "refused"
    with pytest.raises((Conflict, NotFound)):
        storing.confirm(by=cast["mette"], disposal_id=row.id)


def test_nobody_erases_alone(cast):
    row = situations_ended.to_be_destroyed(cast)
    with pytest.raises(NotAllowed):
        storing.confirm(by=cast["karen"], disposal_id=row.id)
    with pytest.raises(NotFound):
        storing.confirm(by=cast["stine"], disposal_id=row.id)  # not asked
    with as_viewer(cast["karen"]), pytest.raises(DatabaseError, match="second person"), transaction.atomic():
        Disposal.objects.filter(id=row.id).update(state="confirmed", second_id=cast["mette"].person_id)


def test_the_application_cannot_write_in_the_ledger_itself(cast):
    with as_viewer(cast["karen"]) as karen, pytest.raises(DatabaseError, match="permission"), transaction.atomic():
        LedgerEntry(
            id=new_id(), authority_id=karen.authority_id, case_id=new_id(), number="x", key_ids=[], provision="",
            answer="destroy",
        ).save(force_insert=True)  # fmt: skip


def test_a_hold_stops_it_until_it_is_lifted(cast):
    case, karen = situations_ended.closed(cast), cast["karen"]
    held = storing.hold(by=karen, case_id=case.id, reason="Der er søgt aktindsigt.")
    with refused("on_hold"):
        situations_ended.to_be_destroyed(cast, case)
    storing.lift(by=karen, case_id=case.id, hold_id=held.id)
    row = situations_ended.to_be_destroyed(cast, case)
    storing.hold(by=karen, case_id=case.id, reason="Endnu en.")
    with refused("on_hold"):
        storing.confirm(by=cast["mette"], disposal_id=row.id)


def test_a_childs_case_is_preserved_unless_the_decision_says_children(cast, owner):
    case = situations_ended.closed(cast)
    with as_viewer(cast["karen"]):
        Case.objects.filter(id=case.id).update(about="child")
    with refused("child_preserved"):
        situations_ended.to_be_destroyed(cast, case)
    covering = situations_ended.a_provision(cast, children=True)
    choice = Choice(DisposalAnswer.DESTROY, "unfounded", covering.id)
    row = storing.propose(by=cast["karen"], case_id=case.id, choice=choice, person_id=cast["mette"].person_id)
    storing.withdraw_provision(by=cast["karen"], provision_id=covering.id)
    with refused("no_provision"):
        storing.confirm(by=cast["mette"], disposal_id=row.id)


def test_kept_cases_come_back_on_the_day(cast):
    case, karen = situations_ended.closed(cast), cast["karen"]
    day = timezone.localdate() + timedelta(days=400)
    choice = Choice(DisposalAnswer.KEEP, "complaint", None, day)
    row = storing.propose(by=karen, case_id=case.id, choice=choice, person_id=cast["stine"].person_id)
    storing.confirm(by=cast["stine"], disposal_id=row.id)
    with as_viewer(karen):
        task = Task.objects.get(case=case, kind="dispose", done_at__isnull=True)
        assert timezone.localdate(task.opened_at) == day
        assert Note.objects.filter(case=case).exists()


def test_a_refused_proposal_can_be_made_again(cast):
    row = situations_ended.to_be_destroyed(cast)
    with pytest.raises(Conflict):
        situations_ended.to_be_destroyed(cast, row.case)
    storing.refuse(by=cast["mette"], disposal_id=row.id)
    assert situations_ended.to_be_destroyed(cast, row.case).state == "proposed"


def test_the_pages_lead_two_people_through_it(cast, log_in, django_capture_on_commit_callbacks):
    case, provision = situations_ended.closed(cast), situations_ended.a_provision(cast)
    karen, mette = log_in(cast["karen"]), log_in(cast["mette"])
    address = reverse("cases:disposal", args=[case.id])
    form = {
        "act": "propose", "answer": "destroy", "reason": "unfounded", "provision": str(provision.id),
        "person": str(cast["mette"].person_id),
    }  # fmt: skip
    without = karen.post(address, {**form, "provision": ""})
    assert without.status_code == 422 and 'value="destroy"' in without.content.decode()
    assert mette.get(address).status_code == 404
    assert karen.post(address, form).status_code == 302
    with as_viewer(cast["karen"]):
        yes = reverse("cases:disposal_answer", args=[Disposal.objects.get().id, "ja"])
    assert yes not in karen.get(address).content.decode() and yes in mette.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert mette.post(yes).status_code == 302
    for client in (karen, mette):
        assert "Byrådet, punkt 12" in client.get(address).content.decode()
    assert case.number in log_in(cast["dorte"]).get(reverse("cases:ledger")).content.decode()


def test_a_hold_and_the_register_have_pages(cast, log_in):
    case, karen = situations_ended.closed(cast), log_in(cast["karen"])
    address, hold = reverse("cases:disposal", args=[case.id]), reverse("cases:hold", args=[case.id])
    assert karen.post(hold, {"reason": "Der er søgt aktindsigt."}).status_code == 302
    assert "søgt aktindsigt" in karen.get(address).content.decode()
    with as_viewer(cast["karen"]):
        held = Hold.objects.get(case=case)
    lift = reverse("cases:hold_lift", args=[case.id, held.id])
    assert lift in karen.get(address).content.decode() and karen.post(lift).status_code == 302
    register = reverse("cases:provisions")
    made = {"act": "add", "title": "Kassation", "reference": "Punkt 7", "decided_on": "2026-02-03"}
    assert karen.post(register, made).status_code == 302
    with as_viewer(cast["karen"]):
        out = reverse("cases:provision_withdraw", args=[Provision.objects.get().id])
    assert out in karen.get(register).content.decode()
    assert karen.post(out).status_code == 302 and out not in karen.get(register).content.decode()
