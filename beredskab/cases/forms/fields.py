"""Fields in the design system's clothes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise
    Choices = Iterable[tuple[str, Text]]


class DayField(forms.DateField):
    """A day, as the browser's own field gives it and as people write it without one."""

    widget = forms.DateInput(attrs={"class": "form-input", "type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {"required": gettext_lazy("Choose a day.")})
        super().__init__(**options, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"])


CHOOSE: Final = {"required": gettext_lazy("Choose one of the answers.")}
PICK: Final = {"required": gettext_lazy("Choose one from the list.")}
COLLEAGUE: Final = {"required": gettext_lazy("Choose a colleague.")}


def select(label: Text, choices: Sequence[tuple[str, Text]], **options: Any) -> forms.ChoiceField:
    """One of a list that may be long; the first line is nobody's choice."""
    widget = forms.Select(attrs={"class": "form-select"})
    options.setdefault("error_messages", PICK)
    return forms.ChoiceField(label=label, choices=[("", "–"), *choices], widget=widget, **options)


def radios(label: Text, choices: Choices, **options: Any) -> forms.ChoiceField:
    """One of a few that are all seen."""
    options.setdefault("error_messages", CHOOSE)
    return forms.ChoiceField(label=label, choices=list(choices), widget=forms.RadioSelect, **options)


def line(label: Text, *, longest: int = 200, required: bool = True, **options: Any) -> forms.CharField:
    """One line of text."""
    widget = forms.TextInput(attrs={"class": "form-input"})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, **options)


def lines(label: Text, *, rows: int = 5, required: bool = True, **options: Any) -> forms.CharField:
    """Text over several lines."""
    widget = forms.Textarea(attrs={"class": "form-input", "rows": rows})
    return forms.CharField(label=label, max_length=20000, required=required, widget=widget, **options)


def to_mend(items: Any) -> list[forms.BaseForm]:
    """The forms of a set that have errors, for the summary above the form that holds it; none before it is sent."""
    return [one for one in items.forms if one.errors] if items.is_bound else []


def wanted(field: forms.Field) -> None:
    """Show a field as needed although it may be empty now: the form or the action asks for it when it matters."""
    field.required = True
    judged = field.validate  # what is chosen must still be on the list
    field.validate = lambda value: judged(value) if value else None  # type: ignore[method-assign]
