"""Writes: the catalogue grows and changes; nothing is deleted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.interventions import policies, states
from beredskab.interventions.description import Description
from beredskab.interventions.dimensions import Dimension
from beredskab.interventions.models import ForWhom, Intervention, Kind, Level, Status
from beredskab.interventions.permissions import refuse_editing
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.permissions import require


@action(event="interventions.intervention.added")
def add(*, by: Viewer, described: Description, use: bool) -> Intervention:
    """Put something in the catalogue, in use at once or as a draft.

    Raises NotAllowed, DomainError (`name_taken`, `unknown_code`, `ages`, `age`, `period`, `lacking`).
    """
    require(refuse_editing(by))
    _check(by, described, complete=use, usable_on=timezone.localdate() if use else None)
    made = Intervention(authority_id=by.authority_id, status=Status.IN_USE if use else Status.DRAFT)
    _write(made, described)
    made.save(force_insert=True)
    detail = {"kind": made.kind, "level": made.level, "state": made.status}
    record(by=by, event="interventions.intervention.added", subject=made, detail=detail)
    return made


@action(event="interventions.intervention.changed")
def change(*, by: Viewer, intervention_id: UUID, base_version: int, described: Description) -> Intervention:
    """Write it anew. What is in use stays complete.

    Raises NotAllowed, NotFound, Conflict (`changed_meanwhile`), and the DomainErrors of `add`.
    """
    require(refuse_editing(by))
    found = _locked(by, intervention_id)
    _refuse(policies.refuse_version(found.version, base_version))
    _check(by, described, complete=found.status == Status.IN_USE, but=found)
    changed = sorted(name for name, value in described.values().items() if getattr(found, name) != value)
    _write(found, described)
    found.version += 1
    found.save()
    detail = {"fields": changed, "version": found.version}
    record(by=by, event="interventions.intervention.changed", subject=found, detail=detail)
    return found


@action(event="interventions.intervention.taken_into_use")
def take_into_use(*, by: Viewer, intervention_id: UUID) -> Intervention:
    """Let colleagues choose it: a draft that is complete, or a retired one that comes back.

    Raises NotAllowed, NotFound, Conflict (`wrong_state`), DomainError (`lacking`, `period_over`).
    """
    require(refuse_editing(by))
    found = _locked(by, intervention_id)
    _refuse(policies.refuse_step(found.status, "use"))
    _refuse(*policies.refusals(Description.of(found), complete=True, usable_on=timezone.localdate()))
    _move(found, "use")
    record(by=by, event="interventions.intervention.taken_into_use", subject=found, detail={"state": found.status})
    return found


@action(event="interventions.intervention.retired")
def retire(*, by: Viewer, intervention_id: UUID) -> Intervention:
    """No longer offered. It stays readable, and cases that chose it keep its name.

    Raises NotAllowed, NotFound, Conflict (`wrong_state`).
    """
    require(refuse_editing(by))
    found = _locked(by, intervention_id)
    _refuse(policies.refuse_step(found.status, "retire"))
    _move(found, "retire")
    record(by=by, event="interventions.intervention.retired", subject=found, detail={"state": found.status})
    return found


def _locked(by: Viewer, intervention_id: UUID) -> Intervention:
    """The authority's own, held until the transaction ends."""
    own = Intervention.objects.select_for_update().filter(authority_id=by.authority_id)
    found = own.filter(id=intervention_id).first()
    if found is None:
        raise NotFound("intervention_not_found", _("This intervention is not here."))
    return found


def _check(
    by: Viewer,
    described: Description,
    *,
    complete: bool,
    usable_on: date | None = None,
    but: Intervention | None = None,
) -> None:
    _refuse_unknown_codes(described)
    _refuse(*policies.refusals(described, complete=complete, usable_on=usable_on))
    namesakes = Intervention.objects.filter(authority_id=by.authority_id, name__iexact=described.name)
    if any(one.id != (but and but.id) for one in namesakes.order_by("id")):
        raise DomainError("name_taken", _("There is one of that name already. Give this one another name."), "name")


def _refuse_unknown_codes(described: Description) -> None:
    """A form offers only known codes; another caller could be wrong."""
    asked = (
        ("kind", {described.kind}, Kind.values),
        ("level", {described.level}, Level.values),
        ("for_whom", set(described.for_whom), ForWhom.values),
        ("dimensions", set(described.dimensions), Dimension.values),
    )
    for field, given, known in asked:
        if not given <= set(known):
            raise DomainError("unknown_code", _("Choose from the list."), field)


def _write(one: Intervention, described: Description) -> None:
    for name, value in described.values().items():
        setattr(one, name, value)
    one.changed_at = timezone.now()


def _move(one: Intervention, verb: str) -> None:
    one.status = states.BY_VERB[verb].target
    one.version += 1
    one.changed_at = timezone.now()
    one.save(update_fields=["status", "version", "changed_at"])


def _refuse(*errors: DomainError | None) -> None:
    """Raise the first."""
    for error in errors:
        if error is not None:
            raise error
