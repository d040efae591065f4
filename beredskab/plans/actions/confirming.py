"""A person's answer for a requirement, on top of the machine's proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from beredskab.audit.actions import record
from beredskab.frameworks.model import Element
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions, policies
from beredskab.plans.actions.writing import held
from beredskab.plans.coverage import BY_RECORD
from beredskab.plans.models import Answer, Confirmation
from beredskab.plans.queries import covering


@action(event="plans.element.answered")
def answer(
    *,
    by: Viewer,
    edition_id: UUID,
    element_id: str,
    answer: str,
    link: str = "",
    reason: str = "",
    passages: Sequence[Mapping[str, object]] = (),
) -> Confirmation:
    """Set the answer for one element. `passages` are anchors as JSON.

    Raises DomainError at the field that is missing or may not be: a web address for *covered elsewhere*, a reason
    for *not relevant*, which the law's formalities can never be. What a record proves is not answered.
    """
    permissions.require(permissions.may_write(by))
    edition = held(by, edition_id)
    policies.require(policies.can_be_written(edition.state))
    element = covering.elements(edition).get(element_id)
    if element is None:
        raise NotFound("element_not_found", "")
    _check(element, answer, link.strip(), reason.strip())
    values = {
        "answer": answer,
        "link": link.strip(),
        "reason": reason.strip(),
        "passages": list(passages),
        "by_id": by.person_id,
        "by_name": by.name,
        "at": timezone.now(),
        "carried_from": None,
    }
    found, _new = Confirmation.objects.update_or_create(
        edition=edition,
        element=element_id,
        defaults=values,
        create_defaults={**values, "authority_id": by.authority_id},
    )
    record(by=by, event="plans.element.answered", subject=edition, detail={"element": element_id, "verdict": answer})
    return found


def _check(element: Element, answer: str, link: str, reason: str) -> None:
    if element.id in BY_RECORD:
        raise DomainError("by_record", str(BY_RECORD[element.id]))
    policies.require(policies.can_be_answered(answer, element.force), "answer")
    policies.require(policies.can_be_linked(answer, link), "link")
    policies.require(policies.can_be_reasoned(answer, reason), "reason")


@action(event="plans.elements.confirmed")
def confirm_several(
    *, by: Viewer, edition_id: UUID, passages: Mapping[str, Sequence[Mapping[str, object]]]
) -> list[Confirmation]:
    """Confirm the machine's *covered* for several elements, each with its passages, in one transaction.

    Each is recorded as an answer of the person. Raises as `answer` does; then none is confirmed.
    """
    made = [
        answer(by=by, edition_id=edition_id, element_id=one, answer=Answer.COVERED_HERE, passages=found)
        for one, found in passages.items()
    ]
    edition = held(by, edition_id)
    record(by=by, event="plans.elements.confirmed", subject=edition, detail={"count": len(made)})
    return made
