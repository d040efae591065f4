"""The authority's own decision under its own law, and what may be told back of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.audit.actions import record
from beredskab.cases.actions import road
from beredskab.cases.actions.exchanging import Item
from beredskab.cases.actions.handing import INTERNAL, PURPOSE, call
from beredskab.cases.actions.tasks import finish
from beredskab.cases.models import Case, Decision, Exchange, HandOver, Stage
from beredskab.cases.permissions import may_decide, require
from beredskab.cases.queries import urgent
from beredskab.cases.queries.handing import newest
from beredskab.cases.queries.headers import not_here
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import Viewer

OUTCOMES: Final = ("granted", "partly", "not_granted", "other")
# All that may be told back: what the one who asked needs to plan its own work, and nothing of the case there.
TELLABLE: Final[Mapping[str, str | Promise]] = {
    "started": gettext_lazy("A measure has been started"),
    "not_started": gettext_lazy("No measure is started now"),
    "contact": gettext_lazy("We are in contact with the citizen"),
    "declined": gettext_lazy("The citizen does not want help now"),
    "meet": gettext_lazy("We would like to meet again"),
    "ended": gettext_lazy("Our own case is ended"),
}
SHORT: Final = 200


@action(event="cases.decision.made")
def decide(
    *, by: Viewer, case_id: UUID, version: int, outcome: str, paragraph: str, reasons: str, decided_on: date,
    urgent_rule: str = "",
) -> Decision:  # fmt: skip
    """Decide under the own law, with the paragraph and the reasons. Infohus' recommendation binds nobody.

    Raises NotFound, NotAllowed, DomainError.
    """
    case = road.held(by, case_id, "decision")
    require(may_decide(by))
    road.unchanged(case, version)
    hand = _accepted(by, case)
    _checked(outcome, paragraph, reasons, decided_on, urgent_rule)
    row = Decision(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, hand_over=hand,
        outcome=outcome, paragraph=paragraph.strip(), urgent_rule=urgent_rule, decided_on=decided_on,
    )  # fmt: skip
    road.key_of(case).seal(row, "reasons", reasons.strip())
    row.save(force_insert=True)
    road.step(by, case, "decided")
    finish(by=by, case=case, kind="decide", outcome="decided")
    record(by=by, event="cases.decision.made", subject=case, detail={"ref": case.number, "date": str(decided_on)})
    return row


@action(event="cases.decision.told_back")
def tell_back(*, by: Viewer, case_id: UUID, chosen: Sequence[str], short: str) -> UUID:
    """Tell Infohus what may be told: choices from a fixed list and one short line. A disclosure of its own.

    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "decision")
    hand = newest(case)
    if hand is None or hand.to_person_id != by.person_id:
        raise not_here(by, case_id, "not_receiver")
    if hand.state != "accepted":
        raise DomainError("not_accepted", _("Accept the recommendation first, or return it."))
    items = [dict(one) for one in fixed_items(chosen, short)]
    place, key = Exchange(id=new_id()), vault().key(by.authority_id, hand.exchange_id)
    key.seal(place, "items", items)
    key.seal(place, "necessity", {"text": ""})
    sealed = (bytes(place.items), bytes(place.necessity or b""))
    call("cases_tell_back", place.id, hand.exchange_id, False, *sealed, INTERNAL, PURPOSE, new_id())
    detail = {"ref": case.number, "fields": [one for one in TELLABLE if one in chosen]}
    record(by=by, event="cases.decision.told_back", subject=case, detail=detail)
    return place.id


@action(event="cases.told_back.read")
def read_told_back(*, by: Viewer, case_id: UUID) -> Case:
    """The coordinator has read what was told back. Raises NotFound."""
    case = road.held(by, case_id, "*")
    finish(by=by, case=case, kind="told_back", outcome="read")
    if case.stage != Stage.DECISION:  # a decision that came after the case went on: there is nothing to take in
        finish(by=by, case=case, kind="hand_over_answered", outcome="read")
    record(by=by, event="cases.told_back.read", subject=case, detail={"ref": case.number})
    return case


def fixed_items(chosen: Sequence[str], short: str) -> list[Item]:
    """The fixed form as items. Raises DomainError."""
    if not chosen or not set(chosen) <= set(TELLABLE):
        raise DomainError("chosen", _("Choose at least one sentence."), "chosen")
    if len(short) > SHORT:
        raise DomainError("short", _("At most 200 characters. The rest belongs in your own case."), "short")
    items: list[Item] = [{"label": _("Told back"), "text": str(TELLABLE[one])} for one in TELLABLE if one in chosen]
    if short.strip():
        items.append({"label": _("In a line"), "text": short.strip()})
    return items


def cited(paragraph: str) -> None:
    """A decision has a law and the number of a paragraph. Raises DomainError."""
    if not paragraph.strip():
        raise DomainError(
            "paragraph", _("Write the law and the paragraph, for instance serviceloven § 12 b."), "paragraph"
        )
    if not any(letter.isdigit() for letter in paragraph):
        raise DomainError("paragraph", _("Write the number of the paragraph too, for instance § 12 b."), "paragraph")


def not_ahead(decided_on: date) -> None:
    """A decision is made before it is written down. Raises DomainError."""
    if decided_on > timezone.localdate():
        raise DomainError("decided_on", _("The day of the decision cannot lie ahead."), "decided_on")


def _accepted(by: Viewer, case: Case) -> HandOver | None:
    """The hand-over that the viewer has accepted; none where the municipality acts without Infohus."""
    if case.stage == Stage.OWN_DUTIES:
        return None
    hand = newest(case)
    if hand is None or hand.to_person_id != by.person_id:
        raise not_here(by, case.id, "not_receiver")
    if hand.state == "pending":
        raise DomainError("not_accepted", _("Accept the recommendation first, or return it."))
    return hand


def _checked(outcome: str, paragraph: str, reasons: str, decided_on: date, urgent_rule: str) -> None:
    if outcome not in OUTCOMES:
        raise DomainError("outcome", _("Choose what was decided."), "outcome")
    cited(paragraph)
    if not reasons.strip():
        raise DomainError("reasons", _("Write the reasons in a few sentences."), "reasons")
    not_ahead(decided_on)
    if urgent_rule and urgent_rule not in urgent.ids():
        raise DomainError("urgent_rule", _("Choose a row of the table."), "urgent_rule")
