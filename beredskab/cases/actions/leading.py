"""A new lead for a case whose lead is away: named by a manager without content, and looked at by somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions.access import REVIEWS, call, of
from beredskab.cases.models import Grant, GrantReason, Task
from beredskab.cases.permissions import may_look_after, may_manage, require
from beredskab.cases.queries.headers import header, not_here
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send
from beredskab.organisation.outbox.models import Template


@action(event="cases.lead.appointed")
def appoint(*, by: Viewer, case_ids: Sequence[UUID], person_id: UUID, reason: str) -> None:
    """Name a coordinator as the lead of cases whose lead is away: all of them or none. Raises NotAllowed, NotFound.

    `reason` is a code. Whoever led keeps their access and is told at once; somebody else looks at each afterwards. The
    database checks again, and opens the tasks itself. One mail to each person, however many cases.
    """
    require(may_manage(by))
    told: dict[tuple[UUID | None, str], list[str]] = {}
    for case_id in case_ids:
        case = header(by, case_id)
        detail = {"person": str(person_id), "reason": reason}
        record(by=by, event="cases.lead.appointed", subject=case, detail=detail)  # before anything opens
        grant_id = new_id()
        call("cases_appoint_lead", grant_id, case.id, person_id, reason, new_id(), new_id())
        told.setdefault((person_id, Template.TASK), []).append(reverse("cases:case", args=[case.id]))
        for task in Task.objects.filter(authority_id=by.authority_id, subject_id=grant_id, for_id__isnull=False):
            whom = (task.for_id, Template.NOTICE if task.kind == "lead_seen" else Template.TASK)
            told.setdefault(whom, []).append(reverse("cases:lead_change", args=[case.id]))
    for (whom_id, template), links in told.items():
        send(by=by, template=template, link=links[0] if len(links) == 1 else reverse("cases:home"), person_id=whom_id)


@action(event="cases.lead.reviewed")
def review(*, by: Viewer, grant_id: UUID, outcome: str) -> UUID:
    """Look at a naming by somebody else and say whether it was right. Raises NotAllowed, NotFound.

    Whoever named is told when it was not: they can name the former lead again. Returns the case's id.
    """
    require(may_look_after(by))
    if outcome not in REVIEWS:
        raise DomainError("outcome", _("Choose an answer."))
    grant = Grant.objects.filter(authority_id=by.authority_id, id=grant_id, reason=GrantReason.APPOINTED).first()
    if grant is None:
        raise not_here(by, grant_id, "no_grant")
    call("cases_review_lead", grant_id, outcome)
    if outcome == "not_right":
        link = reverse("cases:appoint", args=[grant.case_id])
        send(by=by, template=Template.NOTICE, link=link, person_id=grant.given_by_id, subject_id=grant.case_id)
    record(by=by, event="cases.lead.reviewed", subject=of(grant), detail={"status": outcome})
    return grant.case_id


@action(event="cases.lead.seen")
def seen(*, by: Viewer, case_id: UUID) -> None:
    """Whoever led the case has seen that a colleague leads it now. Raises NotFound."""
    case = header(by, case_id)
    mine = Task.objects.filter(
        authority_id=by.authority_id, case=case, kind="lead_seen", for_id=by.person_id, done_at__isnull=True
    )
    if not mine.update(done_at=timezone.now(), done_by_id=by.person_id, outcome="seen"):
        raise not_here(by, case_id, "not_found")
    record(by=by, event="cases.lead.seen", subject=case, detail={})
