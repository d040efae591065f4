"""The follow-up, the mentor's page, and each person's own list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beredskab.cases.actions import deciding, following
from beredskab.cases.forms.deciding import PlainForm
from beredskab.cases.forms.following import ContactForm, GoalForm, LogForm, MeasureForm, RoundForm, StateForm
from beredskab.cases.queries import following as queries
from beredskab.cases.queries import mine as own
from beredskab.cases.views.acting import METHODS, Act, acted, version_of
from beredskab.cases.views.shared import crumbs, station
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for me, and where I have been let in."""
    return render(request, "cases/mine.html", {"mine": own.mine(viewer_of(request))})


@require_http_methods(METHODS)
def follow_up(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Measures, goals and the status round."""
    viewer = viewer_of(request)
    page = queries.follow_up(viewer, case_id)
    did = acted(
        request,
        {
            **_measures(viewer, case_id, page),
            **_goals(viewer, case_id, page),
            **_rounds(request, case_id),
            **_readings(request, case_id),
        },
    )
    if did.done:
        return redirect("cases:follow_up", case_id)
    context = {"page": page, "forms": did.forms}
    return station(request, page.found, "follow_up", "cases/follow_up.html", context, status=did.status)


def _measures(viewer: Viewer, case_id: UUID, page: queries.FollowPage) -> dict[str, Act]:
    return {
        "measure": Act(
            lambda data: MeasureForm(data, page.choices),
            lambda given: following.add_measure(by=viewer, case_id=case_id, planned=following.Planned(**given)),
            _("The measure is written down."),
        ),
        "state": Act(
            lambda data: StateForm(data, page.measures),
            lambda given: following.set_state(by=viewer, case_id=case_id, **_ids(given)),
            _("Saved."),
        ),
        "contact": Act(
            lambda data: ContactForm(data, page.going_on, page.choices),
            lambda given: following.set_contact(by=viewer, case_id=case_id, **_ids(given)),
            _("Saved. Who it was before stays written."),
        ),
    }


def _goals(viewer: Viewer, case_id: UUID, page: queries.FollowPage) -> dict[str, Act]:
    goals = [goal for one in page.measures for goal in one.goals]
    return {
        "goal": Act(
            lambda data: GoalForm(data, page.measures),
            lambda given: following.add_goal(by=viewer, case_id=case_id, **_ids(given)),
            _("The goal is written down."),
        ),
        "log": Act(
            lambda data: LogForm(data, goals),
            lambda given: following.log(by=viewer, case_id=case_id, **_ids(given)),
            _("Saved."),
        ),
    }


def _rounds(request: HttpRequest, case_id: UUID) -> dict[str, Act]:
    viewer, version = viewer_of(request), version_of(request)
    return {
        "round": Act(
            RoundForm,
            lambda given: following.hold_round(
                by=viewer, case_id=case_id, version=version, next_on=given["next_on"],
                answers={name: given[name] for name in following.QUESTIONS},
            ),
            _("The round is held, and the next is on the list."),
        ),
    }  # fmt: skip


def _readings(request: HttpRequest, case_id: UUID) -> dict[str, Act]:
    viewer = viewer_of(request)
    return {
        "read": Act(
            PlainForm, lambda _given: deciding.read_told_back(by=viewer, case_id=case_id), _("Marked as read.")
        ),
        "let_in": Act(
            PlainForm,
            lambda _given: following.let_mentor_in(
                by=viewer, case_id=case_id, person_id=_person(request)
            ),
            _("The mentor can see the goals now, and is told by a mail without content."),
        ),
    }  # fmt: skip


def _person(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("person", ""))
    except ValueError:
        return UUID(int=0)


def _ids(given: Mapping[str, Any]) -> dict[str, Any]:
    ids = {name for name, value in given.items() if name.endswith("_id") and isinstance(value, str)}
    return {name: UUID(value) if name in ids else value for name, value in given.items()}


@require_http_methods(METHODS)
def goal(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The mentor's page: first name, goals, and how it goes in words."""
    viewer = viewer_of(request)
    found, goals = queries.mentor(viewer, case_id)
    act = Act(
        lambda data: LogForm(data, goals),
        lambda given: following.log(by=viewer, case_id=case_id, **_ids(given)),
        _("Saved. Thank you."),
    )
    did = acted(request, {"log": act})
    if did.done:
        return redirect("cases:goal", case_id)
    name = next((one.first_name for one in goals), "")
    context = {"case": found.case, "goals": goals, "name": name, "forms": did.forms, "crumbs": crumbs(_("Goals"))}
    return render(request, "cases/goal.html", context, status=did.status)
