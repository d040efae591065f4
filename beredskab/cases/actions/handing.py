"""The recommendation leaves the coordinator: a named caseworker accepts it, or returns it with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import policies
from beredskab.cases.actions import access, road
from beredskab.cases.actions.exchanging import Address, Disclosure, Item, Terms, close, disclose, tell
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import Answer, Case, Exchange, ExchangeKind, Grant, HandOver, Stage
from beredskab.cases.permissions import CASEWORKER
from beredskab.cases.queries import handing as queries
from beredskab.cases.queries import recommending
from beredskab.cases.queries.gates import gates
from beredskab.cases.queries.headers import not_here, settings_of
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send

WINDOW: Final = timedelta(days=365)  # how long a receiver keeps access; it can be ended or given again
INTERNAL, PURPOSE = "internal", "follow-up"


@action(event="cases.recommendation.handed_over")
def hand_over(*, by: Viewer, case_id: UUID, version: int, person_id: UUID, who: str, necessity: str) -> HandOver:
    """Give the confirmed recommendation to a caseworker, with `who`: whom it regards and how they are reached.

    A record of what was given, access for the receiver, a task with the local deadline. Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "*")
    road.unchanged(case, version)
    policies.require(policies.can_take(case.track, case.stage, "hand_over"))
    policies.require(queries.missing(case))
    receiver = queries.colleague(by, person_id, CASEWORKER)
    if not who.strip():
        raise DomainError("who", _("Write whom it regards; the receiver cannot open the rest of the case."), "who")
    row = _disclosed(by, case, person_id, receiver.person.name, who, necessity)
    access.give(by=by, case_id=case.id, person_id=person_id, reason="hand_over", until=row.open_until)
    hand = HandOver(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name,
        recommendation=recommending.handable(case), exchange_id=row.id, to_name=receiver.person.name,
        to_person_id=person_id,
    )  # fmt: skip
    hand.save(force_insert=True)
    road.step(by, case, "hand_over", subject_id=hand.id)
    open_task(by=by, case=case, kind="decide", subject_id=hand.id, for_role=CASEWORKER, for_id=person_id)
    detail = {"ref": case.number, "person": str(person_id)}
    record(by=by, event="cases.recommendation.handed_over", subject=case, detail=detail)
    return hand


@action(event="cases.hand_over.accepted")
def accept(*, by: Viewer, case_id: UUID, version: int) -> HandOver:
    """The receiver takes it: from now on it is theirs to decide. Raises NotFound, Conflict."""
    case, hand = _mine(by, case_id, version)
    hand.state, hand.answered_at = "accepted", timezone.now()
    hand.save(update_fields=["state", "answered_at"])
    _reply(by, hand, Answer.ACCEPTED, [])
    record(by=by, event="cases.hand_over.accepted", subject=case, detail={"ref": case.number})
    send(by=by, template="notice", link=_page(case), person_id=hand.by_id, subject_id=case.id)
    return hand


@action(event="cases.hand_over.returned")
def give_back(*, by: Viewer, case_id: UUID, version: int, text: str) -> HandOver:
    """The receiver returns it with a reason: the case goes back, and the receiver's access ends.

    Raises NotFound, DomainError, Conflict.
    """
    case, hand = _mine(by, case_id, version)
    if not text.strip():
        raise DomainError("text", _("Write why you return it, so that it can reach the right place."), "text")
    road.key_of(case).seal(hand, "reason", text.strip())
    hand.state, hand.answered_at = "returned", timezone.now()
    hand.save(update_fields=["state", "answered_at", "reason"])
    _reply(by, hand, Answer.RETURNED, [{"label": _("Reason"), "text": text.strip()}])
    finish(by=by, case=case, kind="decide", outcome="returned", subject_id=hand.id)
    road.step(by, case, "returned")
    record(by=by, event="cases.hand_over.returned", subject=case, detail={"ref": case.number})
    send(by=by, template="task", link=_page(case), person_id=hand.by_id, subject_id=case.id)
    end_own(by, case, "hand_over")
    return hand


