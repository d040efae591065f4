"""The record of one authority in sentences, newest first, a page at a time by id: nothing is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit import sentences
from beredskab.audit.queries import Seal, events, seal
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import memberships, names_of
from beredskab.privacy.permissions import require_reader

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from beredskab.audit.models import Event

PAGE: Final = 100
SITTING: Final = timedelta(minutes=30)  # the longest pause between two saves of one sitting


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: whose events, of which kind (the event's first two words), on which days, before which event."""

    person: UUID | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence of the log. `first` is earlier than `at` when several saves of one sitting are told as one."""

    at: datetime
    first: datetime
    sentence: str
    who: str
    event: str
    id: UUID

    @property
    def day(self) -> date:
        """The day in Denmark."""
        return timezone.localdate(self.at)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the log; `older` is the event to go on before, None at the beginning of the record."""

    entries: tuple[Entry, ...]
    older: UUID | None


def page(viewer: Viewer, wanted: Wanted) -> Page:
    """A page of the log with the saves of one sitting in one sentence. Raises NotFound."""
    require_reader(viewer)
    rows = list(_found(viewer, wanted)[: PAGE + 1])
    shown = rows[:PAGE]
    return Page(tuple(_told(viewer, _folded(shown))), shown[-1].id if len(rows) > PAGE else None)


def all_entries(viewer: Viewer, wanted: Wanted, limit: int) -> tuple[Entry, ...]:
    """At most `limit` events, each with its own sentence. Raises NotFound."""
    require_reader(viewer)
    return tuple(_told(viewer, [_Sitting(row, row.at, 1) for row in _found(viewer, wanted)[:limit]]))


def chain(viewer: Viewer) -> Seal:
    """How the latest part of the authority's chain holds. Raises NotFound."""
    require_reader(viewer)
    return seal(viewer)


def people(viewer: Viewer) -> list[tuple[str, str]]:
    """Everybody who has or had a role here, by id and name."""
    return [(str(one.person_id), one.person.name) for one in memberships(viewer)]


@dataclass(frozen=True, slots=True)
class _Sitting:
    """An event that stands for `times` of its kind, the first of them at `first`."""

    row: Event
    first: datetime
    times: int


class _Values(dict[str, object]):
    """The values of a sentence; one that the event does not have is a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def _found(viewer: Viewer, wanted: Wanted) -> QuerySet[Event]:
    found = events(viewer)
    if wanted.person:
        found = found.filter(person_id=wanted.person)
    if wanted.kind:
        found = found.filter(event__startswith=f"{wanted.kind}.")
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.before is not None:
        found = found.filter(id__lt=wanted.before)
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _folded(rows: Iterable[Event]) -> list[_Sitting]:
    """The rows, newest first, with a person's saves of one thing joined while the pauses are short."""
    made: list[_Sitting] = []
    open_at: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = (row.event, row.person_id, row.subject_id, row.detail.get("status"))
        place = open_at.get(key)
        joins = row.event in sentences.FOLDED and _template(row, 1) is sentences.SENTENCES[row.event]
        if joins and place is not None and made[place].first - row.at <= SITTING:
            made[place] = replace(made[place], first=row.at, times=made[place].times + 1)
        else:
            open_at[key] = len(made)
            made.append(_Sitting(row, row.at, 1))
    return made


def _told(viewer: Viewer, sittings: list[_Sitting]) -> Iterable[Entry]:
    people_ids = {one.row.person_id for one in sittings if one.row.person_id}
    who = names_of(viewer, sorted(people_ids))
    what = _subjects(viewer, sittings)
    for one in sittings:
        row = one.row
        name = (who.get(row.person_id) if row.person_id else None) or _("The system")
        values = _Values({key: _word(key, value) for key, value in row.detail.items()})
        values |= {"who": name, "what": what.get(row.subject_id, "–"), "times": one.times, "event": row.event}
        sentence = str(_template(row, one.times)) % values
        yield Entry(row.at, one.first, sentence, name, row.event, row.id)


def _subjects(viewer: Viewer, sittings: list[_Sitting]) -> Mapping[UUID | None, str]:
    ids: dict[str, set[UUID]] = defaultdict(set)
    for one in sittings:
        if one.row.subject_id:
            ids[one.row.subject_type].add(one.row.subject_id)
    found: dict[UUID | None, str] = {}
    for label in ids.keys() & sentences.NAMES.keys():
        for subject_id, name in sentences.NAMES[label](viewer, sorted(ids[label])).items():
            found[subject_id] = name
    return found


def _word(key: str, value: object) -> object:
    return sentences.WORDS[key](value) if key in sentences.WORDS else value


def _template(row: Event, times: int) -> sentences.Text:
    if times > 1:
        return sentences.FOLDED[row.event]
    own = sentences.SENTENCES.get(f"{row.event}:{row.detail.get('status')}")
    return own or sentences.SENTENCES.get(row.event) or _("%(who)s did what the log has no sentence for: %(event)s.")
