"""The filters of the log: ids and codes in the address, never a name."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import FINDERS, KINDS
from beredskab.privacy.queries import TAKEN, WATCHED, Wanted

SELECT = {"class": "form-select"}
DAY = {"class": "form-input", "type": "date"}


class LogForm(forms.Form):
    """Who, what kind, and which days; hidden with them the shelf, and what it is about."""

    person = forms.ChoiceField(label=_("Who"), required=False, widget=forms.Select(attrs=SELECT))
    kind = forms.ChoiceField(label=_("What"), required=False, widget=forms.Select(attrs=SELECT))
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    shelf = forms.ChoiceField(required=False, choices=[("", ""), (WATCHED, ""), (TAKEN, "")], widget=forms.HiddenInput)
    of = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    about = forms.UUIDField(required=False, widget=forms.HiddenInput)
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted(((code, str(text)) for code, text in KINDS.items()), key=lambda one: one[1])
        self.fields["person"].choices = [("", _("Everybody")), *people]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("Everything")), *kinds]  # type: ignore[attr-defined]
        self.fields["of"].choices = [("", ""), *((label, "") for label in FINDERS)]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was chosen; a filter that cannot be understood is left out."""
        if not self.is_bound:
            return Wanted()
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        if "person" in chosen:
            chosen["person"] = UUID(chosen["person"])
        return Wanted(**chosen)


class FindForm(forms.Form):
    """A number that people know a case by. It is posted, so that it stands in no address."""

    number = forms.CharField(
        label=_("Case number"),
        max_length=40,
        error_messages={"required": _("Write the number of the case, such as 2026-014.")},
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"}),
    )
