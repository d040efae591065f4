"""Who may open a case: giving, ending, taking over, and break-glass. The database's functions check the giver again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions import road
from beredskab.cases.actions.tasks import finish
from beredskab.cases.models import Case, Grant
from beredskab.cases.permissions import may_coordinate, may_oversee, require
from beredskab.cases.queries.headers import grants_of, header, not_here
from beredskab.cases.visibility import FOREVER, OPENS
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotAllowed
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send
from beredskab.organisation.outbox.models import Template

LONGEST: Final = timedelta(days=366)
REVIEWS: Final = ("right", "not_right")


@action(event="cases.grant.given")
def give(
    *, by: Viewer, case_id: UUID, person_id: UUID, reason: str, until: datetime,
    sections: Sequence[str] = (), basis: str = "task",
) -> UUID:  # fmt: skip
    """Let a colleague open a case, or the sections that the reason needs, until a day. Raises NotFound, NotAllowed.

    Giving is for whoever holds the whole case; the database checks it again. Returns the grant's id.
    """
    case = road.held(by, case_id, "*")
    grant_id, opens = new_id(), list(sections or OPENS[reason])
    if until > timezone.now() + LONGEST:
        raise DomainError("too_long", _("Choose a day within a year. Access can be given again."), "until")
    same = _same(case, person_id, reason, opens, until)
    if same is not None:  # a double click gives once
        record(by=by, event="cases.grant.given", subject=case, detail={"person": str(person_id), "status": "again"})
        return same
    call("cases_give_grant", grant_id, case.id, person_id, reason, basis, opens, until)
    detail = {"person": str(person_id), "reason": reason, "sections": opens, "until": _stamp(until)}
    record(by=by, event="cases.grant.given", subject=case, detail=detail)
    if person_id != by.person_id:
        tell(by, case, person_id, Template.TASK, whole="*" in opens)
    return grant_id


@action(event="cases.grant.ended")
def end(*, by: Viewer, grant_id: UUID) -> UUID:
    """End an access. The last hold on a case cannot lapse without a successor. Raises NotAllowed, NotFound.

    Returns the case's id.
    """
    grant = Grant.objects.filter(authority_id=by.authority_id, id=grant_id).first()
    if grant is None:
        raise not_here(by, grant_id, "no_grant")
    call("cases_end_grant", grant_id)
    detail = {"person": str(grant.person_id), "reason": grant.reason}
    record(by=by, event="cases.grant.ended", subject=of(grant), detail=detail)
    return grant.case_id


@action(event="cases.lead.changed")
def hand_lead(*, by: Viewer, case_id: UUID, person_id: UUID) -> Case:
    """Give the lead to another coordinator, without an end. Raises NotAllowed, NotFound."""
    case = road.held(by, case_id, "*")
    call("cases_give_grant", new_id(), case.id, person_id, "lead", "task", ["*"], FOREVER)
    case.refresh_from_db()
    record(by=by, event="cases.lead.changed", subject=case, detail={"person": str(person_id)})
    tell(by, case, person_id, Template.TASK)
    return case


@action(event="cases.lead.taken_over")
def take_over(*, by: Viewer, case_id: UUID) -> Case:
    """Take a case that nobody who still works here holds. Raises NotAllowed, NotFound."""
    require(may_coordinate(by))
    case = header(by, case_id)
    call("cases_take_over", new_id(), case.id)
    case.refresh_from_db()
    record(by=by, event="cases.lead.taken_over", subject=case, detail={"person": str(by.person_id)})
    return case


@action(event="cases.glass.broken")
def break_glass(*, by: Viewer, case_id: UUID, reason: str) -> UUID:
    """Open a case in an emergency for three hours; its lead is told at once, and somebody else looks at it afterwards.

    `reason` is a code. The database opens the task. Some cases cannot be opened so. Raises NotAllowed, NotFound.
    """
    require(may_oversee(by))
    case = header(by, case_id)
    if any("*" in one.sections for one in grants_of(by, case_id)):
        raise DomainError("holds", _("You can open this case already."))
    grant_id = new_id()
    call("cases_break_glass", grant_id, case.id, reason, new_id())
    record(by=by, event="cases.glass.broken", subject=case, detail={"reason": reason})
    tell(by, case, case.lead_id, Template.NOTICE)
    return grant_id


@action(event="cases.glass.reviewed")
def review_glass(*, by: Viewer, grant_id: UUID, outcome: str) -> UUID:
    """Look at somebody else's break-glass and say whether it was right. Raises NotAllowed, NotFound.

    Returns the case's id.
    """
    require(may_oversee(by))
    if outcome not in REVIEWS:
        raise DomainError("outcome", _("Choose an answer."))
    grant = Grant.objects.filter(authority_id=by.authority_id, id=grant_id).first()
    if grant is None:
        raise not_here(by, grant_id, "no_grant")
    call("cases_review_glass", grant_id)
    finish(by=by, case=of(grant), kind="glass", subject_id=grant_id, outcome=outcome)
    record(by=by, event="cases.glass.reviewed", subject=of(grant), detail={"status": outcome})
    return grant.case_id


@action(event="cases.glass.allowed")
def set_breakable(*, by: Viewer, case_id: UUID, breakable: bool) -> Case:
    """Say whether the case can be opened by break-glass. For whoever holds the whole case otherwise.

    Raises NotFound, NotAllowed.
    """
    case = road.led(by, case_id)
    case.breakable = breakable
    case.save(update_fields=["breakable"])
    detail = {"status": "yes" if breakable else "no"}
    record(by=by, event="cases.glass.allowed", subject=case, detail=detail)
    return case


def _same(case: Case, person_id: UUID, reason: str, opens: list[str], until: datetime) -> UUID | None:
    """A live grant that already gives all of this, at least as long."""
    now = timezone.now()
    found = Grant.objects.filter(
        case=case, person_id=person_id, reason=reason, sections=opens, ended_at__isnull=True, ends_at__gt=now
    )
    return found.filter(ends_at__gte=until).order_by("id").values_list("id", flat=True).first()


def tell(by: Viewer, case: Case, person_id: UUID, template: str, *, whole: bool = True) -> None:
    """Tell by a mail that something waits, and no more. Whoever gets a part meets it on the list of their own tasks."""
    link = f"/sager/{case.id}/" if whole else "/sager/mine/"
    link = f"/sager/{case.id}/adgang/" if template == Template.NOTICE else link
    send(by=by, template=template, link=link, person_id=person_id, subject_id=case.id)


def of(grant: Grant) -> Case:
    """The grant's case, as the subject of an event."""
    return Case(id=grant.case_id, authority_id=grant.authority_id)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def call(function: str, *arguments: Any) -> None:
    """One of the database's own functions; what it refuses becomes NotAllowed."""
    marks = ", ".join(["%s"] * len(arguments))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select {function}({marks})", list(arguments))
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "42501":
            raise NotAllowed("not_giver", _refusals().get(_why(error), _refusals()[""])) from error
        raise


