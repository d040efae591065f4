"""The council's page, the adoption record and the publication."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beredskab.kit.errors import DomainError
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions, policies
from beredskab.plans.actions import deciding
from beredskab.plans.forms import AdoptionForm, take_error
from beredskab.plans.queries import comparing, covering, desk, editions, sections
from beredskab.plans.views import shared
from beredskab.plans.views.front import public_address

if TYPE_CHECKING:
    from beredskab.plans.models import Edition


@require_safe
def council(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """What is decided, the exact text, what changed, coverage as one table, who was heard. Made to be printed."""
    viewer = shared.reader(request)
    edition = editions.edition(viewer, edition_id)
    blocks, before = sections.joined(viewer, edition), editions.before(viewer, edition)
    covered = covering.of_edition(viewer, edition, blocks)
    comments = desk.comments_of(viewer, edition)
    context = {
        "edition": edition,
        "coverage": covered,
        "sums": covered.sums(),
        "before": before,
        "comparison": before and comparing.compare(viewer, before, edition, blocks, covered),
        "text": shared.shown(blocks, 2),
        "comments": comments,
        "undone": covering.undone(viewer, edition, covered, sum(not one.resolved_at for one in comments)),
        "adoption": editions.adoption(viewer, edition),
        "crumbs": shared.crumbs(_("To the council")),
    }
    return render(request, "plans/council.html", context | _rights(viewer))


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Record the council's decision on exactly this text."""
    viewer = viewer_of(request)
    permissions.require(permissions.may_record(viewer))
    edition = editions.edition(viewer, edition_id)
    policies.require(policies.can_take(edition.state, "adopt"))
    form = AdoptionForm(request.POST or None)
    if form.is_valid():
        try:
            deciding.adopt(by=viewer, edition_id=edition_id, **form.cleaned_data)
        except DomainError as error:
            take_error(form, error)
        else:
            messages.success(request, _("The adoption is recorded, and the four-year clock has started."))
            return redirect("plans:publish", edition_id)
    page = {"form": form, "crumbs": shared.crumbs(_("Adoption by the council"))}
    context = page | _left(viewer, edition, None)
    return render(request, "plans/adopt.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Publish the adopted text."""
    viewer = viewer_of(request)
    permissions.require(permissions.may_record(viewer))
    edition = editions.edition(viewer, edition_id)
    policies.require(policies.can_take(edition.state, "publish"))
    if request.method == "POST":
        deciding.publish(by=viewer, edition_id=edition_id)
        messages.success(request, _("Published. Now anybody can read the plan."))
        return redirect("plans:home")
    adoption = editions.adoption(viewer, edition)
    context = {
        **_left(viewer, edition, adoption.meeting_date if adoption else None),
        "adoption": adoption,
        "public": public_address(viewer.authority_id),
        "crumbs": shared.crumbs(_("Publish")),
    }
    return render(request, "plans/publish.html", context)


def _rights(viewer: Viewer) -> dict[str, object]:
    return {"may_write": bool(permissions.may_write(viewer)), "may_record": bool(permissions.may_record(viewer))}


def _left(viewer: Viewer, edition: Edition, meeting: date | None) -> dict[str, object]:
    """What is not done, and an adoption that the text dates otherwise than the record."""
    covered = covering.of_edition(viewer, edition)
    comments = sum(desk.open_comments(viewer, edition).values())
    return {
        "edition": edition,
        "undone": covering.undone(viewer, edition, covered, comments),
        "stated": covering.stated_adoption(covered, meeting),
    }


@require_safe
def compare(request: HttpRequest, edition_id: UUID, other_id: UUID) -> HttpResponse:
    """Two editions by words and by requirement, from the older to the newer."""
    viewer = shared.reader(request)
    pair = sorted(
        (editions.edition(viewer, edition_id), editions.edition(viewer, other_id)), key=lambda one: one.number
    )
    context = {
        "comparison": comparing.compare(viewer, pair[0], pair[1]),
        "editions": editions.editions(viewer),
        "crumbs": shared.crumbs(_("What has changed")),
    }
    return render(request, "plans/compare.html", context)
