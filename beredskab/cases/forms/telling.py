"""What an authority tells back of a recommendation it accepted: that it has decided, and the fixed form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from beredskab.cases.actions.deciding import SHORT, TELLABLE
from beredskab.cases.forms.clearing import OnABasis, choose_from
from beredskab.cases.forms.fields import DayField, line, lines, radios

if TYPE_CHECKING:
    from beredskab.cases.queries.received import Received


class TellAcrossForm(OnABasis):
    """Sentences of the fixed list and one line, on a basis of the authority's own."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("What you tell back"),
        choices=list(TELLABLE.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one sentence.")},
    )
    short = line(
        gettext_lazy("In a line"),
        longest=SHORT,
        required=False,
        help_text=gettext_lazy("For instance who can be called. Nothing of what you know from your own case."),
    )
    basis = radios(
        gettext_lazy("On which basis does your authority give it?"),
        (),
        error_messages={"required": gettext_lazy("Choose the basis on which your authority gives it.")},
    )
    asked = lines(
        gettext_lazy("Whom did you ask, or who said yes?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Only where consent or somebody's answer is needed: who, when, and to what."),
    )
    certain = forms.BooleanField(label=gettext_lazy("My authority has decided to give exactly this"), required=False)
    use_required_attribute = False
    before: tuple[str, ...] = ("chosen", "short")

    def __init__(self, page: Received, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.known = {one.id: one for one in page.bases}
        self.likely = page.likely
        choose_from(self, "basis", [(one.id, one.label) for one in page.bases])

    @property
    def first(self) -> list[forms.BoundField]:
        """What is told, which stands before the basis."""
        return [self[name] for name in self.before]


class DecidedForm(TellAcrossForm):
    """And that the authority has decided: when, and under which law. There is no field for the reasons."""

    decided_on = DayField(label=gettext_lazy("The day of the decision"))
    paragraph = line(
        gettext_lazy("By which law and paragraph"),
        longest=120,
        error_messages={"required": gettext_lazy("Write the law and the paragraph, for instance serviceloven § 12 b.")},
        help_text=gettext_lazy("Your own law, cited as you write it. Never the reasons: they stay in your own case."),
    )
    before = ("decided_on", "paragraph", "chosen", "short")

    def __init__(self, page: Received, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(page, data)
        self.fields["decided_on"].initial = timezone.localdate()
        self.order_fields([*self.before, "basis", "asked", "certain"])
