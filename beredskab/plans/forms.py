"""What people fill in. Rules of the domain are in `policies`; here is only the shape of an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from beredskab.frameworks.loader import dispositions
from beredskab.frameworks.model import Element, Force
from beredskab.kit.errors import DomainError
from beredskab.plans import policies
from beredskab.plans.models import Answer, Body, Topic

TEXT = {"class": "form-input"}
AREA = {"class": "form-input", "rows": 4}
OWN = "own"


EXPLAINED = {
    "concept-2018": _("The national concept's own order, chapter by chapter."),
    "cde-themes": _("The four themes of the recommendations from the National Centre for Preventing Extremism (CDE)."),
}


def _explained(disposition: str, title: str) -> str:
    """A disposition's title, and what it is in one line."""
    if disposition not in EXPLAINED:
        return title
    return format_html("{}<small>{}</small>", title, EXPLAINED[disposition])


def take_error(form: forms.Form, error: DomainError) -> None:
    """Show a domain error at its field, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


class AskedWhenChosen(forms.CharField):
    """A text that only some choice asks for: never called optional, and demanded by the form that knows the choice."""

    def validate(self, value: Any) -> None:
        """An empty text is for the form to judge."""


class FilesInput(forms.ClearableFileInput):
    """A file field that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; cleans to a list."""

    widget = FilesInput(attrs={"class": "form-input", "accept": ".docx,.pdf,.html,.htm,.odt,.txt,.md"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """The uploaded files; an empty choice is an error where the field is required."""
        chosen = data if isinstance(data, list) else [data]
        clean_one = super().clean
        return [clean_one(one, initial) for one in chosen]


class LayoutForm(forms.Form):
    """How a plan is called and laid out."""

    title = forms.CharField(
        label=_("The plan's title"),
        max_length=200,
        widget=forms.TextInput(attrs=TEXT),
        error_messages={"required": _("Give the plan a title.")},
    )
    topic = forms.ChoiceField(label=_("What is the plan about?"), choices=Topic.choices, widget=forms.RadioSelect)
    disposition = forms.ChoiceField(
        label=_("How is it to be laid out?"),
        help_text=_("No layout is mandatory. You can change titles and order afterwards."),
        widget=forms.RadioSelect,
    )
    own_label = _("Our own headings")
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "title": _("Preparedness plan against extremism"),
                "topic": Topic.EXTREMISM,
                "disposition": "concept-2018",
            },
        )
        super().__init__(*args, **kwargs)
        language = "en" if (get_language() or "da").startswith("en") else "da"
        shipped = [(one.id, _explained(one.id, one.title)) for one in dispositions(language).values()]
        field = self.fields["disposition"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*shipped, (OWN, self.own_label)]


class EmptyForm(LayoutForm):
    """Start with empty sections."""

    headings = AskedWhenChosen(
        label=_("Our own headings"),
        help_text=_(
            "Only if you chose your own headings: one on each line. Indent a line to put it below the one above."
        ),
        widget=forms.Textarea(attrs=AREA),
    )


class UploadForm(LayoutForm):
    """Import files as one plan."""

    own_label = _("The headings that the text already has")
    documents = FilesField(
        label=_("The plan"),
        help_text=_("Word, PDF, web page, OpenDocument or text. Several files can be one plan. At most 25 MB each."),
        error_messages={"required": _("Choose at least one file.")},
    )
    field_order = ("documents", "title", "topic", "disposition")


class CheckedForm(LayoutForm):
    """Import the text that has just been checked; the page carries it, for nothing was kept."""

    own_label = _("The headings that the text already has")
    document = forms.CharField(widget=forms.HiddenInput)


class CommentForm(forms.Form):
    """A comment on a section, or on the words marked in the editor."""

    text = forms.CharField(
        label=_("Write a comment"),
        max_length=4000,
        widget=forms.Textarea(attrs={**TEXT, "rows": 3, "id": "comment-text"}),
    )
    block_id = forms.CharField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    quote = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def anchor(self) -> dict[str, object] | None:
        """The anchor as JSON, or None for the whole section."""
        data = self.cleaned_data
        if not data["block_id"] or data["start"] is None or data["end"] is None:
            return None
        return {key: data[key] for key in ("block_id", "start", "end", "quote")}


class AnswerForm(forms.Form):
    """The answer for one requirement."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect, error_messages={"required": _("Choose one of the answers.")}
    )
    passages = forms.MultipleChoiceField(
        label=_("Where in the plan does it stand?"),
        help_text=_("Keep those that show it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    link = AskedWhenChosen(
        label=_("Where is it covered?"),
        help_text=_("For “covered elsewhere”: the web address of the policy or plan. It begins with https://."),
        max_length=500,
        widget=forms.TextInput(attrs=TEXT),
    )
    reason = AskedWhenChosen(
        label=_("Why?"),
        help_text=_("For “not relevant”: one sentence that can be read aloud in the council."),
        widget=forms.Textarea(attrs={**AREA, "rows": 3}),
    )

    def __init__(self, element: Element, passages: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [one for one in Answer.choices if element.force is not Force.LAW or one[0] != Answer.NOT_RELEVANT]
        chosen = list(passages)
        answer_field, passage_field = self.fields["answer"], self.fields["passages"]
        assert isinstance(answer_field, forms.ChoiceField) and isinstance(passage_field, forms.MultipleChoiceField)
        answer_field.choices = answers
        passage_field.choices = chosen
        if not chosen:
            del self.fields["passages"]
        if element.force is Force.LAW:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """What the chosen answer asks for, all said at once."""
        data = self.cleaned_data
        chosen = data.get("answer", "")
        rulings = {"link": policies.can_be_linked(chosen, data.get("link", ""))}
        if "reason" in self.fields:
            rulings["reason"] = policies.can_be_reasoned(chosen, data.get("reason", ""))
        for name, ruling in rulings.items():
            if not ruling and name not in self.errors:
                self.add_error(name, str(ruling.reason))
        return data


class AdoptionForm(forms.Form):
    """The council's decision, as it stands in the minutes."""

    body = forms.ChoiceField(
        label=_("Who decided?"), choices=Body.choices, initial=Body.COUNCIL, widget=forms.RadioSelect
    )
    meeting_date = forms.DateField(
        label=_("Date of the meeting"),
        widget=forms.DateInput(attrs={"class": "form-input", "type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the date of the meeting."),
            "invalid": _("Write the date as day-month-year."),
        },
    )
    agenda_item = forms.CharField(
        label=_("Item on the agenda"),
        help_text=_("For example: item 7."),
        max_length=200,
        widget=forms.TextInput(attrs=TEXT),
        error_messages={"required": _("Write the item on the agenda.")},
    )
    minutes_link = forms.URLField(
        label=_("Link to the minutes"),
        required=False,
        assume_scheme="https",
        max_length=500,
        widget=forms.URLInput(attrs=TEXT),
    )


class OutlineForm(forms.Form):
    """A section's title, level and the requirements it covers."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.TextInput(attrs=TEXT),
        error_messages={"required": _("Give the section a title.")},
    )
    level = forms.TypedChoiceField(
        label=_("Level"), coerce=int, choices=[(1, _("Chapter")), (2, _("Section"))], widget=forms.RadioSelect
    )
    covers = forms.MultipleChoiceField(
        label=_("What should it cover?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, elements: Iterable[Element], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["covers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.id, f"{one.ref} {one.title}") for one in elements]
