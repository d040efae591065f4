"""One field of the board, and a view that differs. Words only: there is no number to fill in anywhere."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.fields import line, lines
from beredskab.cases.queries.board import PARTS


class FieldForm(forms.Form):
    """What is known, from whom and how sure, what speaks against, what helps."""

    known = lines(_("What do we know?"), rows=4, required=False)
    source = lines(
        _("Who says so, and how sure is it?"),
        rows=3,
        required=False,
        help_text=_("In words: seen by themselves, told by somebody, guessed."),
    )
    against = lines(_("What speaks against it?"), rows=3, required=False)
    helps = lines(_("What helps, or could help?"), rows=3, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    use_required_attribute = False

    def __init__(
        self, code: str, data: Mapping[str, Any] | None = None, *, initial: MutableMapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"{code}-%s")

    def content(self) -> dict[str, str]:
        """The four texts."""
        return {name: self.cleaned_data[name] for name in PARTS}


class ViewForm(forms.Form):
    """Whose view differs, and how they see it."""

    whose = line(
        _("Who sees it differently?"),
        longest=160,
        help_text=_("The authority or function, for example: the school, or regional psychiatry."),
        error_messages={"required": _("Write whose view it is.")},
    )
    text = lines(_("How do they see it?"), rows=3, error_messages={"required": _("Write what they see differently.")})
    use_required_attribute = False

    def __init__(self, code: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"{code}-view-%s")
