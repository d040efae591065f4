"""Reads. `cases` calls `in_use`, `intervention` and `names_of`; the rest is for our own pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.interventions.dimensions import Dimension
from beredskab.interventions.models import Intervention, Level, Status
from beredskab.interventions.visibility import interventions
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.lib.sorting import danish

_LEVELS = {str(level): place for place, level in enumerate(Level)}
_SEARCHED = ("name", "content", "purpose", "target_group", "legal_basis", "responsible", "partners", "follow_up")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. `note` says what a reader must know before choosing it: draft, not yet, over."""

    intervention: Intervention
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The interventions of one level that are not retired."""

    level: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the list shows. `empty` means that nothing was ever written, whatever was searched for."""

    groups: tuple[Group, ...]
    retired: tuple[Intervention, ...]
    empty: bool

    @property
    def found(self) -> bool:
        """Whether anything matches."""
        return bool(self.retired or any(group.rows for group in self.groups))


def catalogue(viewer: Viewer, *, level: str = "", text: str = "") -> Catalogue:
    """All interventions by level, those of `level` and with every word of `text` if given; retired ones apart."""
    everything = _sorted(interventions(viewer))
    chosen = [one for one in everything if level in ("", one.level) and _has_words(one, text)]
    today = timezone.localdate()
    groups = tuple(
        Group(str(each), tuple(Row(one, note(one, today)) for one in chosen if one.level == each and not _retired(one)))
        for each in Level
        if level in ("", each)
    )
    return Catalogue(groups, tuple(one for one in chosen if _retired(one)), not everything)


def by_dimension(viewer: Viewer) -> dict[str, list[Intervention]]:
    """Which of those in use can work on each of the nine dimensions; an empty list is a gap to know of."""
    usable = in_use(viewer)
    return {str(dimension): [one for one in usable if dimension in one.dimensions] for dimension in Dimension}


def in_use(viewer: Viewer, *, dimension: str | None = None, for_whom: str | None = None) -> list[Intervention]:
    """Those that can be chosen today, by level and name; only those for a dimension or for whom, if given."""
    today = timezone.localdate()
    found = interventions(viewer).filter(status=Status.IN_USE)
    if dimension is not None:
        found = found.filter(dimensions__contains=[dimension])
    if for_whom is not None:
        found = found.filter(for_whom__contains=[for_whom])
    return _sorted(one for one in found.order_by("id") if one.begun(today) and not one.over(today))


def intervention(viewer: Viewer, intervention_id: UUID) -> Intervention:
    """One intervention, draft or retired too. Raises NotFound."""
    found = interventions(viewer).filter(id=intervention_id).first()
    if found is None:
        raise NotFound("intervention_not_found", _("This intervention is not here."))
    return found


def names_of(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Names by id, of retired ones too: what was once chosen keeps its name. Unknown ids are left out."""
    return dict(interventions(viewer).filter(id__in=ids).order_by("id").values_list("id", "name"))


def note(one: Intervention, today: date) -> str:
    """Draft, not yet or over, in words; "" where there is nothing to know."""
    if one.status == Status.DRAFT:
        return _("Draft")
    if one.over(today):
        return _("The period is over")
    if not one.begun(today):
        return _("Not begun yet")
    return ""


def _retired(one: Intervention) -> bool:
    return one.status == Status.RETIRED


def _sorted(found: Iterable[Intervention]) -> list[Intervention]:
    return sorted(found, key=lambda one: (_LEVELS[one.level], danish(one.name)))


def _has_words(one: Intervention, text: str) -> bool:
    """Every word somewhere in the description, in any order. A catalogue is some tens of rows."""
    labels = [one.get_kind_display(), *(str(Dimension(code).label) for code in one.dimensions)]
    whole = " ".join([*(str(getattr(one, name)) for name in _SEARCHED), *labels]).casefold()
    return all(word in whole for word in text.casefold().split())
