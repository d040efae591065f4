"""The forms of what is shared: exactly which items, on which basis, and the answers from the other side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases.actions.exchanging import Disclosure, Item
from beredskab.cases.forms.fields import line, lines, radios, select, to_mend
from beredskab.frameworks.law.model import Basis
from beredskab.kit.ids import new_id

if TYPE_CHECKING:
    from beredskab.cases.queries.clearing import Choices, Suggestion

EMPTY_ROWS: Final = 3
HOWS: Final = (
    ("call", gettext_lazy("By telephone")),
    ("secure_mail", gettext_lazy("By secure mail")),
    ("meeting", gettext_lazy("At a meeting")),
)


class ItemForm(forms.Form):
    """One thing: ticked or not, what it is, and exactly which words."""

    use = forms.BooleanField(required=False)
    label = line(gettext_lazy("What it is"), longest=200, required=False)
    text = lines(gettext_lazy("Exactly these words"), rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        """What is ticked has words, and a name for what it is."""
        data = super().clean() or {}
        if data.get("use") and not data.get("text", "").strip():
            self.add_error("text", _("Write the words, or take the tick away."))
        if data.get("use") and not data.get("label", "").strip():
            self.add_error("label", _("Write in a few words what it is."))
        if not data.get("use") and self.is_blank and data.get("text", "").strip():
            self.add_error("use", _("Tick it if it is to be shared; clear it if it is not."))
        return data

    @property
    def is_blank(self) -> bool:
        """Whether it is one of the empty rows, and not a suggestion."""
        return not self.initial

    @property
    def private(self) -> bool:
        """Whether it says who the person is; then the words open by a click."""
        return bool(self.initial.get("private")) and not self.errors


class _Items(forms.BaseFormSet):  # type: ignore[type-arg]
    @property
    def suggested(self) -> list[ItemForm]:
        """What the case holds."""
        return [one for one in self.forms if not one.is_blank]

    @property
    def first_blank(self) -> list[ItemForm]:
        """One empty row that is seen."""
        return [one for one in self.forms if one.is_blank][:1]

    @property
    def more_blank(self) -> list[ItemForm]:
        """Empty rows for whoever has more to write."""
        return [one for one in self.forms if one.is_blank][1:]

    @property
    def more_used(self) -> bool:
        """Whether something stands in them."""
        return any(one.has_changed() for one in self.more_blank)

    def chosen(self) -> list[Item]:
        """The ticked ones, with the words as they stand in the form."""
        return [
            {"label": one.cleaned_data["label"].strip(), "text": one.cleaned_data["text"].strip()}
            for one in self.forms
            if one.cleaned_data.get("use")
        ]


ItemSet = forms.formset_factory(ItemForm, formset=_Items, extra=EMPTY_ROWS, max_num=60, absolute_max=60)


class OnABasis(forms.Form):
    """A choice of basis: those that the usual purpose rests on first, the others folded away."""

    known: Mapping[str, Basis]
    likely: Collection[str]

    def bases(self) -> list[tuple[forms.boundfield.BoundWidget, Basis]]:
        """The likely choices, each with what the law's data says of it; all of them where none is likelier."""
        first = [(radio, one) for radio, one in self._all() if one.id in self.likely]
        return first or list(self._all())

    def other_bases(self) -> list[tuple[forms.boundfield.BoundWidget, Basis]]:
        """The rest of them."""
        first = {one.id for radio, one in self.bases()}
        return [(radio, one) for radio, one in self._all() if one.id not in first]

    @property
    def unfolded(self) -> bool:
        """Whether all are shown: one of the others is chosen, or there is something to mend."""
        chosen = str(self["basis"].value() or "")
        return bool(self["basis"].errors) or (chosen in self.known and chosen not in self.likely)

    def _all(self) -> Iterator[tuple[forms.boundfield.BoundWidget, Basis]]:
        for one in self["basis"]:
            yield one, self.known[str(one.data["value"])]


