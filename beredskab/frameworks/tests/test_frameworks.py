"""The shipped frameworks: complete, sourced, in order, in both languages, and quick to read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from beredskab.frameworks import loader, validate
from beredskab.frameworks.findings import find
from beredskab.frameworks.model import Force
from beredskab.frameworks.tests.texts import TODAY, document

ROOT = Path(__file__).parents[3]


def test_the_shipped_frameworks_pass_every_check() -> None:
    assert validate.check_all() == ()


def test_frameworks_come_in_falling_force() -> None:
    frameworks = loader.load_all()
    assert tuple(framework.id for framework in frameworks) == loader.FRAMEWORK_IDS
    ranks = [element.force.rank for framework in frameworks for element in framework.elements]
    assert ranks == sorted(ranks)


def test_the_public_refs_are_the_ones_promised() -> None:
    refs = [[element.ref for element in framework.elements] for framework in loader.load_all()]
    assert refs[0] == [f"P{n}" for n in range(1, 6)]
    assert refs[1] == [f"G{n}" for n in range(1, 11)]
    assert refs[2] == [*(f"T{n}" for n in range(1, 5)), *(f"R{n}" for n in range(1, 6))]
    counts = {1: 5, 2: 1, 3: 4, 4: 3, 5: 3, 6: 2, 7: 6, 8: 3}
    assert refs[3] == [f"{group}.{n}" for group, count in counts.items() for n in range(1, count + 1)]


def test_an_id_says_its_framework_and_ref() -> None:
    prefixes = {"dk-law": "law", "dk-guidance": "guidance", "dk-cde": "cde", "dk-concept-2018": "concept"}
    for framework in loader.load_all():
        for element in framework.elements:
            assert element.id == f"{prefixes[framework.id]}-{element.ref.lower().replace('.', '-')}"


def test_only_the_law_has_the_force_of_law() -> None:
    for framework in loader.load_all():
        of_law = [element.ref for element in framework.elements if element.force is Force.LAW]
        assert of_law == (["P1", "P2", "P3", "P4", "P5"] if framework.id == "dk-law" else [])


def test_the_strength_is_the_sources_own_word() -> None:
    guidance = loader.load("dk-guidance")
    strengths = {element.ref: element.strength for element in guidance.elements}
    assert {ref for ref, strength in strengths.items() if strength == "skal"} == {"G1", "G3", "G4", "G5", "G8"}
    assert {ref for ref, strength in strengths.items() if strength == "bør"} == {"G2", "G6", "G7"}
    assert {ref for ref, strength in strengths.items() if strength == "kan"} == {"G9", "G10"}


def test_guidance_is_never_called_a_requirement_of_law() -> None:
    for framework in loader.load_all()[1:]:
        for element in framework.elements:
            text = f"{element.title} {element.statement} {element.guidance}".lower()
            assert "lovkrav" not in text
            assert "lovpligt" not in text


def test_the_concept_fills_the_matrix_as_the_report_counts_it() -> None:
    concept = loader.load("dk-concept-2018")
    places = [element.place for element in concept.elements]
    levels = [place.level for place in places if place]
    prevention = [place.prevention for place in places if place]
    assert (levels.count("strategic"), levels.count("executing")) == (13, 14)
    assert [prevention.count(value.id) for value in concept.axes[1].values] == [8, 3, 10, 6]


@pytest.mark.parametrize("language", loader.LANGUAGES)
def test_both_languages_have_the_same_shape(language: str) -> None:
    for danish, other in zip(loader.load_all(), loader.load_all(language), strict=True):
        assert other.language == language
        assert [element.id for element in other.elements] == [element.id for element in danish.elements]
    assert set(loader.dispositions(language)) == {"concept-2018", "cde-themes"}


def test_the_example_paragraphs_have_none_of_the_faults_we_look_for() -> None:
    for disposition in loader.dispositions().values():
        for section in disposition.sections:
            assert [(f.code, f.quote) for f in find(document(section.example), TODAY, looks_like_plan=False)] == []


def test_a_plan_made_of_the_examples_alone_is_nearly_whole() -> None:
    for disposition in loader.dispositions().values():
        text = "\n".join(f"# {s.title}\n{s.example}" for s in disposition.sections)
        assert [finding.code for finding in find(document(text), TODAY, looks_like_plan=True)] == []


def test_elements_are_found_by_id_and_unknown_frameworks_are_refused() -> None:
    assert loader.elements()["law-p3"].ref == "P3"
    with pytest.raises(loader.UnknownFramework):
        loader.load("../dk-law")
    with pytest.raises(loader.UnknownFramework):
        loader.load("dk-law", "0.0.1")
    assert loader.load("dk-law", loader.load("dk-law").version) == loader.load("dk-law")
    with pytest.raises(ValueError, match="no framework texts"):
        loader.load("dk-law", language="sv")


def test_reading_the_frameworks_imports_neither_validator_nor_django() -> None:
    program = (
        "import sys; from beredskab.frameworks.loader import load_all, dispositions; load_all(); dispositions();"
        "assert 'jsonschema' not in sys.modules and 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, cwd=ROOT)


def test_the_published_schema_is_the_one_we_check_with() -> None:
    published = ROOT / "docs" / "framework.schema.json"
    assert published.read_text("utf-8") == validate.SCHEMA.read_text("utf-8")
