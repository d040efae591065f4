"""Asking another authority to stand for the frozen text, and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from beredskab.cases.actions.exchanging import Disclosure, Item
from beredskab.cases.forms.clearing import DisclosureForm
from beredskab.cases.forms.fields import lines

if TYPE_CHECKING:
    from beredskab.cases.forms.fields import Text


class AskAuthorityForm(DisclosureForm):
    """A disclosure whose items are the frozen text: basis, purpose and necessity are chosen, the words are not."""

    def is_valid(self) -> bool:
        """Only the fields: there is nothing to tick."""
        return forms.Form.is_valid(self)

    def disclosure(self) -> Disclosure:
        """What the person decided; the action puts the text in."""
        data = self.cleaned_data
        return Disclosure((), data["basis"], data["purpose"], data["necessity"], data["asked"])


class _YesOrWords(forms.Form):
    """A yes, or a no with its words."""

    answer = forms.CharField(widget=forms.HiddenInput, max_length=20)
    words = forms.CharField(required=False)
    use_required_attribute = False
    label: Text = ""
    without: Text = ""

    def clean(self) -> dict[str, Any]:
        """A no is nothing without its words."""
        data = super().clean() or {}
        if data.get("answer") == "returned" and not data.get("words", "").strip():
            self.add_error("words", str(self.without))
        return data

    def told(self) -> list[Item]:
        """The words of a no."""
        if self.cleaned_data["answer"] != "returned":
            return []
        return [Item(label=str(self.label), text=self.cleaned_data["words"].strip())]


class StandForm(_YesOrWords):
    """The other authority's answer: yes to exactly these words, or what would have to be different."""

    words = lines(gettext_lazy("What would have to be different?"), rows=3, required=False)
    label = gettext_lazy("What would have to be different")
    without = gettext_lazy("Write what would have to be different.")


class TakeForm(_YesOrWords):
    """The answer to a recommendation that was handed over: it is theirs to decide on, or why it is not."""

    words = lines(gettext_lazy("Why do you return it?"), rows=3, required=False)
    label = gettext_lazy("Reason")
    without = gettext_lazy("Write why you return it, so that it can reach the right place.")
