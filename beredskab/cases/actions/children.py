"""The duties to children, as a hand-over to the receiving side; and what may reach a family, and when.

The track exists whatever stage the case is at, also after *not in Infohus*: Infohus never replaces it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import policies
from beredskab.cases.actions import access, road
from beredskab.cases.actions.assessing import day_of
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import Case, CasePerson, ChildTrack, FamilyContact, Force, Task
from beredskab.cases.permissions import CASEWORKER
from beredskab.cases.queries import children as queries
from beredskab.cases.queries.headers import settings_of
from beredskab.frameworks.law import clocks
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send

CONTACTS: Final = ("letter", "invitation", "note", "access_report")
CLOSES: Final = ("done", "not_a_child", "moved", "other_case")
RISK_DAYS: Final = 14
FROM_REPORT: Final = ("urgent", "acknowledge")
CLOCK_OF: Final = {"urgent": "urgent-assessment", "acknowledge": "acknowledgement", "investigate": "child-assessment"}


@action(event="cases.child.followed")
def follow(*, by: Viewer, case_id: UUID, person_id: UUID) -> ChildTrack:
    """Begin to follow the duties to a child of the case. Clocks that run since the report came become the child's.

    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "children")
    person = queries.minors(case).filter(id=person_id).first()
    if person is None:
        raise NotFound("child_not_found", _("This page does not exist."))
    if ChildTrack.objects.filter(person=person, closed_at__isnull=True).exists():
        raise DomainError("followed", _("This child is followed already."))
    track = ChildTrack(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, person=person
    )
    track.save(force_insert=True)
    _adopt(by, case, track)
    _open(by, track, "notify")
    record(by=by, event="cases.child.followed", subject=case)
    return track


@action(event="cases.child.confirmed")
def confirm(
    *, by: Viewer, case_id: UUID, track_id: UUID, step: str, at: datetime, to: str = "", number: str = ""
) -> ChildTrack:
    """Write down what the receiving side has done and confirmed, and when. Opens and ends the law's clocks.

    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "children")
    track = queries.track_of(case, track_id)
    _checked(track, step, at, to)
    foreign = road.key_of(case).open(track, "foreign") or {}
    foreign |= {name: text.strip() for name, text in (("to", to), ("number", number)) if text.strip()}
    road.key_of(case).seal(track, "foreign", foreign or None)
    _set(track, step, at)
    track.save()
    _clocks(by, case, track, step)
    record(by=by, event="cases.child.confirmed", subject=case, detail={"kind": step, "date": at.date().isoformat()})
    return track


@action(event="cases.child.honour")
def answer_honour(*, by: Viewer, case_id: UUID, track_id: UUID, possible: bool | None) -> ChildTrack:
    """Is an honour-related conflict or negative social control possible? Only a no opens for the family at once.

    Raises NotFound.
    """
    case = road.held(by, case_id, "children")
    track = queries.track_of(case, track_id)
    track.honour = possible
    track.save(update_fields=["honour"])
    if possible is False:
        finish(by=by, case=case, kind="risk", subject_id=track.id, outcome="not_needed")
    record(by=by, event="cases.child.honour", subject=case)
    return track


@action(event="cases.child.risk_asked")
def ask_risk(*, by: Viewer, case_id: UUID, track_id: UUID, person_id: UUID) -> None:
    """Give a named social worker the child's section (and so a mail), and a task. Raises NotFound, DomainError."""
    case = road.held(by, case_id, "*")
    track = queries.track_of(case, track_id)
    if str(person_id) not in dict(queries.social_workers(by)):
        raise DomainError("not_social_worker", _("Choose a social worker of your municipality."), "person")
    until = timezone.now() + timedelta(days=RISK_DAYS)
    access.give(by=by, case_id=case.id, person_id=person_id, reason="risk", until=until)
    open_task(by=by, case=case, kind="risk", subject_id=track.id, for_role=CASEWORKER, for_id=person_id)
    record(by=by, event="cases.child.risk_asked", subject=case, detail={"person": str(person_id)})


@action(event="cases.child.risk_assessed")
def assess_risk(*, by: Viewer, case_id: UUID, track_id: UUID, text: str) -> ChildTrack:
    """The social worker's risk assessment in their own name, before the family hears anything (§ 18, stk. 3).

    The database refuses it from anybody who is no social worker. Raises NotFound, NotAllowed, DomainError.
    """
    case = road.held(by, case_id, "children")
    track = queries.track_of(case, track_id)
    if CASEWORKER not in by.roles:
        raise NotAllowed("not_social_worker", _("Only a social worker can write the risk assessment."))
    if not text.strip():
        raise DomainError(
            "text", _("Write what you have looked at, and what it means for how the family is told."), "text"
        )
    road.key_of(case).seal(track, "risk", text.strip())
    track.risk_at, track.risk_by = timezone.now(), by.name
    track.save(update_fields=["risk", "risk_at", "risk_by"])
    finish(by=by, case=case, kind="risk", subject_id=track.id)
    send(by=by, template="notice", link=reverse("cases:children", args=[case.id]), person_id=case.lead_id)
    record(by=by, event="cases.child.risk_assessed", subject=case)
    return track


