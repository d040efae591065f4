"""The life of an edition: which step leads from where to where, and what each state is called.

The diagram in `docs/plan-states.md` is drawn from this table (`mermaid()`), and a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.plans.models import State


@dataclass(frozen=True, slots=True)
class Step:
    """One verb that moves an edition; `event` is the audit event it leaves behind."""

    verb: str
    sources: tuple[State, ...]
    target: State
    label: str | Promise
    event: str


STEPS = (
    Step("accept", (State.PROPOSAL,), State.DRAFT, _("Accept the layout"), "plans.layout.accepted"),
    Step("send", (State.DRAFT,), State.IN_REVIEW, _("Send for review"), "plans.edition.sent"),
    Step("take_back", (State.IN_REVIEW, State.READY), State.DRAFT, _("Back to draft"), "plans.edition.taken_back"),
    Step("make_ready", (State.DRAFT, State.IN_REVIEW), State.READY, _("Ready for the council"), "plans.edition.ready"),
    Step("adopt", (State.READY,), State.ADOPTED, _("Record the adoption"), "plans.edition.adopted"),
    Step("publish", (State.ADOPTED,), State.PUBLISHED, _("Publish"), "plans.edition.published"),
    Step("supersede", (State.PUBLISHED,), State.SUPERSEDED, _("Replace by a newer one"), "plans.edition.superseded"),
    Step(
        "withdraw",
        (State.PROPOSAL, State.DRAFT, State.IN_REVIEW, State.READY),
        State.WITHDRAWN,
        _("Withdraw"),
        "plans.edition.withdrawn",
    ),
)
"""The whole table. An adopted text never goes back: changing it is a new edition."""

BY_VERB = {step.verb: step for step in STEPS}

OPEN = (State.PROPOSAL, State.DRAFT, State.IN_REVIEW, State.READY)
"""States before the council has decided; a plan has at most one edition in these."""

WRITABLE = (State.PROPOSAL, State.DRAFT, State.IN_REVIEW)
"""States in which text may change; *ready* is locked so that the council sees what was sent."""

FROZEN = (State.ADOPTED, State.PUBLISHED, State.SUPERSEDED)
"""States whose text is the adopted one."""


def leads_on(state: str, verb: str) -> bool:
    """Whether the verb is in the table for this state."""
    return state in BY_VERB[verb].sources


def mermaid() -> str:
    """The state diagram as mermaid source, one line per arrow, in the order of the table."""
    arrows = [f"    {source} --> {step.target}: {step.verb}" for step in STEPS for source in step.sources]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {State.PROPOSAL}", f"    [*] --> {State.DRAFT}", *arrows, ""])


def page() -> str:
    """`docs/plan-states.md`, whole: the diagram and what each state means."""
    return PAGE.format(diagram=mermaid().rstrip())


PAGE = """# The life of an edition

Drawn from `beredskab/plans/states.py`; a test fails when this page and the table differ.

```mermaid
{diagram}
```

| State | Text | What it means |
|---|---|---|
| proposal | open | imported text laid out in sections; a person moves what stands wrong |
| draft | open | being written |
| in_review | open | colleagues read and comment |
| ready | locked | what the council gets is what it sees |
| adopted | frozen | the council has decided; the four-year clock runs |
| published | frozen | anybody can read it; one edition at a time |
| superseded | frozen | a newer edition is published; this one stays at its own address |
| withdrawn | closed | given up before the council decided |

A plan has at most one edition before the council (proposal to ready). An adopted text never goes back: changing it is
a new edition.
"""
