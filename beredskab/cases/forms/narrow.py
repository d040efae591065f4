"""Forms of counselling, of a place, and of what the municipality owes all the same."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from beredskab.cases.forms.assessing import Named
from beredskab.cases.forms.fields import lines, select

PARTIES = (
    ("ssp", _("SSP")),
    ("school", _("The school or the institution")),
    ("police_dialogue", _("The local police, in dialogue")),
    ("network", _("Infohus Netværk: trends and methods, no persons")),
    ("street", _("Street work or the youth club")),
    ("other", _("Somebody else, or what is seen at the place")),
)


class ConsentForm(Named):
    """The citizen's yes."""

    text = lines(
        _("The citizen's yes"),
        rows=4,
        help_text=_(
            "Who took it, when and how, and what the citizen said yes to. A yes can be taken back at any time."
        ),
    )


class AppointmentForm(Named):
    """What was agreed, in words."""

    text = lines(_("Agreement or talk"), rows=4, help_text=_("When, with whom, and what you agreed on. In words."))


class WithdrawForm(Named):
    """The citizen does not want it any more."""

    text = lines(_("What did the citizen say?"), rows=2, required=False, help_text=_("No reason is needed."))


class PlaceForm(Named):
    """Who does what about a place."""

    party = select(_("Who is it?"), PARTIES)
    text = lines(
        _("What is agreed, or seen?"),
        rows=4,
        help_text=_(
            "Places, times, groups and what is done. Write no names, and nothing by which one person is known."
        ),
    )


class OfferForm(Named):
    """That counselling was offered."""

    text = lines(_("Who offered it, when, and what was the answer?"), rows=3)
