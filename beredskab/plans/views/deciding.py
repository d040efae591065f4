"""The council's page, the adoption record and the publication."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beredskab.kit.errors import DomainError
from beredskab.kit.http import viewer_of
from beredskab.plans import permissions, policies
from beredskab.plans.actions import deciding
from beredskab.plans.forms import AdoptionForm, take_error
from beredskab.plans.queries import comparing, covering, desk, editions, sections
from beredskab.plans.views import shared
from beredskab.plans.views.front import public_address


@require_safe
def council(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """What is decided, the exact text, what changed, coverage as one table, who was heard. Made to be printed."""
    viewer = shared.reader(request)
    edition = editions.edition(viewer, edition_id)
    blocks, before = sections.joined(viewer, edition), editions.before(viewer, edition)
    covered = covering.of_edition(viewer, edition, blocks)
    context = {
        "edition": edition,
        "coverage": covered,
        "sums": covered.sums(),
        "before": before,
        "comparison": before and comparing.compare(viewer, before, edition, blocks, covered),
        "text": shared.shown(blocks, 2),
        "comments": desk.comments_of(viewer, edition),
        "adoption": editions.adoption(viewer, edition),
        "may_write": bool(permissions.may_write(viewer)),
        "may_record": bool(permissions.may_record(viewer)),
        "crumbs": shared.crumbs(_("To the council")),
    }
    return render(request, "plans/council.html", context)


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
    context = {"edition": edition, "form": form, "crumbs": shared.crumbs(_("Adoption by the council"))}
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
    context = {
        "edition": edition,
        "adoption": editions.adoption(viewer, edition),
        "public": public_address(viewer.authority_id),
        "crumbs": shared.crumbs(_("Publish")),
    }
    return render(request, "plans/publish.html", context)


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
