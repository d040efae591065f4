"""A recommendation that another authority decides on: given as a disclosure, and its answers written down here.

Nobody outside is forced to log in. Whoever does, reads what was given and accepts or returns it there (`outside.py`),
and the coordinator takes the answer in; from everybody else it comes by telephone or secure mail, and is written down.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import lawful, policies
from beredskab.cases.actions import road
from beredskab.cases.actions.clearing import HOWS
from beredskab.cases.actions.exchanging import Address, Disclosure, Item, Terms, answer_for, close, disclose, tell
from beredskab.cases.actions.handing import WINDOW
from beredskab.cases.actions.tasks import finish
from beredskab.cases.models import Answer, Case, Exchange, ExchangeKind, HandOver, Stage
from beredskab.cases.queries import handing as queries
from beredskab.cases.queries import partners, recommending
from beredskab.cases.queries.headers import settings_of
from beredskab.frameworks.law.model import Answer as Says
from beredskab.frameworks.law.model import Party
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import Viewer

ANSWERS: Final = ("accepted", "decided", "returned")
ANSWERED: Final = "hand_over_answered"


@action(event="cases.recommendation.given_out")
def give_out(*, by: Viewer, case_id: UUID, version: int, partner_id: UUID, given: Disclosure) -> HandOver:
    """Give the confirmed recommendation to another authority: exactly these items, on this basis.

    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "*")
    road.unchanged(case, version)
    policies.require(policies.can_take(case.track, case.stage, "hand_over"))
    policies.require(queries.missing(case))
    row = disclose(by, case, ExchangeKind.HAND_OVER, _address(by, partner_id), given, _terms(by, partner_id))
    hand = HandOver(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name,
        recommendation=recommending.handable(case), exchange_id=row.id, to_name=row.to_name,
    )  # fmt: skip
    hand.save(force_insert=True)
    road.step(by, case, "hand_over", subject_id=hand.id)
    tell(by, row)
    detail = {"ref": case.number, "to": str(row.to_authority_id), "basis": row.basis}
    record(by=by, event="cases.recommendation.given_out", subject=case, detail=detail)
    return hand


@action(event="cases.hand_over.recorded")
def write_down(*, by: Viewer, case_id: UUID, version: int, what: str, how: str, text: str) -> HandOver:
    """Write down what the other authority answered: it takes it, it has decided, or it returns it.

    Raises NotFound, DomainError, Conflict.
    """
    case = road.held(by, case_id, "*")
    road.unchanged(case, version)
    hand = queries.newest(case)
    if hand is None or hand.to_person_id is not None or hand.state == "returned" or case.stage != Stage.DECISION:
        raise Conflict("answered", _("Nothing waits for an answer."))
    if what not in ANSWERS or how not in HOWS:
        raise DomainError("what", _("Choose an answer, and how it came."), "what")
    if not text.strip():
        raise DomainError("text", _("Write who answered, when and what."), "text")
    if queries.came(hand) is not None:
        raise Conflict("arrived", _("They have answered themselves. Take their answer in first."))
    asked = Exchange.objects.get(id=hand.exchange_id)
    _answered(by, case, hand, what, text.strip())
    item: Item = {"label": _("Written down"), "text": text.strip()}
    if what == "decided":
        _told(by, asked, item, how)
    else:
        answer_for(by, asked, Answer.ACCEPTED if what == "accepted" else Answer.RETURNED, [item], how)
    close(asked)
    if what != "accepted":
        road.step(by, case, what)
    detail = {"ref": case.number, "status": what, "to": str(asked.to_authority_id)}
    record(by=by, event="cases.hand_over.recorded", subject=case, detail=detail)
    return hand


@action(event="cases.hand_over.taken_in")
def take_in(*, by: Viewer, case_id: UUID, version: int) -> HandOver:
    """Take in what the other authority answered itself.

    A yes is theirs to decide on, a decision takes the case on to follow-up, a no brings it back.
    Raises NotFound, DomainError, Conflict.
    """
    case = road.held(by, case_id, "*")
    road.unchanged(case, version)
    hand = queries.newest(case)
    answer = queries.came(hand) if hand is not None else None
    if hand is None or answer is None or case.stage != Stage.DECISION:
        raise Conflict("answered", _("Nothing waits for an answer."))
    what = str(answer.answer)
    said = vault().key(by.authority_id, answer.root_id).open(answer, "items") or ()
    _answered(by, case, hand, what, "\n".join(str(one["text"]) for one in said))
    finish(by=by, case=case, kind=ANSWERED, outcome=what, subject_id=hand.exchange_id)
    if what != "accepted":
        road.step(by, case, what)
    detail = {"ref": case.number, "status": what, "to": str(answer.from_authority_id)}
    record(by=by, event="cases.hand_over.taken_in", subject=case, detail=detail)
    return hand


def _answered(by: Viewer, case: Case, hand: HandOver, what: str, text: str) -> None:
    """A double click is stopped by the version, which the steps raise; an acceptance is no step, and raises it here."""
    if hand.state == "pending" or what == "returned":
        hand.answered_at = timezone.now()
    hand.state = "returned" if what == "returned" else "accepted"
    if what == "returned":
        road.key_of(case).seal(hand, "reason", text)
    hand.save(update_fields=["state", "answered_at", "reason"])
    if what == "accepted":
        case.version += 1
        case.save(update_fields=["version"])


def _told(by: Viewer, asked: Exchange, item: Item, how: str) -> None:
    """What could be told back, as a record of its own in the thread."""
    row = Exchange(
        id=new_id(), from_authority_id=asked.to_authority_id, to_authority_id=by.authority_id,
        owner_authority_id=by.authority_id, case_id=asked.case_id, case_number=asked.case_number, root_id=asked.root_id,
        reply_to=asked, kind=ExchangeKind.TOLD_BACK, answer=Answer.DECIDED, basis=asked.basis, purpose=asked.purpose,
        threshold_id=asked.threshold_id, recorded=True, open_until=asked.open_until, to_name=asked.to_name,
        by_id=by.person_id, by_name=by.name,
    )  # fmt: skip
    key = vault().key(by.authority_id, asked.root_id)
    key.seal(row, "items", [dict(item)])
    key.seal(row, "necessity", {"how": how})
    row.save(force_insert=True)


def _address(by: Viewer, partner_id: UUID) -> Address:
    partner = partners.in_use(by, partner_id)
    may = partner.kind == Party.SELF_OWNING and lawful.drawn_in(partner).answer is Says.YES
    return Address(partner.partner_authority_id or by.authority_id, partner.kind, partner.name, drawn_in=may)


def _terms(by: Viewer, partner_id: UUID) -> Terms:
    now = timezone.now()
    due_at = now + timedelta(days=settings_of(by.authority_id).decision_days)
    return Terms(now + WINDOW, due_at=due_at, extra={"partner": str(partner_id)})
