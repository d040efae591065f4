"""Opening and finishing tasks, inside the action that makes them so. Not actions themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from beredskab.cases.models import Case, Force, Report, Task
from beredskab.cases.queries.headers import settings_of
from beredskab.cases.taskkinds import KINDS
from beredskab.kit.viewer import Viewer


def open_task(
    *,
    by: Viewer,
    kind: str,
    case: Case | None = None,
    report: Report | None = None,
    subject_id: UUID | None = None,
    due_at: datetime | None = None,
    force: str = Force.NONE,
    rule: str = "",
    for_role: str = "coordinator",
    for_id: UUID | None = None,
    opened_at: datetime | None = None,
    stops_at: datetime | None = None,
) -> None:
    """Open a task unless the same one is open. Without `due_at` the kind's local deadline dates it, if it has one."""
    if due_at is None and KINDS[kind].deadline:
        rule, force = KINDS[kind].deadline, Force.LOCAL
        count = getattr(settings_of(by.authority_id), rule)
        due_at = timezone.now() + (timedelta(weeks=count) if rule.endswith("_weeks") else timedelta(days=count))
    Task.objects.bulk_create(
        [
            Task(
                authority_id=by.authority_id,
                case=case,
                report=report,
                subject_id=subject_id,
                kind=kind,
                due_at=due_at,
                force=force,
                rule=rule,
                for_role=for_role,
                for_id=for_id,
                opened_at=opened_at or timezone.now(),
                stops_at=stops_at,
            )
        ],
        ignore_conflicts=True,
    )


def finish(
    *, by: Viewer, kind: str, case: Case | None = None, report: Report | None = None, outcome: str = "done",
    subject_id: UUID | None = None,
) -> int:  # fmt: skip
    """Finish the open tasks of a kind on a case or a report (with a subject, only its own). How many there were."""
    found = Task.objects.filter(authority_id=by.authority_id, kind=kind, done_at__isnull=True)
    found = found.filter(case=case) if case is not None else found.filter(report=report)
    if subject_id is not None:
        found = found.filter(subject_id=subject_id)
    return found.update(done_at=timezone.now(), done_by_id=by.person_id, outcome=outcome)


def finish_kinds(*, by: Viewer, case: Case, kinds: tuple[str, ...], outcome: str) -> int:
    """Finish the open tasks of several kinds on a case. How many there were."""
    found = Task.objects.filter(authority_id=by.authority_id, case=case, kind__in=kinds, done_at__isnull=True)
    return found.update(done_at=timezone.now(), done_by_id=by.person_id, outcome=outcome)


def finish_all(*, by: Viewer, case: Case, outcome: str, but: tuple[str, ...] = ()) -> int:
    """Finish everything that is open on a case, as at its end."""
    found = Task.objects.filter(authority_id=by.authority_id, case=case, done_at__isnull=True).exclude(kind__in=but)
    return found.update(done_at=timezone.now(), done_by_id=by.person_id, outcome=outcome)
