"""The people of a case: who they are lies under the case's key, and what the clocks need stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions import road
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import Case, CasePerson, ChildTrack, Force, Indicator, LookupEntry, PersonKind, Task
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.vault import DataKey, vault
from beredskab.kit.viewer import Viewer
from beredskab.lib import cpr as numbers
from beredskab.lib import crypto

FIELDS: Final = ("name", "aliases", "cpr", "born", "address", "phone", "place", "note")
LOOKED_UP: Final = frozenset({PersonKind.SUBJECT, PersonKind.CHILD})  # nobody else is looked for in later cases
BEFORE_18_MONTHS: Final = 6
CHILD_TASKS: Final = ("notify", "urgent", "acknowledge", "investigate", "risk")
BANDS: Final = ((15, "under_15"), (18, "15_17"), (25, "18_24"))


@dataclass(frozen=True, slots=True)
class Age:
    """What is known of somebody's age: the day of turning 18 and whether they count as a child today."""

    born: date | None
    adult_on: date | None
    is_child: bool


@action(event="cases.person.added")
def add(*, by: Viewer, case_id: UUID, kind: str, details: Mapping[str, str], is_child: bool = False) -> CasePerson:
    """Write down somebody in a case. `details` has the keys of FIELDS; all may be empty.

    For whoever holds the whole case: who leads it, and who stands in. A CPR number or a day of birth gives the age;
    `is_child` counts only where neither is known. Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "*")
    person = CasePerson(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, kind=kind
    )
    _write(by, case, person, details, is_child)
    person.save(force_insert=True)
    _follow(by, case, person, details)
    record(by=by, event="cases.person.added", subject=case, detail={"kind": kind})
    return person


@action(event="cases.person.changed")
def change(
    *, by: Viewer, case_id: UUID, person_id: UUID, kind: str, details: Mapping[str, str], is_child: bool = False
) -> CasePerson:
    """Change what is written of somebody in a case. Raises NotFound, DomainError."""
    case = road.held(by, case_id, "*")
    person = CasePerson.objects.select_for_update().filter(case=case, id=person_id).first()
    if person is None:
        raise NotFound("person_not_found", _("This page does not exist."))
    person.kind = kind
    _write(by, case, person, details, is_child)
    person.save(update_fields=["kind", "details", "adult_on", "is_child"])
    _follow(by, case, person, details)
    record(by=by, event="cases.person.changed", subject=case, detail={"kind": kind})
    return person


def age_of(details: Mapping[str, str], is_child: bool, today: date) -> Age:
    """The age that the details give. Raises DomainError at `cpr` or `born`."""
    born = _born(details)
    if born is None:
        return Age(None, None, is_child)
    if born > today:
        raise DomainError("born", _("The day of birth has not come yet."), "born")
    adult_on = numbers.adult_on(born)
    return Age(born, adult_on if adult_on > today else None, adult_on > today)


def _born(details: Mapping[str, str]) -> date | None:
    written = details.get("cpr", "").strip()
    if written:
        if numbers.parse(written) is None:
            raise DomainError("cpr", _("This is not a CPR number: ten digits that begin with a date."), "cpr")
        return numbers.born(written)
    day = details.get("born", "")
    return date.fromisoformat(day) if day else None


def _write(by: Viewer, case: Case, person: CasePerson, details: Mapping[str, str], is_child: bool) -> None:
    if person.kind not in PersonKind.values:
        raise DomainError("kind", _("Choose from the list."), "kind")
    known = {name: details.get(name, "").strip() for name in FIELDS}
    if not any(known.values()):
        raise DomainError("empty", _("Write at least a name, or what you know instead."), "name")
    today = timezone.localdate()
    age = age_of(known, is_child or person.kind == PersonKind.CHILD, today)
    known["cpr"] = numbers.parse(known["cpr"]) or ""
    person.adult_on, person.is_child = age.adult_on, age.is_child
    road.key_of(case).seal(person, "details", known)
    if person.kind == PersonKind.SUBJECT and age.born is not None:
        band = next((code for limit, code in BANDS if numbers.age_on(age.born, today) < limit), "25_up")
        Indicator.objects.filter(authority_id=by.authority_id, case=case).update(age_band=band)


def _follow(by: Viewer, case: Case, person: CasePerson, details: Mapping[str, str]) -> None:
    """What depends on the person: the look-up for later cases, and the tasks around the 18th birthday."""
    _look_up(case, person, details, road.key_of(case))
    _birthday(by, case, person)


def _look_up(case: Case, person: CasePerson, details: Mapping[str, Any], key: DataKey) -> None:
    """The entry is written anew each time, so that no old name or number stays behind."""
    old = LookupEntry.objects.filter(authority_id=case.authority_id, person=person)
    leaves_on = old.order_by("id").values_list("leaves_on", flat=True).first()
    old.delete()
    names = [one.strip() for one in [details.get("name", ""), *details.get("aliases", "").split(",")] if one.strip()]
    number = numbers.parse(details.get("cpr", ""))
    if person.kind not in LOOKED_UP or not (names or number):
        return
    entry = LookupEntry(id=new_id(), authority_id=case.authority_id, case=case, person=person, leaves_on=leaves_on)
    key.seal(entry, "names", names)
    entry.cpr_blind = crypto.blind(vault().index_key(case.authority_id), number) if number else None
    entry.save(force_insert=True)


def _birthday(by: Viewer, case: Case, person: CasePerson) -> None:
    """Plan the change to adult law half a year before 18, and end the child's clocks on the day."""
    for kind in ("before_18", "turned_18"):
        finish(by=by, case=case, kind=kind, subject_id=person.id, outcome="planned_anew")
    tracks = ChildTrack.objects.filter(case=case, person=person).order_by("id").values_list("id", flat=True)
    running = Task.objects.filter(authority_id=by.authority_id, case=case, kind__in=CHILD_TASKS, done_at__isnull=True)
    running = running.filter(subject_id__in=[person.id, *tracks])
    if not person.is_child:  # no child after all: the duties to one never were
        running.update(done_at=timezone.now(), done_by_id=by.person_id, outcome="not_a_child")
    if person.adult_on is None:
        return
    day = _midnight(person.adult_on)
    plan = max(_midnight(months_before(person.adult_on, BEFORE_18_MONTHS)), timezone.now())
    common: dict[str, Any] = {"by": by, "case": case, "subject_id": person.id, "force": Force.LOCAL}
    open_task(kind="before_18", opened_at=plan, due_at=day, rule="before_18", stops_at=day, **common)
    open_task(kind="turned_18", opened_at=day, due_at=day, rule="turned_18", **common)
    running.update(stops_at=day)


def months_before(day: date, months: int) -> date:
    """The same day some months earlier; the month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError("no such day")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
