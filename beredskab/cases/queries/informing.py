"""Reads of the duty to inform (GDPR art. 14): who is informed, who is not yet and why, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from beredskab.cases import policies
from beredskab.cases.models import Case, CasePerson, Informing, Report
from beredskab.cases.queries.headers import Opened, settings_of
from beredskab.cases.queries.people import initials
from beredskab.frameworks.law import clocks
from beredskab.frameworks.law.clocks import Deadline
from beredskab.kit.errors import DomainError


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision to inform, or not yet, as it is read."""

    decision: str
    basis: str
    text: str
    review_on: date | None
    due: bool
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Informed:
    """Somebody whose data the case has, with the decision that stands and the ones before."""

    person_id: UUID
    kind: str
    initials: str
    now: Decided | None
    before: tuple[Decided, ...]


def people(found: Opened) -> tuple[Informed, ...]:
    """Everybody in the case, by when they were written down."""
    rows = list(Informing.objects.filter(case=found.case).order_by("-created_at", "-id"))
    everybody = CasePerson.objects.filter(case=found.case).order_by("created_at", "id")
    return tuple(_informed(found, one, [row for row in rows if row.person_id == one.id]) for one in everybody)


def _informed(found: Opened, person: CasePerson, rows: list[Informing]) -> Informed:
    today = timezone.localdate()
    read = tuple(
        Decided(
            row.decision, row.basis, found.key.open(row, "text") or "", row.review_on,
            row.review_on is not None and row.review_on <= today, row.by_name, row.created_at,
        )
        for row in rows
    )  # fmt: skip
    name = str((found.key.open(person, "details") or {}).get("name", ""))
    return Informed(person.id, str(person.get_kind_display()), initials(name), *_split(read))


def _split(read: tuple[Decided, ...]) -> tuple[Decided | None, tuple[Decided, ...]]:
    return (read[0], read[1:]) if read else (None, ())


def deadline(case: Case) -> Deadline:
    """A month from when the first report of the case came in."""
    first = Report.objects.filter(case=case).order_by("received_at").values_list("received_at", flat=True).first()
    saturday = settings_of(case.authority_id).saturday_counts
    return clocks.deadline("inform-data-subject", first or case.created_at, saturday=saturday)


def why_no_disclosure(case: Case) -> DomainError | None:
    """None when it is decided for everybody in the case, or what must be decided before the first disclosure.

    For actions and policies, which have opened the case.
    """
    everybody = set(CasePerson.objects.filter(case=case).order_by("id").values_list("id", flat=True))
    decided = set(Informing.objects.filter(case=case).order_by("id").values_list("person_id", flat=True))
    return policies.informed(len(everybody), len(everybody - decided))
