"""Inviting authorities, and any other disclosure. Each is a record by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.cases import lawful
from beredskab.cases.actions import road
from beredskab.cases.actions.exchanging import Address, Disclosure, Terms, disclose, given_before, note_of, tell
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.models import Case, Exchange, ExchangeKind, Force, Partner, Stage
from beredskab.cases.queries import between, partners
from beredskab.cases.queries.headers import settings_of
from beredskab.frameworks.law.model import Answer, Party
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer

SECTION: Final = "between"
INVITES_AT: Final = (Stage.GATHERING, Stage.ANALYSIS, Stage.RECOMMENDATION)
AFTER_MEETING: Final = timedelta(days=7)


@action(event="cases.invitation.sent")
def invite(
    *, by: Viewer, case_id: UUID, partner_id: UUID, given: Disclosure, meeting_id: UUID | None = None,
    person_id: UUID | None = None,
) -> Exchange:  # fmt: skip
    """Invite a partner with exactly these items. They see them until a week after the meeting.

    `person_id`: the colleague who answers, where it is a part of the own municipality. Raises NotFound, DomainError.
    """
    case = road.held(by, case_id, SECTION)
    before = given_before(case, given)
    if before is not None:
        note_of(by, "cases.invitation.sent", case, before, "again")
        return before
    if case.stage not in INVITES_AT:
        raise DomainError("wrong_stage", _("Authorities are invited after the police have said proceed."))
    partner = partners.in_use(by, partner_id)
    if between.open_invitation(case, partner.id) is not None:
        raise DomainError("invited", _("They are invited already, and have not answered yet."))
    to = replace(_address(by, partner_id), person_id=_colleague(by, partner, person_id))
    row = disclose(by, case, ExchangeKind.INVITATION, to, given, _terms(by, partner_id, meeting_id))
    _wait(by, case, row, str(partner_id))
    tell(by, row)
    note_of(by, "cases.invitation.sent", case, row)
    return row


@action(event="cases.disclosure.made")
def give(*, by: Viewer, case_id: UUID, partner_id: UUID, given: Disclosure) -> Exchange:
    """Give a partner stated items without asking for anything back. Raises NotFound, DomainError."""
    case = road.held(by, case_id, SECTION)
    before = given_before(case, given)
    if before is not None:
        note_of(by, "cases.disclosure.made", case, before, "again")
        return before
    row = disclose(by, case, ExchangeKind.DISCLOSURE, _address(by, partner_id), given, _terms(by, partner_id, None))
    tell(by, row, "notice")
    note_of(by, "cases.disclosure.made", case, row)
    return row


def _wait(by: Viewer, case: Case, row: Exchange, partner_id: str) -> None:
    """Without an answer by the local time the coordinator hears of it, once: for the newest invitation of a partner."""
    for one in between.invitations(case):
        if one.partner == partner_id and one.row.id != row.id:
            for kind in ("await_invited", "bring"):
                finish(by=by, case=case, kind=kind, subject_id=one.row.id, outcome="invited_again")
    soon = timezone.now() + timedelta(days=settings_of(by.authority_id).gathering_days)
    due_at = min(soon, row.due_at or soon)  # before the meeting, when that is sooner
    open_task(
        by=by, case=case, kind="await_invited", subject_id=row.id, due_at=due_at, force=Force.LOCAL,
        rule="gathering_days",
    )  # fmt: skip
    if row.to_person_id is not None and row.to_authority_id == by.authority_id:
        open_task(
            by=by, case=case, kind="bring", subject_id=row.id, due_at=due_at, force=Force.LOCAL, rule="gathering_days",
            for_role="", for_id=row.to_person_id, stops_at=row.open_until,
        )  # fmt: skip


def _colleague(by: Viewer, partner: Partner, person_id: UUID | None) -> UUID | None:
    if person_id is not None and str(person_id) not in dict(partners.contacts(by, partner)):
        raise DomainError("person", _("Choose a colleague from the list."), "person")
    return person_id


def _address(by: Viewer, partner_id: UUID) -> Address:
    partner = partners.in_use(by, partner_id)
    may = partner.kind == Party.SELF_OWNING and lawful.drawn_in(partner).answer is Answer.YES
    return Address(partner.partner_authority_id or by.authority_id, partner.kind, partner.name, drawn_in=may)


def _terms(by: Viewer, partner_id: UUID, meeting_id: UUID | None) -> Terms:
    """The window ends a week after the meeting; without one, a week after the local time for gathering."""
    due = timezone.now() + timedelta(days=settings_of(by.authority_id).gathering_days)
    if meeting_id is not None:
        due = between.meeting_at(by, meeting_id)
    return Terms(due + AFTER_MEETING, due_at=due, meeting_id=meeting_id, extra={"partner": str(partner_id)})
