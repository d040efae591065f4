"""Points to think of for each of the nine dimensions. Interim help in our own words; the official tool goes before.

They are questions to talk over, never a list to tick: nothing counts them, and none of them is a sign by itself.
"""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.interventions.dimensions import Dimension

POINTS: Final[dict[str, tuple[str | Promise, ...]]] = {
    Dimension.CONVICTIONS: (
        _("Which words about violence or about other people have been heard, by whom, and in what setting?"),
        _("Is it conviction, provocation, a joke, or something heard elsewhere and repeated?"),
        _("Has it changed lately, and did something happen before that?"),
        _("Faith and opinion are lawful. What is it here that goes further: threats, or defending violence?"),
    ),
    Dimension.VIOLENCE: (
        _("Has the person been violent, threatened somebody, or shown an interest in doing harm?"),
        _("Is there talk of a person, a place or a day? If so, the police come first."),
        _("Is there access to weapons, or an attempt to get it?"),
        _("What has held the person back before?"),
    ),
    Dimension.CRIME: (
        _("What do we know from decisions and reports, and what is only said?"),
        _("How long ago was it, and what did it have to do with today's concern?"),
        _("What has the person done since to keep out of it?"),
    ),
    Dimension.RELATIONS: (
        _("Who takes part in the person's life, on the net and outside it, and who decides the tone?"),
        _("Are there people who push, recruit or put pressure on the person?"),
        _("Which relations has the person lost or broken off?"),
        _("Is there anybody in the group who would like to get out too?"),
    ),
    Dimension.PERSONALITY: (
        _("How does the person meet setbacks, shame and anger?"),
        _("What is the person good at, curious about, proud of?"),
        _("Does the person look for belonging, meaning, excitement or justice, and where could that be found?"),
    ),
    Dimension.MENTAL: (
        _("Has somebody with the training for it said anything about illness, trauma or development?"),
        _("Is the person in treatment, waiting for it, or without it?"),
        _("Is there a risk that the person harms themselves? If so, act on that first."),
        _("Which help has worked before?"),
    ),
    Dimension.FAMILY: (
        _("Who in the family knows of the concern, and how do they see it?"),
        _("Whom does the person listen to at home, and who needs help themselves?"),
        _("How are brothers and sisters?"),
        _("Is there a conflict about honour or control, so that contact can be dangerous?"),
    ),
    Dimension.NETWORK: (
        _("What does an ordinary week look like, and with whom is it spent?"),
        _("Which adult outside the family does the person trust?"),
        _("Is there a club, an activity or a friend that could be picked up again?"),
    ),
    Dimension.EDUCATION: (
        _("Does the person go to school, training or work, and how is it there?"),
        _("What has changed in attendance, results or mood?"),
        _("Who at the place knows the person well, and what do they see?"),
        _("What would make tomorrow at school or work a little better?"),
    ),
}  # fmt: skip
