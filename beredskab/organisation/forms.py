"""Forms: colleagues and their roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from beredskab.organisation.models import Role

TEXT = {"class": "form-input"}


class RolesForm(forms.Form):
    """The roles of one colleague."""

    roles = forms.MultipleChoiceField(label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple)


class MemberForm(RolesForm):
    """A new colleague."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs=TEXT))
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs=TEXT))

    field_order = ("name", "email", "roles")
