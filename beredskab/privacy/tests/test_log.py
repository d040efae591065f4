"""The log: every event has its sentence, only the officer and the administrator read it, and the file is harmless."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation

import beredskab
from beredskab.audit import sentences
from beredskab.audit.models import Event
from beredskab.audit.queries import seal
from beredskab.kit.actions import registered_actions
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Person
from beredskab.plans.tests import situations
from beredskab.privacy import queries
from beredskab.privacy.actions import _harmless
from beredskab.privacy.queries import Wanted

WRITTEN = re.compile(r"""event="((?!organisation\.login)[a-z_]+\.[a-z_]+\.[a-z_]+)\"""")


def events_in_the_code():
    package = Path(beredskab.__file__).parent
    files = [path for path in package.rglob("*.py") if "tests" not in path.parts]
    return {event for path in files for event in WRITTEN.findall(path.read_text(encoding="utf-8"))}


def ours():
    return {event for event in registered_actions() if not event.startswith("test.")} | events_in_the_code()


def test_every_event_has_a_sentence_in_both_languages_and_a_kind():
    assert len(ours()) > 25
    for event in sorted(ours()):
        english = sentences.SENTENCES[event]
        with translation.override("en"):
            text = str(english)
        with translation.override("da"):
            assert str(english) != text, event
        assert event.rsplit(".", 1)[0] in sentences.KINDS, event


def entries(viewer, **wanted):
    with as_viewer(viewer):
        return [one.sentence for one in queries.page(viewer, Wanted(**wanted)).entries]


def test_the_saves_of_a_sitting_are_one_sentence_and_two_sections_two(cast):
    pernille, dorte = cast["pernille"], cast["dorte"]
    edition = situations.draft(pernille)
    section = situations.section_of(pernille, edition)
    for number in range(4):
        situations.write(pernille, section, f"Alle børn og unge hører til, {number}.")
    with translation.override("da"):
        told = entries(dorte, kind="plans.section")
    assert told == [f"Pernille Planskriver gemte afsnit {section} 4 gange (senest version 4)."]
    with as_viewer(dorte):
        assert len(queries.all_entries(dorte, Wanted(kind="plans.section"), 100)) == 4


def test_the_filters_take_person_and_days(cast):
    situations.draft(cast["pernille"])
    dorte = cast["dorte"]
    assert entries(dorte, person=cast["pernille"].person_id, kind="plans.edition")
    assert not entries(dorte, person=cast["hanne"].person_id, kind="plans.edition")
    today = timezone.localdate()
    assert entries(dorte, since=today, until=today, kind="plans.edition")
    assert not entries(dorte, until=today - timedelta(days=1), kind="plans.edition")


def test_pages_follow_each_other_without_a_gap(cast, monkeypatch):
    situations.published(cast["pernille"], cast["rita"])
    monkeypatch.setattr(queries, "PAGE", 3)
    dorte, seen, before = cast["dorte"], [], None
    with as_viewer(dorte):
        while True:
            page = queries.page(dorte, Wanted(before=before))
            seen += [one.position for one in page.entries]
            before = page.older
            if before is None:
                break
        assert seen == list(range(seen[0], 0, -1))


def test_a_bounded_part_of_the_chain_is_checked(cast):
    situations.draft(cast["pernille"])
    with as_viewer(cast["dorte"]):
        whole, part = seal(cast["dorte"]), seal(cast["dorte"], limit=2)
    assert whole.whole and not whole.breaks
    assert not part.whole and not part.breaks


def test_the_page_tells_who_did_what_and_that_the_chain_is_whole(cast, log_in, queries_at_most):
    edition = situations.draft(cast["pernille"])
    situations.write(cast["pernille"], situations.section_of(cast["pernille"], edition), "Alle børn hører til.")
    client = log_in(cast["dorte"])
    with queries_at_most(17):
        page = client.get("/log/").content.decode()
    assert "Pernille Planskriver gemte afsnit" in page and "Kæden er hel siden" in page
    assert "Dorte Databeskytter fulgte med demoen" in page
    assert "Niels Nabo" not in page


@pytest.mark.parametrize("query", ["person=x", "since=igår", "before=-1", "kind=%27", "until=9999-12-30"])
def test_a_filter_that_cannot_be_understood_is_left_out(cast, log_in, query):
    assert log_in(cast["dorte"]).get(f"/log/?{query}").status_code == 200


def test_a_search_without_answer_teaches(cast, log_in):
    page = log_in(cast["adam"]).get("/log/?until=2001-01-01").content.decode()
    assert "Vælg flere dage" in page


def test_only_readers_find_the_log(cast, log_in):
    for key in ("pernille", "hanne", "rita", "lars", "niels"):
        assert log_in(cast[key]).get("/log/").status_code == 404
        assert 'href="/log/"' not in log_in(cast[key]).get("/organisation/").content.decode()
    assert 'href="/log/"' in log_in(cast["dorte"]).get("/organisation/").content.decode()


def test_saving_a_file_is_an_event_and_a_name_is_no_formula(cast, log_in):
    pernille = cast["pernille"]
    situations.draft(pernille)
    Person.objects.filter(id=pernille.person_id).update(name='=HYPERLINK("x")')
    answer = log_in(cast["dorte"]).post("/log/fil/", {"kind": "plans.edition"})
    assert answer["Content-Type"].startswith("text/csv")
    assert """"'=HYPERLINK(""x"")\"""" in answer.content.decode("utf-8-sig")
    with as_viewer(cast["dorte"]):
        last = Event.objects.order_by("-position").first()
    assert (last.event, last.detail["count"], last.detail["kind"]) == ("privacy.log.exported", 1, "plans.edition")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", " =1"])
def test_a_cell_that_begins_like_a_formula_becomes_text(cell):
    assert _harmless(cell) == f"'{cell}"
    assert _harmless(f"x{cell}") == f"x{cell}"
