"""A person's answer for a requirement, on top of the machine's proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.frameworks.model import Force
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions, policies
from beredskab.plans.actions.writing import held
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

    Raises DomainError at the field that is missing or may not be: a link for *covered elsewhere*, a reason for
    *not relevant*, which the law's formalities can never be.
    """
    permissions.require(permissions.may_write(by))
    edition = held(by, edition_id)
    policies.require(policies.can_be_written(edition.state))
    element = covering.elements(edition).get(element_id)
    if element is None:
        raise NotFound("element_not_found", "")
    _check(element.force, answer, link, reason)
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


def _check(force: Force, answer: str, link: str, reason: str) -> None:
    policies.require(policies.can_be_answered(answer, force), "answer")
    if answer == Answer.COVERED_ELSEWHERE and not link.strip():
        raise DomainError("link_missing", _("Write where it is covered: a link or the name of the document."), "link")
    if answer == Answer.NOT_RELEVANT and not reason.strip():
        raise DomainError(
            "reason_missing", _("Write why it is not relevant for you. One sentence is enough."), "reason"
        )
