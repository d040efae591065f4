"""Notes on the timeline (offentlighedsloven § 13: what matters to the case is written down)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import states
from beredskab.cases.actions import road
from beredskab.cases.models import Note
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer

KINDS: Final = ("call", "talk", "meeting", "thought", "other")


@action(event="cases.note.added")
def add(*, by: Viewer, case_id: UUID, kind: str, text: str) -> Note:
    """Write a note that can only be added to, never changed. Raises NotFound, DomainError."""
    case = road.held(by, case_id, "notes")
    if case.stage in states.ENDED:
        raise DomainError("ended", _("The case has ended. Reopen it before you write more."))
    if kind not in KINDS:
        raise DomainError("kind", _("Choose from the list."), "kind")
    if not text.strip():
        raise DomainError("text", _("Write what happened."), "text")
    note = Note(id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, kind=kind)
    road.key_of(case).seal(note, "text", text.strip())
    note.save(force_insert=True)
    record(by=by, event="cases.note.added", subject=case, detail={"kind": kind})
    return note
