"""Erasure: the keys first, then the rows and the ledger. A kill at any point is made good by doing it again.

1. Two people's yes is stored (`storing.confirm`). 2. The keys are destroyed in the key store. 3. The rows go and the
ledger gets its line, in one transaction of the database (`migrations/0060_after.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from beredskab.audit.actions import record, record_house
from beredskab.cases.models import Case, Disposal, DisposalAnswer
from beredskab.cases.permissions import may_oversee, require
from beredskab.cases.queries.headers import not_here
from beredskab.cases.queries.storing import key_ids
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict
from beredskab.kit.vault import vault
from beredskab.kit.viewer import Viewer

SYSTEM: Final = UUID(int=1)


@action(event="cases.case.erased")
def finish(*, by: Viewer, disposal_id: UUID) -> None:
    """Destroy the keys of a case that two people have agreed to erase, then its rows. Raises NotFound, Conflict."""
    require(may_oversee(by))
    row = Disposal.objects.select_related("case").filter(authority_id=by.authority_id, id=disposal_id).first()
    if row is None:
        raise not_here(by, disposal_id, "no_proposal")
    if row.state != "confirmed" or row.answer == DisposalAnswer.KEEP:
        raise Conflict("answered", _("This has been answered already."))
    ids = key_ids(row.case_id)
    for key_id in ids:
        vault().destroy(by.authority_id, key_id)
    _call("cases_erase", row.id)
    detail = {"ref": row.case.number, "code": row.answer, "count": len(ids)}
    record(by=by, event="cases.case.erased", subject=row.case, detail=detail)


def finish_waiting() -> int:
    """The worker's round: erasures that two people confirmed and a kill has stopped. How many were finished."""
    waiting = _rows("select * from cases_erasures_waiting()")
    for disposal_id, authority_id, case_id, number, answer, ids in waiting:
        case = Case(id=case_id, authority_id=authority_id)
        told = {"ref": number, "code": answer, "count": len(ids)}
        resume(by=Viewer(SYSTEM, authority_id), disposal_id=disposal_id, case=case, ids=ids, told=told)
    return len(waiting)


@action(event="cases.erasure.finished")
def resume(*, by: Viewer, disposal_id: UUID, case: Case, ids: list[UUID], told: dict[str, Any]) -> None:
    """Do the rest of one erasure, as the worker."""
    for key_id in ids:
        vault().destroy(by.authority_id, key_id)
    _call("cases_erase_rows", disposal_id)
    record(by=by, event="cases.erasure.finished", subject=case, detail=told)


@dataclass(frozen=True, slots=True)
class Gone:
    """A line of the ledger, as it is noted outside: whose case, which one, and its keys."""

    authority_id: UUID
    case_id: UUID
    number: str
    key_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay did."""

    lines: int
    keys: int  # destroyed again
    cases: int  # whose rows were back
    finished: int  # erasures that a kill had stopped half way


def ledger() -> list[Gone]:
    """The whole ledger, oldest first. For the owner of the tables only."""
    found = _rows("select authority_id, case_id, number, key_ids from cases_ledgerentry order by created_at, id")
    return [Gone(one[0], one[1], one[2], tuple(one[3])) for one in found]


def replay(noted: Iterable[Gone] = ()) -> Replayed:
    """Do all erasures of the ledger, and of what was noted outside it, again. As the owner; safe to repeat.

    For a database or a key store that comes from a copy, before anybody logs in.
    """
    finished = finish_all()
    lines = {(one.authority_id, one.case_id): one for one in (*noted, *ledger())}
    keys = cases = 0
    for one in lines.values():
        keys += sum(_destroyed(one.authority_id, key_id) for key_id in one.key_ids)
        cases += _purged(one)
    if keys or cases or finished:
        detail = {"count": len(lines), "files": keys}
        record_house(person_id=None, event="cases.ledger.replayed", detail=detail)
    return Replayed(len(lines), keys, cases, finished)


def finish_all() -> int:
    """Finish every erasure that two people have confirmed and a kill has stopped. As the owner."""
    waiting = _rows(
        "select id, authority_id, case_id from cases_disposal"
        " where state = 'confirmed' and answer in ('destroy', 'transfer') order by created_at, id"
    )
    for disposal_id, authority_id, case_id in waiting:
        for key_id in _keys_of(case_id):
            vault().destroy(authority_id, key_id)
        _call("cases_erase_rows", disposal_id)
    return len(waiting)


def _destroyed(authority_id: UUID, key_id: UUID) -> bool:
    there = vault().has(authority_id, key_id)
    vault().destroy(authority_id, key_id)
    return there


def _purged(one: Gone) -> bool:
    """Take the rows of a case away that a copy brought back, with keys that the ledger's line does not name."""
    back = _rows("select 1 from cases_case where id = %s and stage <> 'erased'", one.case_id)
    if not back:
        return False
    for key_id in _keys_of(one.case_id):
        vault().destroy(one.authority_id, key_id)
    _rows("select cases_ledger_again(%s, %s)", one.case_id, list(one.key_ids))
    return True


def _keys_of(case_id: UUID) -> list[UUID]:
    found = _rows(
        "select %s::uuid union select id from cases_report where case_id = %s"
        " union select root_id from cases_exchange where case_id = %s",
        case_id, case_id, case_id,
    )  # fmt: skip
    return [one[0] for one in found]


def _call(function: str, *arguments: Any) -> None:
    _rows(f"select {function}({', '.join(['%s'] * len(arguments))})", *arguments)


def _rows(statement: str, *arguments: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(arguments))
        return list(cursor.fetchall())
