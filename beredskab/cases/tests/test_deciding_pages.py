"""The pages of hand-over, decision, follow-up, return flow and close, as each person meets them."""

import pytest
from django.urls import reverse

from beredskab.cases.models import Case, Closing, Decision, GoalLog, StatusRound, Task
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import version_of
from beredskab.kit.viewer import as_viewer


def at(name, case):
    return reverse(f"cases:{name}", args=[getattr(case, "case_id", None) or case.id])


def post(client, name, case, act, **given):
    return client.post(at(name, case), {"act": act, **given})


def test_karen_hands_over_and_rasmus_decides_on_his_own_list(cast, log_in):
    case = after.confirmed(cast)
    karen, rasmus = log_in(cast["karen"]), log_in(cast["rasmus"])
    assert "mentor to timer" in karen.get(at("hand_over", case)).content.decode()
    given = {
        "person": str(cast["rasmus"].person_id),
        "who": after.WHO,
        "necessity": "Han skal beslutte.",
        "version": case.version,
    }
    assert post(karen, "hand_over", case, "give", **given).status_code == 302
    assert post(karen, "hand_over", case, "give", **given).status_code == 422
    assert at("decide", case) in rasmus.get(reverse("cases:mine")).content.decode()
    page = rasmus.get(at("decide", case)).content.decode()
    assert "Bertram" in page
    version = version_of(cast["karen"], case)
    assert post(rasmus, "decide", case, "accept", version=version).status_code == 302
    wrong = {"outcome": "granted", "paragraph": "", "reasons": "Ja", "decided_on": "2026-11-20", "version": version}
    answer = post(rasmus, "decide", case, "decide", **wrong)
    assert answer.status_code == 422
    assert 'value="2026-11-20"' in answer.content.decode()
    assert post(rasmus, "decide", case, "decide", **{**wrong, "paragraph": "barnets lov § 32"}).status_code == 302
    assert post(rasmus, "decide", case, "tell", chosen=["started"], short="").status_code == 302
    with as_viewer(cast["karen"]):
        assert Decision.objects.filter(case=case).count() == 1
    follow = karen.get(at("follow_up", case)).content.decode()
    assert "Rasmus" in follow
    assert post(karen, "follow_up", case, "read").status_code == 302


def test_measures_goals_and_a_status_round_are_held_on_one_page(cast, log_in):
    case = after.decided(cast)
    rasmus = log_in(cast["rasmus"])
    given = {"for_whom": "person", "what": "Mentor", "contact_id": str(cast["malik"].person_id), "state": "planned"}
    assert post(rasmus, "follow_up", case, "measure", **given).status_code == 302
    karen = log_in(cast["karen"])
    assert str(cast["malik"].person_id) in karen.get(at("follow_up", case)).content.decode()
    assert post(karen, "follow_up", case, "let_in", person=str(cast["malik"].person_id)).status_code == 302
    page = rasmus.get(at("follow_up", case)).content.decode()
    assert "Mentor" in page
    version = version_of(cast["karen"], case)
    answers = {"situation": "Bedre", "parents": "Ro", "siblings": "Ved ikke", "version": version}
    assert post(rasmus, "follow_up", case, "round", **{**answers, "siblings": ""}).status_code == 422
    assert post(rasmus, "follow_up", case, "round", **answers).status_code == 302
    assert post(rasmus, "follow_up", case, "round", **answers).status_code == 422
    with as_viewer(cast["karen"]):
        assert StatusRound.objects.filter(case=case).count() == 1
        assert Task.objects.filter(case=case, kind="follow", done_at__isnull=True).count() == 1


@pytest.mark.parametrize("name", [
    "case", "hand_over", "decide", "follow_up", "return_flow", "receive", "close", "close_second", "reopen", "people",
    "access", "assess", "clearance", "recommendation", "board",
])  # fmt: skip
def test_a_mentor_meets_nothing_but_the_goals(cast, log_in, name):
    goal = after.with_goal(cast)
    assert log_in(cast["malik"]).get(at(name, goal)).status_code == 404


def test_a_mentor_writes_how_it_goes_and_it_ends_with_the_access(cast, log_in):
    goal = after.with_goal(cast)
    malik = log_in(cast["malik"])
    page = malik.get(at("goal", goal)).content.decode()
    assert "boksning" in page
    assert "Opdigtet" not in page
    assert post(malik, "goal", goal, "log", goal_id=str(goal.id), text="Han kom begge gange.").status_code == 302
    with as_viewer(cast["karen"]):
        assert GoalLog.objects.filter(goal=goal).count() == 1
    assert at("goal", goal) in malik.get(reverse("cases:mine")).content.decode()


def test_vera_sees_what_is_offered_and_nothing_else(cast, log_in):
    row = after.offered(cast)
    vera, karen = log_in(cast["vera"]), log_in(cast["karen"])
    assert "sover dårligt" in vera.get(at("receive", row)).content.decode()
    assert vera.get(at("case", row)).status_code == 404
    assert karen.get(at("return_flow", row)).status_code == 200
    assert karen.get(at("close", row)).status_code == 200
    assert post(vera, "receive", row, "accept", version=version_of(cast["karen"], row.case)).status_code == 302
    assert vera.get(at("receive", row)).status_code == 404
    assert at("close", row) in karen.get(at("return_flow", row)).content.decode()


def test_the_close_is_proposed_and_answered_by_two(cast, log_in):
    case = after.a_case_without_child_duties(cast)
    karen, mette = log_in(cast["karen"]), log_in(cast["mette"])
    assert at("earlier_close", case) in karen.get(at("close", case)).content.decode()
    after.looked(cast, case)
    version = version_of(cast["karen"], case)
    given = {
        "outcome": "unfounded",
        "reason": "Misforståelse",
        "person": str(cast["mette"].person_id),
        "version": version,
    }
    assert post(karen, "close", case, "propose", **given).status_code == 422
    assert post(karen, "close", case, "propose", **given, nothing_further="on").status_code == 302
    assert post(karen, "close", case, "propose", **given, nothing_further="on").status_code == 422
    assert "Misforståelse" in mette.get(at("close_second", case)).content.decode()
    assert karen.get(at("close_second", case)).status_code == 200
    version = version_of(cast["karen"], case)
    assert post(karen, "close_second", case, "yes", version=version).status_code == 403
    assert post(mette, "close_second", case, "yes", version=version).status_code == 302
    assert mette.get(at("close_second", case)).status_code == 404
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=case.id).stage == "closed"
        assert Closing.objects.get(case=case).second_id == cast["mette"].person_id
    assert karen.get(at("reopen", case)).status_code == 200
    assert post(karen, "reopen", case, "reopen", text="Nyt", version=version + 1).status_code == 302
