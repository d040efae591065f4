"""Situations after a close: closed, allowed to be destroyed, proposed to be destroyed."""

from __future__ import annotations

from datetime import date

from beredskab.cases.actions import closing, notes, storing
from beredskab.cases.models import Case, Disposal, DisposalAnswer, Provision
from beredskab.cases.storage import Choice
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import Cast, version_of
from beredskab.kit.viewer import as_viewer

NOTE = "Klubbens træner har sagt, at Bertram er glad igen."


def closed(cast: Cast) -> Case:
    """Karen has proposed to close an unfounded concern about an adult, and Mette has said yes."""
    case = after.a_case_without_child_duties(cast)
    notes.add(by=cast["karen"], case_id=case.id, kind="call", text=NOTE)
    row = after.proposed(cast, case=case)
    mette = cast["mette"]
    closing.confirm(by=mette, case_id=row.case_id, version=version_of(mette, row.case))
    with as_viewer(cast["karen"]):
        return Case.objects.get(id=row.case_id)


def a_provision(cast: Cast, *, children: bool = False) -> Provision:
    """The council's decision that cases may be destroyed."""
    return storing.record_provision(
        by=cast["karen"], title="Kassation af bekymringer", reference="Byrådet, punkt 12", decided_on=date(2026, 2, 3),
        covers_children=children,
    )  # fmt: skip


def to_be_destroyed(cast: Cast, case: Case | None = None) -> Disposal:
    """Karen has proposed to destroy, and Mette has not answered."""
    choice = Choice(DisposalAnswer.DESTROY, "unfounded", a_provision(cast).id)
    found = case or closed(cast)
    mette = cast["mette"].person_id
    return storing.propose(by=cast["karen"], case_id=found.id, choice=choice, person_id=mette)
