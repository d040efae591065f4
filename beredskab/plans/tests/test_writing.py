"""Saving: nothing is locked, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from beredskab.documents import markdown
from beredskab.documents.model import plain, to_json
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans.actions import reviewing, writing
from beredskab.plans.models import Edition, Presence, Section, SectionVersion
from beredskab.plans.queries import desk, sections
from beredskab.plans.tests import situations

pytestmark = pytest.mark.django_db
Login = Callable[[Viewer], Client]


@pytest.fixture
def draft(cast: dict[str, Viewer]) -> Edition:
    return situations.draft(cast["pernille"])


@pytest.fixture
def section(cast: dict[str, Viewer], draft: Edition) -> Section:
    return situations.section_of(cast["pernille"], draft)


def said(by: Viewer, section: Section) -> str:
    with as_viewer(by):
        current = sections.current(section)
        assert current is not None
        return " ".join(plain(block) for block in situations.blocks_of(current))


def address(section: Section, page: str = "") -> str:
    return f"/plan/{section.edition_id}/afsnit/{section.id}/{page}"


def body(text: str, base: int) -> str:
    return json.dumps({"base_version": base, "doc": to_json(markdown.parse(text))})


def test_the_same_text_saved_twice_is_one_version(cast: dict[str, Viewer], section: Section) -> None:
    blocks = markdown.parse("Den samme tekst.")
    first = writing.save(by=cast["pernille"], section_id=section.id, base_version=0, blocks=blocks)
    again = writing.save(by=cast["pernille"], section_id=section.id, base_version=0, blocks=blocks)
    assert again.version.id == first.version.id
    assert not again.conflict


def test_a_text_that_comes_too_late_is_kept_aside(cast: dict[str, Viewer], section: Section) -> None:
    pernille = cast["pernille"]
    situations.write(pernille, section, "Første.", 0)
    late = situations.write(pernille, section, "Anden.", 0)
    assert late.conflict
    assert late.version.aside
    assert said(pernille, section) == "Første."
    with as_viewer(pernille):
        assert SectionVersion.objects.filter(section=section).count() == 2


def test_a_version_can_be_neither_changed_nor_removed(cast: dict[str, Viewer], section: Section) -> None:
    saved = situations.write(cast["pernille"], section, "Tekst.", 0)
    with as_viewer(cast["pernille"]):
        for attempt in (
            lambda: SectionVersion.objects.filter(id=saved.version.id).update(number=9),
            lambda: SectionVersion.objects.filter(id=saved.version.id)._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def test_the_autosave_answers_with_version_and_coverage(
    cast: dict[str, Viewer], section: Section, log_in: Login
) -> None:
    answer = log_in(cast["pernille"]).post(address(section, "gem/"), body("Alle hører til.", 0), "application/json")
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert "coverage-list" in answer.json()["coverage_html"]


def test_a_poll_without_text_says_who_is_here(cast: dict[str, Viewer], section: Section, log_in: Login) -> None:
    with as_viewer(cast["hanne"]):
        writing.note_presence(by=cast["hanne"], section=section)
    poll = json.dumps({"base_version": 0, "doc": None})
    answer = log_in(cast["pernille"]).post(address(section, "gem/"), poll, "application/json")
    assert "Hanne Høring er her også" in answer.json()["presence_html"]
    with as_viewer(cast["pernille"]):
        assert Presence.objects.filter(section=section).count() == 2


def test_nonsense_is_refused_in_words(cast: dict[str, Viewer], section: Section, log_in: Login) -> None:
    writer = log_in(cast["pernille"])
    for nonsense in ("{", "{}", '{"base_version": 0, "doc": {"type": "doc", "content": [{"type": "script"}]}}'):
        answer = writer.post(address(section, "gem/"), nonsense, "application/json")
        assert answer.status_code == 422
        assert answer.json()["message"]


def test_two_who_write_at_once_get_both_texts_and_three_choices(
    cast: dict[str, Viewer], section: Section, log_in: Login
) -> None:
    pernille = cast["pernille"]
    situations.write(pernille, section, "Den første tekst.", 0)
    writer = log_in(pernille)
    refused = writer.post(address(section, "gem/"), body("Den anden tekst.", 0), "application/json")
    assert refused.status_code == 409
    page = refused.json()["conflict_url"]
    shown = writer.get(page).content.decode()
    assert "Den første tekst." in shown
    assert "Den anden tekst." in shown
    assert writer.post(page, {"keep": "both", "base_version": "1"}).status_code == 302
    assert said(pernille, section) == "Den første tekst. Den anden tekst."


@pytest.mark.parametrize(("keep", "text"), [("mine", "Min."), ("theirs", "Deres.")])
def test_the_chosen_text_goes_on_and_the_other_is_kept(
    cast: dict[str, Viewer], section: Section, log_in: Login, keep: str, text: str
) -> None:
    pernille = cast["pernille"]
    situations.write(pernille, section, "Deres.", 0)
    late = situations.write(pernille, section, "Min.", 0)
    page = address(section, f"to-tekster/{late.version.number}/")
    assert log_in(pernille).post(page, {"keep": keep, "base_version": "1"}).status_code == 302
    assert said(pernille, section) == text
    with as_viewer(pernille):
        kept = {
            plain(block)
            for one in SectionVersion.objects.filter(section=section)
            for block in situations.blocks_of(one)
        }
    assert kept == {"Deres.", "Min."}


def test_the_plain_form_saves_markdown_and_keeps_ids(cast: dict[str, Viewer], section: Section, log_in: Login) -> None:
    pernille = cast["pernille"]
    first = situations.write(pernille, section, "Et.\n\nTo.", 0)
    before = [block.id for block in situations.blocks_of(first.version)]
    text = {"markdown": "Et.\n\nImellem.\n\nTo.", "base_version": "1"}
    assert log_in(pernille).post(address(section), text).status_code == 302
    with as_viewer(pernille):
        current = sections.current(section)
        assert current is not None
        after = [block.id for block in situations.blocks_of(current)]
    assert [after[0], after[2]] == before


def test_an_earlier_text_can_be_used_again(cast: dict[str, Viewer], section: Section, log_in: Login) -> None:
    pernille = cast["pernille"]
    situations.write(pernille, section, "Den gamle.")
    situations.write(pernille, section, "Den nye.")
    writer = log_in(pernille)
    assert "<ins>" in writer.get(address(section, "versioner/")).content.decode()
    assert writer.get(address(section, "versioner/?version=2&against=1")).status_code == 200
    assert writer.post(address(section, "versioner/1/")).status_code == 302
    assert said(pernille, section) == "Den gamle."


def test_a_sitting_is_one_line_in_the_history_and_an_aside_always_its_own() -> None:
    start = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    me, other = uuid4(), uuid4()
    saves = [(0, me, False), (1, me, False), (2, other, False), (3, other, True), (30, me, False), (31, me, False)]
    rows = [
        SectionVersion(number=number, author_id=who, aside=aside, created_at=start + timedelta(minutes=minutes))
        for number, (minutes, who, aside) in enumerate(saves, start=1)
    ]
    assert [one.number for one in sections.milestones(rows[::-1])] == [6, 4, 3, 2]


def test_a_locked_text_is_not_written_in(cast: dict[str, Viewer]) -> None:
    pernille = cast["pernille"]
    edition = situations.ready(pernille)
    section = situations.section_of(pernille, edition)
    with pytest.raises(DomainError) as refused:
        situations.write(pernille, section, "Lige en ting til.")
    assert refused.value.code == "locked"


def test_a_reviewer_comments_but_does_not_write(cast: dict[str, Viewer], section: Section, log_in: Login) -> None:
    hanne = cast["hanne"]
    with pytest.raises(NotAllowed):
        situations.write(hanne, section, "Hannes tekst.", 0)
    reader = log_in(hanne)
    assert "data-editor" not in reader.get(address(section)).content.decode()
    sent = reader.post(address(section, "kommentar/"), {"text": "Hvem ringer man til?"})
    assert sent.status_code == 302
    empty = reader.post(address(section, "kommentar/"), {"text": ""})
    assert empty.status_code == 422
    with as_viewer(hanne):
        comment = desk.desk(hanne, section.id).comments[0]
    reviewing.resolve(by=cast["pernille"], comment_id=comment.id)
    with as_viewer(hanne):
        assert desk.desk(hanne, section.id).comments[0].resolved_by_name == "Pernille Planskriver"


def test_a_neighbour_finds_nothing(cast: dict[str, Viewer], section: Section, log_in: Login) -> None:
    with pytest.raises(NotFound):
        situations.write(cast["niels"], section, "Naboens tekst.", 0)
    assert log_in(cast["niels"]).get(address(section)).status_code == 404
