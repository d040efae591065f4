"""Does the thing allow it? Yes is None or nothing; no is the reason, as an exception with its field."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from beredskab.interventions import states
from beredskab.interventions.description import Description
from beredskab.interventions.models import Kind
from beredskab.kit.errors import Conflict, DomainError

OLDEST = 120


def refuse_step(status: str, verb: str) -> DomainError | None:
    """Whether the table of states has this step."""
    if states.leads_on(status, verb):
        return None
    return Conflict("wrong_state", _("A colleague has changed it in the meantime. Look at the page again."))


def refuse_version(stored: int, base: int) -> DomainError | None:
    """A save names the version it was written on: nobody overwrites what they have not seen."""
    if stored == base:
        return None
    return Conflict("changed_meanwhile", _("A colleague has saved it while you wrote. Nothing of yours is saved yet."))


def faults(described: Description) -> list[DomainError]:
    """What contradicts itself, draft or not."""
    found = []
    if described.age_from is not None and described.age_to is not None and described.age_from > described.age_to:
        found.append(DomainError("ages", _("The youngest age is above the oldest. Swap them."), "age_to"))
    if any(age is not None and age > OLDEST for age in (described.age_from, described.age_to)):
        found.append(DomainError("age", _("Nobody is that old. Leave it empty if there is no limit."), "age_to"))
    if described.valid_from and described.valid_to and described.valid_from > described.valid_to:
        found.append(DomainError("period", _("The last day is before the first day."), "valid_to"))
    return found


def lacking(described: Description) -> list[DomainError]:
    """What must be said before colleagues can choose it: the fields of the concept's element 5.1."""
    asked = {
        "content": _("Write what happens in it, so that a colleague can explain it to the citizen."),
        "purpose": _("Write what it is meant to change."),
        "target_group": _("Write whom it fits."),
        "for_whom": _("Choose at least one: who gets it?"),
        "responsible": _("Write which unit is responsible and can be asked."),
        "follow_up": _("Write how you see whether it helps."),
    }
    if described.kind == Kind.STATUTORY:
        asked["legal_basis"] = _("An offer that is decided under a law names the law and its paragraph.")
    return [DomainError("lacking", text, field) for field, text in asked.items() if not getattr(described, field)]


def over(described: Description, today: date) -> list[DomainError]:
    """Something whose last day has passed cannot be taken into use before it gets a new one."""
    if described.valid_to is None or described.valid_to >= today:
        return []
    return [DomainError("period_over", _("Its last day has passed. Give it a new one first."), "valid_to")]


def refusals(described: Description, *, complete: bool, usable_on: date | None = None) -> list[DomainError]:
    """All that is wrong with it, in the order of the form; `usable_on` is the day it is to be taken into use."""
    found = faults(described)
    if complete:
        found += lacking(described)
    return found if usable_on is None else found + over(described, usable_on)
