"""Reads of the duties to children: one track per child, whatever stage the case is at, and the family's peace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases import policies
from beredskab.cases.models import Case, CasePerson, ChildTrack, FamilyContact, Force, Grant, GrantReason, Task
from beredskab.cases.permissions import CASEWORKER
from beredskab.cases.queries.assessing import answers_of, silent_until
from beredskab.cases.queries.headers import Opened, settings_of
from beredskab.cases.queries.people import initials
from beredskab.frameworks.law import clocks
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import live, memberships

# What the receiving side confirms, in order; the route is one of three.
STEPS = ("notified", "received", "urgent", "acknowledged", "need_known", "route_none", "route_s19", "route_s20")
LATER = ("preliminary", "finished")
CLOSED: Final[dict[str, str | Promise]] = {
    "done": gettext_lazy("the duties are done"), "not_a_child": gettext_lazy("not a child"),
    "moved": gettext_lazy("moved"), "other_case": gettext_lazy("dealt with in another case"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """One legal deadline of a child as the screen says it: what, when, how counted, how sure, and whether it is met."""

    label: str
    at: datetime
    counting: str
    paragraph: str
    confirmed: bool
    done_at: datetime | None
    late: bool
    hours: bool  # counted in hours: then the clock is said, and else only the day


@dataclass(frozen=True, slots=True)
class Ended:
    """When somebody stopped following a child, and why."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the case and its track. Past 18 the clocks have ended by comparison: no job has to run."""

    person_id: UUID
    who: str
    adult_on: date | None
    of_age: bool
    track: ChildTrack | None
    told: str
    number: str
    clocks: tuple[Clock, ...]
    next_steps: tuple[str, ...]
    risk: str
    waits_for_risk: bool
    asked: tuple[str, ...]
    still: DomainError | None = None  # which clocks of the law run now, so that it cannot be closed
    before: tuple[Ended, ...] = ()  # until when the child was followed before, and why no longer

    @property
    def track_id(self) -> UUID:
        """The track's id, of a child that is followed."""
        assert self.track is not None
        return self.track.id


def minors(case: Case) -> QuerySet[CasePerson]:
    """The children of a case who are under 18 today; an unknown age counts as under."""
    today = timezone.localdate()
    young = Q(adult_on__isnull=True) | Q(adult_on__gt=today)
    return CasePerson.objects.filter(young, case=case, is_child=True)


def has_track(case: Case) -> bool:
    """Whether any child of the case is followed."""
    return ChildTrack.objects.filter(case=case, closed_at__isnull=True).exists()


