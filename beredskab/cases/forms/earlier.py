"""Forms of the look at earlier contacts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.fields import line, lines, radios, wanted
from beredskab.cases.queries.earlier import Candidate, Sought
from beredskab.lib import cpr

REASONS = (
    ("new_report", _("A new report has come, and I am placing it")),
    ("before_close", _("I am closing the case, and look back first")),
    ("question", _("Something in the case asks whether we have known the person before")),
)
NONE = "none"


class LookForm(forms.Form):
    """Whom to look for, and why. Nothing of it stands in an address or in the log."""

    names = lines(
        _("Name, and other names the person is known by"),
        rows=2,
        required=False,
        help_text=_("One on each line. Other spellings, and parts in another order, are found too."),
    )
    cpr = line(
        _("CPR number"), longest=20, required=False, help_text=_("Only if you have it. It is looked up exactly.")
    )
    reason = radios(_("Why do you look?"), REASONS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("names", "cpr"):
            wanted(self.fields[name])  # one of them, so none is called optional

    def clean_cpr(self) -> str:
        """Ten digits, or nothing."""
        text = str(self.cleaned_data["cpr"]).strip()
        if text and cpr.parse(text) is None:
            raise forms.ValidationError(_("This is not a CPR number. It has ten digits."))
        return text

    def clean(self) -> dict[str, Any]:
        """Something to look for."""
        if not self.cleaned_data.get("names") and not self.cleaned_data.get("cpr") and not self.errors:
            self.add_error("names", _("Write a name or a CPR number."))
        return self.cleaned_data

    def sought(self) -> Sought:
        """What was typed."""
        typed = str(self.cleaned_data.get("names", "")).splitlines()
        return Sought(tuple(one.strip() for one in typed if one.strip())[:10], self.cleaned_data.get("cpr", ""))


class JudgeForm(forms.Form):
    """A person's answer at intake: it is that case's, or it is none of them."""

    def __init__(self, data: Any, candidates: Sequence[Candidate]) -> None:
        super().__init__(data, auto_id="judge_%s")
        mine = [
            (str(one.case_id), _("Yes: add the report to case %(number)s") % {"number": one.number})
            for one in candidates
            if one.open_to_me and not one.ended
        ]
        self.fields["same"] = radios(
            _("Is it the same person?"), [*mine, (NONE, _("No, or I do not know: open a case of its own"))]
        )
        self.fields["why"] = lines(_("Why?"), rows=2, required=bool(candidates))
        if not mine:
            self.initial["same"] = NONE
        if not candidates:
            self.fields["same"].widget = forms.HiddenInput()  # nothing was found: there is nothing to judge
            self.fields["why"].widget = forms.HiddenInput()


class CloseLookForm(forms.Form):
    """A person's answer before a close: which of them, if any."""

    def __init__(self, data: Any, candidates: Sequence[Candidate]) -> None:
        super().__init__(data, auto_id="close_%s")
        if candidates:
            self.fields["same"] = forms.MultipleChoiceField(
                label=_("Which of them regard the same person?"), required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(str(one.case_id), one.number) for one in candidates],
            )  # fmt: skip
            self.fields["why"] = lines(_("Why, or why not?"), rows=2)
