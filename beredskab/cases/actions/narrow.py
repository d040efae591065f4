"""The two narrow roads: counselling that begins with the citizen's yes (serviceloven § 12 b), and work with a place."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.actions import road
from beredskab.cases.actions.opening import new_case
from beredskab.cases.models import About, Case, Channel, Note, Track
from beredskab.cases.permissions import may_coordinate, require
from beredskab.cases.queries import narrow as queries
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer


@action(event="cases.counselling.begun")
def begin(*, by: Viewer) -> Case:
    """A case for a citizen who asks for help, with no thread to any concern: seeking help reports nobody.

    Raises NotAllowed.
    """
    require(may_coordinate(by))
    case = new_case(by, about=About.SELF, channel=Channel.SELF, track=Track.COUNSELLING)
    record(by=by, event="cases.counselling.begun", subject=case, detail={"ref": case.number})
    return case


@action(event="cases.counselling.consented")
def consent(*, by: Viewer, case_id: UUID, version: int, text: str) -> Case:
    """The citizen said yes: who took it, when, how and to what. Raises NotFound, DomainError."""
    case = _on(by, case_id, Track.COUNSELLING)
    road.unchanged(case, version)
    if queries.consents(case):
        raise DomainError("consented", _("The citizen's yes is written down already."))
    _write(by, case, queries.CONSENT, text, _("Write who took the yes, when, how, and to what."))
    road.trace(by, case, queries.CONSENT, case.stage)
    _again(case)
    record(by=by, event="cases.counselling.consented", subject=case)
    return case


@action(event="cases.counselling.withdrawn")
def withdraw(*, by: Viewer, case_id: UUID, version: int, text: str) -> Case:
    """The citizen does not want it any more: a right that needs no reason. Raises NotFound, DomainError."""
    case = _on(by, case_id, Track.COUNSELLING)
    road.unchanged(case, version)
    _require_consent(case)
    _write(by, case, queries.WITHDRAWN, text or "–", "")
    road.trace(by, case, queries.WITHDRAWN, case.stage)
    _again(case)
    record(by=by, event="cases.counselling.withdrawn", subject=case)
    return case


@action(event="cases.counselling.noted")
def appointment(*, by: Viewer, case_id: UUID, version: int, text: str) -> Case:
    """An agreement or a talk in words, while the yes stands. Raises NotFound, DomainError."""
    case = _on(by, case_id, Track.COUNSELLING)
    road.unchanged(case, version)
    _require_consent(case)
    _write(by, case, queries.APPOINTMENT, text, _("Write what you agreed on."))
    _again(case)
    record(by=by, event="cases.counselling.noted", subject=case)
    return case


@action(event="cases.place.noted")
def about_place(*, by: Viewer, case_id: UUID, version: int, party: str, text: str) -> Case:
    """Who does what about the place, or what is seen there. No person belongs here. Raises NotFound, DomainError."""
    case = _on(by, case_id, Track.PLACE)
    road.unchanged(case, version)
    if party not in queries.PARTIES:
        raise DomainError("party", _("Choose who it is."), "party")
    _write(by, case, queries.PARTY + party, text, _("Write what is agreed or seen."))
    _again(case)
    record(by=by, event="cases.place.noted", subject=case, detail={"kind": party})
    return case


@action(event="cases.duties.offered")
def offer(*, by: Viewer, case_id: UUID, text: str) -> Case:
    """Counselling (§ 12 b) was offered in a case of concern, and with what answer. Raises NotFound, DomainError."""
    case = _on(by, case_id, Track.CONCERN)
    _write(by, case, queries.OFFER, text, _("Write who offered it, when, and what the answer was."))
    record(by=by, event="cases.duties.offered", subject=case)
    return case


def _require_consent(case: Case) -> None:
    """Nothing of the counselling is written down without the citizen's yes. Raises DomainError."""
    if not queries.consents(case):
        raise DomainError(
            "no_consent", _("The citizen has not said yes, or has taken it back. Without it nothing starts.")
        )


def _on(by: Viewer, case_id: UUID, track: Track) -> Case:
    case = road.held(by, case_id, "notes")
    if case.track != track:
        raise NotFound("case_not_found", _("This page does not exist."))
    return case


def _write(by: Viewer, case: Case, kind: str, text: str, missing: str) -> None:
    if not text.strip():
        raise DomainError("text", missing, "text")
    row = Note(id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, kind=kind)
    road.key_of(case).seal(row, "text", text.strip())
    row.save(force_insert=True)


def _again(case: Case) -> None:
    """Another form of the same page is stale now: a double click writes nothing twice."""
    case.version += 1
    case.save(update_fields=["version"])
