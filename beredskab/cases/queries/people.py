"""The people of a case: roles and initials at first, names behind one click with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.audit.actions import access
from beredskab.cases.models import CasePerson
from beredskab.cases.queries.headers import Opened, opened
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.lib import cpr as numbers

REASONS: Final = ("contact", "identify", "write", "meeting", "correct")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the case as a screen that others may see shows them. `details` only after a click with a reason."""

    id: UUID
    kind: str
    initials: str
    is_child: bool
    adult_on: date | None
    details: dict[str, str] | None = field(repr=False, default=None)
    born: date | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class People:
    """The case, its people, and whether the viewer may add and change."""

    found: Opened
    people: tuple[Person, ...]
    may_write: bool
    shown: bool


def people(viewer: Viewer, case_id: UUID) -> People:
    """Roles and initials. Raises NotFound."""
    return _people(viewer, opened(viewer, case_id, "people"), shown=False)


def identity(viewer: Viewer, case_id: UUID, reason: str) -> People:
    """Names and numbers, once, for a reason that the log keeps. Raises NotFound, DomainError."""
    found = opened(viewer, case_id, "people")
    _note(viewer, found, reason)
    return _people(viewer, found, shown=True)


def person(viewer: Viewer, case_id: UUID, person_id: UUID) -> tuple[Opened, Person]:
    """One of them by role and initials. Raises NotFound."""
    found = opened(viewer, case_id, "people")
    return found, _one(found, _row(found, person_id), shown=False)


def person_in_full(viewer: Viewer, case_id: UUID, person_id: UUID, reason: str) -> tuple[Opened, Person]:
    """One of them in full, for a reason that the log keeps. Raises NotFound, DomainError."""
    found = opened(viewer, case_id, "people")
    row = _row(found, person_id)
    _note(viewer, found, reason)
    return found, _one(found, row, shown=True)


def initials(name: str) -> str:
    """What may be seen on a wall: the first letters of a name."""
    return " ".join(f"{word[0].upper()}." for word in name.replace("-", " ").split() if word[0].isalpha())


def _note(viewer: Viewer, found: Opened, reason: str) -> None:
    if reason not in REASONS:
        raise DomainError("reason", _("Choose why you need to see it."), "reason")
    access(viewer, "cases.identity.read", found.case, detail={"reason": reason})


def _people(viewer: Viewer, found: Opened, *, shown: bool) -> People:
    rows = CasePerson.objects.filter(case=found.case).order_by("created_at", "id")
    order = ("subject", "child", "parent", "sibling", "other")
    known = sorted(rows, key=lambda row: order.index(row.kind))
    return People(found, tuple(_one(found, row, shown=shown) for row in known), found.has("*"), shown)


def _row(found: Opened, person_id: UUID) -> CasePerson:
    row = CasePerson.objects.filter(case=found.case, id=person_id).first()
    if row is None:
        raise NotFound("person_not_found", _("This page does not exist."))
    return row


def _one(found: Opened, row: CasePerson, *, shown: bool) -> Person:
    details: dict[str, Any] = found.key.open(row, "details") or {}
    told = {key: str(value) for key, value in details.items() if value} if shown else None
    if told and told.get("cpr"):
        told["cpr"] = numbers.shown(told["cpr"])
    name = str(details.get("name", ""))
    born = date.fromisoformat(told["born"]) if told and told.get("born") else None
    return Person(row.id, str(row.get_kind_display()), initials(name) or "–", row.is_child, row.adult_on, told, born)


def kind_of(found: Opened, person_id: UUID) -> str:
    """The code of what somebody is in the case, for the form that changes it. Raises NotFound."""
    return _row(found, person_id).kind


def writable(viewer: Viewer, case_id: UUID) -> Opened:
    """The case for whoever may add to its people and change them: who leads it or stands in. Raises NotFound."""
    return opened(viewer, case_id, "*")
