"""Forms: measures, goals with the citizen, how it goes in words, and the status round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.deciding import PlainForm
from beredskab.cases.forms.fields import DayField, line, lines, radios, select, wanted
from beredskab.cases.infohus import FOR_WHOM

if TYPE_CHECKING:
    from beredskab.cases.queries.following import Agreed, Choices, Done

STATES = (("planned", _("Planned")), ("running", _("Running")), ("paused", _("Paused")), ("ended", _("Ended")))


class MeasureForm(PlainForm):
    """From the catalogue or in own words, for whom, who is the contact, from when."""

    for_whom = forms.ChoiceField()
    intervention_id = forms.ChoiceField(required=False)
    what = lines(_("What is done"), rows=3, required=False, help_text=_("In own words, or more about the one chosen."))
    agreed = lines(_("What is agreed with the citizen"), rows=2, required=False)
    contact_id = forms.ChoiceField(required=False)
    contact_name = line(_("Or a contact without a login here"), longest=120, required=False)
    starts_on = DayField(label=_("From"), required=False)
    state = radios(_("Where is it?"), STATES[:2], initial="planned")

    def __init__(self, data: QueryDict | None, choices: Choices) -> None:
        super().__init__(data)
        self.fields["for_whom"] = radios(_("For whom?"), [(code, str(label)) for code, label in FOR_WHOM.items()])
        self.fields["intervention_id"] = select(_("From the catalogue"), choices.catalogue, required=False)
        self.fields["contact_id"] = select(
            _("Contact person"), choices.people, required=False,
            help_text=_("A mentor gets access to the goals with the citizen, and to nothing else."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ids as ids."""
        given = super().clean() or {}
        for name in ("intervention_id", "contact_id"):
            given[name] = UUID(given[name]) if given.get(name) else None
        return given


class StateForm(PlainForm):
    """Where a measure is now."""

    measure_id = forms.ChoiceField()
    state = radios(_("Where is it?"), STATES)

    def __init__(self, data: QueryDict | None, measures: tuple[Done, ...]) -> None:
        super().__init__(data)
        self.fields["measure_id"] = select(
            _("The measure"), [(str(one.row.id), one.name or one.what) for one in measures]
        )


class ContactForm(PlainForm):
    """Who is the contact of a measure from now on."""

    measure_id = forms.ChoiceField()
    contact_id = forms.ChoiceField(required=False)
    contact_name = line(_("Or a contact without a login here"), longest=120, required=False)

    def __init__(self, data: QueryDict | None, measures: tuple[Done, ...], choices: Choices) -> None:
        super().__init__(data)
        self.fields["measure_id"] = select(
            _("The measure"), [(str(one.row.id), one.name or one.what) for one in measures]
        )
        self.fields["contact_id"] = select(
            _("Contact person"), choices.people, required=False,
            help_text=_("A mentor gets access to the goals with the citizen, and to nothing else."),
        )  # fmt: skip
        for name in ("contact_id", "contact_name"):
            wanted(self.fields[name])  # one of the two
        if len(measures) == 1:
            self.initial["measure_id"] = str(measures[0].row.id)
        self.order_fields(["measure_id", "contact_id", "contact_name"])

    def clean(self) -> dict[str, Any]:
        """Ids as ids."""
        given = super().clean() or {}
        given["contact_id"] = UUID(given["contact_id"]) if given.get("contact_id") else None
        return given


class GoalForm(PlainForm):
    """A goal agreed with the citizen, in words that they know."""

    measure_id = forms.ChoiceField()
    first_name = line(_("The citizen's first name"), longest=60, help_text=_("The mentor sees this and the goal."))
    goal = lines(_("The goal, as you agreed on it"), rows=2)

    def __init__(self, data: QueryDict | None, measures: tuple[Done, ...]) -> None:
        super().__init__(data)
        self.fields["measure_id"] = select(
            _("Part of which measure"), [(str(one.row.id), one.name or one.what) for one in measures]
        )
        self.order_fields(["measure_id", "first_name", "goal"])


class LogForm(PlainForm):
    """How it goes, in words."""

    goal_id = forms.ChoiceField()
    text = lines(_("How does it go?"), rows=4, help_text=_("A few sentences. The citizen may read along."))
    reached = forms.BooleanField(label=_("We agree that the goal is reached"), required=False)

    def __init__(self, data: QueryDict | None, goals: list[Agreed]) -> None:
        super().__init__(data)
        choices = [(str(one.row.id), one.goal) for one in goals]
        only = {"initial": choices[0][0]} if len(choices) == 1 else {}
        self.fields["goal_id"] = radios(_("Which goal?"), choices, **only)
        self.order_fields(["goal_id", "text", "reached"])


class RoundForm(PlainForm):
    """The status round's fixed questions."""

    situation = lines(_("How does it go now?"), rows=3, help_text=_("What has changed since the last round?"))
    person = lines(_("What does the person say themselves?"), rows=2, required=False)
    parents = lines(
        _("What do parents or custody holders need?"), rows=2, help_text=_("If you do not know, write that.")
    )
    siblings = lines(_("What do siblings need?"), rows=2, help_text=_("Siblings notice more than one thinks."))
    next = lines(_("What happens next, and who does it?"), rows=2, required=False)
    next_on = DayField(label=_("The next round"), required=False, help_text=_("Empty: as your municipality has set."))
