"""The steps before the council: to review, back to draft, ready, withdrawn. And comments."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions, policies, states
from beredskab.plans.actions.writing import held
from beredskab.plans.models import Comment, Edition
from beredskab.plans.queries import sections


@action(event="plans.edition.sent")
def send(*, by: Viewer, edition_id: UUID) -> Edition:
    """Send the draft for review."""
    return _step(by, edition_id, "send")


@action(event="plans.edition.taken_back")
def take_back(*, by: Viewer, edition_id: UUID) -> Edition:
    """Take the text back to draft, so that it can be changed."""
    return _step(by, edition_id, "take_back")


@action(event="plans.edition.ready")
def make_ready(*, by: Viewer, edition_id: UUID) -> Edition:
    """Lock the text for the council. Raises DomainError while there is no text."""
    if not sections.joined(by, held(by, edition_id)):
        raise DomainError("no_text", _("There is no text yet. Write at least one section first."))
    return _step(by, edition_id, "make_ready")


@action(event="plans.edition.withdrawn")
def withdraw(*, by: Viewer, edition_id: UUID) -> Edition:
    """Give the edition up. It stays readable in the list of editions."""
    return _step(by, edition_id, "withdraw")


@action(event="plans.comment.added")
def comment(*, by: Viewer, section_id: UUID, text: str, anchor: Mapping[str, object] | None = None) -> Comment:
    """Comment on a section, or on the words that `anchor` points to."""
    permissions.require(permissions.may_comment(by))
    section = sections.section(by, section_id)
    policies.require(policies.can_be_commented(section.edition.state))
    made = Comment.objects.create(
        authority_id=by.authority_id,
        section=section,
        text=text.strip(),
        anchor=dict(anchor) if anchor else None,
        author_id=by.person_id,
        author_name=by.name,
    )
    record(by=by, event="plans.comment.added", subject=section, detail={"comment": str(made.id)})
    return made


@action(event="plans.comment.resolved")
def resolve(*, by: Viewer, comment_id: UUID) -> Comment:
    """Mark a comment as dealt with. It is kept as the trace of the advice."""
    permissions.require(permissions.may_comment(by))
    found = Comment.objects.filter(authority_id=by.authority_id, id=comment_id).select_related("section").first()
    if found is None:
        raise NotFound("comment_not_found", "")
    policies.require(policies.can_be_commented(sections.section(by, found.section_id).edition.state))
    found.resolved_at, found.resolved_by_name = timezone.now(), by.name
    found.save(update_fields=["resolved_at", "resolved_by_name"])
    record(by=by, event="plans.comment.resolved", subject=found.section, detail={"comment": str(found.id)})
    return found


def _step(by: Viewer, edition_id: UUID, verb: str) -> Edition:
    permissions.require(permissions.may_write(by))
    step = states.BY_VERB[verb]
    edition = held(by, edition_id)
    policies.require(policies.can_take(edition.state, verb))
    before = edition.state
    edition.state, edition.state_since = step.target, timezone.now()
    edition.save(update_fields=["state", "state_since"])
    record(by=by, event=step.event, subject=edition, detail={"from": before, "to": str(step.target)})
    return edition