@action(event="cases.child.closed")
def close_track(*, by: Viewer, case_id: UUID, track_id: UUID, reason: str) -> None:
    """Stop following a child, with a coded reason. Never while a clock of the law runs; the database refuses it too.

    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "*")
    track = queries.track_of(case, track_id)
    if reason not in CLOSES:
        raise DomainError("reason", _("Choose a reason."), "reason")
    policies.require(queries.still_runs(track))
    if reason == "done":
        policies.require(queries.not_done(track))
    track.closed_at, track.closed_reason = timezone.now(), reason
    track.save(update_fields=["closed_at", "closed_reason"])
    for kind in ("notify", "urgent", "acknowledge", "investigate", "risk"):
        finish(by=by, case=case, kind=kind, subject_id=track.id, outcome=reason)
    record(by=by, event="cases.child.closed", subject=case, detail={"reason": reason})


@action(event="cases.family.contacted")
def contact(*, by: Viewer, case_id: UUID, child_id: UUID, kind: str, text: str) -> FamilyContact:
    """A letter, an invitation, a contact note or an access report to a child's custody holders.

    Refused while the risk assessment is missing, while the police have asked for silence, and from the 18th birthday.
    Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, "*")
    if kind not in CONTACTS:
        raise DomainError("kind", _("Choose what it is."), "kind")
    child = CasePerson.objects.filter(case=case, id=child_id, is_child=True).first()
    if child is None:
        raise NotFound("child_not_found", _("This page does not exist."))
    policies.require(queries.peace(case, child_id))
    if not text.strip():
        raise DomainError("text", _("Write the text."), "text")
    made = FamilyContact(
        id=new_id(),
        authority_id=by.authority_id,
        case=case,
        by_id=by.person_id,
        by_name=by.name,
        child=child,
        kind=kind,
    )
    road.key_of(case).seal(made, "text", text.strip())
    made.save(force_insert=True)
    record(by=by, event="cases.family.contacted", subject=case, detail={"kind": kind})
    return made


def _checked(track: ChildTrack, step: str, at: datetime, to: str) -> None:
    if step not in queries.next_steps(track):
        raise DomainError("step", _("That is written down already, or something comes before it."), "step")
    if at > timezone.now() + timedelta(minutes=5):
        raise DomainError("at", _("The time lies ahead. Write when it happened."), "at")
    before = track.notified_at if step == "received" else track.received_at
    if before is not None and at < before and step != "need_known":  # the need may have been known long before
        raise DomainError("at", _("That is before the notification arrived. Check the time."), "at")
    if step == "notified" and not to.strip():
        raise DomainError("to", _("Write whom the notification went to."), "to")


def _set(track: ChildTrack, step: str, at: datetime) -> None:
    if step.startswith("route_"):
        track.route = step.removeprefix("route_")
        return
    field = {"urgent": "urgent_at", "acknowledged": "acknowledged_at", "preliminary": "preliminary_at"}
    setattr(track, field.get(step, f"{step}_at"), at)


def _clocks(by: Viewer, case: Case, track: ChildTrack, step: str) -> None:
    ends = {"notified": "notify", "urgent": "urgent", "acknowledged": "acknowledge", "finished": "investigate"}
    if step in ends:
        finish(by=by, case=case, kind=ends[step], subject_id=track.id)
    if step == "notified" and not _unnotified(case):
        finish(by=by, case=case, kind="notify", outcome="done")
    if step == "received" and track.received_at:
        _open(by, track, "urgent", track.received_at)
        _open(by, track, "acknowledge", track.received_at)
    # The four months count from the day the need was known, not from the decision (§ 20, stk. 3): from the receipt as
    # long as nobody has written another day. Where nothing is investigated they end.
    if step in ("need_known", "route_s20"):
        finish(by=by, case=case, kind="investigate", subject_id=track.id, outcome="counted_anew")
        _open(by, track, "investigate", queries.need_known(track))
    elif step.startswith("route_"):
        finish(by=by, case=case, kind="investigate", subject_id=track.id, outcome=step)


def _unnotified(case: Case) -> bool:
    return ChildTrack.objects.filter(case=case, closed_at__isnull=True, notified_at__isnull=True).exists()


def _open(by: Viewer, track: ChildTrack, kind: str, start: datetime | None = None) -> None:
    """A child's task; it ends by itself on the 18th birthday, when the duty does."""
    adult_on = track.person.adult_on
    stops = day_of(adult_on)[0] if adult_on else None
    due = None
    if start is not None:
        saturday = settings_of(by.authority_id).saturday_counts
        due = clocks.deadline(CLOCK_OF[kind], start, saturday=saturday)
    open_task(
        by=by, case=track.case, kind=kind, subject_id=track.id, stops_at=stops, due_at=due.at if due else None,
        force=Force.LAW if due else Force.NONE, rule=due.rule if due else "",
    )  # fmt: skip


def _adopt(by: Viewer, case: Case, track: ChildTrack) -> None:
    """What has run since a report came is the child's too. The earlier of two deadlines counts, so it stays."""
    adult_on = track.person.adult_on
    stops = day_of(adult_on)[0] if adult_on else None
    born = Task.objects.filter(authority_id=by.authority_id, case=case, report__isnull=False, kind__in=FROM_REPORT)
    for kind in FROM_REPORT:
        running = born.filter(kind=kind, done_at__isnull=True).order_by("due_at", "id")
        loose = running.filter(subject_id=F("report_id"))
        first = loose.first() or running.first()
        if first is None:
            continue
        if first.subject_id == first.report_id:
            loose.exclude(id=first.id).update(done_at=timezone.now(), done_by_id=by.person_id, outcome="joined")
            Task.objects.filter(id=first.id).update(subject_id=track.id, stops_at=stops)
            continue
        open_task(
            by=by, case=case, report=first.report, kind=kind, subject_id=track.id, due_at=first.due_at,
            force=first.force, rule=first.rule, opened_at=first.opened_at, stops_at=stops,
        )  # fmt: skip
    Task.objects.filter(case=case, kind="notify", subject_id__isnull=True, done_at__isnull=True).update(
        subject_id=track.id, stops_at=stops
    )