@action(event="cases.hand_over.taken_back")
def take_back(*, by: Viewer, case_id: UUID, version: int, text: str) -> HandOver:
    """The coordinator takes it back, as when nobody answers or it went to the wrong place. NotFound, DomainError.

    Not after the decision: then it is the authority's own.
    """
    case = road.held(by, case_id, "*")
    road.unchanged(case, version)
    policies.require(policies.can_take(case.track, case.stage, "returned"))
    hand = queries.newest(case)
    if hand is None or hand.state == "returned":
        raise Conflict("answered", _("Nothing waits for an answer."))
    came = queries.came(hand)
    if came is not None and came.answer == Answer.DECIDED:
        raise Conflict("arrived", _("They have answered themselves. Take their answer in first."))
    if not text.strip():
        raise DomainError("text", _("Write why you take it back."), "text")
    road.key_of(case).seal(hand, "reason", text.strip())
    hand.state, hand.answered_at = "returned", timezone.now()
    hand.save(update_fields=["state", "answered_at", "reason"])
    given = Exchange.objects.get(id=hand.exchange_id)
    close(given)
    tell(by, given, "notice")  # outside; a colleague's access ends instead
    finish(by=by, case=case, kind="decide", outcome="taken_back", subject_id=hand.id)
    finish(by=by, case=case, kind="hand_over_answered", outcome="taken_back", subject_id=hand.exchange_id)
    road.step(by, case, "returned")
    for grant_id in living(case, hand.to_person_id, "hand_over"):
        access.end(by=by, grant_id=grant_id)
    record(by=by, event="cases.hand_over.taken_back", subject=case, detail={"ref": case.number})
    return hand


def end_own(by: Viewer, case: Case, reason: str) -> None:
    """End one's own access for a reason. The last thing of an action: afterwards the case is closed to the viewer."""
    for grant_id in living(case, by.person_id, reason):
        access.end(by=by, grant_id=grant_id)


def living(case: Case, person_id: UUID | None, reason: str) -> list[UUID]:
    """Somebody's live access to a case for a reason."""
    if person_id is None:
        return []
    grants = Grant.objects.filter(case=case, person_id=person_id, reason=reason, ended_at__isnull=True)
    return list(grants.filter(ends_at__gt=timezone.now()).order_by("id").values_list("id", flat=True))


def _mine(by: Viewer, case_id: UUID, version: int) -> tuple[Case, HandOver]:
    """The hand-over that waits for the viewer's own answer. Raises NotFound, Conflict."""
    case = road.held(by, case_id, "decision")
    hand = queries.newest(case)
    if hand is None or hand.to_person_id != by.person_id:
        raise not_here(by, case_id, "not_receiver")
    if hand.state != "pending":
        raise Conflict("answered", _("This has been answered already."))
    road.unchanged(case, version)
    return case, hand


def _disclosed(by: Viewer, case: Case, person_id: UUID, name: str, who: str, necessity: str) -> Exchange:
    """The record: the recommendation as it was frozen, and whom it regards. Inside the own authority."""
    text = recommending.handable(case)
    parts = queries.items_of(road.key_of(case), text) if text else ()
    items: list[Item] = [{"label": _("Whom it regards"), "text": who.strip()}]
    items += [{"label": one["label"], "text": one["text"]} for one in parts]
    to = Address(by.authority_id, gates(by, case).giver, name, person_id)
    now = timezone.now()
    due_at = now + timedelta(days=settings_of(by.authority_id).decision_days)
    given = Disclosure(items, INTERNAL, PURPOSE, necessity)
    return disclose(by, case, ExchangeKind.HAND_OVER, to, given, Terms(now + WINDOW, due_at=due_at))


def _reply(by: Viewer, hand: HandOver, what: str, items: list[Item]) -> None:
    """The receiver's answer as a record, and the end of the question: both through the database's own functions."""
    place = Exchange(id=new_id())
    vault().key(by.authority_id, hand.exchange_id).seal(place, "items", [dict(one) for one in items])
    call("cases_answer", place.id, hand.exchange_id, what, bytes(place.items))
    call("cases_settle", hand.exchange_id)


def call(function: str, *arguments: Any) -> Any:
    """One of the database's own functions, and what it gives."""
    marks = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({marks})", list(arguments))
        return cursor.fetchone()[0]


def _page(case: Case) -> str:
    return reverse("cases:hand_over", args=[case.id])


@action(event="cases.hand_over.reminded")
def remind(*, by: Viewer, case_id: UUID) -> HandOver:
    """Tell the receiver once more that something waits. Raises NotFound, Conflict."""
    case = road.held(by, case_id, "*")
    hand = queries.newest(case)
    if hand is None or hand.state == "returned" or case.stage != Stage.DECISION:
        raise Conflict("answered", _("Nothing waits for an answer."))
    if hand.to_person_id is not None:
        detail = {"ref": case.number, "person": str(hand.to_person_id)}
        send(by=by, template="reminder", link=reverse("cases:mine"), person_id=hand.to_person_id, subject_id=case.id)
    else:
        row = Exchange.objects.get(id=hand.exchange_id)
        detail = {"ref": case.number, "to": str(row.to_authority_id)}
        if not tell(by, row, "reminder"):
            raise DomainError("no_login", _("They have no login here. Call them, and write down what they answer."))
    record(by=by, event="cases.hand_over.reminded", subject=case, detail=detail)
    return hand
