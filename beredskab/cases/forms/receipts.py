"""The receipt typed again, and a message written by its holder."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases.forms.intake import INPUT, WholeText
from beredskab.cases.intake.guide import LONG
from beredskab.lib import receipts

AREA = {**INPUT, "rows": 5}


def sentences() -> dict[str, str]:
    """What can be wrong with a typed receipt, and what to do."""
    return {
        "length": _("A receipt is eight groups of five letters and one of three. Something is missing or too much."),
        "letters": _("There is a letter here that no receipt has. The vowels are a, i, o and u."),
        "check": _("There is a slip in the receipt. Look at each letter once more."),
    }


class ReceiptForm(forms.Form):
    """Eight groups and the last three letters; spaces, hyphens and capitals do not matter."""

    receipt = WholeText(
        longest=200,
        label=gettext_lazy("Your receipt"),
        help_text=gettext_lazy("Spaces, hyphens and capital letters do not matter."),
        error_messages={"required": gettext_lazy("Type your receipt here.")},
        widget=forms.TextInput(attrs={**INPUT, "spellcheck": "false", "autocapitalize": "none"}),
    )
    use_required_attribute = False

    def clean_receipt(self) -> receipts.Receipt:
        """The receipt, or which slip it has."""
        try:
            return receipts.parse(self.cleaned_data["receipt"])
        except receipts.NotAReceipt as error:
            raise forms.ValidationError(sentences()[error.code], code=error.code) from None


class MessageForm(forms.Form):
    """One message; it goes the same way back."""

    text = WholeText(
        longest=LONG,
        label=gettext_lazy("Your message"),
        error_messages={"required": gettext_lazy("Write your message here.")},
        widget=forms.Textarea(attrs=AREA),
    )
    use_required_attribute = False
