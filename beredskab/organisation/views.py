"""Pages about the authority's people, for those who work there."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.kit.errors import NotFound
from beredskab.kit.http import shown_at_field, viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.organisation import actions, queries
from beredskab.organisation.contacts.permissions import refuse_keeping_contacts
from beredskab.organisation.duty.permissions import refuse_seeing_the_rota
from beredskab.organisation.forms import MemberForm, RolesForm
from beredskab.organisation.permissions import may, refuse_managing_people, require, roles_of
from beredskab.organisation.recogniser import CHOSEN_AUTHORITY


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who acts for the authority, and in which roles; where the person must first choose or answer, that."""
    standing = queries.standing(cast(UUID, request.user.pk))
    if cast(Any, request).viewer is None and (standing.viewers or standing.invitations):
        return render(request, "organisation/choose.html", {"standing": standing, "others": standing.viewers})
    viewer = viewer_of(request)
    context: dict[str, Any] = {
        "memberships": queries.memberships(viewer),
        "authority": queries.authority(viewer.authority_id),
        "standing": standing,
        "others": [other for other in standing.viewers if other.authority_id != viewer.authority_id],
        "may_manage": may(refuse_managing_people(viewer)),
        "keeps_contacts": may(refuse_keeping_contacts(viewer)),
        "sees_rota": may(refuse_seeing_the_rota(viewer)),
    }
    return render(request, "organisation/home.html", context)


@require_POST
def choose(request: HttpRequest, authority_id: UUID) -> HttpResponse:
    """Act for one of the authorities that one is a member of."""
    if authority_id not in {mine.authority_id for mine in queries.viewers_of(cast(UUID, request.user.pk))}:
        raise NotFound("authority_not_found", _("This page does not exist."))
    request.session[CHOSEN_AUTHORITY] = str(authority_id)
    return redirect("web:home")


@require_POST
def accept(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Say yes to an invitation."""
    actions.accept_invitation(by=_invited(request, membership_id), membership_id=membership_id)
    return redirect("organisation:home")


@require_POST
def decline(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Say no to an invitation."""
    actions.decline_invitation(by=_invited(request, membership_id), membership_id=membership_id)
    return redirect("organisation:home")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Let a colleague in."""
    viewer = viewer_of(request)
    require(refuse_managing_people(viewer))
    form = MemberForm(request.POST or None, offered=_offered(viewer))
    if form.is_valid() and shown_at_field(form, lambda: actions.add_member(by=viewer, **form.cleaned_data)):
        return redirect("organisation:home")
    return render(request, "organisation/member.html", {"form": form, "membership": None})


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Change a colleague's roles."""
    viewer = viewer_of(request)
    require(refuse_managing_people(viewer))
    found = queries.membership(viewer, membership_id)
    form = RolesForm(request.POST or None, initial={"roles": found.roles}, offered=_offered(viewer))
    if form.is_valid() and shown_at_field(
        form, lambda: actions.change_roles(by=viewer, membership_id=membership_id, **form.cleaned_data)
    ):
        return redirect("organisation:home")
    return render(request, "organisation/member.html", {"form": form, "membership": found})


@require_POST
def end(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """End a colleague's membership."""
    actions.end_membership(by=viewer_of(request), membership_id=membership_id)
    return redirect("organisation:home")


def _offered(viewer: Viewer) -> list[Any]:
    return roles_of(queries.authority(viewer.authority_id).kind)


def _invited(request: HttpRequest, membership_id: UUID) -> Viewer:
    """The person, towards the authority that has invited them, without any role there."""
    found = queries.invitation(cast(UUID, request.user.pk), membership_id)
    return Viewer(found.person_id, found.authority_id, name=found.person.name, authority_name=found.authority.name)
