""" "What do I do now?": questions, answer, signs, and a notification to write. Nothing is stored, here or there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beredskab.kit.errors import NotFound
from beredskab.organisation import queries as organisation
from beredskab.organisation.contacts.queries import contact_points
from beredskab.web.guide import drafting, intake, presenting, texts, walking
from beredskab.web.guide.answers import Answers, UnknownAnswer, next_question, read
from beredskab.web.guide.rules import ALARMS, outcome
from beredskab.web.guide.signs import GROUPS
from beredskab.web.search import by_name
from beredskab.web.views.pages import danish_key

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def leaves_no_trace(referrer: str) -> Callable[[View[P]], View[P]]:
    """Not kept by the browser, and not told to the next site: it may be the family's computer."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            response["Referrer-Policy"] = referrer
            return response

        return answer

    return decorate


@require_safe
@leaves_no_trace("no-referrer")
def choose(request: HttpRequest) -> HttpResponse:
    """Which municipality: the numbers differ."""
    wanted = request.GET.get("q", "").strip()
    found = sorted(by_name(organisation.municipalities(), wanted, lambda one: one.name), key=_by_name)
    context = {"wanted": wanted, "found": found, "hotline": presenting.hotline(timezone.localtime())}
    return render(request, "web/guide/choose.html", context)


@require_safe
@leaves_no_trace("no-referrer")
def guide(request: HttpRequest, code: str, answers: str = "") -> HttpResponse:
    """The next question, or where the answers end."""
    municipality = organisation.municipality_by_code(code)
    given = _read(answers)
    context: dict[str, Any] = {"municipality": municipality, "walk": walking.walk(code, given)}
    if next_question(given) is not None:
        return render(request, "web/guide/question.html", context)
    ends = outcome(given)
    here = presenting.Here(contact_points(municipality.id), intake.door(municipality.id, code), timezone.localtime())
    context["alarms"] = {one: [texts.words(road, given.who) for road in ends.alarms if road == one] for one in ALARMS}
    context["steps"] = presenting.steps(ends.steps, given, ends, here)
    context["also"] = presenting.steps(ends.also, given, ends, here)
    return render(request, "web/guide/answer.html", context)


@require_safe
@leaves_no_trace("no-referrer")
def signs(request: HttpRequest, code: str) -> HttpResponse:
    """Signs, as help to think with."""
    context = {"municipality": organisation.municipality_by_code(code), "groups": GROUPS}
    return render(request, "web/guide/signs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@leaves_no_trace("same-origin")  # with no-referrer an older browser says that our own form comes from nowhere
def notification(request: HttpRequest, code: str) -> HttpResponse:
    """Write a notification here; the answer is the text, and it is kept nowhere."""
    municipality = organisation.municipality_by_code(code)
    here = presenting.Here(contact_points(municipality.id), intake.door(municipality.id, code), timezone.localtime())
    form = drafting.NotificationForm(request.POST or None)
    receivers, instead = presenting.receivers(here)
    context = {
        "municipality": municipality,
        "form": form,
        "draft": drafting.compose(form.cleaned_data) if form.is_valid() else "",
        "receivers": receivers,
        "instead": instead,
    }
    return render(request, "web/guide/notification.html", context)


def _read(answers: str) -> Answers:
    try:
        return read([code for code in answers.split("/") if code])
    except UnknownAnswer:
        raise NotFound("answer_not_found", _("This page does not exist.")) from None


def _by_name(one: Any) -> str:
    return danish_key(one.name)
