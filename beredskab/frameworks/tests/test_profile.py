"""Local profiles: what a municipality may add, and what it can never weaken."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beredskab.frameworks import loader, profile
from beredskab.frameworks.model import Force

FRAMEWORKS = loader.load_all()
MUSTS = [e.id for f in FRAMEWORKS for e in f.elements if e.force is Force.LAW or e.strength == "skal"]
OTHERS = [e.id for f in FRAMEWORKS for e in f.elements if e.id not in MUSTS]

WHOLE = """
municipality: Eksempel Kommune
elements:
  - id: local-ports
    ref: L1
    title: Havnens medarbejdere
    statement: Planen siger, hvordan havnens medarbejdere når infohuset.
    guidance: Nævn havnekontoret som indgang.
    evidence: Havnekontoret med nummer.
    at: Byrådets beslutning
    parts: {entry: "Det fremgår, hvem havnens medarbejdere kontakter."}
guidance:
  guidance-g8: Hos os er SSP-konsulenten indgangen.
not_relevant:
  guidance-g9: Kommunen har ingen grundskoler.
"""


def faults(data: Any) -> dict[str, str]:
    with pytest.raises(profile.ProfileError) as caught:
        profile.parse(data, FRAMEWORKS)
    return {problem.field: problem.message_da for problem in caught.value.problems}


def test_a_profile_adds_elements_and_guidance_and_marks_with_a_reason() -> None:
    tailored = profile.apply(FRAMEWORKS, profile.parse(WHOLE, FRAMEWORKS))
    local = tailored.frameworks[-1]
    assert (local.id, local.title) == ("local", "Eksempel Kommune")
    assert [(e.ref, e.force) for e in local.elements] == [("L1", Force.LOCAL)]
    assert tailored.not_relevant == {"guidance-g9": "Kommunen har ingen grundskoler."}
    guided = {e.id: e for f in tailored.frameworks for e in f.elements}["guidance-g8"]
    national = loader.elements()["guidance-g8"]
    assert guided.guidance == f"{national.guidance}\n\nEksempel Kommune: Hos os er SSP-konsulenten indgangen."


@given(st.sampled_from(MUSTS))
def test_a_must_can_never_be_marked_not_relevant(element_id: str) -> None:
    found = faults({"municipality": "Eksempel", "not_relevant": {element_id: "Vi vil ikke."}})
    assert list(found) == [f"not_relevant.{element_id}"]


@given(st.sets(st.sampled_from(OTHERS)), st.dictionaries(st.sampled_from(MUSTS), st.just("Lokalt råd.")))
def test_no_profile_takes_anything_from_a_national_element(marked: set[str], guided: dict[str, str]) -> None:
    data = {"municipality": "Eksempel", "guidance": guided, "not_relevant": dict.fromkeys(marked, "Grund.")}
    tailored = profile.apply(FRAMEWORKS, profile.parse(data, FRAMEWORKS))
    for before, after in zip(FRAMEWORKS, tailored.frameworks, strict=True):
        for national, local in zip(before.elements, after.elements, strict=True):
            assert local.guidance.startswith(national.guidance)
            assert (local.force, local.strength, local.statement, local.parts) == (
                national.force,
                national.strength,
                national.statement,
                national.parts,
            )


def test_every_fault_is_told_at_once_with_its_field_in_danish() -> None:
    found = faults(
        {
            "municipality": " ",
            "colour": "red",
            "elements": [{"id": "Ports", "ref": "P1", "title": "Havn", "force": "law", "parts": {}}],
            "guidance": {"law-p9": "Råd."},
            "not_relevant": {"guidance-g9": "", "law-p3": "Udvalget er nok."},
        }
    )
    assert set(found) == {
        "municipality",
        "colour",
        "elements[0].id",
        "elements[0].ref",
        "elements[0].statement",
        "elements[0].guidance",
        "elements[0].evidence",
        "elements[0].force",
        "elements[0].parts",
        "guidance.law-p9",
        "not_relevant.guidance-g9",
        "not_relevant.law-p3",
    }
    assert found["not_relevant.law-p3"] == "Et lovkrav kan ikke være uden betydning."


def test_the_message_names_the_field() -> None:
    with pytest.raises(profile.ProfileError, match="Feltet “municipality”: Skriv kommunens navn"):
        profile.parse({}, FRAMEWORKS)


@pytest.mark.parametrize("text", ["- en liste", "tekst", "a: [", "!!python/object:os.system x"])
def test_a_file_that_is_no_profile_is_refused_in_words(text: str) -> None:
    assert faults(text)


def test_an_id_used_twice_is_told() -> None:
    (one,) = profile.parse(WHOLE, FRAMEWORKS).elements
    raw = {
        "id": one.id,
        "ref": "L2",
        "title": "x",
        "statement": "x",
        "guidance": "x",
        "evidence": "x",
        "parts": {"a": "x"},
    }
    found = faults({"municipality": "Eksempel", "elements": [raw, {**raw, "ref": "L2"}]})
    assert set(found) == {"elements[1].id", "elements[1].ref"}
