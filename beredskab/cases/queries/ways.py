"""Which other pages of a case the viewer can go to now."""

from __future__ import annotations

from dataclasses import dataclass

from beredskab.cases.queries.headers import Opened
from beredskab.cases.queries.lists import address
from beredskab.cases.ways import WAYS


@dataclass(frozen=True, slots=True)
class Link:
    """A page and what one does there."""

    href: str
    text: str


def ways(found: Opened) -> tuple[Link, ...]:
    """The pages for the case's stage and track that the viewer's access opens, and that exist here."""
    case = found.case
    fitting = [way for way in WAYS if case.stage in way.stages and case.track in way.tracks and found.has(way.section)]
    links = [Link(address(way.route, case.id), str(way.text)) for way in fitting]
    return tuple(link for link in links if link.href)
