"""Legal bases, the self-owning institution, urgent powers, the journal: as shipped, and as a municipality sets them."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from beredskab.frameworks.law import bases, journal, page, reading, self_owning, sharing, urgent, validate
from beredskab.frameworks.law.model import Age, Answer, Kind, Party

TODAY = date(2026, 11, 26)
ROOT = Path(__file__).parents[3]
RULES = sharing.table().rules
BASES = bases.all_bases()


def ids(found: tuple[bases.Basis, ...]) -> set[str]:
    return {basis.id for basis in found}


def both(table: Callable[[str], tuple[Any, ...]]) -> list[tuple[Any, Any]]:
    """Each row of a table in Danish and in English."""
    return list(zip(table("da"), table("en"), strict=True))


def raw() -> dict[str, Any]:
    return {name: deepcopy(reading.read(name)) for name in reading.FILES}


# --- The data as shipped ------------------------------------------------------------------------------------------


def test_the_shipped_law_passes_every_check() -> None:
    assert validate.check_all() == ()


def test_the_page_of_sharing_is_drawn_from_the_data() -> None:
    assert (ROOT / "docs" / "sharing.md").read_text("utf-8") == page.page()


def test_all_that_rests_on_115_needs_the_threshold_and_never_serves_investigation() -> None:
    under_115 = [basis for basis in BASES if basis.paragraph.startswith("retsplejeloven § 115")]
    assert len(under_115) == 7
    for basis in under_115:
        assert basis.not_for_investigation
        assert basis.needs_threshold == basis.carries
    assert not any(basis.needs_threshold for basis in BASES if basis not in under_115)


def test_a_basis_nobody_has_seen_names_nobody_who_saw_it() -> None:
    for basis in BASES:
        assert basis.verified == bool(basis.verified_by) == bool(basis.verified_on) == bool(basis.source)
    unseen = {basis.id for basis in BASES if not basis.verified}
    assert {"consent", "stl-141", "fvl-29", "rsl-11-a", "rsl-11-c", "ssd", "rpl-115-4"} <= unseen


def test_the_form_offers_what_can_carry_the_disclosure_that_day() -> None:
    offered = bases.carrying(Party.SCHOOL_SSP, Party.MUNICIPALITY_CHILD, Age.CHILD, on=TODAY)
    assert {"bl-133", "bl-135", "consent", "fvl-28-1", "rpl-115-1-1"} <= ids(offered)
    assert not ids(offered) & {"sel-49-a", "dbl-8", "secrecy", "rsl-11-a", "rpl-115-1-2"}
    old = bases.carrying(Party.SCHOOL_SSP, Party.MUNICIPALITY_CHILD, Age.CHILD, on=date(2023, 6, 1))
    assert "sel-49-a" in ids(old)
    assert "bl-133" not in ids(old)


def test_consent_can_carry_whatever_else_cannot() -> None:
    for giver, receiver, age in product(Party, Party, Age):
        assert "consent" in ids(bases.carrying(giver, receiver, age, on=TODAY))


def test_a_basis_holds_on_its_first_and_its_last_day() -> None:
    released, old = bases.basis("rpl-115-1-3-c"), bases.basis("sel-49-a")
    assert not released.in_force(date(2016, 2, 29))
    assert released.in_force(date(2016, 3, 1))
    assert old.in_force(date(2023, 12, 31))
    assert not old.in_force(date(2024, 1, 1))


def test_inside_one_authority_is_no_basis_between_two() -> None:
    inside = bases.basis("internal")
    assert inside.permits(Party.MUNICIPALITY_CHILD, Party.SCHOOL_SSP, Age.CHILD)
    assert inside.permits(Party.POLICE, Party.POLICE, Age.ADULT)
    assert not inside.permits(Party.POLICE, Party.MUNICIPALITY_CHILD, Age.CHILD)
    assert not inside.permits(Party.OTHER_MUNICIPALITY, Party.OTHER_MUNICIPALITY, Age.CHILD)


def test_an_authority_asks_on_a_basis_of_its_own() -> None:
    found = bases.gathering(Party.MUNICIPALITY_CHILD, Party.HEALTH, on=TODAY)
    assert ids(found) == {"rsl-11-a", "rsl-11-c"}
    assert {basis.kind for basis in found} == {Kind.GATHERING}
    assert bases.gathering(Party.FAMILY, Party.POLICE, on=TODAY) == ()


def test_a_basis_reads_in_english_and_its_paragraph_stays_as_the_law_is_cited() -> None:
    danish, english = bases.basis("bl-132"), bases.basis("bl-132", "en")
    assert english.paragraph == danish.paragraph
    assert english.label == "The family moves to another municipality"


# --- What the checks find -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "break_it",
    [
        lambda law: law["bases"]["bases"][0].pop("verified_by"),
        lambda law: law["bases"]["bases"][0].update(verified=False),
        lambda law: law["bases"]["bases"][0].update(allows="Ja.\nOg nej."),
        lambda law: law["sharing"]["rules"][0].update(answer="maybe"),
        lambda law: law["sharing"]["rules"][0].update(reciever=["police"]),
        lambda law: law["sharing"]["parties"][0].update(label=" "),
        lambda law: law["urgent"]["rows"][0].update(certainty="surely"),
        lambda law: law["kle"]["retention"][0].update(after="5 years"),
        lambda law: law["self_owning"]["questions"].pop(),
    ],
)
def test_the_schema_refuses_what_is_missing_misspelt_or_half_told(break_it: Callable[[Any], Any]) -> None:
    law = raw()
    assert validate.schema_errors(law) == []
    break_it(law)
    assert validate.schema_errors(law)


def test_an_id_used_twice_is_found() -> None:
    law = raw()
    law["bases"]["bases"].append(law["bases"]["bases"][0])
    assert [problem.where for problem in validate.ids_are_unique(law)] == ["bases.bases rpl-115-1-1"]


def test_a_rule_that_cites_nothing_or_what_is_not_there_is_found() -> None:
    assert validate.references_resolve([replace(RULES[0], bases=("gone",)), RULES[-1]], BASES)
    assert validate.references_resolve([replace(RULES[0], bases=()), RULES[-1]], BASES)


def test_a_certainty_that_is_not_earned_is_found() -> None:
    rule = next(rule for rule in RULES if rule.id == "help-sought")
    assert validate.certainty_is_earned([replace(rule, certainty="confirmed")], BASES)


def test_a_table_whose_last_row_does_not_answer_everything_is_found() -> None:
    assert validate.the_last_answers(RULES[:-1])
    assert validate.the_last_answers([replace(RULES[-1], answer=Answer.YES)])


def test_a_row_that_never_answers_is_found() -> None:
    hidden = replace(RULES[2], id="hidden")
    found = validate.every_rule_is_reached([*RULES[:-1], hidden, RULES[-1]])
    assert [problem.where for problem in found] == ["hidden"]


def test_a_yes_that_no_basis_allows_is_found() -> None:
    assert validate.a_yes_can_be_carried([replace(RULES[-1], answer=Answer.YES, bases=("rpl-115-1-3",))], BASES)
    assert validate.a_yes_can_be_carried([replace(RULES[-1], answer=Answer.YES, bases=("dbl-8",))], BASES)


def test_a_way_to_investigation_is_found() -> None:
    assert validate.investigation_is_never_allowed(RULES[1:]) == []
    assert validate.investigation_is_never_allowed(RULES[2:])


def test_a_text_missing_or_left_over_in_english_is_found() -> None:
    law, english = raw(), deepcopy(dict(reading.overlay("en")))
    english["clocks"]["clocks"]["revision"]["label"] = " "
    english["urgent"]["rows"]["danger"]["title"] = "Danger"
    found = validate.overlay_is_complete(law, english, "en")
    assert [(problem.where, problem.message) for problem in found] == [
        ("en: clocks.clocks.revision.label", "missing"),
        ("en: urgent.rows.danger.title", "unknown"),
    ]


def test_a_clock_without_words_and_choices_that_differ_are_found() -> None:
    law = raw()
    law["clocks"]["clocks"].pop()
    assert validate.clocks_have_words(law)
    assert validate.choices_are_ours(replace(sharing.table(), ages=()))


def test_a_file_that_is_none_of_the_law_is_not_read() -> None:
    with pytest.raises(ValueError, match="no law file"):
        reading.read("../../data/dk-law/framework")


# --- The self-owning institution ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ((True, True, "social"), "may"),
        ((True, True, "psychiatry"), "may"),
        ((False, True, "social"), "not-self-owning"),
        ((True, False, "education"), "no-public-task"),
        ((True, True, "other"), "other-area"),
        ((None, True, "social"), "unknown"),
        ((True, None, "social"), "unknown"),
        ((True, True, None), "unknown"),
        ((None, None, "other"), "other-area"),
        ((None, False, None), "no-public-task"),
    ],
)
def test_three_answers_decide_whether_an_institution_may_be_drawn_in(
    answers: tuple[bool | None, bool | None, str | None], outcome: str
) -> None:
    found = self_owning.may_be_drawn_in(*answers)
    assert found.id == outcome
    assert (found.answer is Answer.YES) == (outcome == "may")
    assert found.basis.paragraph == "retsplejeloven § 115, stk. 3"


def test_the_questions_are_three_and_an_unknown_area_is_refused() -> None:
    assert [question.id for question in self_owning.questions()] == ["self-owning", "public-task", "area"]
    assert [area.covered for area in self_owning.areas("en")] == [True, True, True, True, False]
    with pytest.raises(ValueError, match="no area"):
        self_owning.may_be_drawn_in(True, True, "sport")


# --- Urgent powers, KLE and retention -----------------------------------------------------------------------------


def test_a_municipality_names_its_own_function_and_no_paragraph_gets_surer() -> None:
    own = {"provisional-child": " Vagthavende leder ", "school": "  "}
    rows = {row.id: row for row in urgent.powers(own)}
    chair = rows["provisional-child"]
    assert (chair.function, chair.local, chair.certainty) == ("Vagthavende leder", True, "unconfirmed")
    assert rows["school"] == {row.id: row for row in urgent.shipped()}["school"]


@pytest.mark.parametrize("row", ["danger", "police-handle", "nothing"])
def test_what_is_not_the_municipalitys_to_settle_stays(row: str) -> None:
    with pytest.raises(ValueError, match="no setting"):
        urgent.powers({row: "Borgmesteren"})


def test_each_urgent_row_names_its_authority_in_both_languages() -> None:
    names = {row.id: (row.authority_name, english.authority_name) for row, english in both(urgent.shipped)}
    assert names["danger"] == ("Alle", "Everyone")
    assert names["no-coordinator"] == ("Kommunen", "The municipality")
    assert names["admission"] == ("Psykiatri", "Psychiatry")


def test_a_kle_number_is_empty_until_the_municipality_has_written_its_own() -> None:
    assert {(subject.number, subject.certainty) for subject in journal.subjects()} == {("", "unconfirmed")}
    concern = journal.subjects({"concern": "12.34.56"})[0]
    assert (concern.number, concern.certainty) == ("12.34.56", "local")
    for wrong in ({"concern": "12"}, {"weather": "12.34.56"}):
        with pytest.raises(ValueError, match="no KLE setting"):
            journal.subjects(wrong)


def test_a_childs_case_is_preserved_and_every_other_term_is_a_proposal() -> None:
    first, *rest = journal.retention()
    assert (first.id, first.end, first.force, first.certainty) == ("child-case", "archive", "law", "confirmed")
    assert {(row.force, row.certainty) for row in rest} == {("local", "unconfirmed")}
