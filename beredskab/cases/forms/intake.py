"""The forms of intake, made of the guide. A text is never cut off: too long is an error at the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeAlias, TypeVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from beredskab.cases.intake.guide import HELP, LONG, NOTIFIED, QUESTIONS, REPORTER, SHORT, TODAY, WHO, YES, Question
from beredskab.cases.intake.submission import Submission
from beredskab.cases.models import About, Channel, ReporterKind
from beredskab.documents.renderings import Rendering, RenderingError, render_safely

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Upload: TypeAlias = UploadedFile[bytes]

MOST_FILES: Final = 3
FILE_SECONDS: Final = 8.0  # three files in a request end before the database gives up on a transaction that waits
CONCERNS_A_CHILD: Final = frozenset({About.CHILD, About.PARENT})
INPUT: Final = {"class": "form-input", "autocomplete": "off"}
SECTIONS: Final = {
    "about": (gettext_lazy("Who it is about"), ("about", "who")),
    "seen": (gettext_lazy("What you have seen and heard"), ("seen", "when_where", "thinks", "changed")),
    "around": (gettext_lazy("Around the person"), ("around", "children", "knows")),
    "ahead": (gettext_lazy("What you fear and hope"), ("fears", "hopes", "haste", "notified")),
    "help": (gettext_lazy("What you need"), ("seen", "hopes", "safe", "under_18")),
    "files": (gettext_lazy("Pictures or documents"), ("attached",)),
    "channel": (gettext_lazy("How it came"), ("channel", "screened", "reporter_kind")),
    "reporter": (gettext_lazy("About you"), ("anonymous", "name", "unit", "phone", "relation")),
}
TOO_LONG: Final = gettext_lazy(
    "The text is %(show_value)s characters long, and there is room for %(limit_value)s. Shorten it a little: nothing of"
    " it is lost."
)


class Files(forms.FileInput):
    """A field for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All of them."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """At most three files; what can be kept of each is for the confined child to say."""

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """The files that were chosen."""
        if len(data or ()) > MOST_FILES:
            raise forms.ValidationError(_("Choose at most three files."))
        return list(data or ())


class WholeText(forms.CharField):
    """A text without `maxlength`, by which a browser would silently cut off what somebody pastes."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(validators=[MaxLengthValidator(longest, TOO_LONG)], **kwargs)


def field_of(question: Question) -> forms.Field:
    """The form field of a question."""
    common: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": question.required}
    if question.choices:
        return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **common)
    if question.required:
        common["error_messages"] = {"required": gettext_lazy("Write a little here: it is all that is needed.")}
    return WholeText(longest=LONG, widget=forms.Textarea(attrs={**INPUT, "rows": question.rows}), **common)


def line(name: str, *, required: bool = False, hint: Any = "") -> forms.Field:
    """One line about the reporter."""
    return WholeText(
        longest=SHORT, label=REPORTER[name], help_text=hint, required=required, widget=forms.TextInput(attrs=INPUT)
    )


F = TypeVar("F", bound="GuideForm")


