"""A move to another municipality: offered with a basis, accepted there as a case of their own, and ended here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import policies
from beredskab.cases.actions import opening, people, road
from beredskab.cases.actions.exchanging import Address, Disclosure, Item, Terms, disclose
from beredskab.cases.actions.tasks import open_task
from beredskab.cases.models import Answer, Case, CasePerson, Channel, Exchange, ExchangeKind, Move, Note
from beredskab.cases.permissions import may_coordinate, require
from beredskab.cases.queries import moving as queries
from beredskab.cases.queries.contents import Written
from beredskab.cases.queries.headers import Opened, not_here
from beredskab.frameworks.law.model import Party
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send

STANDS: Final = timedelta(days=60)  # how long the other municipality can accept
TEXT: Final = 60_000


@action(event="cases.move.offered")
def offer(
    *, by: Viewer, case_id: UUID, version: int, to_authority_id: UUID, basis: str, necessity: str,
    things: Collection[str], asked: str = "",
) -> Move:  # fmt: skip
    """Offer a case to another municipality: who it regards, and the texts that were chosen. Raises NotFound, Conflict.

    The rules of sharing decide whether the basis holds (DomainError with their sentence).
    """
    case = road.led(by, case_id)
    require(may_coordinate(by))
    road.unchanged(case, version)
    policies.require(policies.can_take(case.track, case.stage, "move_away"))
    if Move.objects.filter(case=case, state="offered").exists():
        raise Conflict("offered", _("The case is offered already. Wait for the answer, or take it back."))
    policies.require(queries.on_hold(case))
    found = Opened(case, road.key_of(case), frozenset({"*"}))
    chosen = [one for one in queries.movable(found) if one.code in things]
    extra = {"about": case.about, "people": _people(found), "texts": [_text(one) for one in chosen]}
    given = Disclosure(_items(chosen), basis, queries.PURPOSE, necessity, asked)
    to = Address(to_authority_id, Party.OTHER_MUNICIPALITY)
    row = disclose(by, case, ExchangeKind.MOVE, to, given, Terms(timezone.now() + STANDS, extra=extra))
    made = Move(
        id=new_id(), authority_id=by.authority_id, case=case, to_authority_id=to_authority_id, exchange_id=row.id,
        basis=basis, by_id=by.person_id, by_name=by.name,
    )  # fmt: skip
    made.save(force_insert=True)
    open_task(by=by, case=case, kind="move", subject_id=row.id)
    for (person_id,) in _ask("cases_move_offered", row.id, new_id()):
        link = reverse("cases:move_in", args=[row.id])
        send(by=by, template="task", link=link, person_id=person_id, subject_id=row.id)
    detail = {"ref": case.number, "basis": basis, "to": str(to_authority_id), "count": len(chosen)}
    record(by=by, event="cases.move.offered", subject=case, detail=detail)
    return made


@action(event="cases.move.taken_back")
def take_back(*, by: Viewer, case_id: UUID) -> None:
    """Take an unanswered offer back; what was opened there was seen. Raises NotFound."""
    case = road.held(by, case_id, "*")
    made = Move.objects.filter(case=case, state="offered").first()
    if made is None:
        raise not_here(by, case_id, "not_found")
    _ask("cases_move_taken_back", made.exchange_id)
    record(by=by, event="cases.move.taken_back", subject=case, detail={"ref": case.number})


@action(event="cases.move.accepted")
def accept(*, by: Viewer, exchange_id: UUID) -> Case:
    """Take the case over: a case of our own, under our own number and key, with our own access.

    The other municipality's access ends in the same act. Raises NotFound.
    """
    row, key = queries.offer(by, exchange_id)
    told = queries.payload(row, key)
    case = opening.new_case(by, about=told["about"], channel=Channel.MUNICIPALITY)
    for one in told["people"]:
        people.add(by=by, case_id=case.id, kind=one["kind"], details=one["details"], is_child=one["is_child"])
    for text in told["texts"]:
        _note(by, case, text)
    _reply(by, row, Answer.ACCEPTED)
    send(by=by, template="notice", link=_page(row), person_id=row.by_id, subject_id=row.id)
    record(by=by, event="cases.move.accepted", subject=case, detail={"ref": case.number})
    return case


@action(event="cases.move.declined")
def decline(*, by: Viewer, exchange_id: UUID, reason: str = "") -> None:
    """Say no: it stays where it is, with its tasks. Raises NotFound."""
    row, _key = queries.offer(by, exchange_id)
    items: list[Item] = [{"label": _("Reason"), "text": reason.strip()}] if reason.strip() else []
    _reply(by, row, Answer.RETURNED, items)
    send(by=by, template="task", link=_page(row), person_id=row.by_id, subject_id=row.id)
    record(by=by, event="cases.move.declined", subject=row, detail={"ref": row.case_number})


def _people(found: Opened) -> list[dict[str, Any]]:
    rows = CasePerson.objects.filter(case=found.case).order_by("created_at", "id")
    return [
        {"kind": one.kind, "details": found.key.open(one, "details") or {}, "is_child": one.is_child} for one in rows
    ]


def _text(one: Written) -> dict[str, str]:
    at = formats.date_format(timezone.localtime(one.at), "j. F Y H.i")
    head = " · ".join(filter(None, (one.title, one.who, at)))
    return {"head": head, "text": one.text}


def _items(chosen: list[Written]) -> list[Item]:
    """What is disclosed, as the record shows it: the texts of a kind together, for a record has forty items at most."""
    found: dict[str, list[str]] = {_("Who it regards"): [_("All whom the case regards, with what is written of them.")]}
    for one in chosen:
        told = _text(one)
        found.setdefault(one.title.split(":")[0], []).append(f"{told['head']}\n{told['text']}")
    return [{"label": label, "text": "\n\n".join(texts)[:TEXT]} for label, texts in found.items()]


def _note(by: Viewer, case: Case, text: dict[str, str]) -> None:
    """A text from elsewhere is a note that says where it comes from: it is not the work of anybody here."""
    row = Note(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, kind="moved_in"
    )
    road.key_of(case).seal(row, "text", f"{text['head']}\n{text['text']}")
    row.save(force_insert=True)


def _reply(by: Viewer, row: Exchange, what: str, items: list[Item] | None = None) -> None:
    place = Exchange(id=new_id())
    vault().key(by.authority_id, row.root_id).seal(place, "items", [dict(one) for one in items or []])
    if row.closed_at is not None:
        raise DomainError("answered", _("This has been answered already."))
    _ask("cases_move_answered", row.id, place.id, what, bytes(place.items))


def _page(row: Exchange) -> str:
    return reverse("cases:case", args=[row.case_id])


def _ask(function: str, *arguments: Any) -> list[Any]:
    marks = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({marks})", list(arguments))
        return list(cursor.fetchall())
