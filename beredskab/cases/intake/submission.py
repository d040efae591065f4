"""What somebody sends, before it is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from beredskab.documents.renderings import Rendering


@dataclass(frozen=True, slots=True)
class Submission:
    """A report as it was written. `answers` by the ids of the guide; `reporter` is who writes, apart from it."""

    channel: str
    reporter_kind: str
    about: str
    answers: Mapping[str, str] = field(repr=False)
    reporter: Mapping[str, str] = field(repr=False, default_factory=dict)
    files: tuple[Rendering, ...] = field(repr=False, default=())
    urgent: bool = False
    child: bool = False  # a child is concerned, or is in the household: the clocks of the law run
    screened: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """A municipality's intake as it stands now. `public` is the half of its pair that reports are sealed to."""

    authority_id: UUID
    code: str
    name: str
    is_open: bool
    reads_when: str
    unread_hours: int
    saturday_counts: bool
    flood_per_hour: int
    key_id: UUID | None
    public: bytes
