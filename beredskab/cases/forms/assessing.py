"""Forms of the first assessment, of the police first, and of the threshold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from beredskab.cases.actions.assessing import Given
from beredskab.cases.forms.fields import DayField, lines, radios
from beredskab.cases.intake.guide import YES_NO
from beredskab.cases.queries.assessing import ACT_WORDS, ACTS, Asked

HINTS = {
    "danger": _("Danger to life or health, for the person or for others, today or in the coming days."),
    "crime": _("Something that has happened, or that you have reason to think is being prepared."),
    "child": _("The person, siblings, or the person's own children. Under 18 counts, also when nobody lives at home."),
    "family": _("Can the parents or a partner hear of it without danger to the person, a child or somebody else?"),
}


class Named(forms.Form):
    """A form whose fields have ids of its own, so that several can stand on one page."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}_%s", **options)


class _Asked(forms.CharField):
    """A text that only some answer asks for: never called optional, and judged by the form."""

    def validate(self, value: Any) -> None:
        """An empty text is for the form to judge."""


class _AskedChoice(forms.ChoiceField):
    """A choice that may wait: never called optional."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class AssessForm(forms.Form):
    """The four questions, each with answer, act and reason. Those left open are answered another time."""

    def __init__(self, data: QueryDict | None, asked: Sequence[Asked]) -> None:
        super().__init__(data)
        self.asked = asked
        for one in asked:
            self.fields[f"{one.code}_answer"] = _AskedChoice(
                label=_("What do you answer?"), help_text=HINTS[one.code], choices=YES_NO, widget=forms.RadioSelect
            )
            self.fields[f"{one.code}_reason"] = _Asked(
                label=_("Why do you think so?"), max_length=8000,
                widget=forms.Textarea(attrs={"class": "form-input", "rows": 3}),
            )  # fmt: skip
            acts = [(code, ACT_WORDS[code]) for code in ACTS[one.code]]
            self.fields[f"{one.code}_act"] = _AskedChoice(
                label=_("What have you done?"), choices=[("", "–"), *acts],
                widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip

    def groups(self) -> Iterator[tuple[Asked, list[BoundField], bool]]:
        """Each question with its fields, and whether they are to be shown unfolded."""
        for one in self.asked:
            fields = [self[f"{one.code}_{part}"] for part in ("answer", "reason", "act")]
            yield one, fields, one.now is None or any(field.errors for field in fields)

    def clean(self) -> dict[str, Any]:
        """An answer has a reason, and a reason an answer."""
        for one in self.asked:
            answer, reason = self.cleaned_data.get(f"{one.code}_answer"), self.cleaned_data.get(f"{one.code}_reason")
            if answer and not reason:
                self.add_error(f"{one.code}_reason", _("Write why. One sentence is enough."))
            if reason and not answer:
                self.add_error(f"{one.code}_answer", _("Choose an answer."))
        return self.cleaned_data

    def given(self) -> list[Given]:
        """What was answered this time."""
        told = self.cleaned_data
        return [
            Given(one.code, told[f"{one.code}_answer"], told[f"{one.code}_act"] or "none", told[f"{one.code}_reason"])
            for one in self.asked
            if told.get(f"{one.code}_answer")
        ]


class ToldForm(Named):
    """That the police were told, and how."""

    how = radios(
        _("How were they told?"),
        (("112", "112"), ("114", "114"), ("coordinator", _("The police coordinator, by phone or secure mail"))),
    )
    text = lines(_("Who did you speak with, when, and what did they say?"), rows=4)


class SilenceForm(Named):
    """What the police ask not to be said to the family."""

    text = lines(
        _("What must not be said, and to whom?"), rows=3, help_text=_("As the police said it. Only what is needed.")
    )
    until = DayField(
        label=_("Until and with which day?"),
        help_text=_("Ask for a day. When it comes, you get a task to ask again. Until then no letter can be written."),
    )


class DoneForm(Named):
    """That the police are done for now."""

    text = lines(_("Who in the police said so, when, and what did they say?"), rows=3)


class ThresholdForm(Named):
    """What makes it a matter of preventing crime."""

    kind = radios(
        _("What is it about?"),
        (
            ("act", _("An act: something that was done")),
            ("threat", _("A threat: something that was said or written to somebody")),
            ("plan", _("A plan or a preparation: something that is being made ready")),
            ("legitimising", _("Legitimising violence: defending or praising violence or other crime")),
        ),
    )
    text = lines(
        _("What was done, said or planned, and how do you know?"),
        rows=5,
        help_text=_("What was seen or heard, by whom and when. Not what it may mean."),
    )


class NoThresholdForm(Named):
    """Why it is no matter for the police."""

    text = lines(_("Why is it not a matter for the police?"), rows=3)
