"""Superseded law and outdated names: what fires, and the traps that must not."""

from __future__ import annotations

from datetime import date

import pytest

from beredskab.frameworks.tests.texts import codes

NOTIFICATION = "superseded-notification-law"
PREVENTION = "superseded-prevention-law"
COUNSELLING = "superseded-counselling-wording"
NAME = "outdated-name"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ansatte har skærpet underretningspligt efter servicelovens § 153.",
        "Underretningspligten fremgår af serviceloven §§ 153 og 154.",
        "Alle borgere har pligt til at underrette, jf. § 154 i lov om social service.",
        "Medarbejdere skal underrette efter § 153.",
        "Lov om Social Service § 153 gælder for alle ansatte.",
        "Vi handler efter barnets lov § 20 og serviceloven § 153.",
        "Underretning sker efter SEL §§ 152-154.",
    ],
)
def test_the_old_duty_to_notify_is_found(sentence: str) -> None:
    assert NOTIFICATION in codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ansatte underretter efter barnets lov § 133 (tidligere serviceloven § 153).",
        "Barnets lov §§ 133 og 135 har afløst serviceloven §§ 153 og 154.",
        "Barnets lov § 153 handler om noget andet end serviceloven.",
        "Underretning efter barnets lov § 133.",
        "Retten kan efter retsplejeloven § 154 beskikke en advokat.",
        "Der var 153 underretninger i 2025.",
        "Serviceloven § 153 gælder ikke længere for børn.",
    ],
)
def test_the_law_as_it_was_and_other_laws_are_no_fault(sentence: str) -> None:
    assert NOTIFICATION not in codes(sentence)


def test_before_2024_the_old_law_was_the_law() -> None:
    sentence = "Ansatte har skærpet underretningspligt efter servicelovens § 153."
    assert NOTIFICATION not in codes(sentence, as_of=date(2023, 12, 31))
    assert NOTIFICATION in codes(sentence, as_of=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("sentence", "fires"),
    [
        ("Forebyggelsen bygger på servicelovens § 19, stk. 2.", True),
        ("Beredskabet er udarbejdet efter § 19 i serviceloven.", True),
        ("Kommunen kan iværksætte en afdækning efter barnets lov § 19.", False),
        ("Serviceloven § 12 b og barnets lov § 19 kan begge være grundlag.", False),
        ("Serviceloven § 193 nævnes ikke.", False),
        ("Det stod tidligere i servicelovens § 19.", False),
        ("Afdækning (§ 19) og undersøgelse (§ 20) sker efter barnets lov.", False),
    ],
)
def test_the_old_basis_for_prevention_is_found_and_the_new_section_19_is_not(sentence: str, fires: bool) -> None:
    assert (PREVENTION in codes(sentence)) is fires


@pytest.mark.parametrize(
    ("sentence", "fires"),
    [
        ("Der laves en børnefaglig undersøgelse efter servicelovens § 50.", True),
        ("Støtte gives efter lov om social service § 52.", True),
        ("Rådgivning gives efter § 11 i serviceloven.", True),
        ("Der laves en børnefaglig undersøgelse efter barnets lov § 20.", False),
        ("Voksne kan få støtte efter servicelovens § 85.", False),
        ("Serviceloven §§ 152-154 er grundlaget.", False),
        ("Det var tidligere servicelovens § 50.", False),
    ],
)
def test_former_paragraphs_on_children_are_found(sentence: str, fires: bool) -> None:
    assert ("superseded-children-law" in codes(sentence)) is fires


@pytest.mark.parametrize(
    ("sentence", "fires"),
    [
        (
            "Efter servicelovens § 12 b skal kommunen sørge for, at personer over 18 år har mulighed for gratis,"
            " målrettet rådgivning.",
            True,
        ),
        ("Personer, der er fyldt 18 år, kan få gratis rådgivning efter serviceloven § 12 b.", True),
        ("Borgere kan få gratis, målrettet rådgivning efter servicelovens § 12 b.", False),
        ("Planen gælder også personer over 18 år.", False),
        ("Rådgivning efter § 12 b gælder borgere og ikke kun personer over 18 år.", False),
        ("Personer over 18 år kan få en mentor.", False),
    ],
)
def test_the_old_wording_of_the_counselling_is_found(sentence: str, fires: bool) -> None:
    assert (COUNSELLING in codes(sentence)) is fires


@pytest.mark.parametrize(
    ("sentence", "as_of", "fires"),
    [
        ("Få råd hos Nationalt Center for Forebyggelse af Ekstremisme.", date(2026, 11, 21), True),
        ("Kontakt NCFE for sparring.", date(2026, 11, 21), True),
        ("Få råd hos CDE (tidligere NCFE).", date(2026, 11, 21), False),
        ("Rapporten er udgivet af Nationalt Center for Forebyggelse af Ekstremisme.", date(2026, 11, 21), False),
        ("Psykiatrien i Region Hovedstaden deltager.", date(2026, 12, 31), False),
        ("Psykiatrien i Region Hovedstaden deltager.", date(2027, 1, 1), True),
        ("Psykiatrien i Region Nordjylland deltager.", date(2027, 1, 1), False),
    ],
)
def test_a_name_is_outdated_from_the_day_it_changed(sentence: str, as_of: date, fires: bool) -> None:
    assert (NAME in codes(sentence, as_of=as_of)) is fires
