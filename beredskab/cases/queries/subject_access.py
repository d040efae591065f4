"""Requests for access (GDPR art. 15): what a case holds, thing by thing, with how each was weighed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from beredskab.cases import exemptions
from beredskab.cases.exemptions import Weighed
from beredskab.cases.models import AccessItem, AccessRequest, Case, CasePerson
from beredskab.cases.policies import require
from beredskab.cases.queries.contents import Written, everything
from beredskab.cases.queries.headers import Opened, not_here, only_by_glass, opened, settings_of
from beredskab.cases.queries.people import initials
from beredskab.frameworks.law import clocks
from beredskab.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Asking:
    """A request, with when it is due by law."""

    row: AccessRequest
    who: str
    due_at: datetime
    age: int | None

    @property
    def asks_the_child(self) -> bool:
        """A custody holder asks about a child old enough to be heard about it."""
        return self.row.to_custody_holder and (self.age or 0) >= exemptions.CHILD_ASKED_FROM


@dataclass(frozen=True, slots=True)
class Weighing:
    """One thing on the page, and how it was weighed so far; None is not yet."""

    one: Written
    about_others: bool
    was: Weighed | None


@dataclass(frozen=True, slots=True)
class AccessPage:
    """All requests; the unanswered one with everything to weigh."""

    found: Opened
    open: Asking | None
    answered: tuple[Asking, ...]
    things: tuple[Weighing, ...]
    people: tuple[tuple[str, str], ...]


def page(viewer: Viewer, case_id: UUID) -> AccessPage:
    """For whoever holds the whole case. Raises NotFound."""
    found = opened(viewer, case_id, "*", purpose="subject_access")
    rows = [asking(found, row) for row in AccessRequest.objects.filter(case=found.case).order_by("-created_at", "-id")]
    waits = next((one for one in rows if one.row.answered_at is None), None)
    people = CasePerson.objects.filter(case=found.case).order_by("created_at", "id")
    return AccessPage(
        found,
        waits,
        tuple(one for one in rows if one.row.answered_at is not None),
        things(found, waits.row) if waits else (),
        tuple((str(one.id), _named(found, one)) for one in people),
    )


def things(found: Opened, request: AccessRequest) -> tuple[Weighing, ...]:
    """Everything in the case with how it was weighed for this request."""
    subject = str(request.person_id)
    rows = AccessItem.objects.filter(request=request).order_by("created_at", "id")
    was = {
        (row.item_type, row.item_id): Weighed(
            row.item_type, str(row.item_id), row.given, row.basis, found.key.open(row, "weighing") or ""
        )
        for row in rows
    }
    return tuple(
        Weighing(one, exemptions.sensitive(one, subject), was.get((one.kind, one.id))) for one in everything(found)
    )


def answered(viewer: Viewer, case_id: UUID, request_id: UUID) -> tuple[Opened, Asking, tuple[Weighing, ...]]:
    """A request that was answered, for the letter, which nobody takes by a break-glass. Raises NotFound, NotAllowed."""
    found = opened(viewer, case_id, "*", purpose="subject_access")
    require(only_by_glass(viewer, case_id))
    row = AccessRequest.objects.filter(case=found.case, id=request_id, answered_at__isnull=False).first()
    if row is None:
        raise not_here(viewer, request_id, "not_found")
    return found, asking(found, row), things(found, row)


def asking(found: Opened, row: AccessRequest) -> Asking:
    """A request with the person's initials and the law's deadline."""
    person = CasePerson.objects.get(id=row.person_id)
    return Asking(
        row, _named(found, person), due(found.case, row), exemptions.age(person.adult_on, timezone.localdate())
    )


def due(case: Case, row: AccessRequest) -> datetime:
    """One month from when it came in (GDPR art. 12, stk. 3)."""
    came = timezone.make_aware(datetime.combine(row.received_on, time(12)))
    return clocks.deadline("answer-access", came, saturday=settings_of(case.authority_id).saturday_counts).at


def _named(found: Opened, person: CasePerson) -> str:
    details = found.key.open(person, "details") or {}
    return f"{initials(str(details.get('name', ''))) or '–'} · {person.get_kind_display()}"
