"""The rules of Infohus Kommune: who calls its meetings, when its board is open, who may be the second person.

Pure rules; yes is None, no is the error that the caller raises. Infohus recommends and decides nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypedDict
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases.models import OrganisationModel, SecondPerson, Stage
from beredskab.cases.permissions import CASEWORKER, COORDINATOR, MANAGER
from beredskab.kit.errors import DomainError, NotAllowed

BOARD_OPEN: Final = frozenset({Stage.GATHERING, Stage.ANALYSIS, Stage.RECOMMENDATION})
SECONDS: Final = frozenset({COORDINATOR, MANAGER, CASEWORKER})
"""Who can be the second person at all: people who work with cases anyway."""
SAME_UNIT: Final = frozenset({MANAGER, COORDINATOR})
"""A manager or deputy, where a small municipality has chosen so."""
FOR_WHOM: Final[dict[str, str | Promise]] = {
    "person": gettext_lazy("The person"),
    "parents": gettext_lazy("Parents"),
    "siblings": gettext_lazy("Siblings"),
    "surroundings": gettext_lazy("Others close by"),
}


@dataclass(frozen=True, slots=True)
class Convening:
    """How a municipality has organised its Infohus: who calls a meeting, and what that means for the one who does."""

    who: frozenset[str]
    regular: bool
    text: str | Promise
    then: str | Promise


CONVENING: Final[dict[str, Convening]] = {
    OrganisationModel.COORDINATORS: Convening(
        frozenset({COORDINATOR}), False,
        gettext_lazy("The municipality's and the police's coordinator lead, and call others in by need."),
        gettext_lazy("Agree on the time with the police coordinator first. Then invite those who can contribute."),
    ),
    OrganisationModel.AD_HOC: Convening(
        frozenset({COORDINATOR, MANAGER}), False,
        gettext_lazy("A cross-cutting group meets when there is a concern."),
        gettext_lazy("Call the whole group for this concern. A manager can call it too."),
    ),
    OrganisationModel.STANDING: Convening(
        frozenset({COORDINATOR, MANAGER}), True,
        gettext_lazy("A cross-cutting group has fixed meetings, and can be called in between."),
        gettext_lazy("Plan the dates of the year at once, and put concerns on the next agenda."),
    ),
}  # fmt: skip


def may_convene(model: str, roles: frozenset[str]) -> NotAllowed | None:
    """Who calls a meeting depends on how the municipality has organised its Infohus."""
    if roles & CONVENING[model].who:
        return None
    return NotAllowed("not_convener", _("Only the coordinator calls meetings in your municipality."))


def board_open(stage: str) -> DomainError | None:
    """The board is written from the gathering until the recommendation is handed over."""
    if stage in BOARD_OPEN:
        return None
    return DomainError("board_closed", _("The case is not at that step: the board can be read, not written."))


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody who says yes to a text, and the unit (or authority) for which they stand."""

    person_id: UUID
    for_id: UUID
    roles: frozenset[str] = frozenset()


def second(author: Stand, other: Stand, rule: str) -> DomainError | None:
    """Two people from different units or authorities; never the same person.

    `rule` is the municipality's own choice: a small one may let a manager or deputy of the same unit be the second.
    """
    if author.person_id == other.person_id:
        return DomainError("same_person", _("The second person must be somebody else than the one who wrote it."))
    if author.for_id != other.for_id:
        return None
    if rule == SecondPerson.MANAGER and other.roles & SAME_UNIT:
        return None
    return DomainError(
        "same_unit", _("The second person must come from another unit than yours, or from another authority.")
    )


def own_record(by_id: UUID, authors: Collection[UUID], recorded_by: UUID | None) -> DomainError | None:
    """Whoever said the first yes does not also write the second one down and take it in: that would be one person."""
    if recorded_by != by_id or by_id not in authors:
        return None
    return DomainError(
        "own_record",
        _("You wrote their yes down yourself, and the first yes is yours too. Let a colleague with access take it in."),
    )


class Measure(TypedDict):
    """What is recommended: in words or from the catalogue, for whom, to which unit or authority, by when.

    `name` is the catalogue's at the time of writing: a frozen text does not change when the catalogue does.
    """

    what: str
    intervention: str  # the catalogue's id, or ""
    name: str
    for_whom: str
    to: str
    by: str  # a date, or ""


class Content(TypedDict):
    """The text of a recommendation. `dimensions` are codes."""

    problems: str
    resources: str
    dimensions: list[str]
    measures: list[Measure]
    surroundings: str


EMPTY: Final[Content] = {"problems": "", "resources": "", "dimensions": [], "measures": [], "surroundings": ""}


def canonical(case_number: str, number: int, content: Mapping[str, Any]) -> bytes:
    """The bytes that people say yes to: the text with its case and number, in one way of writing only."""
    whole = {"case": case_number, "number": number, **{name: content[name] for name in EMPTY}}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def checksum(case_number: str, number: int, content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes."""
    return hashlib.sha256(canonical(case_number, number, content)).hexdigest()


def can_freeze(content: Content) -> DomainError | None:
    """A recommendation says what the problems are, what carries, and at least one thing to do."""
    if not content["problems"].strip():
        return DomainError("problems", _("Write the main problems first."), "problems")
    if not content["resources"].strip():
        return DomainError("resources", _("Write the resources too: what carries, and who is there."), "resources")
    if not content["measures"]:
        return DomainError(
            "measures", _("Recommend at least one measure. If nothing should be done, write that as the measure.")
        )
    return None
