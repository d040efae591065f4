"""The form for a contact point."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.organisation.contacts import hours
from beredskab.organisation.contacts.models import ContactKind, ContactPoint

TEXT = {"class": "form-input"}
PHONE = re.compile(r"\+?\d[\d ]{1,18}\d")


class HoursField(forms.CharField):
    """The opening hours of one day, as people write them: "9-15.30"; cleans to spans."""

    def clean(self, value: Any) -> tuple[hours.Span, ...]:
        """Raises ValidationError with an example."""
        try:
            return hours.parse_day(super().clean(value))
        except ValueError:
            raise forms.ValidationError(_("Write hours as 9-15.30, or 9-12, 13-15. Empty is closed.")) from None


class ContactForm(forms.Form):
    """A function with its number, its hours, and who reads."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do people turn to it for?"),
        choices=ContactKind.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    function = forms.CharField(
        label=gettext_lazy("Name of the function"),
        help_text=gettext_lazy("A team or a function, not a person: people change, the page stays."),
        max_length=120,
        widget=forms.TextInput(attrs=TEXT),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={**TEXT, "type": "tel"}),
    )
    email = forms.EmailField(label=gettext_lazy("Shared mailbox"), required=False, widget=forms.EmailInput(attrs=TEXT))
    url = forms.URLField(
        label=gettext_lazy("Web address"),
        help_text=gettext_lazy("For the municipality's own form, or a page with more about this."),
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs=TEXT),
    )
    read_by = forms.CharField(
        label=gettext_lazy("Who answers or reads, and when?"),
        help_text=gettext_lazy("One sentence. People read it before they call or write."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=TEXT),
    )
    note = forms.CharField(
        label=gettext_lazy("Something else people should know"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=TEXT),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("Empty is today."),
        required=False,
        widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"),
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Empty is until further notice."),
        required=False,
        widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Show it on the public page “What do I do now?”"), required=False, initial=True
    )
    closed_on_holidays = forms.BooleanField(
        label=gettext_lazy("Closed on public holidays"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in range(hours.DAYS):
            self.fields[f"day_{day}"] = HoursField(
                label=str(WEEKDAYS[day]).capitalize(),
                required=False,
                max_length=40,
                widget=forms.TextInput(attrs={**TEXT, "autocomplete": "off"}),
            )

    def clean_phone(self) -> str:
        """A number that can be called from a link."""
        phone = str(self.cleaned_data["phone"]).strip()
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(_("Write the number with digits and spaces only."))
        return phone

    def clean_valid_from(self) -> date:
        """Today, unless another day is given."""
        return self.cleaned_data["valid_from"] or timezone.localdate()

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields of the week, which stand together on the page."""
        return [self[f"day_{day}"] for day in range(hours.DAYS)]

    @property
    def rest(self) -> list[forms.BoundField]:
        """All other fields."""
        return [field for field in self if not field.name.startswith("day_")]

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take."""
        data = dict(self.cleaned_data)
        week = [data.pop(f"day_{day}") for day in range(hours.DAYS)]
        return {**data, "hours": week if any(week) else []}


def initial_of(point: ContactPoint) -> dict[str, Any]:
    """A contact point as the form shows it."""
    names = ("kind", "function", "phone", "email", "url", "read_by", "note", "is_public", "closed_on_holidays")
    dates = ("valid_from", "valid_to")
    days = {f"day_{day}": hours.show_day(spans) for day, spans in enumerate(point.week)}
    return {**{name: getattr(point, name) for name in (*names, *dates)}, **days}
