"""Requests for access (GDPR art. 15): received, weighed thing by thing by a person, and answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import exemptions, policies
from beredskab.cases.actions import children, road
from beredskab.cases.actions.tasks import finish, open_task
from beredskab.cases.exemptions import Weighed
from beredskab.cases.models import AccessItem, AccessRequest, CasePerson, Force
from beredskab.cases.queries import subject_access as queries
from beredskab.cases.queries.headers import Opened, not_here
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError
from beredskab.kit.ids import new_id
from beredskab.kit.vault import DataKey
from beredskab.kit.viewer import Viewer


@action(event="cases.access_request.received")
def receive(
    *, by: Viewer, case_id: UUID, person_id: UUID, received_on: date, to_custody_holder: bool = False
) -> AccessRequest:
    """Somebody asks what the case holds about them, or a custody holder about a child. Due in a month, by law.

    Raises NotFound, DomainError, Conflict.
    """
    case = road.held(by, case_id, "*")
    person = CasePerson.objects.filter(case=case, id=person_id).first()
    if person is None:
        raise DomainError("person", _("Choose who it is about."), "person")
    if received_on > timezone.localdate():
        raise DomainError("received_on", _("The day lies ahead."), "received_on")
    if AccessRequest.objects.filter(case=case, person=person, answered_at__isnull=True).exists():
        raise Conflict("waits", _("A request about this person waits already."))
    if to_custody_holder and not person.is_child:
        raise DomainError("of_age", _("Custody holders ask about children only."), "to_custody_holder")
    row = AccessRequest(
        id=new_id(), authority_id=by.authority_id, case=case, by_id=by.person_id, by_name=by.name, person=person,
        received_on=received_on, to_custody_holder=to_custody_holder,
    )  # fmt: skip
    row.save(force_insert=True)
    open_task(
        by=by, case=case, kind="access", subject_id=row.id, due_at=queries.due(case, row), force=Force.LAW,
        rule="answer-access",
    )  # fmt: skip
    detail = {"ref": case.number, "date": received_on.isoformat()}
    record(by=by, event="cases.access_request.received", subject=case, detail=detail)
    return row


@action(event="cases.access_request.weighed")
def weigh(*, by: Viewer, case_id: UUID, request_id: UUID, made: Iterable[Weighed]) -> int:
    """Keep how things were weighed so far; nothing is given by this. How many. Raises NotFound, Conflict."""
    case = road.held(by, case_id, "*")
    request = _open(by, case_id, request_id)
    key = road.key_of(case)
    before = {(one.item_type, one.item_id): one for one in AccessItem.objects.filter(request=request)}
    done = 0
    for one in made:
        row = before.get((one.kind, UUID(one.id))) or AccessItem(
            id=new_id(), authority_id=by.authority_id, case=case, request=request, item_type=one.kind,
            item_id=UUID(one.id), by_id=by.person_id, by_name=by.name,
        )  # fmt: skip
        _keep(key, row, one)
        done += 1
    record(by=by, event="cases.access_request.weighed", subject=case, detail={"ref": case.number, "count": done})
    return done


@action(event="cases.access_request.answered")
def answer(*, by: Viewer, case_id: UUID, request_id: UUID) -> AccessRequest:
    """Answer, when every thing in the case has been weighed by somebody; each exemption is in the log.

    To a custody holder it is a contact with the family, and obeys the same locks.

    Raises NotFound, NotAllowed, DomainError.
    """
    case = road.led(by, case_id)
    request = _open(by, case_id, request_id)
    found = Opened(case, road.key_of(case), frozenset({"*"}))
    things = queries.things(found, request)
    missing = sum(one.was is None for one in things)
    if missing:
        raise DomainError("unweighed", _("%(count)s things are not weighed yet.") % {"count": missing})
    for one in things:
        assert one.was is not None
        policies.require(exemptions.weighed(one.one, one.was, str(request.person_id)))
    if request.to_custody_holder:
        given = [one.one.title for one in things if one.was and one.was.given]
        children.contact(
            by=by, case_id=case.id, child_id=request.person_id, kind="access_report", text="\n".join(given) or "–"
        )
    request.answered_at = timezone.now()
    request.save(update_fields=["answered_at"])
    finish(by=by, case=case, kind="access", subject_id=request.id)
    kept = [one.was.basis for one in things if one.was and not one.was.given]
    detail = {"ref": case.number, "count": len(things) - len(kept), "terms": sorted(set(kept)), "placed": len(kept)}
    record(by=by, event="cases.access_request.answered", subject=case, detail=detail)
    return request


def _open(by: Viewer, case_id: UUID, request_id: UUID) -> AccessRequest:
    row = AccessRequest.objects.select_for_update().filter(case_id=case_id, id=request_id).first()
    if row is None:
        raise not_here(by, request_id, "not_found")
    if row.answered_at is not None:
        raise Conflict("answered", _("This has been answered already."))
    return row


def _keep(key: DataKey, row: AccessItem, one: Weighed) -> None:
    row.given, row.basis = one.given, "" if one.given else one.basis
    key.seal(row, "weighing", one.weighing.strip() or None)
    row.save()
