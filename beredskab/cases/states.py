"""The road: which verb leads from where to where.

The diagram in `docs/case-states.md` is drawn from this table (`mermaid()`), and a test compares them. `BACK` as target
means the stage the case came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models import Stage, Track

BACK: Final = "back"
OPEN: Final = (
    Stage.ASSESSMENT,
    Stage.POLICE_FIRST,
    Stage.THRESHOLD,
    Stage.CLEARANCE,
    Stage.OWN_DUTIES,
    Stage.GATHERING,
    Stage.ANALYSIS,
    Stage.RECOMMENDATION,
    Stage.DECISION,
    Stage.FOLLOW_UP,
    Stage.RETURN_FLOW,
    Stage.COUNSELLING,
    Stage.PLACE,
)
ENDED: Final = (Stage.CLOSED, Stage.MOVED, Stage.ERASED)


@dataclass(frozen=True, slots=True)
class Step:
    """One verb that moves a case; `target` is a stage, or BACK. The label is what the timeline says happened."""

    verb: str
    sources: tuple[Stage, ...]
    target: str
    label: str | Promise


STEPS: Final = (
    Step("to_police", (Stage.ASSESSMENT, Stage.THRESHOLD), Stage.POLICE_FIRST, _("The police act first")),
    Step("police_done", (Stage.POLICE_FIRST,), Stage.THRESHOLD, _("The police are done for now")),
    Step("assessed", (Stage.ASSESSMENT,), Stage.THRESHOLD, _("The first assessment is made")),
    Step("ask_police", (Stage.THRESHOLD,), Stage.CLEARANCE, _("The police were asked for clearance")),
    Step("proceed", (Stage.CLEARANCE,), Stage.GATHERING, _("The police: proceed")),
    Step("not_infohus", (Stage.CLEARANCE,), Stage.OWN_DUTIES, _("The police: not in Infohus")),
    Step("police_handle", (Stage.CLEARANCE,), Stage.OWN_DUTIES, _("The police handle it")),
    Step("call_meeting", (Stage.GATHERING, Stage.RECOMMENDATION), Stage.ANALYSIS, _("Put on the agenda of a meeting")),
    Step("met", (Stage.ANALYSIS,), Stage.RECOMMENDATION, _("The meeting was held")),
    Step("hand_over", (Stage.RECOMMENDATION,), Stage.DECISION, _("The recommendation was handed over")),
    Step("returned", (Stage.DECISION,), Stage.RECOMMENDATION, _("The receiver returned it")),
    Step("decided", (Stage.DECISION, Stage.OWN_DUTIES), Stage.FOLLOW_UP, _("The authority has decided")),
    Step(
        "offer_return",
        tuple(stage for stage in OPEN if stage is not Stage.RETURN_FLOW),
        Stage.RETURN_FLOW,
        _("Offered to the ordinary services"),
    ),
    Step("came_back", (Stage.RETURN_FLOW,), BACK, _("It came back")),
    Step("propose_close", OPEN, Stage.CLOSING, _("It was proposed to close")),
    Step("refuse_close", (Stage.CLOSING,), BACK, _("Not closed: back to where it was")),
    Step("close", (Stage.CLOSING,), Stage.CLOSED, _("The case was closed")),
    Step("reopen", (Stage.CLOSED,), Stage.ASSESSMENT, _("The case was reopened")),
    Step("move_away", OPEN, Stage.MOVED, _("Moved to another municipality")),
    Step("erase", (Stage.CLOSED, Stage.MOVED), Stage.ERASED, _("Erased, or handed to the archive")),
)
BY_VERB: Final = {step.verb: step for step in STEPS}
FIRST: Final = {
    Track.CONCERN: Stage.ASSESSMENT,
    Track.COUNSELLING: Stage.COUNSELLING,
    Track.PLACE: Stage.PLACE,
}
# What the other tracks may do. Seeking help never leads to the police; a place has no clearance of persons.
NARROW: Final = frozenset({"offer_return", "came_back", "propose_close", "refuse_close", "close", "erase"})

# Told on the timeline though the case stays where it is.
SAID: Final = {
    "consent": _("The citizen said yes to counselling"),
    "consent_withdrawn": _("The citizen took the yes back"),
}

# The line of stations that a page draws for a concern; side tracks are told in words.
LINE: Final = (
    Stage.ASSESSMENT,
    Stage.THRESHOLD,
    Stage.CLEARANCE,
    Stage.GATHERING,
    Stage.ANALYSIS,
    Stage.RECOMMENDATION,
    Stage.DECISION,
    Stage.FOLLOW_UP,
    Stage.CLOSED,
)


def leads_on(track: str, stage: str, verb: str) -> bool:
    """Whether the verb is in the table for a case of this track at this stage."""
    if track != Track.CONCERN and verb not in NARROW:
        return False
    return stage in BY_VERB[verb].sources


def mermaid() -> str:
    """The state diagram as mermaid source, one line per arrow, in the order of the table."""
    arrows = [
        f"    {source} --> {step.target if step.target != BACK else 'where_it_was'}: {step.verb}"
        for step in STEPS
        for source in step.sources
    ]
    begins = [f"    [*] --> {stage}" for stage in FIRST.values()]
    return "\n".join(["stateDiagram-v2", *begins, *arrows, ""])


def page() -> str:
    """`docs/case-states.md`, whole."""
    return PAGE.format(diagram=mermaid().rstrip())


PAGE = """# The road of a case

Drawn from `beredskab/cases/states.py`; a test fails when this page and the table differ.

```mermaid
{diagram}
```

| Stage | What it means |
|---|---|
| assessment | a named person answers the four first questions |
| police_first | danger or crime: the police act, and only the Infohus track waits; all other duties run on |
| threshold | is there an act, a threat, a plan or the legitimising of violence? without one the police are not asked |
| clearance | the police coordinator has been asked; silence is never consent |
| own_duties | not in Infohus, or the police handle it: the municipality's own duties go on |
| gathering | authorities are asked what they can bring |
| analysis | the meeting and its board of nine dimensions |
| recommendation | the comprehensive assessment, confirmed by two |
| decision | handed over: the authority decides under its own law |
| follow_up | measures, goals, status rounds |
| return_flow | other distress: offered to a named receiver, who accepts, or it comes back |
| counselling | the citizen's own road (serviceloven § 12 b); it never leads to the police |
| place | a group, a place or a milieu; no members are registered |
| closing | proposed; a second person answers |
| closed | ended with a receiver or an explicit "nothing further"; can be reopened |
| moved | accepted by another municipality; what is left here is destroyed or kept by two people |
| erased | the key is destroyed; a thin row and a ledger entry remain |
"""
