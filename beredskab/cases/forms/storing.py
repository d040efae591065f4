"""Forms: storage after a close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.fields import DayField, line, lines, radios, select
from beredskab.cases.models import Provision
from beredskab.cases.storage import REASONS

ANSWERS = (
    ("destroy", _("Destroy it. The key is destroyed, and nobody can ever read it again.")),
    ("keep", _("Keep it until a day. Then it is decided again.")),
    ("transfer", _("Hand it over to the archive. Afterwards the key is destroyed here.")),
)


class StorageForm(forms.Form):
    """One of three answers, why, and who is asked."""

    answer = radios(_("What shall happen with the case?"), ANSWERS)
    reason = forms.ChoiceField()
    provision = forms.ChoiceField(required=False)
    keep_until = DayField(label=_("Keep until"), required=False, help_text=_("Only if it is kept."))
    person = forms.ChoiceField()

    def __init__(self, data: QueryDict | None, provisions: Iterable[Provision], people: Sequence[Any]) -> None:
        super().__init__(data)
        named: Any = [(dict(ANSWERS)[code], list(found.items())) for code, found in REASONS.items()]
        self.fields["reason"] = select(_("Why"), named)
        decisions = [(str(one.id), _decision(one)) for one in provisions]
        help_text = _("Only if it is destroyed. It is the council's decision or the archive's, from the register.")
        self.fields["provision"] = select(
            _("The decision that allows it"), decisions, required=False, help_text=help_text
        )
        self.fields["person"] = select(
            _("Who answers"), people, help_text=_("A coordinator or manager. Nobody decides this alone.")
        )


class HoldForm(forms.Form):
    """Why nothing may be destroyed."""

    reason = lines(_("Why may nothing be destroyed?"), rows=3)


class ProvisionForm(forms.Form):
    """A decision that allows cases to be destroyed."""

    title = line(_("What the decision is called"))
    reference = line(
        _("Where it can be found"), longest=120, help_text=_("The meeting and the item, or the archive's number.")
    )
    decided_on = DayField(label=_("Decided on"))
    covers_children = forms.BooleanField(
        label=_("It covers children's cases too"), required=False,
        help_text=_("Municipal cases about children are preserved, unless the decision says otherwise in clear words."),
    )  # fmt: skip


def _decision(one: Provision) -> str:
    return f"{one.title}, {one.reference}"
