"""What people fill in. Rules of the domain are in `policies`; here is only the shape of an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beredskab.interventions import policies
from beredskab.interventions.description import Description
from beredskab.interventions.dimensions import RISK, WELLBEING
from beredskab.interventions.models import ForWhom, Kind, Level
from beredskab.interventions.words import FOR_WHOM_NOTES, LEVEL_NOTES, explained
from beredskab.kit.errors import DomainError

TEXT = {"class": "form-input"}
AREA = {"class": "form-input", "rows": 4}
SHORT_AREA = {"class": "form-input", "rows": 2}
SELECT = {"class": "form-select"}
DAY = {"class": "form-input", "type": "date"}
YEARS = {"class": "form-input form-input--years", "inputmode": "numeric"}
LONG = 4000
LINES = 600


class AskedBeforeUse(forms.CharField):
    """A text that a draft may lack: never called optional, and demanded when colleagues are to choose it."""

    def validate(self, value: Any) -> None:
        """An empty text is for the form to judge."""


class ChosenBeforeUse(forms.MultipleChoiceField):
    """The same for choices."""

    def validate(self, value: Any) -> None:
        """No choice is for the form to judge; a wrong one is not."""
        if value:
            super().validate(value)


class SearchForm(forms.Form):
    """The list's filter. The words are posted, so that none stands in an address."""

    level = forms.ChoiceField(label=_("Level"), required=False, widget=forms.Select(attrs=SELECT))
    text = forms.CharField(
        label=_("Words to look for"), required=False, max_length=100, widget=forms.TextInput(attrs=TEXT)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All three levels")), *Level.choices]

    def wanted(self) -> dict[str, str]:
        """What was chosen; what cannot be understood is left out."""
        if not self.is_bound:
            return {"level": "", "text": ""}
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("level", "text")}


class InterventionForm(forms.Form):
    """One intervention. `use` (about to be taken into use) and `in_use` demand what colleagues need to choose it."""

    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("The name that colleagues use, such as “Mentor” or “Parent coaching”."),
        max_length=120,
        widget=forms.TextInput(attrs=TEXT),
        error_messages={"required": _("Give it a name.")},
    )
    level = forms.ChoiceField(
        label=_("On which level?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a level.")}
    )
    kind = forms.ChoiceField(
        label=_("What sort of help is it?"),
        widget=forms.Select(attrs=SELECT),
        error_messages={"required": _("Choose what sort of help it is.")},
    )
    content = AskedBeforeUse(
        label=_("What happens in it?"),
        help_text=_("How it goes, how often, and for how long. Write so that it can be read aloud to a citizen."),
        max_length=LONG,
        widget=forms.Textarea(attrs=AREA),
    )
    purpose = AskedBeforeUse(
        label=_("What is it meant to change?"),
        help_text=_("What is it for, and which difficulties does it meet?"),
        max_length=LONG,
        widget=forms.Textarea(attrs=AREA),
    )
    for_whom = ChosenBeforeUse(label=_("Who gets it?"), widget=forms.CheckboxSelectMultiple)
    target_group = AskedBeforeUse(
        label=_("Whom does it fit?"),
        help_text=_("Describe a situation, never a person. Belief and opinion are lawful and no reason to get it."),
        max_length=LINES,
        widget=forms.Textarea(attrs=SHORT_AREA),
    )
    age_from = forms.IntegerField(
        label=_("From age"), required=False, min_value=0, max_value=policies.OLDEST, widget=forms.TextInput(attrs=YEARS)
    )
    age_to = forms.IntegerField(
        label=_("To age"), required=False, min_value=0, max_value=policies.OLDEST, widget=forms.TextInput(attrs=YEARS)
    )
    risk = forms.MultipleChoiceField(
        label=_("Risk and threat"),
        choices=[(str(one), one.label) for one in RISK],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wellbeing = forms.MultipleChoiceField(
        label=_("Well-being and resilience"),
        choices=[(str(one), one.label) for one in WELLBEING],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    responsible = AskedBeforeUse(
        label=_("Which unit is responsible?"),
        help_text=_("The unit or function that can be asked, not a person: people change."),
        max_length=200,
        widget=forms.TextInput(attrs=TEXT),
    )
    partners = forms.CharField(
        label=_("Who else takes part?"), required=False, max_length=LINES, widget=forms.Textarea(attrs=SHORT_AREA)
    )
    legal_basis = forms.CharField(
        label=_("Which law is it given under?"),
        help_text=_("Law and paragraph, such as serviceloven § 12 b. Leave it empty if it needs no decision."),
        required=False,
        max_length=LINES,
        widget=forms.Textarea(attrs=SHORT_AREA),
    )
    follow_up = AskedBeforeUse(
        label=_("How do you see whether it helps?"),
        help_text=_("Who looks at it, how often, and what they ask."),
        max_length=LONG,
        widget=forms.Textarea(attrs=SHORT_AREA),
    )
    valid_from = forms.DateField(
        label=_("First day"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    version = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, use: bool = False, in_use: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use, self.in_use = use, in_use
        level, kind = self.fields["level"], self.fields["kind"]
        for_whom = self.fields["for_whom"]
        assert isinstance(level, forms.ChoiceField) and isinstance(kind, forms.ChoiceField)
        assert isinstance(for_whom, forms.ChoiceField)
        for_whom.choices = [(code, explained(label, FOR_WHOM_NOTES.get(code, ""))) for code, label in ForWhom.choices]
        level.choices = [(code, explained(label, LEVEL_NOTES[code])) for code, label in Level.choices]
        kind.choices = [("", _("Choose")), *Kind.choices]

    def clean(self) -> dict[str, Any]:
        """Say all that is missing or wrong at once, each at its field."""
        super().clean()
        today = timezone.localdate() if self.use else None
        for error in policies.refusals(self.described(), complete=self.use or self.in_use, usable_on=today):
            if error.field not in self.errors:
                self.take(error)
        return self.cleaned_data

    def take(self, error: DomainError) -> None:
        """Show a domain error at its field, or above the form."""
        self.add_error(error.field if error.field in self.fields else None, error.message)

    def described(self) -> Description:
        """What was written, as far as it can be understood."""
        given = self.cleaned_data
        values = {name: given[name] for name in Description.__dataclass_fields__ if name in given}
        values["for_whom"] = tuple(given.get("for_whom", ()))
        values["dimensions"] = (*given.get("risk", ()), *given.get("wellbeing", ()))
        return Description(**{"name": "", "kind": "", "level": "", **values})

    def on_top_of(self, version: int) -> InterventionForm:
        """The same answers, to be saved over a version that the writer now has seen."""
        answers = QueryDict(mutable=True)
        answers.update(self.data)
        answers["version"] = str(version)
        self.data = answers
        return self

    @staticmethod
    def initial_of(described: Description, version: int) -> dict[str, Any]:
        """The form's first answers for something that is written already."""
        dimensions = described.dimensions
        return {
            **described.values(),
            "risk": [code for code in dimensions if code in RISK],
            "wellbeing": [code for code in dimensions if code in WELLBEING],
            "version": version,
        }
