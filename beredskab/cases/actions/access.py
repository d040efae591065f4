"""Who may open a case: giving, ending, taking over, and break-glass. The database's functions check the giver again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions import road
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import Case, Grant
from beredskab.cases.permissions import may_coordinate, may_oversee, require
from beredskab.cases.queries.headers import header, not_here
from beredskab.cases.visibility import OPENS
from beredskab.kit.actions import action
from beredskab.kit.errors import NotAllowed
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer

LONGEST = timedelta(days=365)
FOREVER: Final = datetime(9000, 1, 1, tzinfo=UTC)  # a lead's hold ends by hand only; Python knows no infinity


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
    _call("cases_give_grant", grant_id, case.id, person_id, reason, basis, opens, until)
    detail = {"person": str(person_id), "reason": reason, "sections": opens, "until": _stamp(until)}
    record(by=by, event="cases.grant.given", subject=case, detail=detail)
    return grant_id


@action(event="cases.grant.ended")
def end(*, by: Viewer, grant_id: UUID) -> None:
    """End an access. The last hold on a case cannot lapse without a successor. Raises NotAllowed, NotFound."""
    grant = Grant.objects.filter(authority_id=by.authority_id, id=grant_id).first()
    if grant is None:
        raise not_here(by, grant_id, "no_grant")
    _call("cases_end_grant", grant_id)
    detail = {"person": str(grant.person_id), "reason": grant.reason}
    record(by=by, event="cases.grant.ended", subject=_of(grant), detail=detail)


@action(event="cases.lead.changed")
def hand_lead(*, by: Viewer, case_id: UUID, person_id: UUID, name: str) -> Case:
    """Give the lead to another coordinator, without an end. Raises NotAllowed, NotFound."""
    case = road.held(by, case_id, "*")
    _call("cases_give_grant", new_id(), case.id, person_id, "lead", "task", ["*"], FOREVER)
    case.lead_id, case.lead_name = person_id, name
    case.save(update_fields=["lead_id", "lead_name"])
    record(by=by, event="cases.lead.changed", subject=case, detail={"person": str(person_id)})
    return case


@action(event="cases.lead.taken_over")
def take_over(*, by: Viewer, case_id: UUID) -> Case:
    """Take a case that nobody who still works here holds. Raises NotAllowed, NotFound."""
    require(may_coordinate(by))
    case = header(by, case_id)
    _call("cases_take_over", new_id(), case.id)
    case.lead_id, case.lead_name = by.person_id, by.name
    case.save(update_fields=["lead_id", "lead_name"])
    record(by=by, event="cases.lead.taken_over", subject=case, detail={"person": str(by.person_id)})
    return case


@action(event="cases.glass.broken")
def break_glass(*, by: Viewer, case_id: UUID, reason: str) -> UUID:
    """Open a case in an emergency for three hours; its lead is told at once, and somebody else looks at it afterwards.

    `reason` is a code. Some cases cannot be opened so. Raises NotAllowed, NotFound.
    """
    require(may_oversee(by))
    case = header(by, case_id)
    grant_id = new_id()
    _call("cases_break_glass", grant_id, case.id)
    tomorrow = timezone.now() + timedelta(days=1)
    open_task(by=by, case=case, kind="glass", subject_id=grant_id, due_at=tomorrow, force="local", rule="glass")
    record(by=by, event="cases.glass.broken", subject=case, detail={"reason": reason})
    return grant_id


@action(event="cases.glass.reviewed")
def review_glass(*, by: Viewer, grant_id: UUID, outcome: str) -> None:
    """Look at somebody else's break-glass and say whether it was right. Raises NotAllowed, NotFound."""
    require(may_oversee(by))
    grant = Grant.objects.filter(authority_id=by.authority_id, id=grant_id).first()
    if grant is None:
        raise not_here(by, grant_id, "no_grant")
    _call("cases_review_glass", grant_id)
    finish(by=by, case=_of(grant), kind="glass", subject_id=grant_id, outcome=outcome)
    record(by=by, event="cases.glass.reviewed", subject=_of(grant), detail={"status": outcome})


def _of(grant: Grant) -> Case:
    return Case(id=grant.case_id, authority_id=grant.authority_id)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _call(function: str, *arguments: Any) -> None:
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
        "only a coordinator or manager holds a whole case": _("Only a coordinator or manager can get the whole case."),
    }
