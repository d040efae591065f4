"""Hotline, acute numbers, anonymity and names of persons. All names and numbers are invented."""

from __future__ import annotations

import pytest

from beredskab.frameworks.tests.texts import codes, without

HOTLINE = "hotline-hours"
ANONYMITY = "employee-anonymity"
PERSON = "named-person"


@pytest.mark.parametrize(
    ("sentence", "fires"),
    [
        ("Ring til den nationale hotline på 41 74 90 90 alle dage kl. 8-22.", False),
        ("Hotline mod radikalisering, 41749090, har åbent kl. 08.00-22.00.", False),
        ("Hotlinen 41 74 90 90 er åben fra klokken 8 til 22.", False),
        ("Ring til den nationale hotline på 41 74 90 90 kl. 8-20.", True),
        ("Den nationale hotline er åben døgnet rundt.", True),
        ("Den nationale hotline har nummer 41 74 90 90. Den har åbent alle dage kl. 9-21.", True),
        ("Ring til SSP kl. 8-15 eller til den nationale hotline 41 74 90 90 kl. 8-22.", False),
        ("Den nationale hotline har åbent kl. 8-22, og politiet kan kontaktes døgnet rundt på 114.", False),
        ("Den nationale hotline, 4174 9090, mandag-fredag 9-15", True),
        ("SSP-konsulenten træffes kl. 8-15.", False),
        ("Kommunens telefon er åben kl. 10-14.", False),
        ("Hotline mod radikalisering: 41 74 90 90", False),
    ],
)
def test_hours_of_the_national_hotline_are_8_to_22(sentence: str, fires: bool) -> None:
    assert (HOTLINE in codes(sentence)) is fires


@pytest.mark.parametrize(
    ("sentence", "fires"),
    [
        ("Medarbejdere kan henvende sig anonymt.", True),
        ("Både borgere og ansatte kan være anonyme.", True),
        ("Hvis du er ansat i kommunen, kan du være anonym.", True),
        ("Som fagperson har du mulighed for anonymitet.", True),
        ("# Til medarbejdere\nDu kan altid henvende dig anonymt.", True),
        ("Du kan være anonym, også hvis du er ansat i kommunen.", True),
        ("Fagfolk kan være anonyme.", True),
        ("Offentligt ansatte kan ikke være anonyme.", False),
        ("Private kan være anonyme, men offentligt ansatte kan ikke.", False),
        ("Du kan være anonym som borger, men ikke som medarbejder.", False),
        ("Borgere kan henvende sig anonymt.", False),
        ("Du kan være anonym.", False),
        ("Ansatte kan være anonyme over for borgeren.", False),
        ("Medarbejdere kan drøfte en bekymring anonymt med infohuset.", False),
        ("Medarbejderen taler med borgere, der ønsker at være anonyme.", False),
        ("# Til borgere\nDu kan altid henvende dig anonymt.", False),
    ],
)
def test_employees_must_not_be_told_that_they_may_be_anonymous(sentence: str, fires: bool) -> None:
    assert (ANONYMITY in codes(sentence)) is fires


@pytest.mark.parametrize(
    "sentence",
    [
        "Kontakt SSP-konsulent Mette Eksempelsen på 11 22 33 44.",
        "Tovholder: Anders Prøvesen, tlf. 11 22 33 44",
        "Leder af familieafdelingen, Karen Opdigt Prøvesen",
        "Skriv til mette.eksempelsen@eksempel.dk.",
        "Infohusets koordinator er Fatima Prøve.",
        "Koordinator Jens-Peter Opdigt, 11 22 33 44",
        "Ring til Jens-Peter Opdigtsen på 11223344.",
    ],
)
def test_a_named_person_is_found(sentence: str) -> None:
    assert PERSON in codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "SSP-Konsulent, Børn og Unge: 11 22 33 44",
        "Infohus koordinatorer, Nordjyllands Politi: 11 22 33 44",
        "Børne- og Familieafdelingen, Sønderbro 12, 9000 Eksempelby, telefon 11 22 33 44",
        "Skriv til ssp.konsulent@eksempel.dk eller infohus@eksempel.dk.",
        "Kontakt Eksempel Kommune, Center for Børn og Unge, på telefon 11 22 33 44.",
        "Lederen af Karen Blixens Skole har ansvaret.",
        "Mødet holdes på Jens Baggesens Vej 12, telefon 11 22 33 44.",
        "Borgmester Mette Eksempelsen byder velkommen.",
        "Kong Frederik besøgte Region Midtjylland.",
        "Se Kontakt Adressen, telefon 11 22 33 44.",
        "Red Barnet og Mødrehjælpen har en konsulent.",
    ],
)
def test_functions_places_and_organisations_are_no_persons(sentence: str) -> None:
    assert PERSON not in codes(sentence)


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Ring 112 ved fare.", False),
        ("Ring 1-1-2 ved fare.", False),
        ("Politiet har nummer 114.", False),
        ("Se straffelovens § 114.", True),
        ("Der var 1124 henvendelser.", True),
    ],
)
def test_a_plan_needs_a_number_for_acute_situations(sentence: str, missing: bool) -> None:
    text = without("112") + sentence
    assert ("no-acute-number" in codes(text, plan=True)) is missing
