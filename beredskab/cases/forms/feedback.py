"""Forms: telling a reporter, and the review of how a case was handled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.deciding import PlainForm
from beredskab.cases.forms.fields import lines, radios
from beredskab.cases.queries.feedback import POINTS

if TYPE_CHECKING:
    from beredskab.cases.queries.feedback import Reporter


class TellReporterForm(PlainForm):
    """How one reporter is told. What they are told is fixed."""

    way = forms.ChoiceField()

    def __init__(self, data: QueryDict | None, reporter: Reporter) -> None:
        super().__init__(data)
        self.fields["way"] = radios(_("How do you tell it?"), reporter.ways, initial=reporter.ways[0][0])


class ReviewForm(PlainForm):
    """Codes to learn from, and words that stay in the case."""

    points = forms.MultipleChoiceField(
        label=_("What can we learn from it?"), choices=list(POINTS.items()), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one, also if it went well.")},
    )  # fmt: skip
    text = lines(
        _("In your own words"),
        rows=4,
        required=False,
        help_text=_("Stays in the case, and is erased together with it."),
    )
