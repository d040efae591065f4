"""May I share this? Every combination answers, nothing leads to investigation, and every yes can be carried."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from beredskab.frameworks.law import sharing, validate
from beredskab.frameworks.law.bases import UnknownBasis, basis
from beredskab.frameworks.law.model import Advice, Age, Answer, Party, Situation

TODAY = date(2026, 11, 26)
EVERYTHING = list(product(Party, Party, Age, Situation))
OFFICES = (Party.MUNICIPALITY_CHILD, Party.MUNICIPALITY_ADULT, Party.SCHOOL_SSP, Party.POLICE)


def ask(giver: str, receiver: str, age: str, situation: str, on: date = TODAY) -> Advice:
    return sharing.may_share(giver, receiver, age, situation, on=on)


def test_every_combination_answers_in_one_sentence_in_both_languages() -> None:
    assert len(EVERYTHING) == 13 * 13 * 2 * 11
    for combination in EVERYTHING:
        for language in ("da", "en"):
            advice = sharing.may_share(*combination, on=TODAY, language=language)
            assert advice.answer in Answer
            assert advice.sentence.endswith("."), combination
            assert advice.certainty in ("confirmed", "unconfirmed")
            assert advice.paragraphs or advice.rule == "fallback", combination


@pytest.mark.parametrize("on", [date(1990, 1, 1), date(2015, 6, 1), date(2023, 12, 31), date(2060, 1, 1)])
def test_every_combination_answers_on_any_day(on: date) -> None:
    for combination in EVERYTHING:
        advice = ask(*combination, on=on)
        assert all(basis.in_force(on) for basis in advice.bases)


def test_nothing_goes_to_an_investigation_and_the_way_round_is_named() -> None:
    for giver, receiver, age in product(Party, Party, Age):
        advice = ask(giver, receiver, age, Situation.INVESTIGATION)
        assert advice.answer is Answer.NO
        assert all(basis.not_for_investigation for basis in advice.bases)
        assert "112" in advice.pointer
    assert "straffesag" in ask("school-ssp", "police", "child", "investigation").pointer


def test_every_yes_rests_on_a_basis_that_allows_just_this_giver_and_receiver() -> None:
    for combination in EVERYTHING:
        advice = ask(*combination)
        if advice.answer in (Answer.YES, Answer.WITH_CONSENT):
            assert any(basis.permits(*combination[:3]) for basis in advice.bases), combination


def test_under_115_the_threshold_has_to_be_stated_whoever_shares() -> None:
    for combination in EVERYTHING:
        advice = ask(*combination)
        rests_on_115 = any(basis.cooperation for basis in advice.bases)
        assert advice.needs_threshold == (rests_on_115 and advice.answer is Answer.YES), combination


def test_a_concern_about_extremism_is_shared_under_the_threshold_and_only_inside_the_cooperation() -> None:
    for giver, receiver, age in product(OFFICES, OFFICES, Age):
        advice = ask(giver, receiver, age, "crime-prevention")
        assert (advice.answer, advice.certainty, advice.needs_threshold) == (Answer.YES, "confirmed", True)
    assert ask("police", "private", "adult", "crime-prevention").answer is Answer.WITH_CONSENT
    assert ask("school-ssp", "job-centre", "adult", "crime-prevention").certainty == "unconfirmed"


def test_a_concern_shared_about_a_child_never_replaces_the_notification() -> None:
    for giver, receiver in product(Party, Party):
        advice = ask(giver, receiver, "child", "crime-prevention")
        if advice.answer is Answer.YES and giver is not Party.FAMILY:
            assert "underrette kommunen" in advice.pointer


def test_the_duty_to_notify_a_child_is_never_weaker_than_yes() -> None:
    for giver, age in product(Party, Age):
        advice = ask(giver, "municipality-child", age, "child-welfare")
        assert advice.answer is Answer.YES, giver
        assert "barnets lov § 135" in advice.paragraphs
    assert "barnets lov § 133" in ask("psychiatry", "municipality-child", "child", "child-welfare").paragraphs


def test_in_danger_the_police_are_told_by_everyone() -> None:
    for giver, age in product(Party, Age):
        advice = ask(giver, "police", age, "danger-now")
        assert advice.answer is Answer.YES
        assert "112" in advice.sentence


def test_whoever_seeks_help_is_not_reported_for_it() -> None:
    bound = [party for party in Party if party is not Party.FAMILY]
    for giver, receiver, age in product(bound, Party, Age):
        assert ask(giver, receiver, age, "help-sought").answer is not Answer.YES


def test_curiosity_is_no_reason() -> None:
    bound = [party for party in Party if party is not Party.FAMILY]
    for giver, receiver, age in product(bound, Party, Age):
        assert ask(giver, receiver, age, "general-interest").answer is Answer.NO


def test_the_family_of_a_child_is_told_nothing_before_the_risk_is_assessed() -> None:
    safe = {Situation.INVESTIGATION, Situation.GENERAL_INTEREST, Situation.ADVICE_WITHOUT_NAME}
    for giver, situation in product(set(Party) - {Party.FAMILY}, set(Situation) - safe):
        advice = ask(giver, "family", "child", situation)
        assert advice.answer is Answer.ASK
        assert "barnets lov § 18, stk. 3" in advice.paragraphs


def test_the_health_services_are_never_told_that_they_must_or_simply_may() -> None:
    """The one who holds the information decides (sundhedsloven § 43, stk. 3), but for danger, children and no name."""
    other = {Situation.DANGER_NOW, Situation.CHILD_WELFARE, Situation.ADVICE_WITHOUT_NAME}
    for giver, receiver, age, situation in EVERYTHING:
        if giver in (Party.HEALTH, Party.PSYCHIATRY) and situation not in other:
            assert ask(giver, receiver, age, situation).answer is not Answer.YES


def test_a_child_who_moves_is_handed_over_and_an_adult_only_with_consent() -> None:
    assert ask("municipality-child", "other-municipality", "child", "move").paragraphs == ("barnets lov § 132",)
    assert ask("municipality-adult", "other-municipality", "adult", "move").answer is Answer.WITH_CONSENT


def test_colleagues_of_one_municipality_need_a_task_and_no_law_between_authorities() -> None:
    inside = ask("municipality-adult", "job-centre", "adult", "release")
    assert (inside.answer, inside.certainty) == (Answer.YES, "unconfirmed")
    assert not any(basis.id.startswith("fvl-28") for basis in inside.bases)
    assert ask("job-centre", "prison-probation", "adult", "release").answer is Answer.WITH_CONSENT


def test_what_no_row_speaks_of_is_answered_with_ask() -> None:
    advice = ask("job-centre", "health", "adult", "release")
    assert (advice.rule, advice.answer, advice.paragraphs) == ("fallback", Answer.ASK, ())


def test_before_the_childrens_act_its_rows_say_nothing() -> None:
    before, after = date(2023, 12, 31), date(2024, 1, 1)
    assert ask("municipality-child", "other-municipality", "child", "move", before).rule == "move"
    assert ask("municipality-child", "other-municipality", "child", "move", after).rule == "move-child"


def test_an_answer_is_confirmed_only_where_its_paragraphs_have_been_seen() -> None:
    for combination in EVERYTHING:
        advice = ask(*combination)
        if advice.confirmed:
            assert all(basis.verified for basis in advice.bases)


def test_a_value_we_do_not_know_is_refused() -> None:
    for wrong in (("nobody", "police", "child", "release"), ("police", "police", "old", "release")):
        with pytest.raises(ValueError, match="is not a valid"):
            ask(*wrong)
    with pytest.raises(ValueError, match="no law texts"):
        sharing.may_share("police", "police", "child", "release", on=TODAY, language="de")
    with pytest.raises(UnknownBasis):
        basis("rpl-116")


def test_the_choices_have_names_in_the_order_of_the_form() -> None:
    table = sharing.table()
    assert [choice.id for choice in table.situations][:2] == ["danger-now", "crime-prevention"]
    assert {choice.label for choice in table.answers} == {"Ja", "Ja med samtykke", "Nej", "Spørg først"}
    assert "Tøj, tro og holdninger er lovlige" in table.situations[1].help
    assert validate.choices_are_ours(table) == []
