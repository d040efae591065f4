"""What another authority tells back of a recommendation that it accepted: that it has decided, and the fixed form.

A disclosure from them to the municipality, on a basis of theirs. Their reasons stay in their own case: there is no
field for them. The row goes through the database's own function, which knows whether it is still theirs to tell
(`migrations/0050_deciding.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions.deciding import TELLABLE, cited, fixed_items, not_ahead
from beredskab.cases.actions.exchanging import Item
from beredskab.cases.actions.handing import call
from beredskab.cases.models import Answer, Exchange
from beredskab.cases.queries import received
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send

PAGE: Final = "cases:hand_over"


@dataclass(frozen=True, slots=True)
class Telling:
    """Sentences of the fixed list, one short line, on which basis; with the day and paragraph where it is decided.

    `asked` is what somebody who had to be asked said, or what the consent is to.
    """

    chosen: Sequence[str]
    basis: str
    short: str = ""
    asked: str = ""
    certain: bool = False
    decided_on: date | None = None
    paragraph: str = ""


@action(event="cases.exchange.told_back")
def tell_back(*, by: Viewer, exchange_id: UUID, told: Telling) -> UUID:
    """Tell the municipality what may be told. Raises NotFound, DomainError, Conflict."""
    row = received.addressed(by, exchange_id)
    _open_to_it(row, told)
    items = [*_decision(told), *fixed_items(told.chosen, told.short)]
    purpose = received.purpose_of(by, row, told.basis, told.asked.strip())
    if not told.certain:
        raise DomainError("certain", _("Tick that your authority has decided to give exactly this."), "certain")
    place, key = Exchange(id=new_id()), vault().key(by.authority_id, row.root_id)
    key.seal(place, "items", [dict(one) for one in items])
    key.seal(place, "necessity", {"text": "", "asked": told.asked.strip()})
    sealed = bytes(place.items), bytes(place.necessity or b"")
    call("cases_tell_back", place.id, row.id, told.decided_on is not None, *sealed, told.basis, purpose, new_id())
    send(by=by, template="task", link=reverse(PAGE, args=[row.case_id]), person_id=row.by_id, subject_id=row.id)
    detail = {
        "ref": row.case_number, "to": str(row.from_authority_id), "basis": told.basis,
        "fields": [one for one in TELLABLE if one in told.chosen],
        **({"status": str(Answer.DECIDED)} if told.decided_on else {}),
    }  # fmt: skip
    record(by=by, event="cases.exchange.told_back", subject=row, detail=detail)
    return place.id


def _open_to_it(row: Exchange, told: Telling) -> None:
    """Only what they have accepted, and a decision once."""
    stands = received.stands_of([row]).get(row.id, "")
    if stands == "waits":
        raise DomainError("not_accepted", _("Accept the recommendation first, or return it."))
    if stands == "decided" and told.decided_on is not None:
        raise Conflict("answered", _("This has been answered already."))
    if stands not in ("accepted", "decided"):
        raise Conflict("over", _("This is no longer open. Nothing more can be told here."))


def _decision(told: Telling) -> list[Item]:
    """That it is decided, when and under which law: never why."""
    if told.decided_on is None:
        return []
    cited(told.paragraph)
    not_ahead(told.decided_on)
    words = _("Made on %(day)s under %(paragraph)s.")
    given = {"day": formats.date_format(told.decided_on), "paragraph": told.paragraph.strip()}
    return [Item(label=_("Our own decision"), text=words % given)]
