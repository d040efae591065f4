"""Forms: whom one can invite, and "may I share this?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from beredskab.cases import lawful
from beredskab.cases.forms.fields import DayField, line, lines, radios, select
from beredskab.frameworks.law.model import Party
from beredskab.frameworks.law.self_owning import areas, questions
from beredskab.frameworks.law.sharing import table

KNOWN = (("yes", _("Yes")), ("no", _("No")), ("", _("I do not know")))


class PartnerForm(forms.Form):
    """One partner: what it is, what it can bring, from when to when."""

    name = line(_("Name"), longest=160, help_text=_("The unit or the function, not a person."))
    kind = select(_("What kind of body is it?"), ())
    partner_authority = select(
        _("Its authority here"), (), required=False,
        help_text=_("Choose it if they log in here. Otherwise you write down what they say."),
    )  # fmt: skip
    brings = lines(
        _("What can they bring?"), rows=3, required=False,
        help_text=_("What they usually know or can do. Nothing about any person."),
    )  # fmt: skip
    self_owning = radios("", KNOWN, required=False)
    public_task = radios("", KNOWN, required=False)
    area = select("", (), required=False)
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until"), required=False, help_text=_("The last day. Empty: no end yet."))
    use_required_attribute = False

    def __init__(self, authorities: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = lawful.language()
        kinds = [(one.id, one.label) for one in table(language).parties if one.id != Party.FAMILY]
        for name, choices in (
            ("kind", kinds), ("partner_authority", authorities), ("area", [(a.id, a.label) for a in areas(language)]),
        ):  # fmt: skip
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "–"), *choices]
        for name, question in zip(("self_owning", "public_task", "area"), questions(language), strict=True):
            self.fields[name].label, self.fields[name].help_text = question.label, question.help

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields that are for all."""
        return [self[name] for name in ("name", "kind", "partner_authority", "brings", "valid_from", "valid_to")]

    @property
    def three(self) -> list[forms.BoundField]:
        """The three questions about a self-owning institution (retsplejeloven § 115, stk. 3)."""
        return [self[name] for name in ("self_owning", "public_task", "area")]

    def values(self) -> Mapping[str, Any]:
        """As the action takes them."""
        data = self.cleaned_data
        known = {"yes": True, "no": False}
        return {
            "name": data["name"].strip(),
            "partner_authority_id": UUID(data["partner_authority"]) if data["partner_authority"] else None,
            "kind": data["kind"], "brings": data["brings"].strip(),
            "self_owning": known.get(data["self_owning"]), "public_task": known.get(data["public_task"]),
            "area": data["area"], "valid_from": data["valid_from"], "valid_to": data["valid_to"],
        }  # fmt: skip


class ShareForm(forms.Form):
    """Four choices. Codes only: nothing about anybody stands in the address."""

    giver = select(_("Who knows it?"), ())
    receiver = select(_("Who is to be told?"), ())
    age = radios(_("How old is the person?"), ())
    situation = select(_("What is it for?"), ())
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = table(lawful.language())
        for name, choices in (
            ("giver", known.parties), ("receiver", known.parties), ("situation", known.situations), ("age", known.ages),
        ):  # fmt: skip
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*([] if name == "age" else [("", "–")]), *((one.id, one.label) for one in choices)]
