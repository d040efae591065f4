"""Storage after a close: the decisions that allow it, holds, and two people's answer. The keys go in `erasing.py`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import policies, storage
from beredskab.cases.actions import access, erasing, road
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import Case, Disposal, DisposalAnswer, Hold, Move, Provision, Stage
from beredskab.cases.permissions import may_coordinate, may_oversee, require
from beredskab.cases.queries import storing as queries
from beredskab.cases.queries.headers import not_here
from beredskab.cases.storage import Choice
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError, NotAllowed
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send

READS: Final = timedelta(days=28)  # how long the second person can answer


@action(event="cases.provision.recorded")
def record_provision(
    *, by: Viewer, title: str, reference: str, decided_on: date, covers_children: bool = False
) -> Provision:
    """Write down a decision that allows cases to be destroyed: the council's, or the archive's. Raises NotAllowed."""
    require(may_oversee(by))
    if decided_on > timezone.localdate():
        raise DomainError("decided_on", _("The day lies ahead. Write the decision down when it is made."), "decided_on")
    row = Provision(
        id=new_id(), authority_id=by.authority_id, title=title, reference=reference, decided_on=decided_on,
        covers_children=covers_children,
    )  # fmt: skip
    row.save(force_insert=True)
    record(by=by, event="cases.provision.recorded", subject=row, detail={"date": decided_on.isoformat()})
    return row


@action(event="cases.provision.withdrawn")
def withdraw_provision(*, by: Viewer, provision_id: UUID) -> None:
    """From now on nothing is destroyed on this decision; what was, stays in the ledger. Raises NotAllowed, NotFound."""
    require(may_oversee(by))
    row = Provision.objects.filter(authority_id=by.authority_id, id=provision_id, withdrawn_at__isnull=True).first()
    if row is None:
        raise not_here(by, provision_id, "not_found")
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    record(by=by, event="cases.provision.withdrawn", subject=row)


@action(event="cases.hold.set")
def hold(*, by: Viewer, case_id: UUID, reason: str) -> Hold:
    """Nothing of the case may be destroyed until the hold is lifted. Raises NotFound, DomainError."""
    case = road.held(by, case_id, "*")
    if not reason.strip():
        raise DomainError("reason", _("Write why nothing may be destroyed."), "reason")
    if Disposal.objects.filter(case=case, state="confirmed").exists():
        raise Conflict("too_late", _("The case is being erased already."))
    if Move.objects.filter(case=case, state="offered").exists():
        raise Conflict("offered", _("The case is offered to another municipality. Take the offer back first."))
    row = Hold(id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name)
    road.key_of(case).seal(row, "reason", reason.strip())
    row.save(force_insert=True)
    record(by=by, event="cases.hold.set", subject=case, detail={"ref": case.number})
    return row


@action(event="cases.hold.lifted")
def lift(*, by: Viewer, case_id: UUID, hold_id: UUID) -> None:
    """Lift a hold. Raises NotFound."""
    case = road.held(by, case_id, "*")
    row = Hold.objects.filter(case=case, id=hold_id, lifted_at__isnull=True).first()
    if row is None:
        raise not_here(by, hold_id, "not_found")
    row.lifted_at = timezone.now()
    row.save(update_fields=["lifted_at"])
    record(by=by, event="cases.hold.lifted", subject=case, detail={"ref": case.number})


@action(event="cases.disposal.proposed")
def propose(*, by: Viewer, case_id: UUID, choice: Choice, person_id: UUID) -> Disposal:
    """Propose one of the three answers, and ask a second person. Raises NotFound, NotAllowed, DomainError, Conflict."""
    case = _ended(by, case_id, "*")
    require(may_coordinate(by))
    if Disposal.objects.filter(case=case, state__in=(*queries.WAITS, "confirmed")).exists():
        raise Conflict("proposed", _("There is a proposal already. Wait for the answer."))
    provision = _provision(by, choice.provision_id)
    policies.require(storage.allowed(choice, queries.facts(case, provision), timezone.localdate()))
    if str(person_id) not in dict(queries.seconds(by)):
        raise DomainError("person", _("Choose a colleague from the list."), "person")
    destroys, keeps = choice.answer == DisposalAnswer.DESTROY, choice.answer == DisposalAnswer.KEEP
    row = Disposal(
        id=new_id(), authority_id=by.authority_id, case=case, answer=choice.answer, reason_code=choice.reason,
        provision=provision if destroys else None, keep_until=choice.keep_until if keeps else None,
        by_id=by.person_id, by_name=by.name,
    )  # fmt: skip
    row.save(force_insert=True)
    finish(by=by, case=case, kind="dispose", outcome="proposed")
    open_task(by=by, case=case, kind="dispose_second", subject_id=row.id, for_role="", for_id=person_id)
    until = timezone.now() + READS
    if case.stage != Stage.MOVED:  # nobody holds that one, and nobody needs to
        access.give(by=by, case_id=case.id, person_id=person_id, reason="second", until=until, sections=("after",))
    detail = {"ref": case.number, "code": choice.answer, "reason": choice.reason, "person": str(person_id)}
    record(by=by, event="cases.disposal.proposed", subject=case, detail=detail)
    return row


@action(event="cases.disposal.confirmed")
def confirm(*, by: Viewer, disposal_id: UUID) -> Disposal:
    """The second person says yes. Kept: it is decided again later. Otherwise the keys go as soon as this is stored.

    This row is the intent: a kill from here on is made good by `erasing.finish`.
    Raises NotFound, DomainError, Conflict.
    """
    case, row = _asked(by, disposal_id)
    choice = Choice(row.answer, row.reason_code, row.provision_id, row.keep_until)
    policies.require(storage.allowed(choice, queries.facts(case, row.provision), timezone.localdate()))
    if row.answer == DisposalAnswer.TRANSFER and row.state != "handed":
        raise DomainError(
            "not_handed", _("The archive's file has not been taken yet. Whoever proposed it takes it first.")
        )
    _answer(by, row, "confirmed")
    finish(by=by, case=case, kind="dispose_second", outcome="confirmed")
    detail = {"ref": case.number, "code": row.answer}
    record(by=by, event="cases.disposal.confirmed", subject=case, detail=detail)
    if row.keep_until is not None:
        _again(by, case, row)
    else:
        transaction.on_commit(lambda: erasing.finish(by=by, disposal_id=row.id))
    return row


@action(event="cases.disposal.refused")
def refuse(*, by: Viewer, disposal_id: UUID) -> Disposal:
    """The second person says no: it is decided again. Raises NotFound, Conflict."""
    case, row = _asked(by, disposal_id)
    _answer(by, row, "refused")
    finish(by=by, case=case, kind="dispose_second", outcome="refused")
    open_task(by=by, case=case, kind="dispose")
    record(by=by, event="cases.disposal.refused", subject=case, detail={"ref": case.number, "code": row.answer})
    send(by=by, template="task", link=_page(case), person_id=row.by_id, subject_id=case.id)
    return row


def hand(by: Viewer, case: Case) -> None:
    """The archive's file has been taken: a waiting proposal to hand over can be answered. Call inside an action."""
    row = Disposal.objects.filter(case=case, state="proposed", answer=DisposalAnswer.TRANSFER).first()
    if row is not None:
        row.state = "handed"
        row.save(update_fields=["state"])


