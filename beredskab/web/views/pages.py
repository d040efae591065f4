"""The pages that explain: the front page, what the law asks, what we keep, accessibility."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from beredskab.frameworks.loader import load_all
from beredskab.frameworks.render.words import FORCE_HEADING, anchor_id
from beredskab.web import words
from beredskab.web.navigation import address


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public front page: the check first, then the plans, then what the law asks."""
    return render(request, "web/home.html", {"law": load_all(words.lang())[0]})


@require_safe
def work_home(request: HttpRequest) -> HttpResponse:
    """Behind the login the plan is the front page."""
    return redirect(address("plans:home") or "web:check")


@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    """Every element of every framework, by force, with its source."""
    lang = words.lang()
    rows = [
        {"id": anchor_id(element.ref), "element": element, "source": sources[element.source.source]}
        for framework in load_all(lang)
        for sources in [{source.id: source for source in framework.sources}]
        for element in framework.elements
        if element.status == "active"
    ]
    rows.sort(key=lambda row: row["element"].force.rank)  # type: ignore[attr-defined]
    groups = [
        {"force": str(force), "heading": FORCE_HEADING[lang][force], "rows": list(found)}
        for force, found in groupby(rows, key=lambda row: row["element"].force)  # type: ignore[attr-defined]
    ]
    return render(request, "web/requirements.html", {"groups": groups})


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """All municipalities, with the published plan where there is one; searched by name."""
    return render(request, "web/municipalities.html", {})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What we keep and what we do not."""
    return render(request, "web/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible this is, what is not good enough yet, and where to complain."""
    return render(request, "web/accessibility.html")
