"""What somebody from another authority does with what was sent to them: open it, and answer.

They hold no right in the municipality: the answer goes through the database's own function, which checks that it was
asked of them (`migrations/0030_between.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions.exchanging import MOST_ITEMS, Item
from beredskab.cases.models import Answer, Exchange, ExchangeKind
from beredskab.cases.queries import received
from beredskab.cases.queries.invited import taken_back
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send

PAGE_OF: Final = {
    ExchangeKind.CLEARANCE: "cases:clearance", ExchangeKind.ADVICE: "cases:clearance",
    ExchangeKind.INVITATION: "cases:gathering", ExchangeKind.CONFIRM: "cases:recommendation",
    ExchangeKind.HAND_OVER: "cases:hand_over",
}  # fmt: skip


@action(event="cases.exchange.opened")
def open_received(*, by: Viewer, exchange_id: UUID) -> None:
    """Open what was sent: from now on the sender sees when. Raises NotFound."""
    row = received.addressed(by, exchange_id)
    if row.seen_at is None and taken_back([row]):
        raise Conflict("taken_back", _("It was taken back before anybody here opened it."))
    with connection.cursor() as cursor:
        cursor.execute("select cases_saw_exchange(%s)", [row.id])
    record(by=by, event="cases.exchange.opened", subject=row, detail={"ref": row.case_number, "kind": row.kind})


@action(event="cases.exchange.answered")
def answer(
    *, by: Viewer, exchange_id: UUID, what: str, items: Sequence[Item] = (), basis: str = "", certain: bool = False
) -> UUID:
    """Answer in the own authority's name. No reason is asked, and *no contribution* always looks the same.

    A contribution has a basis of its own, and whoever gives it has decided it. Raises NotFound, DomainError, Conflict.
    """
    row = received.addressed(by, exchange_id)
    if what not in received.answers_to(row.kind):
        raise DomainError("answer", _("Choose one of the answers."))
    if row.closed_at is not None and what != Answer.ADVICE:
        raise Conflict("answered", _("This has been answered already."))
    if what != Answer.ADVICE and received.stands_of([row]).get(row.id) != "waits":
        raise Conflict("over", _("This is no longer open. Nothing more can be told here."))
    own_basis = row.basis
    if what == Answer.CONTRIBUTION:
        own_basis = _basis_of(by, row, items, basis, certain)
    elif what in (Answer.MORE, Answer.ADVICE, Answer.RETURNED) and not items:
        raise DomainError("words", _("Write it in a few words first."), "words")
    answer_id = _reply(by, row, what, () if what == Answer.NO_CONTRIBUTION else items, own_basis)
    link = reverse(PAGE_OF[ExchangeKind(row.kind)], args=[row.case_id])
    send(by=by, template="task", link=link, person_id=row.by_id, subject_id=row.id)
    detail = {"ref": row.case_number, "kind": row.kind, "status": what}
    record(by=by, event="cases.exchange.answered", subject=row, detail=detail)
    return answer_id


def _basis_of(by: Viewer, row: Exchange, items: Sequence[Item], basis: str, certain: bool) -> str:
    if not items or len(items) > MOST_ITEMS:
        raise DomainError("no_items", _("Write at least one thing that you bring."))
    if basis not in {one.id for one in received.bases_of(by, row)}:
        raise DomainError("basis", _("Choose the basis on which your authority gives it."), "basis")
    if not certain:
        raise DomainError("certain", _("Tick that your authority has decided to give exactly this."), "certain")
    return basis


def _reply(by: Viewer, row: Exchange, what: str, items: Sequence[Item], basis: str) -> UUID:
    """Sealed to the place of a row that only the database's function can add."""
    place = Exchange(id=new_id())
    key = vault().key(by.authority_id, row.root_id)
    key.seal(place, "items", [dict(one) for one in items])
    key.seal(place, "necessity", {"on": timezone.localdate().isoformat()})
    values: list[Any] = [
        place.id,
        row.id,
        what,
        bytes(place.items),
        bytes(place.necessity or b""),
        basis,
        new_id(),
    ]
    with connection.cursor() as cursor:
        cursor.execute("select cases_reply(%s, %s, %s, %s, %s, %s, %s)", values)
    return place.id
