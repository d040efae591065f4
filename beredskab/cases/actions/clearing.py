"""The police's clearance: asked with stated items, answered in one word, taken over by the coordinator's own click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import policies
from beredskab.cases.actions import road
from beredskab.cases.actions.exchanging import (
    Address,
    Disclosure,
    Item,
    Terms,
    answer_for,
    close,
    disclose,
    given_before,
    note_of,
    tell,
)
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import Answer, Case, Exchange, ExchangeKind, Stage
from beredskab.cases.queries import between
from beredskab.cases.queries.headers import settings_of
from beredskab.frameworks.law.model import Party
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.viewer import Viewer

SECTION: Final = "between"
WINDOW: Final = timedelta(days=30)  # how long after the local deadline the police still see what they were sent
STEP_OF: Final = {Answer.PROCEED: "proceed", Answer.NOT_INFOHUS: "not_infohus", Answer.POLICE: "police_handle"}
HOWS: Final = ("call", "secure_mail", "meeting")


@action(event="cases.clearance.asked")
def ask(*, by: Viewer, case_id: UUID, given: Disclosure, version: int) -> Exchange:
    """Send exactly these items to the police coordinator and wait. Raises NotFound, DomainError."""
    case = road.held(by, case_id, SECTION)
    road.unchanged(case, version)
    policies.require(policies.can_take(case.track, case.stage, "ask_police"))
    row = disclose(by, case, ExchangeKind.CLEARANCE, _police(by), given, _terms(by))
    road.step(by, case, "ask_police", subject_id=row.id)
    tell(by, row)
    note_of(by, "cases.clearance.asked", case, row)
    return row


@action(event="cases.clearance.added")
def add(*, by: Viewer, case_id: UUID, given: Disclosure, version: int) -> Exchange:
    """Send what the police asked for; the local deadline starts anew. Raises NotFound, DomainError."""
    case = road.held(by, case_id, SECTION)
    road.unchanged(case, version)
    last = between.last_answer(case)
    if case.stage != Stage.CLEARANCE or last is None or last.answer != Answer.MORE:
        raise DomainError("nothing_asked", _("The police have not asked for more."))
    row = disclose(by, case, ExchangeKind.CLEARANCE, _police(by), given, _terms(by, last))
    finish(by=by, case=case, kind="more_asked", outcome="answered")
    open_task(by=by, case=case, kind="await_police", subject_id=row.id)
    tell(by, row)
    note_of(by, "cases.clearance.added", case, row)
    return row


@action(event="cases.clearance.taken")
def take_answer(*, by: Viewer, case_id: UUID, version: int) -> Case:
    """Go where the police's answer leads. Without an answer there is no step: silence is never consent.

    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, SECTION)
    road.unchanged(case, version)
    last = between.last_answer(case)
    if last is None or last.answer not in STEP_OF:
        raise DomainError("no_answer", _("The police have not answered yet, and silence is never a yes."))
    finish(by=by, case=case, kind="police_answered", outcome=last.answer)
    road.step(by, case, STEP_OF[Answer(last.answer)])
    record(by=by, event="cases.clearance.taken", subject=case, detail={"ref": case.number, "status": last.answer})
    return case


@action(event="cases.exchange.reminded")
def remind(*, by: Viewer, case_id: UUID, exchange_id: UUID) -> int:
    """Mail the other side once more that something waits. How many it went to. Raises NotFound, DomainError."""
    case = road.held(by, case_id, SECTION)
    row = between.own(by, case, exchange_id)
    if row.closed_at is not None:
        raise DomainError("answered", _("This has been answered already."))
    told = tell(by, row, "reminder")
    note_of(by, "cases.exchange.reminded", case, row)
    return told


@action(event="cases.exchange.recorded")
def record_answer(
    *, by: Viewer, case_id: UUID, exchange_id: UUID, what: str, how: str, items: Sequence[Item] = ()
) -> Exchange:
    """Write down what the other side said on the telephone, by secure mail or at a meeting, in the coordinator's name.

    Nobody outside is forced to log in. Raises NotFound, DomainError, Conflict.
    """
    case = road.held(by, case_id, SECTION)
    asked = between.own(by, case, exchange_id)
    if what not in between.answers_to(asked.kind) or how not in HOWS:
        raise DomainError("answer", _("Choose what they answered and how."), "what")
    if asked.closed_at is not None and what != Answer.ADVICE:
        raise Conflict("answered", _("This has been answered already."))
    kept = () if what == Answer.NO_CONTRIBUTION else items
    row = answer_for(by, asked, what, kept, how)
    if not (asked.kind == ExchangeKind.CLEARANCE and what == Answer.ADVICE):
        close(asked)
    _follow(by, case, asked, what)
    detail = {"ref": case.number, "status": what, "kind": asked.kind, "code": how, "to": str(asked.to_authority_id)}
    record(by=by, event="cases.exchange.recorded", subject=case, detail=detail)
    return row


@action(event="cases.advice.asked")
def ask_advice(*, by: Viewer, case_id: UUID, given: Disclosure) -> Exchange:
    """Ask the police about safety, at any stage, also after *not in Infohus*. Raises NotFound, DomainError."""
    case = road.held(by, case_id, SECTION)
    before = given_before(case, given)
    if before is not None:
        note_of(by, "cases.advice.asked", case, before, "again")
        return before
    row = disclose(by, case, ExchangeKind.ADVICE, _police(by), given, _terms(by))
    tell(by, row)
    note_of(by, "cases.advice.asked", case, row)
    return row


@action(event="cases.answers.read")
def read(*, by: Viewer, case_id: UUID, kind: str) -> int:
    """Say "I have read it" to advice from the police, or to what authorities answered. How many tasks that ends."""
    case = road.held(by, case_id, SECTION)
    if kind not in ("read_advice", "contribution"):
        raise DomainError("kind", _("Choose what you have read."))
    ended = finish(by=by, case=case, kind=kind, outcome="read")
    record(by=by, event="cases.answers.read", subject=case, detail={"ref": case.number, "status": kind})
    return ended


def _follow(by: Viewer, case: Case, asked: Exchange, what: str) -> None:
    """What a written-down answer means for the coordinator's own list."""
    if asked.kind == ExchangeKind.INVITATION:
        for kind in ("await_invited", "bring"):
            finish(by=by, case=case, kind=kind, outcome="answered", subject_id=asked.id)
    if asked.kind != ExchangeKind.CLEARANCE or what == Answer.ADVICE:
        return
    finish(by=by, case=case, kind="await_police", outcome="answered")
    open_task(by=by, case=case, kind="more_asked" if what == Answer.MORE else "police_answered", subject_id=asked.id)


def _police(by: Viewer) -> Address:
    district = between.police_of(by)
    return Address(district.id, Party.POLICE, district.name)


def _terms(by: Viewer, reply_to: Exchange | None = None) -> Terms:
    due = timezone.now() + timedelta(days=settings_of(by.authority_id).clearance_days)
    return Terms(open_until=due + WINDOW, due_at=due, reply_to=reply_to)