def _why(error: DatabaseError) -> str:
    diag = getattr(error.__cause__, "diag", None)
    return getattr(diag, "message_primary", "") or ""


def _refusals() -> dict[str, str]:
    return {
        "": _("You cannot give or end this access."),
        "the last one needs a successor": _("Somebody must hold the case. Give the lead to a colleague first."),
        "not a colleague": _("Only a colleague in your own municipality can get access."),
        "somebody holds the case": _("A colleague holds this case. Ask them, or use break-glass in an emergency."),
        "this case cannot be opened by break-glass": _("This case cannot be opened by break-glass. Call its lead."),
        "whoever leads holds the case": _(
            "Whoever leads the case must be able to open it. Give the lead to a colleague first."
        ),
        "nobody names themself": _("Nobody names themself. Ask another manager."),
        "leads it already": _("This colleague leads the case already."),
        "only a coordinator leads": _("Only a coordinator who works here now can lead a case."),
        "the lead gives it on": _("You lead this case yourself. Give the lead on from the page on who can open it."),
        "closed to everybody who does not hold it": _(
            "The case is closed to everybody who does not hold it. Ask its lead. If the lead has left, the"
            " administrator ends the membership; then a coordinator can take the case over."
        ),
        "the case is gone": _("The case is not here any more."),
        "not for you to review": _("You cannot look at your own naming, and it is looked at once."),
        "only a coordinator or manager holds a whole case": _("Only a coordinator or manager can get the whole case."),
        "only a lead gives the lead": _("Only whoever leads the case can give the lead to somebody else."),
        "longer than the giver": _("You cannot give access for longer than you have it yourself."),
    }
