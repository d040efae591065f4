"""The first assessment, the police first, and the threshold."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import assessing, road
from beredskab.cases.actions.assessing import Given
from beredskab.cases.models import About, Case, FamilySilence, Judgement, Stage, Task, Threshold
from beredskab.cases.queries.assessing import threshold_of
from beredskab.cases.tests import situations
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer

CALM = {"danger": "no", "crime": "no", "child": "yes", "family": "unknown"}


@contextmanager
def refused(code):
    with pytest.raises(DomainError) as told:
        yield
    assert told.value.code == code


def fresh(cast, case):
    with as_viewer(cast["karen"]):
        return Case.objects.get(id=case.id)


def answer(cast, case, key="karen", **answers):
    given = [Given(question, told, "none", f"Begrundelse for {question}") for question, told in answers.items()]
    return assessing.answer(by=cast[key], case_id=case.id, version=fresh(cast, case).version, given=given)


def open_kinds(cast, case):
    with as_viewer(cast["karen"]):
        return set(Task.objects.filter(case=case, done_at__isnull=True).values_list("kind", flat=True))


def test_four_calm_answers_lead_to_the_threshold(cast):
    case = situations.a_case(cast)
    answer(cast, case, danger="no", crime="no", child="yes")
    assert fresh(cast, case).stage == Stage.ASSESSMENT
    answer(cast, case, family="no")
    assert fresh(cast, case).stage == Stage.THRESHOLD
    assert {"threshold", "notify", "inform"} <= open_kinds(cast, case)


def test_an_answer_stands_in_the_name_of_whoever_gives_it_and_stays(cast):
    case = situations.a_case(cast)
    answer(cast, case, danger="unknown")
    answer(cast, case, danger="no")
    with as_viewer(cast["karen"]):
        rows = list(Judgement.objects.filter(case=case).order_by("created_at"))
        assert [(row.answer, row.by_name) for row in rows] == [
            ("unknown", "Karen Koordinator"),
            ("no", "Karen Koordinator"),
        ]
        assert road.key_of(case).open(rows[0], "reason") == "Begrundelse for danger"
        with pytest.raises(DatabaseError), transaction.atomic():
            Judgement.objects.filter(case=case).update(answer="no")


def test_a_double_click_answers_once(cast):
    case = situations.a_case(cast)
    given = [Given("danger", "no", "none", "Intet tyder på det")]
    assessing.answer(by=cast["karen"], case_id=case.id, version=0, given=given)
    with refused("moved_on"):
        assessing.answer(by=cast["karen"], case_id=case.id, version=0, given=given)


def test_danger_stops_the_infohus_track_and_nothing_else(cast, log_in):
    case = situations.a_case(cast)
    answer(cast, case, **(CALM | {"danger": "yes"}))
    assert fresh(cast, case).stage == Stage.ASSESSMENT
    version = fresh(cast, case).version
    assessing.police_told(by=cast["karen"], case_id=case.id, version=version, how="112", text="Vagthavende kl. 21")
    assert fresh(cast, case).stage == Stage.POLICE_FIRST
    karen = log_in(cast["karen"])
    for page in ("boern", "oplysning", "egne-pligter", "vurdering", "politiet-foerst"):
        assert karen.get(f"/sager/{case.id}/{page}/").status_code == 200, page
    with pytest.raises(DomainError):
        assessing.state_threshold(by=cast["karen"], case_id=case.id, version=version + 1, kind="act", text="x")
    assessing.police_done(by=cast["karen"], case_id=case.id, version=version + 1, text="Poul ringede")
    assert fresh(cast, case).stage == Stage.THRESHOLD


def test_the_police_do_not_act_first_without_danger_or_crime(cast):
    case = situations.a_case(cast)
    with refused("not_acute"):
        assessing.police_told(by=cast["karen"], case_id=case.id, version=0, how="112", text="x")


def test_a_silence_ends_in_a_task_on_its_day(cast):
    case = situations.a_case(cast)
    until = timezone.localdate() + timedelta(days=5)
    silence = assessing.keep_silent(by=cast["karen"], case_id=case.id, text="Intet til forældrene", until=until)
    with as_viewer(cast["karen"]):
        task = Task.objects.get(case=case, kind="silence_ends")
        assert timezone.localdate(task.opened_at) == until == timezone.localdate(task.due_at)
    assessing.lift_silence(by=cast["karen"], case_id=case.id, silence_id=silence.id)
    with as_viewer(cast["karen"]):
        assert Task.objects.get(case=case, kind="silence_ends").done_at
        assert FamilySilence.objects.get(id=silence.id).lifted_at


def test_a_silence_without_an_end_is_not_taken(cast):
    case = situations.a_case(cast)
    for days in (-1, 400):
        with pytest.raises(DomainError):
            until = timezone.localdate() + timedelta(days=days)
            assessing.keep_silent(by=cast["karen"], case_id=case.id, text="x", until=until)


def test_the_threshold_waits_for_all_four_answers(cast):
    case = situations.a_case(cast)
    with pytest.raises(DomainError):
        assessing.state_threshold(by=cast["karen"], case_id=case.id, version=0, kind="act", text="x")


def test_a_later_no_takes_the_place_of_a_threshold(cast):
    case = situations.at_threshold(cast)
    karen = cast["karen"]
    assessing.state_threshold(by=karen, case_id=case.id, version=case.version, kind="threat", text="Skrev en trussel")
    case = fresh(cast, case)
    with as_viewer(karen):
        assert threshold_of(karen, case).kind == "threat"
    assessing.no_threshold(by=karen, case_id=case.id, version=case.version, text="Det var et citat fra en sang")
    with as_viewer(karen):
        assert threshold_of(karen, case) is None


@pytest.mark.parametrize("about", [About.SELF, About.GROUP])
def test_a_narrow_road_has_no_threshold_even_in_the_database(cast, about):
    case = situations.a_case(cast, about)
    karen = cast["karen"]
    with as_viewer(karen), pytest.raises(DatabaseError, match="does not lead to the police"), transaction.atomic():
        row = Threshold(
            id=new_id(), authority_id=karen.authority_id, case=case, by_id=karen.person_id, by_name="K", kind="act"
        )
        road.key_of(case).seal(row, "text", "x")
        row.save(force_insert=True)


@pytest.mark.parametrize("key", ["stine", "mette", "rasmus", "tina", "poul", "nanna", "pernille"])
def test_nobody_without_access_answers_or_reads(cast, log_in, key):
    case = situations.a_case(cast)
    with pytest.raises(NotFound):
        assessing.answer(by=cast[key], case_id=case.id, version=0, given=[Given("danger", "no", "none", "x")])
    for page in ("vurdering", "politiet-foerst", "politisag"):
        assert log_in(cast[key]).get(f"/sager/{case.id}/{page}/").status_code == 404
    with as_viewer(cast[key]):
        assert not Judgement.objects.filter(case=case).exists()


def test_the_record_holds_the_question_and_never_the_answer(cast):
    case = situations.a_case(cast)
    answer(cast, case, danger="yes")
    with as_viewer(cast["karen"]):
        event = Event.objects.filter(event="cases.assessment.answered", subject_id=case.id).get()
        assert event.detail == {"fields": ["danger"]}


def test_what_was_typed_stays_when_the_form_is_refused(cast, log_in):
    case = situations.a_case(cast)
    page = log_in(cast["karen"]).post(
        f"/sager/{case.id}/vurdering/", {"version": "0", "danger_reason": "Han sagde noget i går"}
    )
    assert page.status_code == 422
    assert "Han sagde noget i går" in page.content.decode()


def test_the_form_leads_from_danger_to_the_police(cast, log_in):
    case = situations.a_case(cast)
    karen = log_in(cast["karen"])
    told = {"version": "0", "danger_answer": "yes", "danger_reason": "Han har en kniv", "danger_act": "112"}
    assert karen.post(f"/sager/{case.id}/vurdering/", told)["Location"].endswith("/politiet-foerst/")
    version = fresh(cast, case).version
    police = {"version": str(version), "how": "112", "text": "Vagthavende, kl. 21.10"}
    assert karen.post(f"/sager/{case.id}/politiet-foerst/", police).status_code == 302
    until = timezone.localdate() + timedelta(days=3)
    assert karen.post(f"/sager/{case.id}/tavshed/", {"text": "Intet til far", "until": until}).status_code == 302
    page = karen.get(f"/sager/{case.id}/vurdering/").content.decode()
    assert "Intet til far" in page and "Han har en kniv" in page
