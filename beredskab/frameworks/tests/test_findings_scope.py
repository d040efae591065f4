"""Two topics in one plan, adults, the duty to notify, and words that alarm."""

from __future__ import annotations

import pytest

from beredskab.frameworks.tests.texts import FAULTLESS, codes, without

MIXED = "two-topics-mixed"
ADULTS = "adults-left-out"
DUTY = "no-notification-duty"
WORDS = "alarming-wording"


def test_a_plan_for_both_topics_is_told_by_its_title() -> None:
    text = "# Beredskab mod negativ social kontrol, æresrelaterede konflikter og ekstremisme\n" + FAULTLESS
    assert MIXED in codes(text, plan=True)


def test_a_plan_for_both_topics_is_told_by_its_contents() -> None:
    text = FAULTLESS + (
        "Beredskabet skal modvirke ekstremisme og negativ social kontrol.\n"
        "Tegn på negativ social kontrol er beskrevet nedenfor.\n"
        "Ved æresrelaterede konflikter kontaktes familieafdelingen.\n"
    )
    assert MIXED in codes(text, plan=True)


def test_a_chapter_on_the_other_topic_is_mixing() -> None:
    text = FAULTLESS + (
        "# Æresrelaterede konflikter\n"
        "Tegn på negativ social kontrol er beskrevet nedenfor.\n"
        "Ved æresrelaterede konflikter kontaktes familieafdelingen.\n"
    )
    assert MIXED in codes(text, plan=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunalbestyrelsen skal udarbejde et beredskab til forebyggelse, opsporing og håndtering af negativ social"
        " kontrol, æresrelaterede konflikter og ekstremisme blandt børn, unge og deres familier.",
        "Barnets lov § 15, stk. 3, kræver et beredskab mod negativ social kontrol og ekstremisme.",
        "Beredskabet mod negativ social kontrol og æresrelaterede konflikter er et andet dokument.",
        "Se også kommunens beredskab mod æresrelaterede konflikter.",
    ],
)
def test_quoting_the_law_or_naming_the_other_plan_is_not_mixing(sentence: str) -> None:
    assert MIXED not in codes(FAULTLESS + sentence, plan=True)


def test_a_plan_only_for_children_is_told_that_adults_are_left_out() -> None:
    assert ADULTS in codes(without("voksne"), plan=True)


@pytest.mark.parametrize("phrase", ["Planen gælder alle aldre.", "Også voksne er med.", "Det gælder uanset alder."])
def test_a_plan_that_reaches_adults_in_any_words_is_fine(phrase: str) -> None:
    assert ADULTS not in codes(without("voksne") + phrase, plan=True)


def test_the_adults_around_a_child_are_not_what_is_meant() -> None:
    text = without("voksne") + "Barnet skal møde trygge voksne."
    assert ADULTS in codes(text, plan=True)


def test_a_path_for_concerns_about_the_young_without_section_133_is_told() -> None:
    text = without("§ 133") + "Er du bekymret for et barn, så kontakt SSP-konsulenten.\n"
    assert DUTY in codes(text, plan=True)
    assert DUTY not in codes(FAULTLESS, plan=True)


def test_a_card_for_somebody_under_18_without_section_133_is_told_although_it_is_no_plan() -> None:
    assert DUTY in codes("Er borgeren under 18 år, så kontakt infohuset.")
    assert DUTY not in codes("Er borgeren under 18 år, så underret efter barnets lov § 133.")
    assert DUTY not in codes("Er borgeren under 18 år, så følg din skærpede underretningspligt og kontakt kommunen.")
    assert DUTY not in codes("Er du bekymret for en borger, så kontakt infohuset.")


def test_the_superseded_duty_is_one_finding_and_not_two() -> None:
    text = without("§ 133") + "Er du bekymret for et barn, så underret efter serviceloven § 153.\n"
    found = codes(text, plan=True)
    assert "superseded-notification-law" in found
    assert DUTY not in found


@pytest.mark.parametrize(
    ("sentence", "fires"),
    [
        ("Unge i ghettoen er en tikkende bombe.", True),
        ("Kampen mod ekstremisme begynder i skolen.", True),
        ("Vi forebygger antiradikalisering.", True),
        ("Undgå ord som hjernevasket i samtalen.", False),
        ("Ordet “ghetto” bruger vi ikke.", False),
        ("Problemet stikker dybere end som så.", False),
        ("Læs mere på antiradikalisering.dk.", False),
        ("Forebyggelse af ekstremisme begynder i skolen.", False),
        ("Personer i ekstremistiske miljøer kan få hjælp.", False),
    ],
)
def test_words_that_alarm_or_stigmatise_are_found_unless_quoted_or_warned_against(sentence: str, fires: bool) -> None:
    assert (WORDS in codes(sentence)) is fires
