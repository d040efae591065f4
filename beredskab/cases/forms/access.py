"""Forms: access to a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

GLASS_REASONS = (
    ("danger", _("Somebody is in danger now")),
    ("lead_away", _("The lead cannot be reached, and it cannot wait")),
    ("duty", _("The duty to a child cannot wait")),
    ("police", _("The police need an answer now")),
)


class GlassForm(forms.Form):
    """Why it is an emergency: a code, for the log holds no free text."""

    reason = forms.ChoiceField(label=_("Why now?"), choices=GLASS_REASONS, widget=forms.RadioSelect)
