"""The forms of a meeting: planning it, putting a case on it, and the minutes with who was there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases.actions.meeting_moves import Anew
from beredskab.cases.actions.meetings import MOST, Plan, Seat
from beredskab.cases.forms.fields import DayField, line, lines, radios, wanted
from beredskab.cases.models import Meeting, MeetingKind
from beredskab.cases.queries.meetings import Guest

INPUT: Final = {"class": "form-input"}
NEW: Final = "new"
EMPTY_ROWS: Final = 3
LENGTHS: Final = (
    ("60", gettext_lazy("An hour")),
    ("90", gettext_lazy("An hour and a half")),
    ("120", gettext_lazy("Two hours")),
    ("180", gettext_lazy("Three hours")),
)
EVERY: Final = (
    ("0", gettext_lazy("Once")),
    ("2", gettext_lazy("Every other week")),
    ("4", gettext_lazy("Every fourth week")),
    ("13", gettext_lazy("Every quarter")),
)


class PlanForm(forms.Form):
    """When, how long, where; and whether it comes again."""

    day = DayField(label=gettext_lazy("Which day?"), required=False)
    time = forms.TimeField(
        label=gettext_lazy("At what time?"),
        required=False,
        widget=forms.TimeInput(attrs={**INPUT, "type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        help_text=gettext_lazy("For example 13.30."),
    )
    long = forms.ChoiceField(
        label=gettext_lazy("How long?"),
        choices=LENGTHS,
        initial="90",
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    place = line(
        gettext_lazy("Where?"),
        longest=120,
        required=False,
        help_text=gettext_lazy("A room or a video link. Never the name of the person whom the concern regards."),
    )
    every = radios(gettext_lazy("Does it come again?"), EVERY, initial="0", required=False)
    times = forms.IntegerField(
        label=gettext_lazy("How many meetings in all?"),
        min_value=1,
        max_value=MOST,
        required=False,
        initial=6,
        widget=forms.NumberInput(attrs={**INPUT, "inputmode": "numeric"}),
        help_text=gettext_lazy("Only for meetings that come again."),
    )
    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, again: bool = True) -> None:
        super().__init__(data)
        for name in ("day", "time"):
            wanted(self.fields[name])
        if not again:
            del self.fields["every"], self.fields["times"]

    def clean(self) -> dict[str, Any]:
        """A meeting has a day and a time."""
        data = super().clean() or {}
        if self.is_new(data):
            for name, text in (("day", _("Choose a day.")), ("time", _("Write a time, for example 13.30."))):
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, text)
        return data

    def is_new(self, data: Mapping[str, Any]) -> bool:
        """Whether a new meeting is asked for."""
        return True

    def plan(self) -> Plan:
        """The meeting, or the row of them."""
        data = self.cleaned_data
        weeks = int(data.get("every") or 0)
        return Plan(
            at=timezone.make_aware(datetime.combine(data["day"], data["time"])),
            minutes_long=int(data.get("long") or 90),
            place=data["place"].strip(),
            kind=MeetingKind.REGULAR if weeks else MeetingKind.AD_HOC,
            weeks=weeks,
            times=data.get("times") or 1,
        )


class MoveForm(PlanForm):
    """Another time, place or kind. `sequence` is the meeting's as the form was drawn."""

    kind = radios(gettext_lazy("What kind of meeting is it?"), MeetingKind.choices)
    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, meeting: Meeting, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, again=False)
        at = timezone.localtime(meeting.at)
        self.at = at
        self.initial = {
            "day": at.date(), "time": at.time(), "long": str(meeting.minutes_long), "place": meeting.place,
            "kind": meeting.kind, "sequence": meeting.sequence,
        }  # fmt: skip
        length = self.fields["long"]
        assert isinstance(length, forms.ChoiceField)
        if str(meeting.minutes_long) not in dict(LENGTHS):
            minutes = _("%(minutes)s minutes") % {"minutes": meeting.minutes_long}
            length.choices = [*LENGTHS, (str(meeting.minutes_long), minutes)]

    def anew(self) -> Anew:
        """The meeting as it is to be. The minute that was not touched keeps its seconds: nothing was moved then."""
        data = self.cleaned_data
        at = timezone.make_aware(datetime.combine(data["day"], data["time"]))
        if at == self.at.replace(second=0, microsecond=0):
            at = self.at
        length = int(data.get("long") or self.initial["long"])
        return Anew(at=at, minutes_long=length, place=data["place"].strip(), kind=data["kind"])


class CallForm(PlanForm):
    """Which meeting a case goes to: one that is planned, or a new one for this concern."""

    meeting = radios(gettext_lazy("Which meeting?"), (), error_messages={"required": gettext_lazy("Choose a meeting.")})

    def __init__(self, meetings: Sequence[Meeting], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, again=False)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.id), _said(one)) for one in meetings] + [
            (NEW, _("A new one, called for this concern"))
        ]
        field.initial = str(meetings[0].id) if meetings else NEW
        self.order_fields(["meeting", "day", "time", "long", "place"])

    def is_new(self, data: Mapping[str, Any]) -> bool:
        """The rest is for a new meeting only."""
        return data.get("meeting") == NEW

    @property
    def meeting_id(self) -> UUID | None:
        """The chosen meeting; None for a new one."""
        chosen = self.cleaned_data["meeting"]
        return None if chosen == NEW else UUID(chosen)


def _said(one: Meeting) -> str:
    when = formats.date_format(timezone.localtime(one.at), "l j. F Y H.i")
    return f"{when}, {one.place}" if one.place else when


class MinutesForm(forms.Form):
    """What was said and agreed, and a row for each who was there."""

    text = lines(
        gettext_lazy("The minutes"),
        rows=10,
        required=False,
        help_text=gettext_lazy("What matters for the next step, and what you agreed. The board holds the rest."),
    )
    use_required_attribute = False

    def __init__(self, guests: Sequence[Guest], text: str = "", data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"text": text})
        wanted(self.fields["text"])
        self.guests = [*guests, *(Guest(f"n{place}", "", "", None, None, "") for place in range(EMPTY_ROWS))]
        for one in self.guests:
            self.fields[f"{one.key}-name"] = line(gettext_lazy("Name"), longest=120, required=False, initial=one.name)
            self.fields[f"{one.key}-from"] = line(
                gettext_lazy("From"), longest=160, required=False, initial=one.authority
            )
            self.fields[f"{one.key}-there"] = forms.BooleanField(
                label=gettext_lazy("Was there"), required=False, initial=bool(one.present)
            )

    def rows(self) -> Iterator[tuple[Guest, Any, Any, Any]]:
        """Each guest with the three fields."""
        for one in self.guests:
            yield one, self[f"{one.key}-name"], self[f"{one.key}-from"], self[f"{one.key}-there"]

    def seats(self) -> list[Seat]:
        """Everybody who is written down."""
        data = self.cleaned_data
        return [
            Seat(
                name=data[f"{one.key}-name"].strip(),
                authority=data[f"{one.key}-from"].strip(),
                present=data[f"{one.key}-there"],
                attendance_id=UUID(one.key[1:]) if one.key.startswith("a") else None,
                exchange_id=one.exchange_id,
            )
            for one in self.guests
        ]
