"""The frame of a page and its components: words, shapes, escaping, and the order of names."""

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from beredskab.frameworks.model import Force
from beredskab.frameworks.render.words import SYMBOL
from beredskab.kit.errors import Conflict, NotFound
from beredskab.kit.http import refusal
from beredskab.kit.viewer import Viewer
from beredskab.web import icons
from beredskab.web.navigation import address, front_page, shell_for
from beredskab.web.search import by_name
from beredskab.web.views.pages import danish_key


def render(source, **context):
    with translation.override("da"):
        return Template("{% load shell %}" + source).render(Context(context))


@pytest.mark.parametrize("state", SYMBOL)
def test_every_verdict_has_a_shape_and_a_word(state):
    html = render("{% verdict state %}", state=state)
    assert "<svg" in html
    assert html.split("</svg>")[1].strip("</span>")


def test_no_two_verdicts_have_the_same_shape():
    assert len(set(icons.SHAPES.values())) == len(icons.SHAPES)


@pytest.mark.parametrize("force", list(Force))
def test_every_force_has_a_word_and_a_sentence(force):
    assert render("{% force value %}{{ value|force_explained }}", value=force).count(" ") > 3


@pytest.mark.parametrize("tag", ["note", "panel", "fold", "empty"])
def test_a_component_escapes_its_title_and_shows_its_body(tag):
    title = "" if tag == "panel" else ' title="<b>"|add:rest'
    html = render(f"{{% {tag}{title} %}}<p>{{{{ body }}}}</p>{{% end{tag} %}}", body="<script>", rest=" & x")
    assert "<p>&lt;script&gt;</p>" in html
    assert "<script>" not in html


def test_a_page_without_a_request_still_has_its_frame():
    site = shell_for(None)
    assert site.path == "/"
    assert site.notices == ()


def test_the_current_page_is_marked_in_the_navigation():
    request = RequestFactory().get("/tjek/")
    request.viewer = Viewer(uuid4(), uuid4(), frozenset({"plan_editor"}))
    assert [page.href for page in shell_for(request).pages if page.current] == ["/tjek/"]


def test_the_navigation_shows_the_halves_of_the_house_that_a_person_works_in():
    def places(*roles):
        request = RequestFactory().get("/")
        request.viewer = Viewer(uuid4(), uuid4(), frozenset(roles))
        return [page.href for page in shell_for(request).pages]

    assert places("plan_editor") == ["/plan/", "/tjek/", "/krav/", "/indsatser/", "/organisation/"]
    assert "/plan/" not in places("coordinator")
    assert places("coordinator")[-1] == "/organisation/"
    assert places("dpo")[-1] == "/log/"
    assert set(places("plan_editor", "coordinator")) >= {"/plan/", *places("coordinator")}


def test_each_person_meets_their_own_work_first():
    assert front_page(Viewer(uuid4(), uuid4(), frozenset({"plan_editor", "coordinator"}))) == "/plan/"
    cases = address("cases:home") or "/organisation/"
    assert front_page(Viewer(uuid4(), uuid4(), frozenset({"partner"}))) == cases
    assert front_page(None) == "/plan/"


def test_names_are_sorted_as_danes_do():
    names = ["Aabenraa", "Ærø", "Zealand", "Øster", "Århus", "Alpha"]
    assert sorted(names, key=danish_key) == ["Alpha", "Zealand", "Ærø", "Øster", "Aabenraa", "Århus"]


NAMES = ["Aalborg Kommune", "Fredericia Kommune", "Høje-Taastrup Kommune", "Københavns Kommune", "Ærø Kommune"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("ærø", "Ærø Kommune"),
        ("aeroe", "Ærø Kommune"),
        ("Ålborg", "Aalborg Kommune"),
        ("Kobenhavn", "Københavns Kommune"),
        ("høje tåstrup", "Høje-Taastrup Kommune"),
        ("Frederica", "Fredericia Kommune"),
    ],
)
def test_a_municipality_is_found_as_people_write_it(wanted, found):
    assert by_name(NAMES, wanted, str) == [found]


@pytest.mark.parametrize("wanted", ["xyz", "<b>", "%", "Oslo"])
def test_what_is_no_municipality_finds_none(wanted):
    assert by_name(NAMES, wanted, str) == []


def test_a_refusal_says_what_it_is_and_never_nothing():
    request = RequestFactory().get("/")
    with translation.override("da"):
        lost = refusal(request, NotFound("edition_not_found", "")).content.decode()
        conflict = refusal(request, Conflict("changed", "En kollega kom først.")).content.decode()
    assert "Vi kan ikke finde siden" in lost
    assert "Adressen kan være forkert" in lost
    assert "Det kan ikke lade sig gøre nu" in conflict
    assert "En kollega kom først." in conflict
