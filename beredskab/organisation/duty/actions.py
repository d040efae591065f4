"""Writes: a span of duty is added, and ended."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.duty.models import Duty
from beredskab.organisation.duty.permissions import refuse_keeping_the_rota
from beredskab.organisation.duty.queries import coordinators
from beredskab.organisation.permissions import require

LONGEST: Final = timedelta(days=31)


@action(event="organisation.duty.added")
def add_duty(*, by: Viewer, person_id: UUID, starts_at: datetime, ends_at: datetime) -> Duty:
    """Put a coordinator on duty.

    Raises NotAllowed, DomainError (`not_coordinator`, `wrong_span`, `past`, `too_long`, `on_duty_already`).
    """
    require(refuse_keeping_the_rota(by))
    if person_id not in coordinators(by.authority_id):
        raise DomainError("not_coordinator", _("Only those who coordinate concerns can be on duty."), field="person")
    if ends_at <= starts_at:
        raise DomainError("wrong_span", _("The duty must end after it begins."), field="ends_at")
    if ends_at <= timezone.now():
        raise DomainError("past", _("This duty is over already. Choose a later time."), field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise DomainError("too_long", _("A duty is at most a month. Divide it into several."), field="ends_at")
    _refuse_twice(by, person_id, starts_at, ends_at)
    made = Duty.objects.create(authority_id=by.authority_id, person_id=person_id, starts_at=starts_at, ends_at=ends_at)
    record(by=by, event="organisation.duty.added", subject=made, detail=_span(made))
    return made


@action(event="organisation.duty.ended")
def end_duty(*, by: Viewer, duty_id: UUID) -> None:
    """End a duty now; one that has not begun is taken off the rota. Raises NotAllowed, NotFound."""
    require(refuse_keeping_the_rota(by))
    now = timezone.now()
    running = Duty.objects.select_for_update().filter(authority_id=by.authority_id, ends_at__gt=now)
    found = running.filter(id=duty_id).first()
    if found is None:
        raise NotFound("duty_not_found", _("This duty is over, or has been taken off the rota."))
    record(by=by, event="organisation.duty.ended", subject=found, detail=_span(found))
    if found.starts_at < now:
        found.ends_at = now
        found.save(update_fields=["ends_at"])
    else:
        found.delete()


def _refuse_twice(by: Viewer, person_id: UUID, starts_at: datetime, ends_at: datetime) -> None:
    own = Duty.objects.filter(authority_id=by.authority_id, person_id=person_id)
    if own.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise DomainError("on_duty_already", _("This person is on duty already in that time."), field="starts_at")


def _span(duty: Duty) -> dict[str, str]:
    return {
        "person": str(duty.person_id),
        "from": timezone.localdate(duty.starts_at).isoformat(),
        "until": timezone.localdate(duty.ends_at).isoformat(),
    }
