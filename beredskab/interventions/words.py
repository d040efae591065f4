"""What the three levels and the nine dimensions mean, for someone who saw them eight months ago."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from beredskab.interventions.dimensions import RISK, WELLBEING, Dimension
from beredskab.interventions.models import ForWhom, Level

LEVEL_NOTES: dict[str, str | Promise] = {
    Level.GENERAL: _(
        "For everybody: school, day care, clubs and leisure that give well-being and community. Nobody is singled out."
    ),
    Level.SPECIFIC: _("For people and groups who may be on their way into something, and for those around them."),
    Level.TARGETED: _("For people who are in an extremist milieu or want out of one, and for those closest to them."),
}

FOR_WHOM_NOTES: dict[str, str | Promise] = {
    ForWhom.SURROUNDINGS: _("Partner, friends, school, workplace."),
    ForWhom.GROUP: _("When it is for many and nobody is singled out."),
}

DIMENSION_GROUPS: tuple[tuple[str | Promise, tuple[Dimension, ...]], ...] = (
    (_("Risk and threat"), RISK),
    (_("Well-being and resilience"), WELLBEING),
)


def explained(label: str | Promise, text: str | Promise) -> str | Promise:
    """A choice and what it means in one line, where there is something to say."""
    return format_html("{}<small>{}</small>", label, text) if text else label


FIELD_NAMES: dict[str, str | Promise] = {
    "name": _("Name"),
    "level": _("Level"),
    "kind": _("Sort of help"),
    "content": _("What happens"),
    "purpose": _("Purpose"),
    "for_whom": _("Who gets it"),
    "target_group": _("Whom it fits"),
    "age_from": _("From age"),
    "age_to": _("To age"),
    "dimensions": _("What it can work on"),
    "responsible": _("Responsible"),
    "partners": _("Partners"),
    "legal_basis": _("Legal basis"),
    "follow_up": _("How it is followed up"),
    "valid_from": _("First day"),
    "valid_to": _("Last day"),
}
"""The fields as a reader calls them, in the order of the page."""
