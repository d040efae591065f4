"""Every combination of answers, walked."""

import pytest
from django.utils import translation

from beredskab.web.guide import texts
from beredskab.web.guide.answers import CHOICES, Answers, UnknownAnswer, Urgency, Who, Whom, next_question, read
from beredskab.web.guide.rules import ALARMS, STEPS, Road, outcome


def ends(answers=Answers()):  # noqa: B008  frozen
    question = next_question(answers)
    if question is None:
        yield answers
        return
    for code in CHOICES[question]:
        yield from ends(answers.with_answer(question, code))


ENDS = list(ends())
EVERY = pytest.mark.parametrize("answers", ENDS, ids=lambda one: "/".join(one.codes))


def all_roads(answers):
    found = outcome(answers)
    return [*found.alarms, *found.steps, *found.also]


def said(answers):
    """All the words of the answer, in Danish."""
    with translation.override("da"):
        parts = [texts.words(road, answers.who) for road in all_roads(answers)]
        return " ".join(str(line) for one in parts for line in (one.title, *one.text, one.then))


def test_there_are_at_most_four_questions():
    assert {len(one.codes) for one in ENDS} == {2, 3, 4}
    assert len(ENDS) == 3 + 2 * 4 * (1 + 2 * 3)


@EVERY
def test_every_end_has_three_steps(answers):
    assert len(outcome(answers).steps) == STEPS
    assert not ALARMS & {*outcome(answers).steps, *outcome(answers).also}


@EVERY
def test_danger_now_comes_first_and_only_then(answers):
    assert (all_roads(answers)[0] is Road.DANGER) == (answers.urgency is Urgency.NOW)
    assert all_roads(answers).count(Road.DANGER) == (answers.urgency is Urgency.NOW)


@EVERY
def test_an_employee_with_a_child_has_the_duty_and_infohus_beside_it(answers):
    if answers.who is Who.EMPLOYEE and answers.whom in {Whom.CHILD, Whom.CLOSE}:
        assert outcome(answers).steps == (Road.MANAGER, Road.NOTIFY_133, Road.INFOHUS)


@EVERY
def test_a_citizen_with_a_child_notifies_and_infohus_stands_beside_it(answers):
    if answers.who is Who.CITIZEN and answers.whom in {Whom.CHILD, Whom.CLOSE}:
        assert outcome(answers).steps[:2] == (Road.NOTIFY_135, Road.INFOHUS)


@EVERY
def test_infohus_never_comes_before_a_notification(answers):
    steps = outcome(answers).steps
    for duty in {Road.NOTIFY_133, Road.NOTIFY_135} & set(steps):
        assert steps.index(duty) < steps.index(Road.INFOHUS)


@EVERY
def test_no_employee_is_told_that_they_may_be_anonymous(answers):
    if answers.who is Who.EMPLOYEE:
        assert "Du må være anonym" not in said(answers)
        assert not {Road.NOTIFY_135} & set(all_roads(answers))


@EVERY
def test_whoever_seeks_help_is_never_sent_to_the_police_unless_somebody_is_in_danger(answers):
    if answers.who is Who.SELF:
        assert outcome(answers).steps == (Road.COUNSELLING, Road.YOUR_WORDS, Road.TOGETHER)
        assert not {Road.POLICE, Road.INFOHUS, Road.HOTLINE} & set(all_roads(answers))
        assert "114" not in said(answers)
        assert ("112" in said(answers)) == (answers.urgency is Urgency.NOW)


@EVERY
def test_a_group_gets_no_road_that_registers_a_person(answers):
    if answers.whom is Whom.GROUP:
        assert Road.GROUP in outcome(answers).steps
        assert not {Road.INFOHUS, Road.NOTIFY_133, Road.NOTIFY_135} & set(all_roads(answers))


@EVERY
def test_no_answer_scores_anybody(answers):
    assert not {"risiko", "score", "point", "niveau"} & set(said(answers).lower().replace(".", " ").split())


@EVERY
def test_the_address_reads_back(answers):
    assert read(answers.codes) == answers


@pytest.mark.parametrize(
    "codes", [("nogen",), ("mig-selv", "barn"), ("borger", "barn", "nu", "konkret"), ("ansat", "nu"), ("barn",)]
)
def test_what_no_question_offers_is_unknown(codes):
    with pytest.raises(UnknownAnswer):
        read(codes)


def test_every_question_explains_each_of_its_answers():
    for name, question in texts.QUESTIONS.items():
        assert list(question.options) == list(CHOICES[name])
        assert all(str(label) and str(explained) for label, explained in question.options.values())


def test_every_road_has_words():
    assert set(texts.ROADS) == set(Road)
