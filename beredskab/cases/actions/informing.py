"""The duty to inform (GDPR art. 14): told, or exempted by a paragraph with a reason and a date to look again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions import road
from beredskab.cases.actions.assessing import day_of
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import CasePerson, Force, Informing
from beredskab.cases.queries.informing import why_no_disclosure
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer

INFORMED, EXEMPT = "informed", "exempt"
BASES: Final = ("dbl-22", "dbl-22-1", "gdpr-14-5-a", "gdpr-14-5-b")
LONGEST: Final = timedelta(days=183)


@action(event="cases.informing.decided")
def decide(
    *, by: Viewer, case_id: UUID, person_id: UUID, decision: str, text: str, basis: str = "",
    review_on: date | None = None,
) -> Informing:  # fmt: skip
    """Write down that somebody was informed, or why not yet and when to look again. Earlier decisions stay.

    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "assessment")
    person = CasePerson.objects.filter(case=case, id=person_id).first()
    if person is None:
        raise NotFound("person_not_found", _("This page does not exist."))
    _checked(decision, text, basis, review_on)
    exempt = decision == EXEMPT
    made = Informing(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, person=person,
        decision=decision, basis=basis if exempt else "", review_on=review_on if exempt else None,
    )  # fmt: skip
    road.key_of(case).seal(made, "text", text.strip())
    made.save(force_insert=True)
    finish(by=by, case=case, kind="inform_review", subject_id=person.id, outcome=decision)
    if exempt and review_on is not None:
        starts, ends = day_of(review_on)
        open_task(
            by=by, case=case, kind="inform_review", subject_id=person.id, opened_at=starts, due_at=ends,
            force=Force.LOCAL, rule="inform_review",
        )  # fmt: skip
    if why_no_disclosure(case) is None:
        finish(by=by, case=case, kind="inform", outcome="decided")
    record(by=by, event="cases.informing.decided", subject=case, detail={"kind": decision})
    return made


def _checked(decision: str, text: str, basis: str, review_on: date | None) -> None:
    if decision not in (INFORMED, EXEMPT):
        raise DomainError("decision", _("Choose whether the person is informed."), "decision")
    if not text.strip():
        raise DomainError("text", _("Write how and when the person was told, or why not yet."), "text")
    if decision == INFORMED:
        return
    if basis not in BASES:
        raise DomainError("basis", _("Choose the exemption."), "basis")
    today = timezone.localdate()
    if review_on is None or not today < review_on <= today + LONGEST:
        raise DomainError(
            "review_on", _("Choose a day to look again: from tomorrow and at most half a year ahead."), "review_on"
        )
