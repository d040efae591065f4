"""Forms: handing over, accepting or returning, deciding, and what may be told back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beredskab.cases.actions.deciding import OUTCOMES, SHORT, TELLABLE
from beredskab.cases.forms.clearing import HOWS
from beredskab.cases.forms.fields import COLLEAGUE, DayField, line, lines, radios, select
from beredskab.frameworks.law.urgent import UrgentPower

if TYPE_CHECKING:
    from beredskab.cases.forms.fields import COLLEAGUE, Text

OUTCOME_NAMES: Final = (
    _("Help as recommended"),
    _("Help, in part or in another way"),
    _("No help"),
    _("Something else"),
)
ANSWERED: Final = (
    ("accepted", _("They take it, and have not decided yet")),
    ("decided", _("They have decided")),
    ("returned", _("They return it")),
)


class PlainForm(forms.Form):
    """A button and nothing to write."""

    use_required_attribute = False


class WordsForm(PlainForm):
    """A few words, under a label of the page's own."""

    text = forms.CharField()

    def __init__(self, data: QueryDict | None, label: Text, help_text: Text = "", *, required: bool = True) -> None:
        super().__init__(data)
        self.fields["text"] = lines(label, rows=4, required=required, help_text=help_text)


class HandOverForm(PlainForm):
    """To whom, whom it regards, and why they need it."""

    person = forms.ChoiceField()
    who = lines(
        _("Whom it regards, and how they are reached"),
        rows=3,
        help_text=_("The receiver sees this and the recommendation, and cannot open the rest of the case."),
    )
    necessity = lines(
        _("Why does the receiver need exactly this?"),
        rows=3,
        help_text=_("Two sentences. They are kept with the record of what was given."),
    )

    def __init__(self, data: QueryDict | None, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["person"] = select(_("The caseworker who decides"), people, error_messages=COLLEAGUE)
        self.order_fields(["person", "who", "necessity"])


class RecordForm(PlainForm):
    """What another authority answered, as it came by telephone, secure mail or at a meeting."""

    what = radios(_("What did they answer?"), ANSWERED)
    how = radios(_("How did it come?"), HOWS)
    text = lines(_("Who answered, when and what"), rows=3)


class DecideForm(PlainForm):
    """The decision under the own law."""

    outcome = radios(_("What is decided?"), list(zip(OUTCOMES, OUTCOME_NAMES, strict=True)))
    paragraph = line(
        _("By which law and paragraph"),
        longest=120,
        help_text=_("For instance barnets lov § 32, or serviceloven § 12 b. It is cited as you write it."),
    )
    reasons = lines(_("The reasons"), rows=5)
    decided_on = DayField(label=_("The day of the decision"))
    urgent_rule = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict | None, urgent: Sequence[UrgentPower]) -> None:
        super().__init__(data, initial={"decided_on": timezone.localdate()})
        rows = [(one.id, f"{one.function}: {one.decision}") for one in urgent]
        self.fields["urgent_rule"] = select(
            _("Was it decided in a hurry?"), rows, required=False,
            help_text=_("Only when it could not wait: choose the row of the table that it was decided by."),
        )  # fmt: skip


class TellForm(PlainForm):
    """What may be told back: fixed sentences, and one short line."""

    chosen = forms.MultipleChoiceField(
        label=_("What you tell back"), choices=list(TELLABLE.items()), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one sentence.")},
    )  # fmt: skip
    short = line(
        _("In a line"),
        longest=SHORT,
        required=False,
        help_text=_("For instance who can be called. Nothing of what you know from your own case."),
    )