def track_of(case: Case, track_id: UUID) -> ChildTrack:
    """An open track of the case, locked. Raises NotFound."""
    found = (
        ChildTrack.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(case=case, id=track_id, closed_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotFound("track_not_found", _("This page does not exist."))
    return found


def children(found: Opened) -> tuple[Child, ...]:
    """Every child of the case, by when they were written down."""
    tracks = list(ChildTrack.objects.filter(case=found.case).select_related("person").order_by("closed_at", "id"))
    now = {one.person_id: one for one in tracks if one.closed_at is None}
    # Somebody who turned out to be no child is still there until the track is closed.
    there = CasePerson.objects.filter(Q(is_child=True) | Q(id__in=list(now)), case=found.case)
    people = list(there.order_by("created_at", "id"))
    saturday = settings_of(found.case.authority_id).saturday_counts
    return tuple(
        _child(found, number, one, now.get(one.id), saturday, [
            track for track in tracks if track.person_id == one.id and track.closed_at is not None
        ])
        for number, one in enumerate(people, 1)
    )  # fmt: skip


def _child(
    found: Opened, number: int, person: CasePerson, track: ChildTrack | None, saturday: bool,
    before: Sequence[ChildTrack],
) -> Child:  # fmt: skip
    foreign = (found.key.open(track, "foreign") or {}) if track else {}
    letters = initials(str((found.key.open(person, "details") or {}).get("name", "")))
    of_age = _of_age(person)
    return Child(
        person_id=person.id,
        who=_("Child %(number)s") % {"number": number} + (f": {letters}" if letters else ""),
        adult_on=person.adult_on,
        of_age=of_age,
        track=track,
        told=foreign.get("to", ""),
        number=foreign.get("number", ""),
        clocks=() if of_age or track is None else tuple(_clocks(track, saturday)),
        next_steps=() if of_age or track is None else next_steps(track),
        risk=(found.key.open(track, "risk") or "") if track else "",
        waits_for_risk=not of_age and waits_for_risk(track),
        asked=tuple(grant.person_name for grant in asked_for_risk(found.case)) if track and not track.risk_at else (),
        still=still_runs(track) if track else None,
        before=tuple(Ended(one.closed_at, str(CLOSED[one.closed_reason])) for one in before if one.closed_at),
    )


def followed(found: Opened, child_id: UUID) -> Child:
    """A child of the case that is followed. Raises NotFound."""
    one = next((one for one in children(found) if one.person_id == child_id and one.track), None)
    if one is None:
        raise NotFound("child_not_found", _("This page does not exist."))
    return one


def by_track(found: Opened, track_id: UUID) -> Child:
    """The child of a track. Raises NotFound."""
    one = next((one for one in children(found) if one.track and one.track.id == track_id), None)
    if one is None:
        raise NotFound("track_not_found", _("This page does not exist."))
    return one


def waits_for_risk(track: ChildTrack | None) -> bool:
    """Barnets lov § 18, stk. 3: unless honour-related conflict is ruled out, the risk assessment comes first."""
    return track is None or (track.honour is not False and track.risk_at is None)


def next_steps(track: ChildTrack) -> tuple[str, ...]:
    """What can be confirmed now: the receiving side's steps may come in any order once it has the notification."""
    if track.notified_at is None:
        return ("notified",)
    if track.received_at is None:
        return ("received",)
    left = []
    if track.urgent_at is None:
        left.append("urgent")
    if track.acknowledged_at is None:
        left.append("acknowledged")
    if track.need_known_at is None and track.finished_at is None and track.route in ("", "s20"):
        left.append("need_known")
    if not track.route:
        left += ["route_none", "route_s19", "route_s20"]
    elif track.route != "none" and track.finished_at is None:
        left += [one for one in LATER if one != "preliminary" or (track.route == "s20" and not track.preliminary_at)]
    return tuple(left)


def _clocks(track: ChildTrack, saturday: bool) -> list[Clock]:
    """The law's clocks, each from its own moment."""
    found = []
    if track.received_at:
        found += [
            _clock("urgent-assessment", track.received_at, track.urgent_at, saturday),
            _clock("acknowledgement", track.received_at, track.acknowledged_at, saturday),
        ]
    known = need_known(track)
    if known and track.route in ("", "s20"):
        found.append(_clock("child-assessment", known, track.finished_at, saturday))
    return found


def need_known(track: ChildTrack) -> datetime | None:
    """When it was known that the child may need support: as written, else with an investigation from the receipt."""
    return track.need_known_at or (track.received_at if track.route == "s20" else None)


def still_runs(track: ChildTrack) -> DomainError | None:
    """Which of the law's clocks run for a child now: while one does, the child is followed."""
    labels = [_said(one) for one in _running(track)]
    if not labels:
        return None
    return DomainError("runs", _("The law's deadlines still run: %(clocks)s.") % {"clocks": ", ".join(labels)})


def _running(track: ChildTrack) -> list[Task]:
    """Also what has run since a report came, before the notification was confirmed as received."""
    rows = Task.objects.filter(case_id=track.case_id, subject_id=track.id, force=Force.LAW, done_at__isnull=True)
    return list(rows.filter(Q(stops_at__isnull=True) | Q(stops_at__gt=timezone.now())).order_by("due_at", "id"))


def _said(task: Task) -> str:
    words = {"urgent": _("24-hour assessment"), "acknowledge": _("acknowledgement"), "investigate": _("investigation")}
    day = formats.date_format(timezone.localtime(task.due_at), "j. F") if task.due_at else ""
    return f"{words.get(task.kind, task.kind)} ({day})" if day else words.get(task.kind, task.kind)


def not_done(track: ChildTrack) -> DomainError | None:
    """Why the duties to a child are not done: something is not written down as done. On the 18th birthday they end."""
    if _of_age(track.person):
        return None
    if track.notified_at is None:
        return DomainError("not_done", _("It is not written down that the child's case was notified."), "reason")
    if not track.route or (track.route != "none" and track.finished_at is None):
        sentence = _("It is not written down what the receiving side decided, or that it is done.")
        return DomainError("not_done", sentence, "reason")
    return None


def _of_age(person: CasePerson) -> bool:
    return not person.is_child or (person.adult_on is not None and person.adult_on <= timezone.localdate())


def _clock(clock_id: str, start: datetime, done_at: datetime | None, saturday: bool) -> Clock:
    due = clocks.deadline(clock_id, start, saturday=saturday)
    late = (done_at or timezone.now()) > due.at
    sure, hours = due.certainty == "confirmed", due.counts == "hours"
    return Clock(due.label, due.at, due.counting, due.source.at, sure, done_at, late, hours)


def running_clocks(case: Case) -> list[Task]:
    """The law's clocks that run since a report came, before any child was written down."""
    born = Task.objects.filter(case=case, kind__in=("urgent", "acknowledge"), done_at__isnull=True)
    return list(born.filter(subject_id=F("report_id")).order_by("due_at", "id"))


def peace(case: Case, child_id: UUID | None = None) -> DomainError | None:
    """Whether the custody holders of a child (or of any child of the case) may be contacted now: None, or why not."""
    young = {one.id for one in minors(case)}
    cleared = set(
        ChildTrack.objects.filter(case=case, closed_at__isnull=True)
        .filter(Q(honour=False) | Q(risk_at__isnull=False))
        .values_list("person_id", flat=True)
        .order_by("id")
    )
    return policies.family_in_peace(
        minor=bool(young) if child_id is None else child_id in young,
        waits_for_risk=bool(young - cleared),
        silent_until=silent_until(case),
        answer=answers_of(case).get("family", ""),
    )


@dataclass(frozen=True, slots=True)
class Contact:
    """A letter or note to custody holders, as it is read."""

    id: UUID
    kind: str
    text: str
    who: str
    at: datetime


def contacts(found: Opened) -> tuple[Contact, ...]:
    """What went to custody holders, newest first."""
    rows = FamilyContact.objects.filter(case=found.case).order_by("-created_at", "-id")
    return tuple(
        Contact(one.id, one.kind, found.key.open(one, "text") or "", one.by_name, one.created_at) for one in rows
    )


def contact(found: Opened, contact_id: UUID) -> Contact:
    """One of them, to print. Raises NotFound."""
    one = next((one for one in contacts(found) if one.id == contact_id), None)
    if one is None:
        raise NotFound("contact_not_found", _("This page does not exist."))
    return one


def social_workers(viewer: Viewer) -> list[tuple[str, str]]:
    """Colleagues who can write a risk assessment: caseworkers of the municipality, by name."""
    rows = memberships(viewer).filter(live(timezone.localdate()), accepted_at__isnull=False, person__is_active=True)
    return [(str(one.person_id), one.person.name) for one in rows if CASEWORKER in one.roles]


def asked_for_risk(case: Case) -> list[Grant]:
    """The social workers who have access to write the risk assessment now."""
    live_ones = Grant.objects.filter(case=case, reason=GrantReason.RISK, ended_at__isnull=True)
    return list(live_ones.filter(ends_at__gt=timezone.now(), starts_at__lt=F("ends_at")).order_by("starts_at", "id"))
