"""The pages that explain: the front page, what the law asks, what we keep, accessibility."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from beredskab.frameworks.loader import load_all
from beredskab.frameworks.model import Element, SourceDocument
from beredskab.frameworks.render.words import FORCE_HEADING, anchor_id
from beredskab.organisation import queries as organisation
from beredskab.plans.queries import public as plans
from beredskab.web import words
from beredskab.web.navigation import front_page
from beredskab.web.search import by_name

DANISH_ORDER = str.maketrans("æäøöåéü", "{{||}ey")


@dataclass(frozen=True, slots=True)
class Row:
    """An element with its source and its anchor on the page."""

    id: str
    element: Element
    source: SourceDocument


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public front page: the check first, then the plans, then what the law asks."""
    return render(request, "web/home.html", {"law": load_all(words.lang())[0]})


@require_safe
def work_home(request: HttpRequest) -> HttpResponse:
    """Behind the login the plan is the front page, or the concerns for those who only work on them."""
    return redirect(front_page(getattr(request, "viewer", None)))


@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    """Every element of every framework, by force, with its source."""
    lang = words.lang()
    rows = [
        Row(anchor_id(element.ref), element, next(one for one in framework.sources if one.id == element.source.source))
        for framework in load_all(lang)
        for element in framework.elements
        if element.status == "active"
    ]
    rows.sort(key=lambda row: row.element.force.rank)
    groups = [
        {"force": str(force), "heading": FORCE_HEADING[lang][force], "rows": list(found)}
        for force, found in groupby(rows, key=lambda row: row.element.force)
    ]
    return render(request, "web/requirements.html", {"groups": groups})


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """Municipalities with a published plan first, then the others; `?q=` searches by name."""
    wanted = request.GET.get("q", "").strip()
    published = plans.published_authorities()
    found = by_name(organisation.municipalities(), wanted, lambda one: one.name)
    found.sort(key=lambda one: danish_key(one.name))
    context = {
        "wanted": wanted,
        "with_plan": [
            {"name": one.name, "url": reverse("plans_public:plan", args=[one.code]), "adopted": published[one.id]}
            for one in found
            if one.id in published
        ],
        "without": [one.name for one in found if one.id not in published],
    }
    return render(request, "web/municipalities.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What we keep and what we do not."""
    return render(request, "web/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible this is, what is not good enough yet, and where to complain."""
    return render(request, "web/accessibility.html")


def danish_key(text: str) -> str:
    """Sorts as Danes do: æ, ø, å last and aa as å. The same key as the database uses."""
    return text.lower().replace("aa", "å").translate(DANISH_ORDER)
