"""Forms of the duties to children and of what goes to a family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.assessing import Named
from beredskab.cases.forms.fields import COLLEAGUE, line, lines, radios, select
from beredskab.cases.queries.children import Child

LOCAL = "%Y-%m-%dT%H:%M"
STEPS = {
    "notified": _("The notification was sent"),
    "received": _("They confirm that they have received it"),
    "urgent": _("The 24-hour assessment is made"),
    "acknowledged": _("The one who notified has got the acknowledgement"),
    "need_known": _("It was known that the child may need support (the four months count from then, § 20)"),
    "route_none": _("Decided: no further clarification"),
    "route_s19": _("Decided: clarification (§ 19)"),
    "route_s20": _("Decided: investigation (§ 20)"),
    "preliminary": _("A preliminary assessment is made"),
    "finished": _("The clarification or investigation is finished"),
}
KINDS = (
    ("letter", _("Letter")),
    ("invitation", _("Invitation to a talk")),
    ("note", _("Note of a contact: telephone, visit or talk")),
)


class MomentField(forms.DateTimeField):
    """A day and a time, as the browser's own field gives it and as people write it without one."""

    widget = forms.DateTimeInput(attrs={"class": "form-input", "type": "datetime-local"}, format=LOCAL)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, input_formats=[LOCAL, "%d-%m-%Y %H:%M", "%d.%m.%Y %H.%M", "%Y-%m-%d %H:%M"])


class ConfirmForm(forms.Form):
    """What the receiving side has done, and when; to whom it went and what they call it."""

    def __init__(self, data: Any, child: Child) -> None:
        at = timezone.localtime().replace(second=0, microsecond=0)
        super().__init__(data, auto_id=f"child-{child.person_id}-%s", initial={"at": at})
        steps = [(code, STEPS[code]) for code in child.next_steps]
        if len(steps) == 1:
            self.initial["step"] = steps[0][0]
        self.fields["step"] = radios(_("What has happened?"), steps)
        self.fields["at"] = MomentField(label=_("When?"))
        if "notified" in child.next_steps:
            self.fields["to"] = line(
                _("To whom?"), longest=160, help_text=_("The unit that receives notifications, by your own procedure.")
            )
        else:
            self.fields["number"] = line(
                _("What do they call the case?"), longest=80, required=False,
                help_text=_("Their case number, if they give one."),
            )  # fmt: skip


CLOSES = (
    ("done", _("The duties are done")),
    ("other_case", _("The child is followed in another case here")),
    ("moved", _("The child has moved to another municipality, which knows of it")),
    ("not_a_child", _("The person is not a child, or does not belong in the case")),
)


class CloseTrackForm(forms.Form):
    """Why the duties to a child are followed no longer."""

    def __init__(self, data: Any, child: Child) -> None:
        super().__init__(data, auto_id=f"close-{child.person_id}-%s")
        self.fields["reason"] = radios(_("Why do you stop following?"), CLOSES)


class HonourForm(forms.Form):
    """Whether an honour-related conflict is possible."""

    def __init__(self, data: Any, child: Child) -> None:
        answer = child.track.honour if child.track else None
        said = None if answer is None else "yes" if answer else "no"
        super().__init__(data, auto_id=f"honour-{child.person_id}-%s", initial={"possible": said})
        self.fields["possible"] = radios(
            _("Is an honour-related conflict or negative social control possible?"),
            (("yes", _("Yes")), ("no", _("No")), ("unknown", _("I do not know"))),
        )

    def possible(self) -> bool | None:
        """Yes, no, or not known."""
        return {"yes": True, "no": False}.get(self.cleaned_data["possible"])


class AskRiskForm(forms.Form):
    """Which social worker writes the risk assessment."""

    def __init__(self, data: Any, child: Child, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, auto_id=f"risk-{child.person_id}-%s")
        self.fields["person"] = select(_("Which social worker writes it?"), people, error_messages=COLLEAGUE)


class RiskForm(Named):
    """The social worker's own words."""

    text = lines(
        _("Your risk assessment"),
        rows=8,
        help_text=_(
            "Can it harm the child that parents or network hear of this? What have you looked at? Who may be told, by"
            " whom and how?"
        ),
    )


class ContactForm(forms.Form):
    """A letter, an invitation or a note, about which child."""

    def __init__(self, data: Any, children: Sequence[Child]) -> None:
        super().__init__(data)
        self.fields["child"] = radios(_("About which child?"), [(str(one.person_id), one.who) for one in children])
        self.fields["kind"] = radios(_("What is it?"), KINDS)
        self.fields["text"] = lines(
            _("Text"),
            rows=10,
            help_text=_("For custody holders. Write only what they may know. It can be printed afterwards."),
        )
        if len(children) == 1:
            self.initial["child"] = str(children[0].person_id)
