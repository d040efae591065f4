"""What a coordinator fills in about a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.cases.actions.opening import SET_ASIDE_REASONS

REASONS: Final[dict[str, Promise]] = {
    "not_a_concern": _("It is not a concern about extremism or violence, nor about anybody's well-being"),
    "test": _("It was a test"),
    "duplicate": _("It is the same report once more"),
    "flood": _("It belongs to a flood of meaningless reports"),
}


class AttachForm(forms.Form):
    """Which of the viewer's cases the report belongs to."""

    case = forms.ChoiceField(
        label=_("Which case?"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": _("Choose a case.")},
    )

    def __init__(self, cases: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *cases]  # none chosen beforehand: a slip would lay it in the wrong case

    @property
    def case_id(self) -> UUID:
        """The case that was chosen."""
        return UUID(self.cleaned_data["case"])


class SetAsideForm(forms.Form):
    """Why it is no concern; a code, no free text."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[(code, REASONS[code]) for code in SET_ASIDE_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )


class ChosenForm(forms.Form):
    """Some of the reports of a flood."""

    reports = forms.TypedMultipleChoiceField(coerce=UUID, error_messages={"required": _("Choose at least one report.")})

    def __init__(self, report_ids: Sequence[UUID], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reports"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(one), str(one)) for one in report_ids]
