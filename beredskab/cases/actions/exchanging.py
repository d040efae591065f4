"""Making a record of what passes to or from another authority. Helpers for the stations' actions, which record it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypedDict
from uuid import UUID, uuid5

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import lawful
from beredskab.cases.models import Case, Exchange, ExchangeKind
from beredskab.cases.queries.gates import gates
from beredskab.frameworks.law.model import Party
from beredskab.kit.errors import DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import DataKey, KeyExists, vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send
from beredskab.organisation.queries import authority

MOST_ITEMS: Final = 40


class Item(TypedDict):
    """One thing that is disclosed: what it is, and its words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What a person decided to give: exactly which items, on which basis, for what, why it is necessary.

    `asked` is what somebody who had to be asked said, or what the consent is to. It is sealed with the necessity.
    `once` is the id that the form was opened with: a second click with it gives nothing a second time.
    """

    items: Sequence[Item]
    basis: str
    purpose: str
    necessity: str
    asked: str = ""
    once: UUID | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """To whom. `authority_id` is the own authority's where there is no other; `party` is what they are to the rules."""

    authority_id: UUID
    party: str
    name: str = ""
    person_id: UUID | None = None
    drawn_in: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """When it should be answered, how long the other side sees it, and what it belongs to."""

    open_until: datetime
    due_at: datetime | None = None
    meeting_id: UUID | None = None
    reply_to: Exchange | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


def disclose(by: Viewer, case: Case, kind: str, to: Address, given: Disclosure, terms: Terms) -> Exchange:
    """Check a disclosure against the rules, and write it with a key of its own for both sides.

    Call inside an action, with the case held. Raises DomainError with the sentence of the rule that says no.
    """
    if not given.items or len(given.items) > MOST_ITEMS:
        raise DomainError("no_items", _("Choose at least one thing to share, and at most forty."))
    if not given.necessity.strip():
        raise DomainError("necessity", _("Write why the receiver needs exactly this."), "necessity")
    now = gates(by, case)
    sharing = lawful.Sharing(
        giver=now.giver, receiver=_party(to), age=now.age, purpose=given.purpose, basis=given.basis, asked=given.asked,
        track=case.track, threshold=now.threshold is not None, informed=now.uninformed is None, drawn_in=to.drawn_in,
    )  # fmt: skip
    refused = lawful.refusal(sharing, timezone.localdate())
    if refused is None and kind == ExchangeKind.CLEARANCE and now.threshold is None:
        refused = lawful.no_threshold()  # on no basis are the police asked about somebody without one
    if refused is not None:
        raise now.uninformed if refused.code == "not_informed" and now.uninformed else refused
    row = _row(by, case, kind, to, given, terms)
    row.threshold_id = now.threshold.id if now.threshold else None
    key = _key(by, row)
    key.seal(row, "items", [dict(one) for one in given.items])
    why = {"text": given.necessity.strip(), "asked": given.asked.strip(), "age": str(now.age), "party": to.party}
    key.seal(row, "necessity", {**why, **terms.extra})
    row.save(force_insert=True)
    return row


def answer_for(by: Viewer, asked: Exchange, what: str, items: Sequence[Item], how: str) -> Exchange:
    """Write down, for the other authority, what it answered by telephone or secure mail. Marked as such."""
    row = Exchange(
        id=new_id(), from_authority_id=asked.to_authority_id, to_authority_id=by.authority_id,
        owner_authority_id=by.authority_id, case_id=asked.case_id, case_number=asked.case_number, root_id=asked.root_id,
        reply_to=asked, meeting_id=asked.meeting_id, kind=ExchangeKind.ANSWER, answer=what, basis=asked.basis,
        purpose=asked.purpose, threshold_id=asked.threshold_id, recorded=True, open_until=asked.open_until,
        to_name=asked.to_name, by_id=by.person_id, by_name=by.name,
    )  # fmt: skip
    key = vault().key(by.authority_id, asked.root_id)
    key.seal(row, "items", [dict(one) for one in items])
    key.seal(row, "necessity", {"how": how})
    row.save(force_insert=True)
    return row


def close(asked: Exchange) -> None:
    """Nothing more is waited for. Set once."""
    if asked.closed_at is None:
        asked.closed_at = timezone.now()
        asked.save(update_fields=["closed_at"])


def tell(by: Viewer, row: Exchange, template: str = "task") -> int:
    """Mail those on the other side that something waits, and no more. How many have a login there."""
    if row.to_authority_id == by.authority_id:
        people = [row.to_person_id] if row.to_person_id else []
    else:
        with connection.cursor() as cursor:
            cursor.execute("select cases_receivers(%s)", [row.id])
            people = [person for (person,) in cursor.fetchall()]
    for person_id in people:
        link = reverse("cases:outside", args=[row.id])
        send(by=by, template=template, link=link, person_id=person_id, subject_id=row.id)
    return len(people)


def given_before(case: Case, given: Disclosure) -> Exchange | None:
    """What the first click of the same form gave."""
    if given.once is None:
        return None
    return Exchange.objects.filter(case=case, id=_id_of(case, given.once)).first()


def note_of(by: Viewer, event: str, case: Case, row: Exchange, status: str = "") -> None:
    """The line in the record of what was given, to whom, on which basis; about the case, so that it is found there."""
    detail = {"ref": case.number, "kind": row.kind, "to": str(row.to_authority_id), "basis": row.basis}
    if status:
        detail["status"] = status
    record(by=by, event=event, subject=case, detail=detail)


def _party(to: Address) -> str:
    """The police are the police, whatever they are called on the list."""
    police = lawful.party_of(authority(to.authority_id).kind) is Party.POLICE
    return Party.POLICE if police else to.party


def _id_of(case: Case, once: UUID) -> UUID:
    """The row's id from the form's: never the form's own, or its sender could choose whose key is shared."""
    return uuid5(case.id, str(once))


def _row(by: Viewer, case: Case, kind: str, to: Address, given: Disclosure, terms: Terms) -> Exchange:
    row_id = _id_of(case, given.once) if given.once else new_id()
    return Exchange(
        id=row_id, from_authority_id=by.authority_id, to_authority_id=to.authority_id,
        owner_authority_id=by.authority_id, case=case, case_number=case.number,
        root_id=terms.reply_to.root_id if terms.reply_to else row_id, reply_to=terms.reply_to,
        meeting_id=terms.meeting_id, kind=kind, basis=given.basis, purpose=given.purpose, due_at=terms.due_at,
        open_until=terms.open_until, to_person_id=to.person_id, to_name=to.name, by_id=by.person_id, by_name=by.name,
    )  # fmt: skip


def _key(by: Viewer, row: Exchange) -> DataKey:
    """The thread's key: new with the first exchange, and wrapped for the other side before the row exists."""
    if row.root_id != row.id:
        return vault().key(by.authority_id, row.root_id)
    try:
        key = vault().new_key(by.authority_id, row.id)
    except KeyExists:  # the form's first try made the key and was then rolled back
        key = vault().key(by.authority_id, row.id)
    if row.to_authority_id != by.authority_id:
        vault().share(row.id, from_authority=by.authority_id, to_authority=row.to_authority_id)
    return key
