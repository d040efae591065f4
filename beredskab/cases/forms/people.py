"""Forms: the people of a case."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.fields import DayField, line, lines, radios, wanted

KINDS: Final = (
    ("subject", _("The person whom the concern regards")),
    ("child", _("A child in the household")),
    ("parent", _("A parent or custody holder")),
    ("sibling", _("A sibling")),
    ("other", _("Somebody else around the person")),
)
REASONS: Final = (
    ("contact", _("I will contact the person or the family")),
    ("identify", _("I must be sure who it is")),
    ("write", _("I am writing a notification or a disclosure")),
    ("meeting", _("I am preparing a meeting")),
    ("correct", _("Something must be corrected")),
)


class ReasonForm(forms.Form):
    """Why somebody needs the names: a code, for the log."""

    reason = radios(_("Why do you need to see it?"), REASONS)


class PersonForm(forms.Form):
    """Somebody in the case. Nothing but a name, or what one knows instead, is needed."""

    kind = radios(_("Who is it?"), KINDS)
    name = line(_("Name"), required=False, longest=160)
    aliases = line(
        _("Other names"), required=False,
        help_text=_("Nicknames, profile names, earlier names, with commas between. Used to find earlier contacts."),
    )  # fmt: skip
    cpr = line(
        _("CPR number"), required=False, longest=12,
        help_text=_("Only if you have it and need it. It gives the age, and finds earlier contacts for certain."),
    )  # fmt: skip
    born = DayField(label=_("Day of birth"), required=False, help_text=_("If you do not have the CPR number."))
    is_child = forms.BooleanField(
        label=_("Under 18, as far as we know"), required=False,
        help_text=_("If neither number nor day is known. Then the duties to children apply until you know better."),
    )  # fmt: skip
    address = line(_("Address"), required=False)
    phone = line(_("Telephone"), required=False, longest=60)
    place = line(_("School, work or other daily place"), required=False)
    note = lines(_("What else is good to know"), required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted(self.fields["name"])  # or what one knows instead: the action asks

    def details(self) -> dict[str, str]:
        """What the action takes: text by name."""
        given = self.cleaned_data
        born = given["born"].isoformat() if given["born"] else ""
        names = ("name", "aliases", "cpr", "address", "phone", "place", "note")
        return {**{name: given[name] for name in names}, "born": born}
