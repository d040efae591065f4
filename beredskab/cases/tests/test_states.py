"""The road as a table: what the page in the docs says of it, and what must hold for every stage."""

from pathlib import Path

from beredskab.cases import states
from beredskab.cases.models import Stage, Track
from beredskab.cases.taskkinds import KINDS, STAGE_TASK

PAGE = Path(__file__).resolve().parents[3] / "docs" / "case-states.md"


def test_the_page_in_the_docs_is_drawn_from_the_table():
    assert PAGE.read_text(encoding="utf-8") == states.page()


def test_the_page_says_what_every_stage_means():
    page = states.page()
    assert [stage for stage in Stage if f"| {stage} |" not in page] == []


def test_every_stage_can_be_reached_and_only_an_end_is_one():
    reached = {step.target for step in states.STEPS} | set(states.FIRST.values())
    left = {source for step in states.STEPS for source in step.sources}
    assert set(Stage) - reached == set()
    assert {Stage(stage) for stage in set(Stage) - left} == {Stage.ERASED}
    assert {step.target for step in states.STEPS if Stage.MOVED in step.sources} == {Stage.ERASED}


def test_an_open_case_always_has_a_task_of_a_known_kind():
    open_stages = {*states.OPEN, Stage.CLOSING}
    assert set(STAGE_TASK) == open_stages
    assert set(STAGE_TASK.values()) <= set(KINDS)


def test_seeking_help_and_places_never_lead_to_the_police():
    stages = {Stage.POLICE_FIRST, Stage.THRESHOLD, Stage.CLEARANCE}
    for track in (Track.COUNSELLING, Track.PLACE):
        for step in states.STEPS:
            takes = any(states.leads_on(track, source, step.verb) for source in step.sources)
            assert not (takes and step.target in stages), (track, step.verb)


def test_every_open_stage_leads_to_the_end_by_two_people():
    assert all(states.leads_on(Track.CONCERN, stage, "propose_close") for stage in states.OPEN)
    assert states.BY_VERB["close"].sources == (Stage.CLOSING,)
