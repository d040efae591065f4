"""The life of an intervention: which step leads from where to where. Nothing is deleted, for cases may name it."""

from __future__ import annotations

from dataclasses import dataclass

from beredskab.interventions.models import Status


@dataclass(frozen=True, slots=True)
class Step:
    """One verb that moves an intervention; `event` is the audit event it leaves behind."""

    verb: str
    sources: tuple[Status, ...]
    target: Status
    event: str


STEPS = (
    Step("use", (Status.DRAFT, Status.RETIRED), Status.IN_USE, "interventions.intervention.taken_into_use"),
    Step("retire", (Status.DRAFT, Status.IN_USE), Status.RETIRED, "interventions.intervention.retired"),
)

BY_VERB = {step.verb: step for step in STEPS}


def leads_on(status: str, verb: str) -> bool:
    """Whether the verb is in the table for this status."""
    return verb in BY_VERB and status in BY_VERB[verb].sources


def mermaid() -> str:
    """The state diagram as mermaid source, in the order of the table. The README shows it; a test compares them."""
    arrows = [f"    {source} --> {step.target}: {step.verb}" for step in STEPS for source in step.sources]
    begin = [f"    [*] --> {Status.DRAFT}", f"    [*] --> {Status.IN_USE}"]
    return "\n".join(["stateDiagram-v2", *begin, *arrows])
