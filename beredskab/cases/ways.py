"""What can be done in a case beside its one next step: a line each, shown only where and when it makes sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models import Stage, Track
from beredskab.cases.states import OPEN

EVERY: Final = frozenset(Track)
PERSON: Final = frozenset({Track.CONCERN, Track.COUNSELLING})
CONCERN: Final = frozenset({Track.CONCERN})
RUNNING: Final = frozenset({*OPEN, Stage.CLOSING})
ASSESSED: Final = RUNNING - {Stage.ASSESSMENT, Stage.POLICE_FIRST}
MET: Final = frozenset({Stage.GATHERING, Stage.ANALYSIS, Stage.RECOMMENDATION})
LATE: Final = frozenset({Stage.DECISION, Stage.FOLLOW_UP})
DECIDES: Final = LATE | {Stage.OWN_DUTIES}
HELPS: Final = DECIDES | {Stage.COUNSELLING}
ENDED: Final = frozenset({Stage.CLOSED})
HANDED_ON: Final = RUNNING - {Stage.RETURN_FLOW, Stage.CLOSING}


@dataclass(frozen=True, slots=True)
class Way:
    """A page of the case: where, what one does there, at which stages and on which tracks, and the section it needs."""

    route: str
    text: str | Promise
    stages: frozenset[Stage]
    tracks: frozenset[Track]
    section: str


WAYS: Final = (
    Way("cases:people", _("See or add who it regards"), RUNNING | ENDED, PERSON, "people"),
    Way("cases:note", _("Write a note on the timeline"), RUNNING, EVERY, "notes"),
    Way("cases:assess", _("Look at the first assessment, or answer anew"), ASSESSED, CONCERN, "assessment"),
    Way("cases:children", _("Follow the duties to children"), RUNNING, PERSON, "children"),
    Way("cases:informing", _("Decide who is informed, and when"), RUNNING, PERSON, "assessment"),
    Way("cases:family", _("Write to the family, or note a talk with them"), RUNNING, PERSON, "children"),
    Way("cases:advice", _("Ask the police for advice about safety"), ASSESSED, CONCERN, "between"),
    Way("cases:gathering", _("See whom you invited, and what they brought"), MET, CONCERN, "between"),
    Way("cases:disclose", _("Share something with an authority"), ASSESSED, CONCERN, "between"),
    Way("cases:hand_over", _("See what was handed over, or take it back"), LATE, CONCERN, "*"),
    Way("cases:decide", _("See what the authority decided"), DECIDES, CONCERN, "decision"),
    Way("cases:follow_up", _("Write down measures and goals"), HELPS, PERSON, "measures"),
    Way("cases:return_flow", _("Hand it to the ordinary services"), HANDED_ON, EVERY, "return"),
    Way("cases:move", _("The person moves to another municipality"), HANDED_ON, CONCERN, "*"),
    Way("cases:close", _("Propose to close"), HANDED_ON, EVERY, "closing"),
    Way("cases:feedback", _("Give the reporter feedback"), RUNNING | ENDED, EVERY, "closing"),
    Way("cases:learning", _("Review how it was handled"), ENDED, EVERY, "closing"),
    Way("cases:access_report", _("Answer a request for access"), RUNNING | ENDED, PERSON, "*"),
    Way("cases:journal", _("Take a copy for the record system"), RUNNING | ENDED, EVERY, "*"),
    Way("cases:disposal", _("Decide on storage"), ENDED, EVERY, "after"),
    Way("cases:reopen", _("Reopen the case"), ENDED, EVERY, "closing"),
)
