"""Many looks at one thing, and many refusals, are one line of the log that can be unfolded: each is still there."""

import pytest
from django.utils import translation

from beredskab.audit import sentences
from beredskab.audit.actions import access, refused
from beredskab.audit.queries import events
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.privacy import queries
from beredskab.privacy.queries import Wanted


@pytest.fixture
def case(monkeypatch):
    """A case with sentences of its own."""
    case_id = new_id()
    monkeypatch.setitem(sentences.NAMES, "cases.Case", lambda viewer, ids: {one: f"sag {str(one)[-4:]}" for one in ids})
    monkeypatch.setitem(sentences.SENTENCES, "test.case.read", "%(who)s så %(what)s: %(sections)s (%(reason)s).")
    monkeypatch.setitem(sentences.SENTENCES, "test.case.refused", "%(who)s fik ikke lov at se %(what)s (%(reason)s).")
    monkeypatch.setitem(sentences.SENTENCES, "test.case.searched", "%(who)s søgte.")
    monkeypatch.setitem(sentences.WORDS, "sections", ", ".join)
    return case_id


def look(viewer, case_id, section, reason="because"):
    detail = {"sections": [section], "reason": reason}
    access(viewer, "test.case.read", subject_type="cases.Case", subject_id=case_id, detail=detail)


def page_of(viewer, **wanted):
    with as_viewer(viewer):
        return queries.page(viewer, Wanted(**wanted))


def of_case(viewer, case_id):
    return [one for one in page_of(viewer, about=case_id, of="cases.Case").entries if one.event.startswith("test.")]


def test_a_persons_looks_at_a_case_on_a_day_are_one_line_with_all_that_was_opened(cast, case):
    for section in ("notes", "board", "notes"):
        look(cast["lars"], case, section)
        look(cast["hanne"], case, section)
    found = of_case(cast["dorte"], case)
    assert {one.who for one in found} == {"Lars Leder", "Hanne Høring"} and len(found) == 2
    own = next(one for one in found if one.who == "Lars Leder")
    assert set(own.sentence.rsplit(": ", 1)[1].removesuffix(" (because).").split(", ")) == {"notes", "board"}
    assert sorted(one.sentence.rsplit(": ", 1)[1] for one in own.inside) == [
        "board (because).", "notes (because).", "notes (because).",
    ]  # fmt: skip


def test_another_reason_another_thing_and_another_person_are_lines_of_their_own(cast, case):
    look(cast["lars"], case, "notes")
    look(cast["lars"], case, "notes", reason="other")
    look(cast["hanne"], case, "notes")
    assert len(of_case(cast["dorte"], case)) == 3


def test_every_event_of_a_fold_is_on_the_page_once(cast, case):
    for number in range(7):
        look(cast["lars"], case, f"part{number}")
    with as_viewer(cast["dorte"]):
        ids = list(events(cast["dorte"]).filter(subject_id=case, event="test.case.read").values_list("id", flat=True))
        each = [one.id for one in queries.all_entries(cast["dorte"], Wanted(about=case), 100) if one.id in ids]
    (line,) = of_case(cast["dorte"], case)
    assert [one.id for one in line.inside] == ids == each


# What was looked at and refused stands in this log for good, from one test to the next: so each has its own reason.


def test_refusals_of_a_day_fill_a_line_and_not_the_first_page(cast, case):
    look(cast["hanne"], case, "notes")
    for _time in range(130):
        refused(cast["lars"], "test.case.refused", "cases.Case", new_id(), "asked_often")
    first = page_of(cast["dorte"])
    (line,) = [one for one in first.entries if "(asked_often)" in one.sentence]
    assert len(line.inside) == 130 and line.several and line.more == 129
    assert any(one.event == "test.case.read" for one in first.entries)


def test_a_search_is_not_crowded_out_by_refusals_and_is_never_folded(cast, case):
    for _time in range(2):
        access(cast["hanne"], "test.case.searched")
    for _time in range(20):
        refused(cast["lars"], "test.case.refused", "cases.Case", case, "again")
    line, *rest = page_of(cast["dorte"]).first
    assert "(again)" in line.sentence and len(line.inside) == 20 and not line.several
    assert [one.event for one in rest[:2]] == ["test.case.searched", "test.case.searched"]


def test_the_page_says_how_many_and_shows_each_in_a_fold(cast, case, log_in):
    for section in ("notes", "board", "people"):
        look(cast["lars"], case, section)
    with translation.override("da"):
        text = log_in(cast["dorte"]).get(f"/log/?of=cases.Case&about={case}").content.decode()
    assert "3 gange den dag" in text and text.count("(because).") == 4
    for section in ("notes", "board", "people"):
        assert f": {section} (because)." in text


def test_older_events_follow_a_folded_page_without_a_gap(cast, case, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 5)
    monkeypatch.setattr(queries, "MOST", 10)
    for number in range(23):
        look(cast["lars"], case, f"part{number % 3}")
    seen, before = [], None
    with as_viewer(cast["dorte"]):
        made = events(cast["dorte"]).filter(subject_id=case, event="test.case.read")
        every = list(made.values_list("id", flat=True))
        while True:
            page = queries.page(cast["dorte"], Wanted(kind="test.case", before=before))
            seen += [one.id for entry in page.entries for one in (entry.inside or (entry,)) if one.id in every]
            before = page.older
            if before is None:
                break
    assert seen == every


def test_however_many_refusals_follow_a_search_it_is_still_among_the_latest(cast, case, monkeypatch):
    monkeypatch.setattr(queries, "LOOKED_AT", 20)
    access(cast["lars"], "test.case.searched")
    for number in range(6):
        for _time in range(4):
            refused(cast["lars"], "test.case.refused", "cases.Case", case, f"to_crowd_out_{number}")
    first = page_of(cast["dorte"]).first
    assert "test.case.searched" in [one.event for one in first]
    assert sum("to_crowd_out" in one.sentence for one in first) == 5
