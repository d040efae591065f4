"""Forms: a note on the timeline."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.fields import lines, radios

KINDS: Final = (
    ("call", _("A telephone call")),
    ("talk", _("A talk")),
    ("meeting", _("A meeting")),
    ("thought", _("A consideration of my own")),
    ("other", _("Something else")),
)


class NoteForm(forms.Form):
    """What happened, in words."""

    kind = radios(_("What was it?"), KINDS, initial="call")
    text = lines(
        _("What happened"), rows=6,
        help_text=_("Facts first: who, when, what was said. Keep what you think apart from what you know."),
    )  # fmt: skip