def _ended(by: Viewer, case_id: UUID, section: str) -> Case:
    """The case for whoever has access; once it has moved away, for whoever oversees. Raises NotFound."""
    gone = queries.moved_away(by, case_id)
    return gone or road.held(by, case_id, section)


def _asked(by: Viewer, disposal_id: UUID) -> tuple[Case, Disposal]:
    """The proposal, for somebody who may be the second person. Raises NotFound, NotAllowed, Conflict."""
    row = Disposal.objects.filter(authority_id=by.authority_id, id=disposal_id).first()
    if row is None:
        raise not_here(by, disposal_id, "no_proposal")
    case = _ended(by, row.case_id, "after")
    require(may_oversee(by))
    row = Disposal.objects.select_related("provision").get(id=disposal_id)
    if row.by_id == by.person_id:
        raise NotAllowed("same_person", _("Somebody else than the one who proposed it must answer."))
    if row.state not in queries.WAITS:
        raise Conflict("answered", _("This has been answered already."))
    return case, row


def _answer(by: Viewer, row: Disposal, state: str) -> None:
    row.state, row.second_id, row.second_name = state, by.person_id, by.name
    row.save(update_fields=["state", "second_id", "second_name"])


def _again(by: Viewer, case: Case, row: Disposal) -> None:
    assert row.keep_until is not None
    row.state, row.done_at = "done", timezone.now()
    row.save(update_fields=["state", "done_at"])
    day = datetime.combine(row.keep_until, time(8), timezone.get_current_timezone()).astimezone(UTC)
    open_task(by=by, case=case, kind="dispose", opened_at=day, due_at=day, force="local", rule="keep_until")


def _provision(by: Viewer, provision_id: UUID | None) -> Provision | None:
    if provision_id is None:
        return None
    return Provision.objects.filter(authority_id=by.authority_id, id=provision_id).first()


def _page(case: Case) -> str:
    return reverse("cases:disposal", args=[case.id])
