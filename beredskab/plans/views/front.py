"""The front page of the plan and the page of one edition: where we are and the one next step."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from beredskab.frameworks.model import Force
from beredskab.kit.errors import NotFound
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import authority
from beredskab.plans import coverage, permissions, policies, text
from beredskab.plans.actions import reviewing, starting
from beredskab.plans.queries import covering, desk, editions, sections
from beredskab.plans.views import shared

if TYPE_CHECKING:
    from beredskab.plans.models import Edition


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The plan's state and the one next step; teaches when there is no plan."""
    viewer = shared.reader(request)
    seen = editions.overview(viewer)
    work = seen.open or seen.waiting
    context = {
        "seen": seen,
        "may_write": bool(permissions.may_write(viewer)),
        "public": public_address(viewer.authority_id),
    }
    if work is None:
        return render(request, "plans/home.html", {**context, "work": None})
    return render(request, "plans/home.html", {**context, "work": work, **_progress(viewer, work)})


@require_safe
def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One edition: its sections with their state, its records, what can be done."""
    viewer = shared.reader(request)
    found = editions.edition(viewer, edition_id)
    context = {
        "edition": found,
        "views": sections.of_edition(viewer, found),
        "comments": desk.open_comments(viewer, found),
        "adoption": editions.adoption(viewer, found),
        "publication": editions.publication(viewer, found),
        "before": editions.before(viewer, found),
        "may_write": bool(permissions.may_write(viewer)),
        "public": public_address(viewer.authority_id),
        "crumbs": shared.crumbs(_("Edition %(number)s") % {"number": found.number}),
    }
    return render(request, "plans/edition.html", context)


VERBS = {
    "send": (reviewing.send, gettext_lazy("Sent for review. Those who review can now comment.")),
    "take_back": (reviewing.take_back, gettext_lazy("Back to draft. The text can be changed again.")),
    "make_ready": (reviewing.make_ready, gettext_lazy("Ready for the council. The text is locked.")),
    "withdraw": (reviewing.withdraw, gettext_lazy("Withdrawn. It can still be read under editions.")),
}


@require_POST
def take_step(request: HttpRequest, edition_id: UUID, verb: str) -> HttpResponse:
    """One step before the council."""
    if verb not in VERBS:
        raise NotFound("no_such_step", "")
    act, said = VERBS[verb]
    act(by=viewer_of(request), edition_id=edition_id)
    messages.success(request, str(said))
    return redirect("plans:home")


@require_POST
def revise(request: HttpRequest) -> HttpResponse:
    """Start the next edition from the one in force."""
    made = starting.revise(by=viewer_of(request))
    messages.success(request, _("The revision is ready to be written. The published plan stays as it is meanwhile."))
    return redirect("plans:edition", made.id)


def public_address(authority_id: UUID) -> str:
    """Where anybody finds the authority's plan."""
    return f"{settings.PUBLIC_BASE_URL}/kommune/{authority(authority_id).code}/plan/"


def _progress(viewer: Viewer, found: Edition) -> dict[str, object]:
    views = sections.of_edition(viewer, found, presence=False)
    covered = covering.of_edition(viewer, found, text.joined(sections.texts(views)))
    own = [view for view in views if not view.is_tray and view.state != "chapter"]
    ready = sum(view.state == "ready" for view in own)
    written = _("%(ready)s of %(all)s sections are ready.") % {"ready": ready, "all": len(own)}
    confirmed = _("%(done)s of %(all)s requirements are settled.") % {"done": covered.settled, "all": len(covered.rows)}
    waiting, first_open = len(own) - ready, next(iter(coverage.open_rows(covered.rows)), None)
    return {
        **_turn(viewer, found),
        "primary": "write" if waiting else "confirm" if first_open else "send",
        "steps": shared.road(
            found.id, found.state, (written, not waiting), (confirmed, covered.settled == len(covered.rows))
        ),
        "lacking": [row for force in (Force.LAW, Force.GUIDANCE) for row in coverage.lacking(covered.rows, force)],
        "next_section": next((view for view in own if view.state != "ready"), own[0] if own else None),
        "may_record": bool(permissions.may_record(viewer)),
    }


def _turn(viewer: Viewer, found: Edition) -> dict[str, object]:
    """Who acts next, and whether it is the one who looks."""
    role = policies.TURN.get(found.state, "")
    return {
        "turn": role,
        "turn_names": editions.colleagues(viewer, role) if role else (),
        "your_turn": role in viewer.roles,
        "comments": sum(desk.open_comments(viewer, found).values()),
    }
