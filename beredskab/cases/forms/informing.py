"""Form of the duty to inform."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.fields import DayField, lines, radios, select, wanted

BASES = (
    ("dbl-22", _("Preventing crime weighs heavier (databeskyttelsesloven § 22, stk. 2, nr. 4)")),
    ("dbl-22-1", _("The person's own or others' private interests weigh heavier (§ 22, stk. 1) – not confirmed by us")),
    ("gdpr-14-5-a", _("The person knows already (art. 14, stk. 5, litra a) – not confirmed by us")),
    ("gdpr-14-5-b", _("It would seriously harm the purpose (art. 14, stk. 5, litra b) – not confirmed by us")),
)


class InformForm(forms.Form):
    """Informed, or not yet: on which exemption, why, and when to look again."""

    def __init__(self, data: Any, person_id: UUID) -> None:
        super().__init__(data, auto_id=f"inform-{person_id}-%s")
        self.fields["decision"] = radios(
            _("Is the person told that you have information about them?"),
            (("informed", _("Yes, they have been told")), ("exempt", _("Not yet, for a reason"))),
        )
        self.fields["text"] = lines(
            _("How and when were they told? Or why not yet?"),
            rows=3,
            help_text=_("A concrete reason for this person. A general one is not enough."),
        )
        self.fields["basis"] = select(_("If not yet: on which exemption?"), BASES)
        self.fields["review_on"] = DayField(
            label=_("If not yet: when do you look again?"),
            help_text=_("At most half a year ahead. On that day you get a task."),
        )
        for name in ("basis", "review_on"):
            wanted(self.fields[name])  # never called optional: "not yet" is nothing without them
