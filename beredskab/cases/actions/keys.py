"""The intake's key pairs: one live, older ones until nothing needs them. The private halves lie in the key store."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.models import IntakeKey, Report
from beredskab.cases.permissions import may_coordinate, may_set, require
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import Viewer
from beredskab.lib import crypto

RESTS: Final = timedelta(hours=2)
"""How long a retired pair stays: no process seals to it after one hour (`migrations/0010_intake.py`)."""


@action(event="cases.intake_key.made")
def new_pair(*, by: Viewer) -> IntakeKey:
    """A fresh pair, to which the intake seals from now on; the one before is retired. Raises NotAllowed."""
    require(may_set(by))
    retired = live(by).update(retired_at=timezone.now())
    pair = IntakeKey(id=new_id(), authority_id=by.authority_id)
    pair.public = vault().new_intake_pair(by.authority_id, pair.id)  # the private half is durable before the row
    pair.save(force_insert=True)
    record(by=by, event="cases.intake_key.made", subject=pair, detail={"count": retired})
    return pair


def ensure_pair(*, by: Viewer) -> IntakeKey:
    """The live pair; a new one where there is none yet. Raises NotAllowed."""
    found = live(by).order_by("-created_at").first()
    return found or new_pair(by=by)


@action(event="cases.intake_key.retired")
def retire(*, by: Viewer) -> None:
    """Take the live pair out of use without a new one: the intake is closed until one is made. Raises NotAllowed."""
    require(may_set(by))
    pair = live(by).order_by("-created_at").first()
    if pair is None:
        raise DomainError("no_pair", _("There is no key in use."))
    live(by).update(retired_at=timezone.now())
    record(by=by, event="cases.intake_key.retired", subject=pair)


@action(event="cases.intake_key.destroyed")
def destroy_old(*, by: Viewer) -> int:
    """Seal unplaced reports to the live pair, and destroy the private halves retired two hours ago. How many.

    For coordinators only: nobody else sees whether a report still needs one. Raises NotAllowed, DomainError.
    """
    require(may_coordinate(by))
    current = live(by).order_by("-created_at").first()
    if current is None:
        raise DomainError("no_pair", _("There is no key in use."))
    old = list(
        IntakeKey.objects.select_for_update()
        .filter(authority_id=by.authority_id, retired_at__lt=timezone.now() - RESTS)
        .order_by("id")
    )
    for pair in old:
        _seal_anew(by, pair, current)
        transaction.on_commit(lambda pair_id=pair.id: vault().destroy_intake(by.authority_id, pair_id))  # type: ignore[misc]
    record(by=by, event="cases.intake_key.destroyed", subject=current, detail={"count": len(old)})
    return len(old)


def live(by: Viewer):  # type: ignore[no-untyped-def]
    """The authority's pairs that are not retired: one, or none."""
    return IntakeKey.objects.filter(authority_id=by.authority_id, retired_at__isnull=True)


def _seal_anew(by: Viewer, old: IntakeKey, current: IntakeKey) -> None:
    """What is not in a case, set aside or not, has its key only here: it must open with the live pair before."""
    waiting = Report.objects.select_for_update().filter(authority_id=by.authority_id, intake_key=old)
    for report in waiting.exclude(sealed_key=b"").order_by("id"):
        place = crypto.place("cases_report", "sealed_key", report.id)
        raw = vault().open_intake(by.authority_id, old.id, bytes(report.sealed_key), aad=place)
        report.sealed_key = crypto.seal_to(bytes(current.public), raw, aad=place)
        report.intake_key = current
        report.save(update_fields=["sealed_key", "intake_key"])
