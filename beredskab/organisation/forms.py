"""Forms: colleagues and their roles."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from beredskab.organisation.models import Role

TEXT = {"class": "form-input"}


class RolesForm(forms.Form):
    """The roles of one colleague."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        help_text=_(
            "Choose only what the person needs. Whoever works on the plan sees no concerns, and the other way round."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *arguments: Any, offered: Sequence[Role], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = cast(forms.MultipleChoiceField, self.fields["roles"])
        field.choices = [(role.value, role.label) for role in offered]


class MemberForm(RolesForm):
    """A new colleague."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs=TEXT))
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs=TEXT))

    field_order = ("name", "email", "roles")
