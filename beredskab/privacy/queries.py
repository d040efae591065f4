"""The record of one authority in sentences, newest first, a page at a time by id: nothing is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit import sentences
from beredskab.audit.actions import access, refused
from beredskab.audit.queries import Seal, events, is_access, seal
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import memberships, names_of
from beredskab.privacy.permissions import require_reader

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from beredskab.audit.models import Event

PAGE: Final = 100
LINES: Final = 40  # a page goes on past its hundred events while what is folded leaves fewer lines than these
MOST: Final = 1000  # and no longer than this
FIRST: Final = 5
LOOKED_AT: Final = 200  # of the latest refusals, of which a fold is one
WATCHED: Final = "watched"  # the shelf of refusals and searches
TAKEN: Final = "taken"  # and that of files
CLOCKS_APART: Final = timedelta(days=1)  # more than the clocks of two servers ever differ
SITTING: Final = timedelta(minutes=30)  # the longest pause between two saves of one sitting


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: whose events, of which kind (the event's first two words), on which days, before which event.

    `shelf` is refusals and searches, or files; `about` one thing that things happened to, of the kind `of`.
    """

    person: UUID | None = None
    kind: str = ""
    shelf: str = ""
    of: str = ""
    about: UUID | None = None
    since: date | None = None
    until: date | None = None
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence of the log. `first` is earlier than `at` when several events are told as one.

    `inside` are the events of a fold, each with its own sentence, the newest first; empty where there is one event.
    """

    at: datetime
    first: datetime
    sentence: str
    who: str
    event: str
    id: UUID
    inside: tuple[Entry, ...] = ()

    @property
    def day(self) -> date:
        """The day in Denmark."""
        return timezone.localdate(self.at)

    @property
    def more(self) -> int:
        """How many there are beside the one that the sentence tells."""
        return len(self.inside) - 1

    @property
    def several(self) -> bool:
        """Whether the sentence is the newest of several refusals that do not all say the same."""
        return self.event.endswith(".refused") and len({one.sentence for one in self.inside}) > 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the log; `older` is the event to go on before, None at the beginning of the record.

    `first` is what an officer looks at first, on a page that nothing was chosen for; `about` names what was chosen.
    """

    entries: tuple[Entry, ...]
    older: UUID | None
    first: tuple[Entry, ...] = ()
    about: str = ""


def may_read(viewer: Viewer) -> None:
    """Raises NotFound unless the viewer reads the log here; that somebody asked in vain is written down."""
    try:
        require_reader(viewer)
    except NotFound:
        refused(viewer, "privacy.log.refused", "", None, "not_reader")
        raise


def page(viewer: Viewer, wanted: Wanted) -> Page:
    """A page of the log with the saves of one sitting in one sentence. Raises NotFound."""
    may_read(viewer)
    _note_reading(viewer, wanted)
    folded, older = _filled(_found(viewer, wanted))
    first = _latest(viewer) if wanted == Wanted() else []
    told = tuple(_told(viewer, [*first, *folded]))
    return Page(told[len(first) :], older, told[: len(first)], _name(viewer, wanted))


def find(viewer: Viewer, number: str) -> Wanted | None:
    """What has this number, such as a case; None when there is nothing of the kind here. Raises NotFound.

    That somebody searched is written down, and not for what: the number stands in the reading that follows.
    """
    may_read(viewer)
    access(viewer, "privacy.log.searched")
    for label, finder in sorted(sentences.FINDERS.items()):
        found = finder(viewer, number.strip())
        if found is not None:
            return Wanted(of=label, about=found)
    return None


def all_entries(viewer: Viewer, wanted: Wanted, limit: int) -> tuple[Entry, ...]:
    """At most `limit` events, each with its own sentence. Raises NotFound."""
    require_reader(viewer)
    return tuple(_told(viewer, _single(_found(viewer, wanted)[:limit])))


def chain(viewer: Viewer) -> Seal:
    """How the latest part of the authority's chain holds. Raises NotFound."""
    require_reader(viewer)
    return seal(viewer)


def people(viewer: Viewer) -> list[tuple[str, str]]:
    """Everybody who has or had a role here, by id and name."""
    return [(str(one.person_id), one.person.name) for one in memberships(viewer)]


@dataclass(frozen=True, slots=True)
class _Sitting:
    """An event that stands for the others of its kind, `rows`, the newest first. `kept` when each can be unfolded."""

    rows: tuple[Event, ...]
    kept: bool = False

    @property
    def row(self) -> Event:
        """The newest of them."""
        return self.rows[0]

    @property
    def first(self) -> datetime:
        """When it began."""
        return self.rows[-1].at

    def joined(self, row: Event) -> _Sitting:
        """With one more, earlier event."""
        return replace(self, rows=(*self.rows, row))


