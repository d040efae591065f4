"""Reads. The row-level policies decide what comes back; the explicit filters are for the index and the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Authority, AuthorityKind, Membership, Person


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's memberships: as a viewer of each authority they act for, and the invitations they may accept."""

    viewers: tuple[Viewer, ...]
    invitations: tuple[Membership, ...]

    @property
    def name(self) -> str:
        """The person's name, where they are anybody's at all."""
        names = [*(viewer.name for viewer in self.viewers), *(one.person.name for one in self.invitations)]
        return names[0] if names else ""


def live(today: date) -> Q:
    """Memberships and invitations in force on a day; the last day counts."""
    return Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))


def viewers_of(person_id: UUID) -> tuple[Viewer, ...]:
    """The person as a viewer of each authority they act for, by authority's name. Needs the person's scope."""
    return standing(person_id).viewers


def standing(person_id: UUID) -> Standing:
    """Where the person works and where they are invited, by authority's name. Needs the person's scope."""
    found = (
        Membership.objects.filter(live(timezone.localdate()), person_id=person_id, person__is_active=True)
        .select_related("authority", "person")
        .order_by("authority__name")
    )
    rows = list(found)
    return Standing(
        tuple(as_viewer_of(row) for row in rows if row.accepted_at is not None),
        tuple(row for row in rows if row.accepted_at is None),
    )


def invitation(person_id: UUID, membership_id: UUID) -> Membership:
    """One open invitation to the person. Needs the person's scope. Raises NotFound."""
    found = next((one for one in standing(person_id).invitations if one.id == membership_id), None)
    if found is None:
        raise NotFound("invitation_not_found", _("This invitation is not here any more."))
    return found


def as_viewer_of(membership: Membership) -> Viewer:
    """What a membership lets its person act as."""
    return Viewer(
        person_id=membership.person_id,
        authority_id=membership.authority_id,
        roles=frozenset(membership.roles),
        name=membership.person.name,
        authority_name=membership.authority.name,
    )


def memberships(viewer: Viewer) -> QuerySet[Membership]:
    """All memberships of the viewer's authority, ended ones too, by name."""
    return (
        Membership.objects.filter(authority_id=viewer.authority_id)
        .select_related("person", "unit")
        .order_by("person__name", "id")
    )


def membership(viewer: Viewer, membership_id: UUID) -> Membership:
    """One membership of the viewer's authority. Raises NotFound."""
    found = memberships(viewer).filter(id=membership_id).first()
    if found is None:
        raise NotFound("membership_not_found", "")
    return found


def names_of(viewer: Viewer, person_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of colleagues by id, for showing who did what. Unknown ids are left out."""
    found = Person.objects.filter(id__in=person_ids).order_by("id").values_list("id", "name")
    return dict(found)


def names_of_authorities(authority_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of authorities by id."""
    return dict(Authority.objects.filter(id__in=list(authority_ids)).order_by("id").values_list("id", "name"))


def authority(authority_id: UUID) -> Authority:
    """An authority. Raises NotFound."""
    found = Authority.objects.select_related("district").filter(id=authority_id).first()
    if found is None:
        raise NotFound("authority_not_found", "")
    return found


def municipalities() -> QuerySet[Authority]:
    """All municipalities with their police district, by code."""
    return Authority.objects.filter(kind=AuthorityKind.MUNICIPALITY).select_related("district").order_by("code")


def municipality_by_code(code: str) -> Authority:
    """A municipality by its four-digit code, as in public addresses. Raises NotFound."""
    found = municipalities().filter(code=code).first()
    if found is None:
        raise NotFound("authority_not_found", "")
    return found


def person_by_email(email: str) -> Person | None:
    """An account that is open, by its address whatever the case."""
    return Person.objects.filter(email__iexact=email, is_active=True).first()
