"""From the answers and the municipality's contact points to what the page shows, true at this moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from beredskab.organisation.contacts import hours
from beredskab.organisation.contacts.models import ContactKind, ContactPoint
from beredskab.organisation.contacts.showing import Contact, known, shown
from beredskab.web.guide import texts
from beredskab.web.guide.answers import Answers, Urgency, Who
from beredskab.web.guide.intake import Door
from beredskab.web.guide.rules import Outcome, Road

HOTLINE_NUMBER: Final = "41 74 90 90"
HOTLINE_WEEK: Final[hours.Week] = (((8 * 60, 22 * 60),),) * hours.DAYS
DUTY_NUMBER: Final = "114"
"""Out of hours the social duty officer is reached through the police."""

WRITING: Final = frozenset({Road.INFOHUS, Road.COUNSELLING})
"""Roads that the municipality's own intake takes in writing."""

NOTIFYING: Final = frozenset({Road.NOTIFY_133, Road.NOTIFY_135})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the answer."""

    road: Road
    words: texts.Words
    contacts: tuple[Contact, ...]
    instead: texts.Text
    beside: str
    intake: str
    read_by: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Here:
    """What a page of a municipality builds on: its contact points, the door to its intake, and the moment."""

    points: Sequence[ContactPoint]
    door: Door
    now: datetime


def steps(roads: Iterable[Road], answers: Answers, outcome: Outcome, here: Here) -> tuple[Step, ...]:
    """The roads as the page shows them."""
    return tuple(_step(road, answers, outcome, here) for road in roads)


def hotline(now: datetime) -> Contact:
    """The national hotline, daily 8-22, holidays too."""
    return known(_("The national hotline"), HOTLINE_NUMBER, HOTLINE_WEEK, now)


def receivers(here: Here) -> tuple[tuple[Contact, ...], texts.Text]:
    """Who takes a notification: by form, by telephone, and out of hours. And what to say where nobody is named."""
    said = texts.ROADS[Road.NOTIFY_133]
    found = tuple(shown(one, here.now) for one in here.points if one.kind in said.kinds)
    reached = found if any(one.is_open for one in found) else (*found, *_duty(here))
    return reached, "" if found else said.instead


def _step(road: Road, answers: Answers, outcome: Outcome, here: Here) -> Step:
    said = texts.words(road, answers.who)
    found = tuple(shown(one, here.now) for one in here.points if one.kind in said.kinds)
    instead = "" if found else said.instead
    if road is Road.HOTLINE:
        found = (*found, hotline(here.now))
    elif answers.who is not Who.SELF and road in NOTIFYING and not any(one.is_open for one in found):
        found = (*found, *_duty(here))
    both = road is Road.INFOHUS and bool(NOTIFYING & set(outcome.steps))
    writes = road in WRITING and answers.urgency is not Urgency.NOW  # nobody is asked to write in a danger
    return Step(
        road,
        said,
        found,
        instead,
        str(texts.BESIDE_NOTIFICATION) if both else "",
        here.door.address(answers.who) if writes else "",
        here.door.read_by if writes else "",
        road in NOTIFYING,
    )


def _duty(here: Here) -> tuple[Contact, ...]:
    """Who takes it when the office is closed: the municipality's own, or the police, who reach the duty officer."""
    found = tuple(shown(one, here.now) for one in here.points if one.kind == ContactKind.NIGHT)
    return found or (known(_("Social duty officer out of hours"), DUTY_NUMBER, hours.NEVER, here.now),)