class _Values(dict[str, object]):
    """The values of a sentence; one that the event does not have is a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def _found(viewer: Viewer, wanted: Wanted) -> QuerySet[Event]:
    found = events(viewer)
    if wanted.person:
        found = found.filter(person_id=wanted.person)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.shelf:
        found = found.filter(shelf=wanted.shelf)
    if wanted.about:
        found = found.filter(subject_id=wanted.about)
    if wanted.since:
        start = _midnight(wanted.since)
        found = found.filter(at__gte=start, id__gte=_id_near(start, -CLOCKS_APART))
    if wanted.until:
        end = _midnight(wanted.until + timedelta(days=1))
        found = found.filter(at__lt=end, id__lt=_id_near(end, CLOCKS_APART))
    if wanted.before is not None:
        found = found.filter(id__lt=wanted.before)
    return found


def _note_reading(viewer: Viewer, wanted: Wanted) -> None:
    detail = {
        "status": "one" if wanted.about else None,
        "kind": wanted.kind or wanted.shelf or None,
        "person": str(wanted.person) if wanted.person else None,
        "from": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
    }
    told = {key: value for key, value in detail.items() if value}
    access(viewer, "privacy.log.read", subject_type=wanted.of, subject_id=wanted.about, detail=told)


def _name(viewer: Viewer, wanted: Wanted) -> str:
    names = sentences.NAMES.get(wanted.of)
    return names(viewer, [wanted.about]).get(wanted.about, "") if names and wanted.about else ""


def _id_near(moment: datetime, apart: timedelta) -> UUID:
    """The least id of `moment` moved by `apart`: ids begin with their time, so days are found without reading on."""
    milliseconds = round((moment.timestamp() + apart.total_seconds()) * 1000)
    return UUID(int=min(max(milliseconds, 0), 2**48 - 1) << 80)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _single(rows: Iterable[Event]) -> list[_Sitting]:
    return [_Sitting((row,)) for row in rows]


def _latest(viewer: Viewer) -> list[_Sitting]:
    """The latest refusals and the latest searches, each for themselves: no number of the one hides the other."""
    watched = events(viewer).filter(shelf=WATCHED)
    refusals = _folded(watched.filter(event__endswith=".refused")[:LOOKED_AT])[:FIRST]
    searches = _single(watched.filter(event__endswith=".searched")[:FIRST])
    return sorted([*refusals, *searches], key=lambda one: one.row.id, reverse=True)


def _filled(found: QuerySet[Event]) -> tuple[list[_Sitting], UUID | None]:
    """A page of lines and the event to go on before. One who is refused all day long fills a line and not the page."""
    rows: list[Event] = []
    lines: list[_Sitting] = []
    while len(rows) < MOST and len(lines) < LINES:
        rest = found.filter(id__lt=rows[-1].id) if rows else found
        more = list(rest[: PAGE + 1])
        rows += more[:PAGE]
        lines = _folded(rows)
        if len(more) <= PAGE:
            return lines, None
    return lines, rows[-1].id


def _folded(rows: Iterable[Event]) -> list[_Sitting]:
    """The rows, newest first, with what is told in one line joined.

    A person's saves of one thing, while the pauses are short; their looks at one thing on one day; their refusals of
    one kind on one day, whatever they asked for. The two last can be unfolded, so that each is still there.
    """
    made: list[_Sitting] = []
    open_at: dict[tuple[object, ...], int] = {}
    for row in rows:
        kept = _kept_key(row)
        key = kept or ("saved", row.event, row.person_id, row.subject_id, row.detail.get("status"))
        place = open_at.get(key)
        if place is not None and (kept or (_joins(row) and made[place].first - row.at <= SITTING)):
            made[place] = made[place].joined(row)
        else:
            open_at[key] = len(made)
            made.append(_Sitting((row,), kept=bool(kept)))
    return made


def _joins(row: Event) -> bool:
    return row.event in sentences.FOLDED and _template(row, 1) is sentences.SENTENCES[row.event]


def _kept_key(row: Event) -> tuple[object, ...]:
    """What a look or a refusal shares with those that are told in its line; empty for all else."""
    day = timezone.localdate(row.at)
    if row.event.endswith(".refused"):
        return (row.event, row.person_id, day, row.detail.get("reason"))
    if not is_access(row) or row.shelf:
        return ()  # a search and a file stand alone: each is a question of its own
    same = sorted((key, str(value)) for key, value in row.detail.items() if not isinstance(value, list))
    return (row.event, row.person_id, row.subject_id, day, *same)


def _told(viewer: Viewer, sittings: list[_Sitting]) -> Iterable[Entry]:
    people_ids = {one.row.person_id for one in sittings if one.row.person_id}
    who = names_of(viewer, sorted(people_ids))
    what = _subjects(viewer, sittings)
    for one in sittings:
        row = one.row
        name = (who.get(row.person_id) if row.person_id else None) or _("The system")
        if one.kept and len(one.rows) > 1:
            inside = tuple(Entry(it.at, it.at, _say(it, name, what), name, it.event, it.id) for it in one.rows)
            sentence = _say(row, name, what, detail=_together(one.rows))
            yield Entry(row.at, one.first, sentence, name, row.event, row.id, inside)
        else:
            sentence = _say(row, name, what, times=len(one.rows))
            yield Entry(row.at, one.first, sentence, name, row.event, row.id)


def _say(
    row: Event, name: str, what: Mapping[UUID | None, str], *, times: int = 1, detail: Mapping[str, Any] | None = None
) -> str:
    """The event's sentence with its values."""
    told = row.detail if detail is None else detail
    values = _Values({key: _word(key, value) for key, value in told.items()})
    values |= {"who": name, "what": what.get(row.subject_id, "–"), "times": times, "event": row.event}
    return str(_template(row, times)) % values


def _together(rows: Sequence[Event]) -> Mapping[str, Any]:
    """The detail of several events: the lists joined, such as the parts of a case that were read."""
    found: dict[str, Any] = dict(rows[0].detail)
    for key, value in found.items():
        if isinstance(value, list):
            found[key] = list(dict.fromkeys(item for row in rows for item in row.detail.get(key, [])))
    return found


def _subjects(viewer: Viewer, sittings: list[_Sitting]) -> Mapping[UUID | None, str]:
    ids: dict[str, set[UUID]] = defaultdict(set)
    for row in (row for one in sittings for row in one.rows):
        if row.subject_id:
            ids[row.subject_type].add(row.subject_id)
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
