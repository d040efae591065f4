"""The board of nine dimensions: what is known, from whom, what speaks against, what helps. In words only.

The fields stand in the order of the assessment tool, always. Nothing is counted, weighed or sorted by what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from beredskab.cases.infohus import board_open
from beredskab.cases.models import AgendaItem, BoardField, CasePerson, Disagreement, PersonKind
from beredskab.cases.queries.headers import Opened, opened
from beredskab.cases.queries.meetings import latest_item
from beredskab.cases.queries.people import initials
from beredskab.cases.thinking import POINTS
from beredskab.interventions.dimensions import RISK, WELLBEING, Dimension
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer

PARTS: Final = ("known", "source", "against", "helps")


@dataclass(frozen=True, slots=True)
class View:
    """What somebody else sees differently, in their words."""

    whose: str
    text: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the board. `number` counts its savings: 0 is not written yet."""

    code: str
    label: str
    number: int
    known: str
    source: str
    against: str
    helps: str
    who: str
    at: datetime | None
    views: tuple[View, ...]
    points: tuple[str | Promise, ...]

    @property
    def written(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.known or self.source or self.against or self.helps)

    def parts(self) -> dict[str, str]:
        """Its four texts, for a form."""
        return {name: getattr(self, name) for name in PARTS}


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board around the person, who stands in the middle by initials: a board is seen by a room."""

    found: Opened
    risk: tuple[Field, ...]
    wellbeing: tuple[Field, ...]
    initials: str
    writable: bool
    item: AgendaItem | None

    @property
    def fields(self) -> tuple[Field, ...]:
        """All nine, in the tool's order."""
        return (*self.risk, *self.wellbeing)


def board(viewer: Viewer, case_id: UUID, *, purpose: str = "casework") -> Board:
    """The board, for whoever may open it. Raises NotFound."""
    found = opened(viewer, case_id, "board", purpose=purpose)
    newest, views = _newest(found), _views(found)
    fields = {code: _field(found, code, newest.get(code), views.get(code, ())) for code in Dimension.values}
    return Board(
        found=found,
        risk=tuple(fields[code] for code in RISK),
        wellbeing=tuple(fields[code] for code in WELLBEING),
        initials=initials(_name(found)) or _("The person"),
        writable=board_open(found.case.stage) is None,
        item=latest_item(found.case),
    )


def field_of(page: Board, dimension: str) -> Field:
    """One field of a board. Raises NotFound for what is no dimension."""
    for one in page.fields:
        if one.code == dimension:
            return one
    raise NotFound("dimension_not_found", _("This page does not exist."))


def _newest(found: Opened) -> dict[str, BoardField]:
    rows = BoardField.objects.filter(case=found.case).order_by("dimension", "-number").distinct("dimension")
    return {row.dimension: row for row in rows}


def _views(found: Opened) -> dict[str, list[View]]:
    views: dict[str, list[View]] = {}
    for row in Disagreement.objects.filter(case=found.case).order_by("created_at", "id"):
        text = found.key.open(row, "text") or ""
        views.setdefault(row.dimension, []).append(View(row.whose, text, row.by_name, row.created_at))
    return views


def _field(found: Opened, code: str, row: BoardField | None, views: Iterable[View]) -> Field:
    content: Mapping[str, Any] = found.key.open(row, "content") or {} if row else {}
    return Field(
        code=code,
        label=str(Dimension(code).label),
        number=row.number if row else 0,
        **{name: str(content.get(name, "")) for name in PARTS},
        who=row.by_name if row else "",
        at=row.created_at if row else None,
        views=tuple(views),
        points=POINTS[code],
    )


def _name(found: Opened) -> str:
    """The name of the one whom the concern regards, if the viewer may see who it is."""
    if not found.has("people"):
        return ""
    row = CasePerson.objects.filter(case=found.case, kind=PersonKind.SUBJECT).order_by("created_at", "id").first()
    details: Mapping[str, Any] = found.key.open(row, "details") or {} if row else {}
    return str(details.get("name", "")).strip()
