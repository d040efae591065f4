"""The form of one span of duty."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LOCAL = "%Y-%m-%dT%H:%M"
SELECT = forms.Select(attrs={"class": "form-select"})


class _Moment(forms.DateTimeField):
    """A day and a time, as the browser's own field gives it, and as people write it without one."""

    widget = forms.DateTimeInput(attrs={"class": "form-input", "type": "datetime-local"}, format=LOCAL)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, input_formats=[LOCAL, "%d-%m-%Y %H:%M", "%d.%m.%Y %H.%M", "%Y-%m-%d %H:%M"])


class DutyForm(forms.Form):
    """Who, from when, until when."""

    person = forms.ChoiceField()  # of the coordinators, whom only the viewer's own authority knows
    starts_at = _Moment(label=_("From"))
    ends_at = _Moment(label=_("Until"))

    def __init__(self, data: QueryDict | None, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial=next_weekend())
        self.fields["person"] = forms.ChoiceField(label=_("Who is on duty"), choices=people, widget=SELECT)


def next_weekend() -> dict[str, datetime]:
    """The coming weekend, Friday 16 to Monday 8: what is asked for most often."""
    today = timezone.localdate()
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    return {
        "starts_at": timezone.make_aware(datetime.combine(friday, time(16))),
        "ends_at": timezone.make_aware(datetime.combine(friday + timedelta(days=3), time(8))),
    }
