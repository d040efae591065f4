"""Forms: a copy of a case for the record system, access reports, and moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from beredskab.cases import exemptions
from beredskab.cases.actions.journal import REASONS
from beredskab.cases.exemptions import Weighed
from beredskab.cases.forms.fields import DayField, lines, radios, select, wanted
from beredskab.cases.queries.subject_access import Weighing

COPIES: Final[Any] = list(REASONS.items())
PARAGRAPHS: Final[Any] = list(exemptions.BASES.items())


class JournalForm(forms.Form):
    """Why a copy leaves: a code, for the log."""

    reason = radios(_("Why do you take a copy?"), COPIES)

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)


class RequestForm(forms.Form):
    """Who asks for access to what is written about whom."""

    person = forms.ChoiceField()
    received_on = DayField(label=_("When did the request come in?"), help_text=_("The month counts from this day."))
    to_custody_holder = forms.BooleanField(
        label=_("It is a custody holder who asks about a child"), required=False,
        help_text=_("Then the same locks hold as for letters to the family."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["person"] = select(_("Who is it about?"), people)


class ThingForm(forms.Form):
    """One thing: given or kept back, on which paragraph, and what was weighed."""

    given = forms.ChoiceField(
        label=_("Given?"), choices=(("yes", _("Given")), ("no", _("Kept back"))), widget=forms.RadioSelect
    )
    basis = forms.ChoiceField(required=False)
    weighing = lines(_("What you have weighed"), rows=2, required=False)

    def __init__(self, data: QueryDict | None, thing: Weighing, subject_id: str) -> None:
        was = thing.was
        begins = exemptions.begins(thing.one, subject_id)
        initial = {
            "given": "yes" if (was.given if was else begins) else "no",
            "basis": was.basis if was else ("" if begins else "dbl-22-1"),
            "weighing": was.weighing if was else "",
        }
        super().__init__(data, prefix=thing.one.code, initial=initial, auto_id="%s")
        self.thing, self.subject_id = thing, subject_id
        self.fields["basis"] = select(_("If it is kept back: on which paragraph?"), PARAGRAPHS)
        wanted(self.fields["basis"])

    @property
    def needs_words(self) -> bool:
        """Whether the part for keeping back stands open: it is about others, lacks something, or is kept back."""
        kept = self.thing.was is not None and not self.thing.was.given
        return self.thing.about_others or kept or (self.is_bound and bool(self.errors))

    def weighed(self) -> Weighed:
        """What was chosen."""
        one, told = self.thing.one, self.cleaned_data
        return Weighed(one.kind, str(one.id), told["given"] == "yes", told["basis"], told["weighing"])

    def clean(self) -> dict[str, Any]:
        """Enough must be written, or it says what is missing at the thing itself."""
        told = super().clean() or self.cleaned_data
        if not self.errors:
            wrong = exemptions.weighed(self.thing.one, self.weighed(), self.subject_id)
            if wrong is not None:
                self.add_error("basis" if wrong.code == "basis" else "weighing", wrong.message)
        return told


class MoveForm(forms.Form):
    """Where to, on which basis, why it is needed there, and which texts go along."""

    to = forms.ChoiceField()
    basis = forms.ChoiceField()
    necessity = lines(_("Why does the other municipality need it?"), rows=3)
    asked = lines(
        _("Who said yes, when, and to what"), rows=2, required=False,
        help_text=_("Only if it goes with consent. For an adult we know no rule that allows it without."),
    )  # fmt: skip
    things = forms.MultipleChoiceField(
        label=_("Which texts go along?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Who it regards always goes along. Who reported, and what other authorities gave you, never does."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, places: Any, bases: Any, things: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["to"] = select(_("To which municipality"), places)
        self.fields["basis"] = select(_("On which basis"), bases)
        self.fields["things"].choices = things  # type: ignore[attr-defined]
