"""Another authority as the second person: asked with exactly the frozen text, and its yes taken in."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import infohus, lawful
from beredskab.cases.actions import road
from beredskab.cases.actions.exchanging import Address, Disclosure, Item, Terms, disclose, tell
from beredskab.cases.actions.recommending import frozen_text, not_refused
from beredskab.cases.actions.tasks import finish
from beredskab.cases.models import Answer, Confirmed, Exchange, ExchangeKind, Partner, Recommendation
from beredskab.cases.policies import require as must
from beredskab.cases.queries import partners
from beredskab.cases.queries import recommending as queries
from beredskab.cases.queries.headers import settings_of
from beredskab.frameworks.law.model import Answer as Says
from beredskab.frameworks.law.model import Party
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import names_of_authorities

WINDOW: Final = timedelta(days=28)
DUE: Final = timedelta(days=14)


@action(event="cases.second.sent")
def ask_authority(*, by: Viewer, case_id: UUID, partner_id: UUID, given: Disclosure) -> Exchange:
    """Ask another authority to say yes to the frozen text. A disclosure like any other; its items are the text itself.

    Raises NotFound, DomainError.
    """
    case, row = frozen_text(by, case_id)
    not_refused(row)
    partner = partners.in_use(by, partner_id)
    if partner.partner_authority_id in (None, by.authority_id):
        raise DomainError("own_house", _("Choose an authority that is not your own."))
    if any(one.closed_at is None and one.to_name == partner.name for one in queries.asked_outside(case, row)):
        raise DomainError("asked", _("They are asked already and have not answered yet."))
    items = [Item(label=label, text=text) for label, text in queries.as_items(road.key_of(case), row)]
    now = timezone.now()
    text = Disclosure(items, given.basis, given.purpose, given.necessity, given.asked)
    terms = Terms(now + WINDOW, due_at=now + DUE, extra={"partner": str(partner_id), "sha256": row.sha256})
    sent = disclose(by, case, ExchangeKind.CONFIRM, _address(partner), text, terms)
    tell(by, sent)
    road.recommend_next(by, case)
    detail = {"ref": case.number, "kind": sent.kind, "to": str(sent.to_authority_id), "code": sent.basis}
    record(by=by, event="cases.second.sent", subject=sent, detail=detail)
    return sent


@action(event="cases.second.taken")
def take_yes(*, by: Viewer, case_id: UUID, answer_id: UUID) -> Confirmed:
    """Take another authority's yes in, as answered by themselves or written down. Raises NotFound, DomainError."""
    case, row = frozen_text(by, case_id)
    answer = next((one for one in queries.answers_outside(case, row) if one.id == answer_id), None)
    if answer is None:
        raise NotFound("exchange_not_found", _("This page does not exist."))
    if answer.answer != Answer.ACCEPTED:
        raise DomainError("said_no", _("They did not say yes. Read what they wrote, and withdraw the text."))
    found = Confirmed.objects.filter(exchange_id=answer.id).first() or _taken(by, row, answer)
    finish(by=by, case=case, kind="second_answered", outcome="taken")
    road.recommend_next(by, case)
    detail = {"ref": case.number, "version": row.number, "sha256": row.sha256, "to": str(answer.from_authority_id)}
    record(by=by, event="cases.second.taken", subject=case, detail=detail)
    return found


def _taken(by: Viewer, row: Recommendation, answer: Exchange) -> Confirmed:
    """The yes as a row, if it is from another authority than everybody who said yes before."""
    # Who answered there is a person of theirs; where it was written down, the authority itself stands for them.
    person = answer.from_authority_id if answer.recorded else answer.by_id
    theirs = infohus.Stand(person, answer.from_authority_id)
    rule = settings_of(by.authority_id).second_person
    before = queries.said_here(row)
    must(infohus.own_record(by.person_id, {one.by_id for one in before}, answer.by_id if answer.recorded else None))
    for one in before:
        must(infohus.second(infohus.Stand(one.by_id, one.stands_for_id), theirs, rule))
    asked = answer.reply_to
    name = names_of_authorities([answer.from_authority_id]).get(answer.from_authority_id, "")
    unit = asked.to_name if asked and asked.to_name else name
    written = _("%(unit)s, written down by %(who)s") % {"unit": unit[:100], "who": answer.by_name}
    who = written if answer.recorded else f"{answer.by_name}, {name}"
    return Confirmed.objects.create(
        authority_id=by.authority_id, case_id=row.case_id, recommendation=row, sha256=row.sha256, stands_for=who[:160],
        stands_for_id=answer.from_authority_id, exchange_id=answer.id, by_id=by.person_id, by_name=by.name,
    )  # fmt: skip


def _address(partner: Partner) -> Address:
    may = partner.kind == Party.SELF_OWNING and lawful.drawn_in(partner).answer is Says.YES
    assert partner.partner_authority_id is not None
    return Address(partner.partner_authority_id, partner.kind, partner.name, drawn_in=may)
