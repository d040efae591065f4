"""Situations after a close: closed, allowed to be destroyed, proposed to be destroyed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from beredskab.cases.actions import closing, moving, notes, storing, subject_access
from beredskab.cases.exemptions import Weighed
from beredskab.cases.models import AccessRequest, Case, CasePerson, Disposal, DisposalAnswer, Move, Provision
from beredskab.cases.queries import moving as moves
from beredskab.cases.queries import subject_access as weighings
from beredskab.cases.queries.contents import REPORTER
from beredskab.cases.queries.headers import opened
from beredskab.cases.storage import Choice
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import Cast, ready_for_police, version_of
from beredskab.kit.errors import DomainError
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


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What follows is refused for this reason, in whatever language."""
    with pytest.raises(DomainError) as caught:
        yield
    assert caught.value.code == code


def asked(cast: Cast, case: Case, **changes: Any) -> AccessRequest:
    """The first whom the case regards has asked for access."""
    with as_viewer(cast["karen"]):
        person = CasePerson.objects.filter(case=case).order_by("created_at").first()
    values = {"person_id": person.id, "received_on": timezone.localdate(), **changes}
    return subject_access.receive(by=cast["karen"], case_id=case.id, **values)


def weigh_all(cast: Cast, request: AccessRequest, *, reporter: bool = False) -> int:
    """As the page begins: everything but the reporter and others is given."""
    karen = cast["karen"]
    with as_viewer(karen):
        found = opened(karen, request.case_id)
        made = []
        for one in weighings.things(found, request):
            given = reporter if one.one.kind == REPORTER else not one.about_others
            basis = "" if given else "dbl-22-1"
            made.append(Weighed(one.one.kind, str(one.one.id), given, basis, "Vejet mod henvenderens tryghed."))
    return subject_access.weigh(by=karen, case_id=request.case_id, request_id=request.id, made=made)


def offered(cast: Cast, about: str = "child") -> tuple[Case, Move]:
    """Karen has offered a case to Naboby, with all its texts; Nanna has not answered."""
    case, karen, nanna = ready_for_police(cast, about), cast["karen"], cast["nanna"]
    notes.add(by=karen, case_id=case.id, kind="call", text=NOTE)
    with as_viewer(karen):
        page = moves.move(karen, case.id)
    basis = {"child": "bl-132", "adult": "consent"}[about]
    made = moving.offer(
        by=karen, case_id=case.id, version=version_of(karen, case), to_authority_id=nanna.authority_id,
        basis=basis, necessity="Familien er flyttet.", things=[one.code for one in page.things],
        asked="" if about == "child" else "Bertram sagde ja den 3. november.",
    )  # fmt: skip
    return case, made
