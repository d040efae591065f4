"""The kinds of task: the one next step as a verb, where it is done, and what the stage of a case asks for.

The coordinator's list, the case page and the reminders read this table. `route` takes the case's id, or the report's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models import Stage


@dataclass(frozen=True, slots=True)
class Kind:
    """What somebody must do. `deadline` names the local setting (days or weeks) that dates it, or ""."""

    verb: str | Promise
    route: str
    deadline: str = ""
    hangs: bool = False  # waits for somebody else's answer: on the list of what hangs in the air
    of_subject: bool = False  # the page is the subject's, for somebody who is not let in to the case


KINDS: Final[dict[str, Kind]] = {
    "read": Kind(_("Read the report"), "cases:report"),
    "inbox": Kind(_("Read the reporter's message"), "cases:inbox"),
    "assess": Kind(_("Answer the four first questions"), "cases:assess"),
    "police_first": Kind(_("Ask the police whether the Infohus track may go on"), "cases:police_first", hangs=True),
    "threshold": Kind(_("Decide whether it is a matter for the police"), "cases:threshold"),
    "ask_police": Kind(_("Choose what the police get, and ask for clearance"), "cases:clearance"),
    "not_police": Kind(_("Pass it on to others, or close it"), "cases:return_flow"),
    "await_police": Kind(_("Remind the police, or record their answer"), "cases:clearance", "clearance_days", True),
    "more_asked": Kind(_("Answer what the police asked"), "cases:clearance"),
    "police_answered": Kind(_("Read the police's answer"), "cases:clearance"),
    "read_advice": Kind(_("Read the police's advice about safety"), "cases:clearance"),
    "own_duties": Kind(_("See which duties go on without Infohus"), "cases:own_duties"),
    "gather": Kind(_("Invite authorities and call the meeting"), "cases:gathering", "gathering_days"),
    "contribution": Kind(_("Read what an authority answered"), "cases:gathering"),
    "await_invited": Kind(_("Remind the authority, or record its answer"), "cases:gathering", "gathering_days", True),
    "bring": Kind(_("Say what you can bring"), "cases:outside", "gathering_days", of_subject=True),
    "meet": Kind(_("Hold the analysis meeting"), "cases:board"),
    "recommend": Kind(_("Write the recommendation, and freeze it"), "cases:recommendation"),
    "ask_second": Kind(_("Ask somebody to confirm the recommendation"), "cases:recommendation"),
    "await_second": Kind(_("Remind the second person, or ask somebody else"), "cases:recommendation", hangs=True),
    "rewrite": Kind(_("Read why the second person said no, and write it anew"), "cases:recommendation"),
    "hand_over": Kind(_("Hand the recommendation over"), "cases:hand_over"),
    "hand_over_again": Kind(_("Hand it over to somebody else, or write it anew"), "cases:hand_over"),
    "await_decision": Kind(_("Remind the receiver"), "cases:hand_over", "decision_days", True),
    "hand_over_answered": Kind(_("Read what was answered to the recommendation"), "cases:hand_over"),
    "decide": Kind(_("Accept or return, and decide"), "cases:decide", "decision_days"),
    "told_back": Kind(_("Read what the receiver told back"), "cases:follow_up"),
    "follow": Kind(_("Hold the status round"), "cases:follow_up", "status_weeks"),
    "mentor": Kind(_("Let the mentor see the goals"), "cases:follow_up"),
    "await_return": Kind(_("Remind the receiver, or take it back"), "cases:return_flow", "return_days", True),
    "receive": Kind(_("Accept or send back"), "cases:receive", "return_days"),
    "close_returned": Kind(_("Close what others have taken over"), "cases:close"),
    "second_close": Kind(_("Answer the proposal to close"), "cases:close_second", hangs=True),
    "confirm": Kind(_("Confirm the recommendation"), "cases:confirm"),
    "second_answered": Kind(_("Read the answer of the authority that was asked to confirm"), "cases:recommendation"),
    "counsel": Kind(_("Keep the counselling going"), "cases:counselling"),
    "place": Kind(_("Agree who works with the place"), "cases:place"),
    "notify": Kind(_("Notify the child's case (§ 133)"), "cases:children"),
    "urgent": Kind(_("Get the 24-hour assessment confirmed"), "cases:children", hangs=True),
    "acknowledge": Kind(_("Get the acknowledgement confirmed"), "cases:children", hangs=True),
    "investigate": Kind(_("Get the investigation confirmed as finished"), "cases:children", hangs=True),
    "risk": Kind(_("Get the risk assessment before the family is contacted"), "cases:children"),
    "inform": Kind(_("Inform the person, or record why not yet"), "cases:informing"),
    "inform_review": Kind(_("Look again at why the person was not informed"), "cases:informing"),
    "silence_ends": Kind(_("Ask the police whether the family may be told now"), "cases:assess"),
    "feedback": Kind(_("Give the reporter feedback"), "cases:feedback"),
    "review_case": Kind(_("Look again, as agreed at the close"), "cases:reopen"),
    "glass": Kind(_("Look at a break-glass"), "cases:access"),
    "lead_review": Kind(_("Look at how a new lead was named"), "cases:lead_change"),
    "lead_seen": Kind(_("See that a colleague leads the case now"), "cases:lead_change"),
    "before_18": Kind(_("Plan the change to adult law"), "cases:children"),
    "turned_18": Kind(_("Adult law applies now: check basis and access"), "cases:children"),
    "access": Kind(_("Answer the request for access"), "cases:access_report"),
    "dispose": Kind(_("Decide on storage"), "cases:disposal"),
    "dispose_second": Kind(_("Answer the proposal on storage"), "cases:disposal"),
    "move": Kind(_("Wait for the other municipality's answer"), "cases:move", hangs=True),
    "moved_in": Kind(_("Accept a case from another municipality"), "cases:moves"),
    "learn": Kind(_("Review how it was handled"), "cases:learning"),
}

BY_THE_CLOCK: Final = frozenset({"read", "urgent", "glass"})
"""Kinds whose deadline is counted in hours. All others are due on a day, whatever hour stands beside it."""
ENDS_WITH: Final[dict[str, tuple[str, ...]]] = dict.fromkeys(("met", "hand_over"), ("await_invited", "bring"))
"""What nobody waits for any more after a step: the meeting was held without them, or the recommendation is given on."""

STAGE_TASK: Final[dict[str, str]] = {
    Stage.ASSESSMENT: "assess",
    Stage.POLICE_FIRST: "police_first",
    Stage.THRESHOLD: "threshold",
    Stage.CLEARANCE: "await_police",
    Stage.OWN_DUTIES: "own_duties",
    Stage.GATHERING: "gather",
    Stage.ANALYSIS: "meet",
    Stage.RECOMMENDATION: "recommend",
    Stage.DECISION: "await_decision",
    Stage.FOLLOW_UP: "follow",
    Stage.RETURN_FLOW: "await_return",
    Stage.COUNSELLING: "counsel",
    Stage.PLACE: "place",
    Stage.CLOSING: "second_close",
}
"""The task that stands as long as a case is at the stage: so no open case is ever without one."""

RECOMMENDING: Final = ("recommend", "ask_second", "await_second", "rewrite", "hand_over", "hand_over_again")
"""How far the recommendation is: one of them stands at its stage, and each takes the place of the one before."""

DECIDING_POLICE: Final = ("threshold", "ask_police", "not_police")
"""Whether it is a matter for the police, and what follows from the answer: one of them stands at the threshold."""

ANSWERS: Final = ("confirm", "decide", "receive", "bring")
"""A colleague's own answer. The lead has a task of their own that waits for it, and is not shown this one."""


def of_stage(stage: str) -> tuple[str, ...]:
    """The kinds that can stand for a stage."""
    if stage == Stage.RECOMMENDATION:
        return RECOMMENDING
    if stage == Stage.THRESHOLD:
        return DECIDING_POLICE
    return (STAGE_TASK[stage],) if stage in STAGE_TASK else ()
