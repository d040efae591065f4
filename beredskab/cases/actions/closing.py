"""The close: proposed by one, answered by another, and what then leaves daily view. Reopening keeps the history."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import closes, policies
from beredskab.cases.actions import access, road
from beredskab.cases.actions.handing import call, end_own, living
from beredskab.cases.actions.tasks import finish, finish_all, open_task
from beredskab.cases.closes import Proposal
from beredskab.cases.models import Case, Closing, LookupEntry, Note, Outcome, Stage, Task
from beredskab.cases.permissions import may_coordinate, require
from beredskab.cases.queries import closing as queries
from beredskab.cases.queries.headers import not_here, settings_of
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send

READS: Final = timedelta(days=28)  # how long the second person can read the proposal
# What is still owed when a case has closed: the duty to inform (GDPR art. 14) is of the data, not of the case's stage.
STAYS: Final = ("feedback", "glass", "access", "lead_review", "lead_seen", "inform", "inform_review")


@action(event="cases.close.proposed")
def propose(*, by: Viewer, case_id: UUID, version: int, made: Proposal, person_id: UUID) -> Closing:
    """Propose to close, and ask a second person. Raises NotFound; DomainError with what still stands in the way."""
    case = road.held(by, case_id, "*")
    require(may_coordinate(by))
    road.unchanged(case, version)
    policies.require(policies.can_take(case.track, case.stage, "propose_close"))
    _unblocked(case)
    now, look = timezone.now(), queries.look(case)
    policies.require(closes.looked(case.track, look, now))
    policies.require(closes.complete(made, timezone.localdate()))
    policies.require(queries.second_refused(by, person_id))
    row = Closing(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, outcome=made.outcome,
        receiver=made.receiver.strip(), nothing_further=made.nothing_further, looked_back_at=look or now,
        review_on=made.review_on,
    )  # fmt: skip
    road.key_of(case).seal(row, "reason", made.reason.strip())
    row.save(force_insert=True)
    road.step(by, case, "propose_close", subject_id=row.id)
    finish(by=by, case=case, kind="close_returned", outcome="proposed")  # `_back` opens it again
    Task.objects.filter(case=case, kind="second_close", done_at__isnull=True).update(for_id=person_id, for_role="")
    access.give(by=by, case_id=case.id, person_id=person_id, reason="second", until=now + READS)
    detail = {"ref": case.number, "code": made.outcome, "person": str(person_id)}
    record(by=by, event="cases.close.proposed", subject=case, detail=detail)
    return row


@action(event="cases.close.confirmed")
def confirm(*, by: Viewer, case_id: UUID, version: int, text: str = "") -> Case:
    """The second person says yes: the case leaves daily view, and access ends but for the lead's.

    Raises NotFound, DomainError, Conflict.
    """
    case, row = _asked(by, case_id, version)
    _unblocked(case)
    _answer(by, case, row, "confirmed", text)
    road.step(by, case, "close")
    case.closed_at, case.outcome = row.answered_at, row.outcome
    case.restricted_at = row.answered_at if row.outcome == Outcome.UNFOUNDED else None
    case.save(update_fields=["closed_at", "outcome", "restricted_at"])
    _plan(by, case, row)
    record(by=by, event="cases.close.confirmed", subject=case, detail={"ref": case.number, "code": row.outcome})
    send(by=by, template="notice", link=f"/sager/{case.id}/", person_id=case.lead_id, subject_id=case.id)
    if row.outcome == Outcome.UNFOUNDED:
        call("cases_leaves_lookup", case.id, months_after(timezone.localdate(), _lookup_months(case)))
    call("cases_end_grants_at_close", case.id)
    return case


@action(event="cases.close.refused")
def refuse(*, by: Viewer, case_id: UUID, version: int, text: str) -> Case:
    """The second person says no, and why: the case goes back to where it was. NotFound, DomainError, Conflict."""
    case, row = _asked(by, case_id, version)
    if not text.strip():
        raise DomainError("text", _("Write what is missing before it can be closed."), "text")
    _answer(by, case, row, "refused", text)
    _back(by, case)
    record(by=by, event="cases.close.refused", subject=case, detail={"ref": case.number})
    send(by=by, template="task", link=f"/sager/{case.id}/", person_id=row.by_id, subject_id=case.id)
    end_own(by, case, "second")
    return case


@action(event="cases.close.withdrawn")
def withdraw(*, by: Viewer, case_id: UUID, version: int) -> Case:
    """Take the proposal back, as when the second person is away: then another can be asked. NotFound, Conflict."""
    case = road.held(by, case_id, "*")
    require(may_coordinate(by))
    road.unchanged(case, version)
    row = queries.newest(case)
    if row is None or row.state != "proposed":
        raise Conflict("answered", _("This has been answered already."))
    row.state, row.answered_at = "withdrawn", timezone.now()
    row.save(update_fields=["state", "answered_at"])
    asked = queries.asked_second(case)
    _back(by, case)
    for grant_id in living(case, asked, "second"):
        access.end(by=by, grant_id=grant_id)
    record(by=by, event="cases.close.withdrawn", subject=case, detail={"ref": case.number})
    return case


def _back(by: Viewer, case: Case) -> None:
    """To where it was. What somebody has taken over already waits for the close, not for an answer."""
    road.step(by, case, "refuse_close")
    if case.stage == Stage.RETURN_FLOW:
        open_task(by=by, case=case, kind="close_returned")
        finish(by=by, case=case, kind="await_return")


@action(event="cases.case.reopened")
def reopen(*, by: Viewer, case_id: UUID, version: int, text: str) -> Case:
    """Open a closed case again, with its history and its key, at the first assessment. Raises NotFound, DomainError."""
    case = road.held(by, case_id, "*")
    require(may_coordinate(by))
    road.unchanged(case, version)
    policies.require(policies.can_take(case.track, case.stage, "reopen"))
    if not text.strip():
        raise DomainError("text", _("Write what is new."), "text")
    note = Note(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, kind="reopened"
    )
    road.key_of(case).seal(note, "text", text.strip())
    note.save(force_insert=True)
    finish_all(by=by, case=case, outcome="reopened", but=STAYS)
    road.step(by, case, "reopen")
    case.closed_at, case.restricted_at, case.outcome = None, None, Outcome.NONE
    case.save(update_fields=["closed_at", "restricted_at", "outcome"])
    LookupEntry.objects.filter(authority_id=by.authority_id, case=case).update(leaves_on=None)
    record(by=by, event="cases.case.reopened", subject=case, detail={"ref": case.number})
    return case


@action(event="cases.close.looked_again")
def look_again(*, by: Viewer, case_id: UUID) -> Case:
    """Looked again, as agreed at the close, and it stays closed. Raises NotFound, DomainError."""
    case = road.held(by, case_id, "*")
    if case.stage != Stage.CLOSED or not finish(by=by, case=case, kind="review_case", outcome="stays_closed"):
        raise DomainError("nothing", _("There is nothing to look at again."))
    record(by=by, event="cases.close.looked_again", subject=case, detail={"ref": case.number})
    return case


def _unblocked(case: Case) -> None:
    found = closes.blocked(queries.open_kinds(case))
    if found:
        raise DomainError("blocked", _("The case cannot be closed yet. %(why)s") % {"why": " ".join(found)})


def _asked(by: Viewer, case_id: UUID, version: int) -> tuple[Case, Closing]:
    """The proposal, for somebody who may be the second person. The proposer is never. Raises NotFound, Conflict."""
    case = road.held(by, case_id, "closing")
    row = queries.newest(case)
    if row is None:
        raise not_here(by, case_id, "no_proposal")
    if row.state != "proposed":
        raise Conflict("answered", _("This has been answered already."))
    road.unchanged(case, version)
    policies.require(queries.answer_refused(by, row))
    return case, row


def _answer(by: Viewer, case: Case, row: Closing, state: str, text: str) -> None:
    row.state, row.answered_at = state, timezone.now()
    row.second_id, row.second_name = by.person_id, by.name
    if text.strip():
        road.key_of(case).seal(row, "answer", text.strip())
    row.save(update_fields=["state", "answered_at", "second_id", "second_name", "answer"])


def _plan(by: Viewer, case: Case, row: Closing) -> None:
    """What is left to do after a close, each in its time; nothing else stays open."""
    finish_all(by=by, case=case, outcome="closed", but=STAYS)
    rules, today = settings_of(case.authority_id), timezone.localdate()
    if queries.owes_feedback(case):
        open_task(by=by, case=case, kind="feedback")
    open_task(by=by, case=case, kind="learn")
    stored_until = _morning(months_after(today, 12 * rules.retention_years))
    open_task(
        by=by, case=case, kind="dispose", opened_at=stored_until, due_at=stored_until, force="local",
        rule="retention_years",
    )  # fmt: skip
    if row.review_on is not None:
        again = _morning(row.review_on)
        open_task(by=by, case=case, kind="review_case", opened_at=again, due_at=again, force="local", rule="review_on")


def _lookup_months(case: Case) -> int:
    return settings_of(case.authority_id).unfounded_lookup_months


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8), timezone.get_current_timezone()).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)  # every month has a 28th