class GuideForm(forms.Form):
    """What all forms of intake share. `asked` are the questions, `shown` the sections in order."""

    asked: ClassVar[tuple[Question, ...]] = (WHO, *QUESTIONS)
    shown: ClassVar[tuple[str, ...]] = ("about", "seen", "around", "ahead", "files", "reporter")
    channel_code: ClassVar[str] = Channel.PUBLIC

    attached = FilesField(
        label=gettext_lazy("Attach up to three files"),
        help_text=gettext_lazy(
            "Pictures, PDF or text, 25 MB each. Only a picture of each page, or the words, is kept: no hidden"
            " information about you or the file, and not the file itself."
        ),
        required=False,
        widget=Files(attrs={"class": "form-input", "multiple": True}),
    )
    proof = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    use_required_attribute = False  # the browser's own message is in the browser's language

    def __init__(self, *args: Any, too_big: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_big = too_big

    def clean_attached(self) -> list[Upload]:
        """A sending that was too big arrives without its files: that must never pass unseen."""
        if self.too_big:
            raise forms.ValidationError(_("The files are too big together. Choose fewer or smaller ones."))
        return list(self.cleaned_data["attached"])

    def rendered(self) -> tuple[Rendering, ...] | None:
        """Safe renderings of the files; None when one cannot be made, with the reason at the field."""
        try:
            return tuple(
                render_safely(one.name or "", one.read(), language=get_language() or "da", seconds=FILE_SECONDS)
                for one in self.cleaned_data.get("attached", ())
            )
        except RenderingError as error:
            said = error.message(get_language() or "da")
            self.add_error(
                "attached", f"{said} {_('Your text is still here. Choose the files again before you send.')}"
            )
            return None

    def sections(self) -> Iterable[tuple[str, str, list[forms.BoundField]]]:
        """The fields under their headings, for the template."""
        for code in self.shown:
            title, names = SECTIONS[code]
            yield code, str(title), [self[name] for name in names if name in self.fields]

    def submission(self, files: tuple[Rendering, ...]) -> Submission:
        """What was written, as it is sealed."""
        data = self.cleaned_data
        about = self.regards()
        answers = {one.id: data[one.id].strip() for one in self.asked if data.get(one.id, "").strip()}
        return Submission(
            channel=self.way(), reporter_kind=self.kind(), about=about, answers=answers,
            reporter=self.reporter(), files=files, urgent=data.get("haste") == TODAY,
            child=about in CONCERNS_A_CHILD or data.get("children") == YES or data.get("under_18") == YES,
            screened=bool(data.get("screened")),
        )  # fmt: skip

    def regards(self) -> str:
        """Whom it regards."""
        return str(self.cleaned_data["about"])

    def way(self) -> str:
        """By which way it comes."""
        return self.channel_code

    def kind(self) -> str:
        """Who reports."""
        return ReporterKind.PROFESSIONAL

    def reporter(self) -> Mapping[str, str]:
        """What the reporter said of themselves."""
        data = self.cleaned_data
        return {name: data[name].strip() for name in REPORTER if data.get(name, "").strip()}


def asks(**lines: forms.Field) -> Callable[[type[F]], type[F]]:
    """Give a form the guide's questions and lines, once and for all, in the page's order: so are errors told, too."""

    def decorate(form: type[F]) -> type[F]:
        fields = {**form.base_fields, **{one.id: field_of(one) for one in form.asked}, **lines}
        order = [name for code in form.shown for name in SECTIONS[code][1] if name in fields]
        form.base_fields = {name: fields[name] for name in [*order, "proof"]}
        return form

    return decorate


def _about(myself: Any = None) -> forms.ChoiceField:
    """Whom it regards; `myself` names the one who tells, on the forms where that can be."""
    return forms.ChoiceField(
        label=gettext_lazy("Whom or what does it regard?"),
        choices=[
            *((one.value, one.label) for one in About if one is not About.SELF),
            *([(About.SELF.value, myself)] if myself else []),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one, also if you are not quite sure.")},
    )


@asks(name=line("name"), phone=line("phone"), relation=line("relation"))
class ConcernForm(GuideForm):
    """The public form: anonymous, or with a name."""

    about = _about()
    anonymous = forms.ChoiceField(
        label=gettext_lazy("Will you say who you are?"),
        choices=[("yes", gettext_lazy("No, I want to be anonymous")), ("no", gettext_lazy("Yes, I give my name"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether you want to be anonymous.")},
    )

    def clean(self) -> dict[str, Any]:
        """A name beside the wish to be anonymous is a slip that only the writer can mend."""
        data = super().clean() or {}
        choice, name = data.get("anonymous"), data.get("name", "").strip()
        if choice == "no" and not name:
            self.add_error("name", _("Write your name, or choose to be anonymous."))
        if choice == "yes" and (name or data.get("phone", "").strip()):
            said = _("You chose to be anonymous, but wrote who you are. Clear it, or choose to give your name.")
            self.add_error("name" if name else "phone", said)
        return data

    def kind(self) -> str:
        """Anonymous unless a name was given."""
        return ReporterKind.PRIVATE if self.cleaned_data["anonymous"] == "no" else ReporterKind.ANONYMOUS


@asks(**{name: line(name, required=name != "relation") for name in REPORTER})
class ProfessionalForm(GuideForm):
    """The form for those who work for the public: in role nobody is anonymous (barnets lov § 133)."""

    asked = (WHO, *QUESTIONS, NOTIFIED)
    channel_code = Channel.PROFESSIONAL
    about = _about()


@asks(name=line("name", hint=gettext_lazy("A first name is enough, and you need not give one.")), phone=line("phone"))
class HelpForm(GuideForm):
    """Somebody asks for help for themselves (serviceloven § 12 b). Nothing but the wish itself is demanded."""

    asked = HELP
    shown = ("help", "reporter")
    channel_code = Channel.SELF

    def regards(self) -> str:
        """The writer."""
        return About.SELF

    def kind(self) -> str:
        """Whoever left a name or a number is somebody we know."""
        return ReporterKind.PRIVATE if self.reporter() else ReporterKind.ANONYMOUS


@asks(**{name: line(name) for name in REPORTER})
class RegisterForm(GuideForm):
    """A colleague writes down what came by telephone, on the street, or from another authority."""

    shown = ("channel", "about", "seen", "around", "ahead", "files", "reporter")
    channel = forms.ChoiceField(
        label=gettext_lazy("How did it come?"),
        choices=[(one.value, one.label) for one in Channel if one not in (Channel.PUBLIC, Channel.PROFESSIONAL)],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    screened = forms.BooleanField(
        label=gettext_lazy("The police coordinator has already cleared it"),
        help_text=gettext_lazy("Only when the police coordinator themselves brought it and said so."),
        required=False,
    )
    reporter_kind = forms.ChoiceField(
        label=gettext_lazy("Who told it?"), choices=ReporterKind.choices, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who told it.")},
    )  # fmt: skip
    about = _about(gettext_lazy("The one who tells it, who wants help"))

    def way(self) -> str:
        """As the colleague says."""
        return str(self.cleaned_data["channel"])

    def kind(self) -> str:
        """As the colleague says."""
        return str(self.cleaned_data["reporter_kind"])

    def clean(self) -> dict[str, Any]:
        """Who is anonymous has no name, and who reports in role has one."""
        data = super().clean() or {}
        named = data.get("name", "").strip()
        if data.get("reporter_kind") == ReporterKind.ANONYMOUS and named:
            self.add_error("name", _("The reporter is anonymous: do not write a name, not even one you know."))
        if data.get("reporter_kind") == ReporterKind.PROFESSIONAL and not (named and data.get("unit", "").strip()):
            self.add_error("name", _("In role nobody is anonymous: write the name and the unit."))
        if data.get("screened") and data.get("channel") != Channel.POLICE:
            self.add_error("screened", _("Only what the police coordinator brought is cleared already."))
        return data
