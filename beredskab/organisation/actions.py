"""Writes: colleagues and their roles."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Membership, Person, Role
from beredskab.organisation.permissions import refuse_managing_people, require, roles_of
from beredskab.organisation.queries import authority


@action(event="organisation.member.added")
def add_member(*, by: Viewer, email: str, name: str, roles: Sequence[str]) -> Membership:
    """Let a person act for the authority. An unknown e-mail gets an account without a password.

    Somebody who has an account already is only invited: the membership gives nothing until they accept it.

    Raises NotAllowed, DomainError (`already_member`, `unknown_role`).
    """
    require(refuse_managing_people(by))
    person, new = Person.objects.get_or_create(email=email.strip().lower(), defaults={"name": name.strip()})
    if not person.password:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    existing = Membership.objects.filter(authority_id=by.authority_id, person=person).first()
    if existing is not None and existing.valid_to is None:
        raise DomainError("already_member", _("This person is already here."), field="email")
    membership = existing or Membership(authority_id=by.authority_id, person=person)
    membership.roles = _known(by, roles)
    membership.valid_from, membership.valid_to = timezone.localdate(), None
    membership.accepted_at = timezone.now() if new else None
    membership.save()
    status = "member" if new else "invited"
    detail = {"person": str(person.id), "roles": membership.roles, "status": status}
    record(by=by, event="organisation.member.added", subject=membership, detail=detail)
    return membership


@action(event="organisation.invitation.accepted")
def accept_invitation(*, by: Viewer, membership_id: UUID) -> Membership:
    """Say yes to acting for an authority, in the roles it gives. `by` is the invited person. Raises NotFound."""
    membership = _own_invitation(by, membership_id)
    membership.accepted_at = timezone.now()
    membership.save(update_fields=["accepted_at"])
    detail = {"person": str(by.person_id), "roles": membership.roles}
    record(by=by, event="organisation.invitation.accepted", subject=membership, detail=detail)
    return membership


@action(event="organisation.invitation.declined")
def decline_invitation(*, by: Viewer, membership_id: UUID) -> Membership:
    """Say no. The authority sees the membership as ended. `by` is the invited person. Raises NotFound."""
    membership = _own_invitation(by, membership_id)
    membership.valid_to = timezone.localdate() - timedelta(days=1)
    membership.valid_from = min(membership.valid_from, membership.valid_to)
    membership.save(update_fields=["valid_from", "valid_to"])
    detail = {"person": str(by.person_id)}
    record(by=by, event="organisation.invitation.declined", subject=membership, detail=detail)
    return membership


def _own_invitation(by: Viewer, membership_id: UUID) -> Membership:
    membership = _locked(by, membership_id)
    if membership.person_id != by.person_id or membership.accepted_at is not None or membership.valid_to is not None:
        raise NotFound("invitation_not_found", _("This invitation is not here any more."))
    return membership


@action(event="organisation.member.roles_changed")
def change_roles(*, by: Viewer, membership_id: UUID, roles: Sequence[str]) -> Membership:
    """Give a colleague other roles. Raises NotAllowed, NotFound, DomainError (`unknown_role`, `last_administrator`)."""
    require(refuse_managing_people(by))
    membership = _locked(by, membership_id)
    if Role.ADMINISTRATOR not in roles:
        _refuse_leaving_nobody(by, membership)
    membership.roles = _known(by, roles)
    membership.save(update_fields=["roles"])
    detail = {"person": str(membership.person_id), "roles": membership.roles}
    record(by=by, event="organisation.member.roles_changed", subject=membership, detail=detail)
    return membership


@action(event="organisation.member.ended")
def end_membership(*, by: Viewer, membership_id: UUID) -> Membership:
    """Stop a colleague acting for the authority, from now. Raises NotAllowed, NotFound, DomainError."""
    require(refuse_managing_people(by))
    membership = _locked(by, membership_id)
    _refuse_leaving_nobody(by, membership)
    membership.valid_to = timezone.localdate() - timedelta(days=1)
    membership.valid_from = min(membership.valid_from, membership.valid_to)
    membership.save(update_fields=["valid_from", "valid_to"])
    detail = {"person": str(membership.person_id), "date": membership.valid_to.isoformat()}
    record(by=by, event="organisation.member.ended", subject=membership, detail=detail)
    return membership


def _locked(by: Viewer, membership_id: UUID) -> Membership:
    """The membership of the viewer's authority, held until the transaction ends."""
    found = Membership.objects.select_for_update().filter(authority_id=by.authority_id, id=membership_id).first()
    if found is None:
        raise NotFound("membership_not_found", _("This person is not here."))
    return found


def _known(by: Viewer, roles: Sequence[str]) -> list[str]:
    if not roles or not set(roles) <= set(roles_of(authority(by.authority_id).kind)):
        raise DomainError("unknown_role", _("Choose at least one role."), field="roles")
    return sorted(set(roles))


def _refuse_leaving_nobody(by: Viewer, membership: Membership) -> None:
    """An authority without an administrator could never let anybody in again."""
    others = Membership.objects.filter(
        authority_id=by.authority_id,
        valid_to__isnull=True,
        accepted_at__isnull=False,
        roles__contains=[Role.ADMINISTRATOR],
    ).exclude(id=membership.id)
    if Role.ADMINISTRATOR in membership.roles and not others.exists():
        raise DomainError("last_administrator", _("An authority needs at least one administrator."), field="roles")
