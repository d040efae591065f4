"""The tables of the plan. Everything belongs to one authority; only publications are for all eyes."""

from beredskab.plans.models.answers import Answer, Confirmation
from beredskab.plans.models.plan import BlockSource, Edition, Origin, Plan, State, Topic
from beredskab.plans.models.records import Adoption, Body, Publication
from beredskab.plans.models.text import Comment, Presence, Section, SectionKind, SectionVersion

__all__ = [
    "Adoption",
    "Answer",
    "BlockSource",
    "Body",
    "Comment",
    "Confirmation",
    "Edition",
    "Origin",
    "Plan",
    "Presence",
    "Publication",
    "Section",
    "SectionKind",
    "SectionVersion",
    "State",
    "Topic",
]
