"""Forms: access to a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.fields import COLLEAGUE, DayField, radios, select

WHY: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    "deputy": (_("Stands in for the lead"), _("Opens the whole case. Only a coordinator or a manager.")),
    "duty": (_("Is on duty"), _("Opens the whole case. Only a coordinator or a manager.")),
    "second": (_("Is the second person"), _("Opens the recommendation and the close.")),
    "risk": (_("Makes the risk assessment of a child"), _("Opens the duties to children and who it regards.")),
    "mentor": (_("Works with the citizen"), _("Opens the goals agreed with the citizen, and nothing else.")),
    "receiver": (_("Receives the return flow"), _("Opens the return flow, and nothing else.")),
    "hand_over": (_("Receives the recommendation"), _("Opens recommendation, decision, measures and goals.")),
}
GLASS: Final = (
    ("danger", _("Somebody is in danger now")),
    ("child", _("The duty to a child cannot wait")),
    ("police", _("The police need an answer now")),
    ("lead_away", _("Something else cannot wait, and nobody with access can be reached")),
)
AWAY: Final = (
    ("away_weeks", _("Is away for weeks, or nobody knows until when")),
    ("unreachable", _("Cannot be reached, and a deadline is near")),
    ("other_work", _("Has other work now, and has not given the case on")),
)
WEEKS: Final = 4


class GiveForm(forms.Form):
    """Whom, why (the reason decides what it opens), and until when."""

    person = forms.ChoiceField()  # of the colleagues, whom only the viewer's own authority knows
    reason = forms.ChoiceField()
    until = DayField(label=_("Until and including"), help_text=_("Access stops by itself after this day."))

    def __init__(self, data: QueryDict | None, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={"until": timezone.localdate() + timedelta(weeks=WEEKS)}, prefix="give")
        self.fields["person"] = select(_("Who"), people, error_messages=COLLEAGUE)
        labels = [(code, f"{label}. {opens}") for code, (label, opens) in WHY.items()]
        self.fields["reason"] = radios(_("Why, and what it opens"), labels)

    def clean_until(self) -> datetime:
        """The end of the day, which must be ahead."""
        day: date = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose a day that has not passed."))
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59))).astimezone(UTC)


class LeadForm(forms.Form):
    """Who leads from now on."""

    person = forms.ChoiceField()

    def __init__(self, data: QueryDict | None, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, prefix="lead")
        self.fields["person"] = select(_("The new lead"), people, error_messages=COLLEAGUE)


class AppointForm(forms.Form):
    """Who leads from now on, and why the lead does not: a code, for the log holds no free text."""

    person = forms.ChoiceField()
    reason = forms.ChoiceField()

    def __init__(
        self, data: QueryDict | None, people: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["person"] = select(_("The new lead"), people, error_messages=COLLEAGUE)
        self.fields["reason"] = radios(_("Why can the lead not go on?"), AWAY)
        if others:
            self.fields["others"] = forms.MultipleChoiceField(
                label=_("Which other cases of the same lead go to the same one?"), required=False, choices=others,
                widget=forms.CheckboxSelectMultiple, help_text=_("Choose none, and it is this case only."),
            )  # fmt: skip

    def cases(self, first: UUID) -> list[UUID]:
        """This case and the others that were chosen."""
        return [first, *(UUID(one) for one in self.cleaned_data.get("others", ()))]


class GlassForm(forms.Form):
    """Why it is an emergency: a code, for the log holds no free text."""

    reason = forms.ChoiceField()

    def __init__(self, data: QueryDict | None, *args: Any) -> None:
        super().__init__(data, *args)
        self.fields["reason"] = radios(_("Why can it not wait?"), GLASS)
