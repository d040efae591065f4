"""Writing on the board: one field at a time, each saving a row of its own, so that no text is ever written over."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import infohus
from beredskab.cases.actions import road
from beredskab.cases.models import BoardField, Case, Disagreement
from beredskab.cases.policies import require as must
from beredskab.cases.queries.board import PARTS
from beredskab.interventions.dimensions import Dimension
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer


@action(event="cases.board.saved")
def save_field(*, by: Viewer, case_id: UUID, dimension: str, number: int, content: Mapping[str, str]) -> BoardField:
    """Save one field. `number` is the saving that the writer had before them. Raises NotFound, DomainError.

    Raises Conflict when somebody saved the field meanwhile: then both texts are still there to be put together.
    """
    case = _held(by, case_id, dimension)
    key = road.key_of(case)
    text = {name: content.get(name, "").strip() for name in PARTS}
    last = BoardField.objects.filter(case=case, dimension=dimension).order_by("-number").first()
    said = {"ref": case.number, "dimension": dimension}
    if last is not None and key.open(last, "content") == text:  # a double click, or nothing changed
        record(by=by, event="cases.board.saved", subject=case, detail={**said, "status": "same"})
        return last
    if (last.number if last else 0) != number:
        raise Conflict("saved_meanwhile", _("Somebody saved this field while you wrote. Put the two texts together."))
    row = BoardField(
        id=new_id(), authority_id=by.authority_id, case=case, dimension=dimension, number=number + 1,
        by_id=by.person_id, by_name=by.name,
    )  # fmt: skip
    key.seal(row, "content", text)
    row.save(force_insert=True)
    record(by=by, event="cases.board.saved", subject=case, detail={**said, "version": row.number})
    return row


@action(event="cases.board.disagreed")
def disagree(*, by: Viewer, case_id: UUID, dimension: str, whose: str, text: str) -> Disagreement:
    """Record that somebody sees it differently: whose view, in their words. Raises NotFound, DomainError."""
    case = _held(by, case_id, dimension)
    if not text.strip():
        raise DomainError("text", _("Write what they see differently."), "text")
    key = road.key_of(case)
    earlier = Disagreement.objects.filter(case=case, dimension=dimension, whose=whose.strip())
    row = next((one for one in earlier.order_by("created_at", "id") if key.open(one, "text") == text.strip()), None)
    if row is None:  # a double click records it once
        row = Disagreement(
            id=new_id(), authority_id=by.authority_id, case=case, dimension=dimension, whose=whose.strip(),
            by_id=by.person_id, by_name=by.name,
        )  # fmt: skip
        key.seal(row, "text", text.strip())
        row.save(force_insert=True)
    record(by=by, event="cases.board.disagreed", subject=case, detail={"ref": case.number, "dimension": dimension})
    return row


def _held(by: Viewer, case_id: UUID, dimension: str) -> Case:
    if dimension not in Dimension.values:
        raise NotFound("dimension_not_found", _("This page does not exist."))
    case = road.held(by, case_id, "board")
    must(infohus.board_open(case.stage))
    return case
