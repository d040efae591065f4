"""Signs as help to think with. Never a list to tick or a total: read together, with what speaks against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Group:
    """A part of life to think about."""

    title: Promise
    text: tuple[Promise, ...]


GROUPS: Final = (
    Group(
        _("What has changed?"),
        (
            _("A change says more than a state. Think of the last months: has the person left school, work or leisure,"
              " become angry, closed or restless, or had a crisis, a loss or a defeat?"),
            _("The same is seen in distress, illness, bullying or violence at home. Help is needed there, too."),
        ),
    ),
    Group(
        _("Who are they with?"),
        (
            _("Have old friends and family been dropped for a closed circle, also online? Is there somebody who decides"
              " what the person may think, or whom they may see?"),
            _("Do they keep secret whom they meet, or travel, or collect money for something you do not understand?"),
        ),
    ),
    Group(
        _("What is said about violence?"),
        (
            _("Is violence, threats or other crime defended or praised? Are other people spoken of as enemies who"
              " deserve harm? Is there talk of weapons, revenge, or giving one's life?"),
            _("A threat, a plan or a call to violence is something concrete. Then it is not a question of signs: tell"
              " the police."),
        ),
    ),
    Group(
        _("What speaks against it, and what holds?"),
        (
            _("Is there another explanation? Have you asked? What do others see who know the person?"),
            _("Who does the person still listen to, and what are they fond of? That is often where help begins."),
        ),
    ),
)  # fmt: skip
