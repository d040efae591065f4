"""A notification written here and sent by the writer: what it should say, and the finished text. Keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PROFESSIONAL, PRIVATE = "professional", "private"
AREA: Final = {"class": "form-input", "rows": 4, "autocomplete": "off"}
LONGEST: Final = 8000

HEADINGS: Final[dict[str, Promise]] = {
    "child": gettext_lazy("The child"),
    "seen": gettext_lazy("What I have seen and heard"),
    "thinks": gettext_lazy("What I think it means"),
    "changed": gettext_lazy("What has changed, and since when"),
    "around": gettext_lazy("What goes well, and who is around the child"),
    "done": gettext_lazy("What has been done, and who knows"),
    "safe": gettext_lazy("Before the family is contacted"),
    "sender": gettext_lazy("From"),
}


def _text(label: _StrPromise, hint: _StrPromise, *, required: bool = False, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={**AREA, "rows": rows}),
    )


class NotificationForm(forms.Form):
    """What a notification should hold. Only what was seen is demanded: half a notification is better than none."""

    capacity = forms.ChoiceField(
        label=gettext_lazy("I notify"),
        choices=(
            (PROFESSIONAL, gettext_lazy("in my job for the public (section 133)")),
            (PRIVATE, gettext_lazy("as a citizen (section 135)")),
        ),
        widget=forms.RadioSelect,
    )
    child = _text(
        gettext_lazy("Who is the child?"),
        gettext_lazy(
            "Name, date of birth or address, school or institution: what you know. Brothers and sisters, too."
        ),
        rows=2,
    )
    seen = _text(
        gettext_lazy("What have you seen and heard?"),
        gettext_lazy("Who did or said what, when and where. The child's own words, as they were said. Who told you."),
        required=True,
        rows=6,
    )
    thinks = _text(
        gettext_lazy("What do you think it means?"),
        gettext_lazy("Your own interpretation, apart from what you have seen."),
    )
    changed = _text(
        gettext_lazy("What has changed, and since when?"),
        gettext_lazy("At home, at school, among friends, online."),
    )
    around = _text(
        gettext_lazy("What goes well, and who is around the child?"),
        gettext_lazy("Adults, friends and interests that hold. Other children in the home."),
    )
    done = _text(
        gettext_lazy("What has been done, and who knows?"),
        gettext_lazy("Talks, help, earlier notifications. Whether the child and the parents know of this one."),
    )
    safe = _text(
        gettext_lazy("Is it safe to contact the family?"),
        gettext_lazy(
            "Are you afraid of violence, control, or that the child is sent away, then write it here: the municipality"
            " must assess the danger first (section 18(3))."
        ),
        rows=2,
    )
    sender = _text(
        gettext_lazy("Who are you?"),
        gettext_lazy("Name, function, telephone. A citizen may leave it empty and be anonymous."),
        rows=2,
    )

    def clean(self) -> dict[str, Any]:
        """In a public job one cannot be anonymous: barnets lov § 133."""
        data = super().clean() or {}
        if data.get("capacity") == PROFESSIONAL and not data.get("sender"):
            self.add_error("sender", _("In your job you cannot be anonymous. Write your name and your unit."))
        return data


def compose(data: Mapping[str, str]) -> str:
    """The finished text, in Danish whatever the page's language: the municipality reads it."""
    with override("da"):
        paragraph = "133" if data["capacity"] == PROFESSIONAL else "135"
        parts = [_("Notification under section %(paragraph)s of the Children's Act") % {"paragraph": paragraph}]
        parts += [
            f"{heading}\n{data[name].strip()}" for name, heading in HEADINGS.items() if data.get(name, "").strip()
        ]
        if not data.get("sender", "").strip():
            parts.append(f"{HEADINGS['sender']}\n{_('The writer wishes to be anonymous.')}")
    return "\n\n".join(parts) + "\n"
