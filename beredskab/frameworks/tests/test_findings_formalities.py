"""Adoption and revision: who, when, and what the text must not be mistaken for."""

from __future__ import annotations

from datetime import date

import pytest

from beredskab.frameworks.findings import find
from beredskab.frameworks.tests.texts import FAULTLESS, codes, document, without

BODY = "adopted-by-other-body"


@pytest.mark.parametrize(
    "sentence",
    [
        "Planen er vedtaget af Børne- og Ungdomsudvalget den 3. maj 2025.",
        "Beredskabsplanen er godkendt af direktionen.",
        "Godkendt af Socialudvalget 3. maj 2025",
        "Økonomiudvalget vedtog beredskabet den 3. maj 2025.",
        "Strategien blev godkendt i Børne- og Ungeforvaltningen.",
        "Denne beredskabsplan er udarbejdet af forvaltningen og godkendt af Børne- og Skoleudvalget d. 4. april 2024.",
        "Planen er godkendt administrativt.",
        "Eksempel Kommune, godkendt af Socialudvalget i maj 2025",
        "Planen er vedtaget af byrådets økonomiudvalg den 3. maj 2025.",
    ],
)
def test_adoption_by_another_body_than_the_council_is_found(sentence: str) -> None:
    assert BODY in codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Planen er vedtaget af Eksempel Byråd den 3. maj 2025.",
        "Borgerrepræsentationen vedtog planen den 3. maj 2025.",
        "Planen er behandlet i Socialudvalget og vedtaget af kommunalbestyrelsen den 3. maj 2025.",
        "Planen er godkendt af udvalget i april.\nPlanen er vedtaget af byrådet den 3. maj 2025.",
        "Styregruppen har godkendt arbejdsgangen i planen.",
        "Ledelsen har godkendt indsatserne.",
        "Beredskabet skal vedtages af kommunalbestyrelsen og ikke kun godkendes af et udvalg.",
        "Planen er ikke godkendt af udvalget endnu.",
        "Regeringens nationale handlingsplan er godkendt af Folketingets udvalg.",
    ],
)
def test_the_council_and_lesser_approvals_are_no_fault(sentence: str) -> None:
    assert BODY not in codes(sentence)


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Vedtaget: 24. juni 2024 af Eksempel Byråd", False),
        ("Planen er godkendt af byrådet 24.06.2024.", False),
        ("Planen er vedtaget af kommunalbestyrelsen i juni 2024.", False),
        ("Vedtaget af Eksempel Byråd\n24. juni 2024", False),
        ("Af referatet fra byrådets møde den 24. juni 2024 fremgår, at planen og dens procedurer er vedtaget.", False),
        ("Godkendt\t24-06-2024", False),
        ("Planen er vedtaget af kommunalbestyrelsen.", True),
        ("Beredskabet skal udformes skriftligt, vedtages af kommunalbestyrelsen og offentliggøres.", True),
        ("Den 24. juni 2024 holdt kommunen et møde for borgere.", True),
        ("Arbejdsgangen er godkendt den 24. juni 2024.", True),
    ],
)
def test_a_plan_without_the_date_of_its_adoption_is_told(sentence: str, missing: bool) -> None:
    assert ("no-adoption-date" in codes(sentence, plan=True)) is missing


@pytest.mark.parametrize(
    ("sentence", "as_of", "overdue"),
    [
        ("Vedtaget af byrådet den 24. juni 2024.", date(2028, 6, 24), False),
        ("Vedtaget af byrådet den 24. juni 2024.", date(2028, 6, 25), True),
        ("Kommunen har i efteråret 2018 vedtaget en handleplan mod radikalisering.", date(2026, 11, 21), True),
        (
            "Vedtaget af byrådet den 3. maj 2019. Senest revideret af byrådet den 4. maj 2024.",
            date(2026, 11, 21),
            False,
        ),
        ("Vedtaget af byrådet den 29. februar 2024.", date(2028, 2, 29), False),
        ("Byrådet vedtog i 2019 kommunens sundhedspolitik.", date(2026, 11, 21), False),
        ("Sidst opdateret 16/04 2020.", date(2026, 11, 21), False),
        ("Regeringen vedtog i 2016 en national handlingsplan.", date(2026, 11, 21), False),
    ],
)
def test_the_four_years_run_from_the_latest_adoption(sentence: str, as_of: date, overdue: bool) -> None:
    assert ("review-overdue" in codes(sentence, as_of=as_of)) is overdue


def test_a_promised_revision_in_the_past_is_told_once() -> None:
    text = "Vedtaget af byrådet den 1. marts 2024. Planen revideres næste gang den 1. marts 2026."
    assert codes(text) == {"review-date-passed"}
    assert codes(text, as_of=date(2026, 2, 1)) == set()
    # Once the law's own limit has passed too, that is the one that counts.
    assert codes(text, as_of=date(2028, 3, 2)) == {"review-overdue"}


def test_a_revision_later_than_four_years_after_the_adoption_is_against_the_law() -> None:
    text = "Vedtaget af byrådet den 1. marts 2025. Næste revision sker i {}."
    assert "review-after-four-years" in codes(text.format("2030"))
    assert "review-after-four-years" in codes(text.format("juni 2029"))
    assert "review-after-four-years" not in codes(text.format("2029"))
    assert "review-after-four-years" not in codes(text.format("marts 2029"))


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Planen revideres senest den 15. februar 2029.", False),
        ("Sekretariatet har ansvar for planen og revideringen af den.", False),
        ("Planen revideres af SSP-lederen, når der er behov.", False),
        ("Kommunalbestyrelsen skal revidere beredskabet løbende efter behov, dog som minimum hvert fjerde år.", True),
        ("Planen revideres som minimum hvert fjerde år af SSP-sekretariatet.", False),
        ("Koordinatoren har ansvar for at opdatere planen.", False),
        ("Næste gennemskrivning forelægges byrådet senest i februar 2029.", False),
        ("Udløber\t29. maj 2028", False),
        ("Planen revideres efter behov.", True),
        ("Planen revideres af byrådet.", True),
    ],
)
def test_a_plan_needs_a_date_or_a_function_for_its_revision(sentence: str, missing: bool) -> None:
    text = without("reviderer planen", "revisionen") + sentence
    assert ("no-review-date" in codes(text, plan=True)) is missing


def test_a_plan_without_a_fault_has_no_findings() -> None:
    assert find(document(FAULTLESS), date(2026, 11, 21)) == ()
    assert find(document(FAULTLESS), date(2026, 11, 21), looks_like_plan=True) == ()


def test_the_day_counted_from_stands_in_the_message_as_the_text_has_it() -> None:
    text = document("Planen er vedtaget af byrådet den 24. juni 2020.")
    (danish,) = find(text, date(2026, 11, 21))
    (english,) = find(text, date(2026, 11, 21), "en")
    assert "24. juni 2020" in danish.message
    assert "24. juni 2020" in english.message


def test_a_plan_from_before_the_duty_is_never_told_that_it_was_late_before_the_duty() -> None:
    (finding,) = find(document("Planen er vedtaget af byrådet den 5. maj 2018."), date(2026, 11, 21))
    assert "2022" not in finding.message
