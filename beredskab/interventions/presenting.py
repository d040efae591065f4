"""An intervention as the pages show it: labels for codes, ages and periods in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from beredskab.interventions import policies, queries
from beredskab.interventions.description import Description
from beredskab.interventions.dimensions import Dimension
from beredskab.interventions.models import ForWhom, Intervention, Kind, Level
from beredskab.interventions.remarks import remarks
from beredskab.interventions.words import DIMENSION_GROUPS, FIELD_NAMES, LEVEL_NOTES

Text = str | Promise


def page(one: Intervention) -> dict[str, Any]:
    """What the page of one intervention needs beside the row itself."""
    today = timezone.localdate()
    return {
        "intervention": one,
        "level_note": LEVEL_NOTES[one.level],
        "note": queries.note(one, today),
        "over": one.over(today),
        "missing": missing(one),
        "remarks": remarks(Description.of(one), today),
        "for_whom": for_whom(one.for_whom),
        "ages": ages(one.age_from, one.age_to),
        "period": period(one),
        "dimensions": [
            (title, [each.label for each in group if each in one.dimensions])
            for title, group in DIMENSION_GROUPS
            if set(group) & set(one.dimensions)
        ],
    }


def missing(one: Intervention) -> list[Text]:
    """What colleagues need before they can choose it, by the fields' names."""
    return [FIELD_NAMES[error.field or ""] for error in policies.lacking(Description.of(one))]


def groups(catalogue: queries.Catalogue) -> list[dict[str, Any]]:
    """The list by level, with what a reader needs to tell one line from another."""
    return [
        {
            "label": Level(group.level).label,
            "note": LEVEL_NOTES[group.level],
            "rows": [
                {
                    "intervention": row.intervention,
                    "note": row.note,
                    "for_whom": for_whom(row.intervention.for_whom),
                    "ages": ages(row.intervention.age_from, row.intervention.age_to),
                }
                for row in group.rows
            ],
        }
        for group in catalogue.groups
    ]


def dimensions(found: Mapping[str, Sequence[Intervention]]) -> list[tuple[Text, list[tuple[Text, Sequence[Any]]]]]:
    """The nine dimensions in their two groups, each with what can be offered."""
    return [(title, [(one.label, found[one]) for one in group]) for title, group in DIMENSION_GROUPS]


def for_whom(codes: Sequence[str]) -> str:
    """Who gets it, as part of a sentence: `the person, parents`."""
    labels = [str(one.label) for one in ForWhom if one in codes]
    return ", ".join(label[:1].lower() + label[1:] for label in labels)


def ages(first: int | None, last: int | None) -> str:
    """`13-17 years`, `from 15 years`, `up to 17 years`, or "" for all ages."""
    values = {"first": first, "last": last}
    if first is not None and last is not None:
        return _("%(first)s–%(last)s years") % values
    if first is not None:
        return _("from %(first)s years") % values
    return _("up to %(last)s years") % values if last is not None else ""


def period(one: Intervention) -> str:
    """From which day to which; "" without either."""
    days = {
        "first": date_format(one.valid_from) if one.valid_from else "",
        "last": date_format(one.valid_to) if one.valid_to else "",
    }
    if one.valid_from and one.valid_to:
        return _("%(first)s to %(last)s") % days
    if one.valid_from:
        return _("from %(first)s") % days
    return _("until %(last)s") % days if one.valid_to else ""


def differing(stored: Intervention, written: Description) -> list[tuple[Text, str]]:
    """Where the stored text is not the one just written: the field's name, and what is stored."""
    now, mine = Description.of(stored), written
    return [
        (title, _shown(name, getattr(now, name)))
        for name, title in FIELD_NAMES.items()
        if getattr(now, name) != getattr(mine, name)
    ]


_LABELS = {
    "level": dict(Level.choices),
    "kind": dict(Kind.choices),
    "for_whom": dict(ForWhom.choices),
    "dimensions": dict(Dimension.choices),
}


def _shown(name: str, value: Any) -> str:
    codes = value if isinstance(value, tuple) else (value,)
    labels = _LABELS.get(name, {})
    words = [str(labels.get(code, code)) for code in codes if code not in (None, "")]
    return ", ".join(words) if words else _("(empty)")
