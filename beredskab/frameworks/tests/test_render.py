"""What a rendered report promises: the same answer in every form, in words and shapes, and nothing that runs."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from beredskab.documents.readers import read
from beredskab.frameworks.check import check
from beredskab.frameworks.loader import load_all
from beredskab.frameworks.model import Force
from beredskab.frameworks.render import as_json, html, matrix, summary, text
from beredskab.frameworks.render.words import FORCE, LABEL, SYMBOL, VERDICT, number
from beredskab.frameworks.report import Report
from beredskab.lib.dates import long_date

FICTIONAL = Path(__file__).parent / "fictional"
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module", params=["sandved-hel-plan.md", "lindemark-gammel.md", "rapport-om-planer.md"])
def report(request: pytest.FixtureRequest) -> Report:
    document = read(request.param, (FICTIONAL / request.param).read_bytes())
    return check(document, load_all(), DAY)


def test_the_picture_has_a_named_tile_for_each_of_the_27_elements(report):
    picture = etree.fromstring(matrix.svg(matrix.tiles_of(report), "da").encode())
    names = [link.get("aria-label") for link in picture.iter("{http://www.w3.org/2000/svg}a")]
    assert len(names) == 27
    placed = [result for result in report.elements if result.element.place]
    expected = {f"{r.element.ref} {r.element.title}: {VERDICT['da'][r.verdict]}" for r in placed}
    assert set(names) == expected


@pytest.mark.parametrize("layout", [matrix.WIDE, matrix.NARROW])
def test_the_picture_survives_a_strict_content_security_policy(report, layout):
    picture = matrix.svg(matrix.tiles_of(report), "da", layout=layout)
    assert "style" not in picture
    assert "<script" not in picture


def test_every_answer_has_a_shape_of_its_own():
    assert len(set(SYMBOL.values())) == len(SYMBOL)


def test_tiles_lead_to_their_requirement_on_the_html_page(report):
    page = lxml_html.document_fromstring(html.render(report, "da"))
    ids = {node.get("id") for node in page.iter() if node.get("id")}
    links = {link.get("href").removeprefix("#") for link in page.iter("a") if link.get("href")}
    assert links <= ids


def test_headings_of_the_html_page_never_skip_a_level(report):
    page = lxml_html.document_fromstring(html.render(report, "da"))
    levels = [int(node.tag[1]) for node in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_summary_speaks_of_the_law_first_and_never_gives_a_grade(report):
    said = summary.sentences(report, "da")
    law = [result for result in report.elements if result.element.force is Force.LAW]
    assert len(said) >= len(law)
    assert not any("%" in sentence or "procent" in sentence for sentence in said)


def test_what_is_lacking_is_only_what_law_and_guidance_ask_for(report):
    assert {result.element.force for result in summary.lacking(report)} <= {Force.LAW, Force.GUIDANCE}


def test_text_and_json_give_the_same_answers(report):
    plain = text.render(report, "da")
    for element in as_json.data(report)["elements"]:
        line = next(
            line for line in plain.splitlines() if re.match(rf"  [●◐○] \w+ +{re.escape(element['ref'])} ", line)
        )
        assert VERDICT["da"][element["verdict"]] in line


def test_colour_adds_no_meaning(report):
    coloured = text.render(report, "da", colour=True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == text.render(report, "da", colour=False)


def test_danish_and_english_have_the_same_words():
    assert LABEL["da"].keys() == LABEL["en"].keys()
    assert FORCE["da"].keys() == FORCE["en"].keys() == set(Force)


def test_dates_and_numbers_are_written_as_people_write_them():
    assert long_date(date(2024, 6, 24), "da") == "24. juni 2024"
    assert long_date(date(2024, 6, 24), "en") == "24 June 2024"
    assert (number(9, "da"), number(19, "da")) == ("ni", "19")