class DisclosureForm(OnABasis):
    """Basis, purpose, necessity; and the items, which are a set of forms of their own."""

    purpose = radios(gettext_lazy("What is it for?"), ())
    basis = radios(
        gettext_lazy("On which legal basis?"),
        (),
        error_messages={"required": gettext_lazy("Choose the basis in the law on which you share it.")},
    )
    necessity = lines(
        gettext_lazy("Why does the receiver need exactly this?"),
        rows=3,
        help_text=gettext_lazy("Two sentences. Leave out whatever does not fit the reason."),
    )
    asked = lines(
        gettext_lazy("Whom did you ask, or who said yes?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Only where consent or somebody's answer is needed: who, when, and to what."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    use_required_attribute = False

    def __init__(self, choices: Choices, data: Mapping[str, Any] | None = None, *, version: int = 0) -> None:
        purposes = choices.purposes
        begins = {"version": version, "once": new_id(), "basis": _first(choices), "purpose": _usual(purposes)}
        super().__init__(data, initial=begins)
        self.known = {one.id: one for one in choices.bases}
        self.likely = choices.likely
        choose_from(self, "purpose", purposes)
        choose_from(self, "basis", [(one.id, one.label) for one in choices.bases])
        suggestions: Sequence[Suggestion] = choices.suggestions
        self.items: Any = ItemSet(data, initial=[dict(one) for one in suggestions], prefix="item")
        for one in self.items.forms:
            one.use_required_attribute = False

    def is_valid(self) -> bool:
        """The fields and the items, so that all that is missing is said at once."""
        both = [super().is_valid(), not self.is_bound or self.items.is_valid()]
        if self.is_bound and both[1] and not self.items.chosen():
            self.add_error(None, _("Tick at least one thing to share."))
            return False
        return all(both)

    @property
    def parts_to_mend(self) -> list[forms.BaseForm]:
        """The items with something to mend, for the summary above the form."""
        return to_mend(self.items)

    def disclosure(self) -> Disclosure:
        """What the person decided."""
        data = self.cleaned_data
        return Disclosure(
            self.items.chosen(), data["basis"], data["purpose"], data["necessity"], data["asked"], data["once"]
        )

    @property
    def seen(self) -> int:
        """The version of the case that the form was opened with."""
        return int(self.cleaned_data.get("version") or 0)


class InviteForm(DisclosureForm):
    """An invitation: to a meeting, if one is planned; inside the municipality to a colleague, who answers."""

    person = select(
        gettext_lazy("Who answers there?"),
        (),
        required=False,
        help_text=gettext_lazy(
            "They get a mail without content, and see what you share and nothing else of the case."
            " Choose nobody if you ask by telephone, and write down yourself what they say."
        ),
    )
    meeting = radios(
        gettext_lazy("To which meeting?"),
        (),
        required=False,
        help_text=gettext_lazy("They see what you share until a week after the meeting."),
    )

    def __init__(
        self, choices: Choices, meetings: Sequence[tuple[str, str]], data: Mapping[str, Any] | None = None,
        contacts: Sequence[tuple[str, str]] = (), called: str = "",
    ) -> None:  # fmt: skip
        super().__init__(choices, data)
        self.initial["meeting"] = called if called in dict(meetings) else ""
        choose_from(self, "person", [("", gettext_lazy("Nobody: I write down what they say")), *contacts])
        if not contacts:
            del self.fields["person"]
        choose_from(self, "meeting", [*meetings, ("", gettext_lazy("No date yet"))])
        if not meetings:
            del self.fields["meeting"]  # there is nothing to choose
        self.order_fields(["person", "meeting", "purpose", "basis", "necessity", "asked", "version", "once"])

    @property
    def meeting_id(self) -> UUID | None:
        """The meeting that was chosen, if any."""
        return UUID(self.cleaned_data["meeting"]) if self.cleaned_data.get("meeting") else None

    @property
    def person_id(self) -> UUID | None:
        """The colleague who was chosen, if any."""
        return UUID(self.cleaned_data["person"]) if self.cleaned_data.get("person") else None


class RecordForm(forms.Form):
    """An answer that came by telephone, secure mail or at a meeting, written down."""

    what = radios(gettext_lazy("What did they answer?"), ())
    how = radios(gettext_lazy("How did it come?"), HOWS)
    text = lines(
        gettext_lazy("What they said, in their words"),
        rows=5,
        required=False,
        help_text=gettext_lazy("Only what they gave you. They owe no reason, so do not ask for one."),
    )
    use_required_attribute = False

    def __init__(self, answers: Sequence[tuple[str, str]], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        choose_from(self, "what", answers)

    def clean(self) -> dict[str, Any]:
        """Some answers are nothing without their words."""
        data = super().clean() or {}
        if data.get("what") in ("more", "advice", "contribution", "returned") and not data.get("text", "").strip():
            self.add_error("text", _("Write what they said."))
        return data

    def told(self) -> list[Item]:
        """The words, under the name of the answer."""
        text = self.cleaned_data["text"].strip()
        names = dict(self.fields["what"].choices)  # type: ignore[attr-defined]
        return [{"label": str(names[self.cleaned_data["what"]]), "text": text}] if text else []


class PoliceForm(forms.Form):
    """The police's answer: one button, and words only for a question or for advice. There is no field for a reason."""

    answer = forms.CharField(widget=forms.HiddenInput, max_length=20)
    words = lines(gettext_lazy("What more do you need to know?"), rows=3, required=False)
    advice = lines(
        gettext_lazy("Advice on safety for the municipality"),
        rows=3,
        required=False,
        help_text=gettext_lazy(
            "For example how to meet the person, or what not to do. It can be given with any answer."
        ),
    )
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """A question needs its words, and so does advice that is given alone."""
        data = super().clean() or {}
        if data.get("answer") == "more" and not data.get("words", "").strip():
            self.add_error("words", _("Write what you need to know. The municipality then chooses what to send."))
        if data.get("answer") == "advice" and not data.get("advice", "").strip():
            self.add_error("advice", _("Write the advice first."))
        return data

    def told(self) -> list[Item]:
        """The question and the advice, each under its name."""
        data, items = self.cleaned_data, []
        if data["answer"] == "more":
            items.append(Item(label=_("The police ask"), text=data["words"].strip()))
        if data["advice"].strip():
            items.append(Item(label=_("Advice on safety"), text=data["advice"].strip()))
        return items


class ContributeForm(OnABasis):
    """What an invited authority brings, on a basis of its own; or nothing, and no reason is asked."""

    answer = forms.CharField(widget=forms.HiddenInput, max_length=20)
    basis = radios(gettext_lazy("On which basis does your authority give it?"), (), required=False)
    certain = forms.BooleanField(label=gettext_lazy("My authority has decided to give exactly this"), required=False)
    use_required_attribute = False

    def __init__(
        self, bases: Sequence[Basis], data: Mapping[str, Any] | None = None, likely: Collection[str] = (), *,
        inside: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(data)
        if inside:
            self.fields["basis"].label = gettext_lazy("On which basis do you give it?")
            self.fields["certain"].label = gettext_lazy("I give exactly this, and no more than is needed")
        self.known = {one.id: one for one in bases}
        self.likely = likely
        choose_from(self, "basis", [(one.id, one.label) for one in bases])
        self.items: Any = ItemSet(data, prefix="item") if data is None or "item-TOTAL_FORMS" in data else ItemSet()

    def is_valid(self) -> bool:
        """Without a contribution nothing but the answer is looked at."""
        gives = self.data.get("answer") == "contribution"
        return bool(super().is_valid() and (not gives or self.items.is_valid()))

    @property
    def parts_to_mend(self) -> list[forms.BaseForm]:
        """The items with something to mend, for the summary above the form."""
        return to_mend(self.items)

    def told(self) -> list[Item]:
        """What was ticked; for *no contribution* nothing, whatever stands in the form."""
        gives = self.cleaned_data["answer"] == "contribution"
        chosen: list[Item] = self.items.chosen() if gives else []
        return chosen


def choose_from(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Give a field of a form its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def _first(choices: Choices) -> str:
    """Retsplejeloven § 115, stk. 1, nr. 1 where it is among the choices: the road of Infohus."""
    ids = [one.id for one in choices.bases]
    return "rpl-115-1-1" if "rpl-115-1-1" in ids else ""


def _usual(purposes: Sequence[tuple[str, str]]) -> str:
    return "crime-prevention" if "crime-prevention" in dict(purposes) else ""
