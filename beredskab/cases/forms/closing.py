"""Forms: the return flow, and the proposal to close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from beredskab.cases.closes import OUTCOMES, Proposal
from beredskab.cases.forms.deciding import PlainForm
from beredskab.cases.forms.fields import COLLEAGUE, DayField, line, lines, radios, select, wanted

ACCEPTED = (("yes", _("They take it over")), ("no", _("They cannot take it, or I take it back")))


class OfferForm(PlainForm):
    """To a colleague, or to a unit by name; and what they need to know to help."""

    person_id = forms.ChoiceField(required=False)
    to_name = line(
        _("Or a unit of the municipality, and who was spoken to there"),
        longest=160,
        required=False,
        help_text=_("For those without a login here. You write their answer down yourself."),
    )
    partner_id = forms.ChoiceField(required=False)
    text = lines(
        _("What the receiver needs to know to help"),
        help_text=_(
            "Who it is, how they are reached, what the distress is. Leave the suspicion out: it is not extremism."
        ),
    )

    def __init__(
        self, data: QueryDict | None, people: Sequence[tuple[str, str]], partners: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["person_id"] = select(_("A colleague"), people, required=False)
        self.fields["partner_id"] = select(
            _("Or somebody outside the municipality"), partners, required=False,
            help_text=_("Then what you tell them is a disclosure. You make it on its own page when you have offered."),
        )  # fmt: skip
        if not partners:
            del self.fields["partner_id"]
        for name in ("person_id", "to_name", "partner_id"):
            if name in self.fields:
                wanted(self.fields[name])  # one of them, so none is called optional
        self.order_fields(["person_id", "to_name", "partner_id", "text"])

    def clean(self) -> dict[str, Any]:
        """The colleague, or whoever is outside, as an id."""
        given = super().clean() or {}
        for name in ("person_id", "partner_id"):
            given[name] = UUID(given[name]) if given.get(name) else None
        return given


class RecordForm(PlainForm):
    """What a receiver answered, written down by the coordinator."""

    accepted = radios(_("What did they answer?"), ACCEPTED)
    text = lines(_("Who answered, when and what"), rows=3)
    nothing_given = forms.BooleanField(
        label=_("They were given no information with it"),
        required=False,
        help_text=_("Only when they have said yes and you have recorded no disclosure to them."),
    )

    def __init__(self, data: QueryDict | None, *, outside: bool = False) -> None:
        super().__init__(data)
        if not outside:
            del self.fields["nothing_given"]

    def clean_accepted(self) -> bool:
        """Yes or no."""
        return bool(self.cleaned_data["accepted"] == "yes")


class CloseForm(PlainForm):
    """How it ends, who has it now, why, and who the second person is."""

    outcome = radios(_("How does it end?"), [(one.value, one.label) for one in OUTCOMES])
    receiver = line(
        _("Who has taken it over"), longest=160, help_text=_("Or tick below that nothing further is needed.")
    )
    nothing_further = forms.BooleanField(label=_("Nothing further is needed"), required=False)
    reason = lines(_("Why can it be closed?"), rows=4)
    review_on = DayField(
        label=_("Look again on"),
        required=False,
        help_text=_("When questions stay open. On that day you get a task."),
    )
    person = forms.ChoiceField()

    def __init__(self, data: QueryDict | None, people: Sequence[tuple[str, str]], taken_by: str = "") -> None:
        super().__init__(data, initial={"receiver": taken_by, "outcome": "ordinary" if taken_by else None})
        wanted(self.fields["receiver"])
        self.fields["person"] = select(
            _("The second person"), people, error_messages=COLLEAGUE,
            help_text=_("Somebody from another unit, unless your municipality has chosen otherwise."),
        )  # fmt: skip


def proposal(given: Mapping[str, Any]) -> Proposal:
    """The proposal as it was written in the form."""
    return Proposal(given["outcome"], given["receiver"], given["nothing_further"], given["reason"], given["review_on"])
