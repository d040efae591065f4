"""Each check finds the fault it is for."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from beredskab.frameworks import loader, validate
from beredskab.frameworks.model import Change, Citation, Framework, Place

LAW = loader.load("dk-law")
CONCEPT = loader.load("dk-concept-2018")


def with_first(framework: Framework, **changes: Any) -> Framework:
    """The framework with its first element changed."""
    first, *rest = framework.elements
    return replace(framework, elements=(replace(first, **changes), *rest))


def checks(problems: list[validate.Problem]) -> set[str]:
    return {problem.check for problem in problems}


@pytest.mark.parametrize(
    "break_it",
    [
        lambda raw: raw["elements"][0].pop("evidence"),
        lambda raw: raw["elements"][0].update(evidence="  "),
        lambda raw: raw["elements"][0].update(force="must"),
        lambda raw: raw["elements"][0].update(strenght="skal"),
        lambda raw: raw["elements"][0].update(parts=[]),
        lambda raw: raw["framework"].update(version="1.0"),
        lambda raw: raw["framework"].update(format=2),
        lambda raw: raw["framework"]["sources"][0].update(url="http://example.org"),
        lambda raw: raw["framework"]["clocks"][0].update(every="4 years"),
        lambda raw: raw["changes"].clear(),
    ],
)
def test_the_schema_refuses_what_is_missing_misspelt_or_of_the_wrong_kind(break_it: Callable[[Any], Any]) -> None:
    raw = deepcopy(loader.read_folder(loader.DATA / "dk-law")[0])
    assert validate.schema_errors(raw, "dk-law") == []
    break_it(raw)
    assert validate.schema_errors(raw, "dk-law")


def test_an_id_or_ref_used_twice_is_found() -> None:
    second = LAW.elements[1]
    assert validate.ids_are_unique([LAW]) == []
    assert validate.ids_are_unique([with_first(LAW, id=second.id)])
    assert validate.ids_are_unique([with_first(LAW, ref=second.ref)])
    assert validate.ids_are_unique([LAW, LAW])
    part = LAW.elements[0].parts[0]
    assert validate.ids_are_unique([with_first(LAW, parts=(part, part))])


def test_a_removed_id_must_stay_as_withdrawn() -> None:
    gone = replace(LAW, elements=LAW.elements[1:])
    assert checks(validate.nothing_vanishes(LAW, gone)) == {"vanished"}
    assert validate.nothing_vanishes(LAW, with_first(LAW, status="withdrawn")) == []


def test_a_withdrawn_id_is_never_used_again_nor_given_another_meaning() -> None:
    withdrawn = with_first(LAW, status="withdrawn")
    assert checks(validate.nothing_vanishes(withdrawn, LAW)) == {"reused"}
    assert checks(validate.nothing_vanishes(LAW, with_first(LAW, concept="something-else"))) == {"reused"}


def test_an_element_of_law_without_source_place_or_quote_is_found() -> None:
    whole = LAW.elements[0].source
    assert validate.law_is_sourced(LAW) == []
    for broken in (Citation("", whole.at, whole.quote), Citation(whole.source, "", "x"), replace(whole, quote="")):
        assert checks(validate.law_is_sourced(with_first(LAW, source=broken))) == {"source"}


def test_an_empty_cell_of_the_matrix_is_found() -> None:
    assert validate.matrix_is_filled(CONCEPT) == []
    kept = tuple(e for e in CONCEPT.elements if e.place != Place("strategic", "general"))
    problems = validate.matrix_is_filled(replace(CONCEPT, elements=kept))
    assert [problem.where for problem in problems] == ["strategic/general"]


def test_an_element_outside_the_matrix_is_found() -> None:
    assert validate.matrix_is_filled(with_first(CONCEPT, place=None))
    assert validate.matrix_is_filled(with_first(CONCEPT, place=Place("strategic", "elsewhere")))


def test_an_active_element_in_no_section_is_found_and_a_withdrawn_one_is_not() -> None:
    shown = list(loader.dispositions().values())
    frameworks = loader.load_all()
    assert validate.elements_are_covered(frameworks, shown) == []
    new = replace(LAW.elements[0], id="law-p6", ref="P6")
    added = replace(LAW, elements=(*LAW.elements, new))
    assert len(validate.elements_are_covered([added], shown)) == len(shown)
    withdrawn = replace(LAW, elements=(*LAW.elements, replace(new, status="withdrawn")))
    assert validate.elements_are_covered([withdrawn], shown) == []


def test_a_reference_to_nothing_is_found() -> None:
    frameworks = loader.load_all()
    assert validate.references_resolve(frameworks) == []
    assert validate.references_resolve([with_first(LAW, source=Citation("no-such-law", "§ 1", "x"))])
    assert validate.references_resolve([with_first(LAW, moved_to=("law-p9",))])
    assert validate.references_resolve([CONCEPT])  # its sections cover elements of frameworks that are not there
    changed = replace(LAW, changes=(Change("law-p9", "added", "none", "x"),))
    assert validate.references_resolve([changed])


@pytest.mark.parametrize(
    "broken",
    [
        {"questions": ("En?", "To?")},
        {"questions": ()},
        {"example": ""},
        {"example": "Kort."},
        {"faults": ()},
        {"contents": ()},
        {"covers": ()},
    ],
)
def test_a_section_that_does_not_help_its_writer_is_found(broken: dict[str, Any]) -> None:
    shown = loader.dispositions()["concept-2018"]
    chapter, section, *_ = shown.sections
    assert validate.sections_are_filled([replace(shown, sections=(chapter, section))]) == []
    assert validate.sections_are_filled([replace(shown, sections=(chapter, replace(section, **broken)))])


def test_the_version_step_follows_from_the_change() -> None:
    worded = with_first(LAW, statement="Andre ord.")
    added = replace(LAW, elements=(*LAW.elements, replace(LAW.elements[0], id="law-p6", ref="P6")))
    withdrawn = with_first(LAW, status="withdrawn")
    assert validate.computed_change(LAW, LAW) == "none"
    assert validate.computed_change(LAW, worded) == "patch"
    assert validate.computed_change(LAW, added) == "minor"
    assert validate.computed_change(LAW, withdrawn) == "major"
    assert validate.computed_change(LAW, with_first(LAW, strength="bør")) == "major"
    assert validate.computed_change(LAW, with_first(LAW, parts=LAW.elements[0].parts[:2])) == "major"


def test_a_version_declared_too_small_or_a_change_not_logged_is_found() -> None:
    changes = (Change("law-p1", "withdrawn", "required", "Ude."),)
    withdrawn = replace(with_first(LAW, status="withdrawn"), changes=changes)
    assert validate.version_matches(LAW, replace(withdrawn, version="1.1.0"))
    assert validate.version_matches(LAW, replace(withdrawn, version="2.0.0")) == []
    assert validate.version_matches(LAW, replace(withdrawn, version="2.0.0", changes=()))
    assert validate.version_matches(LAW, LAW) == []


def test_an_overlay_with_a_text_too_few_or_too_many_is_found() -> None:
    whole = loader.read_yaml(loader.DATA / "dk-cde" / "en.yaml")
    framework = loader.load("dk-cde")
    assert validate.overlay_is_complete(framework, whole, "en") == []
    short = deepcopy(whole)
    short["elements"]["cde-t1"]["parts"].pop("vision")
    assert [p.message for p in validate.overlay_is_complete(framework, short, "en")] == ["missing"]
    fewer = deepcopy(whole)
    fewer["dispositions"]["cde-themes"]["sections"]["vision-goals"]["questions"].pop()
    assert [p.message for p in validate.overlay_is_complete(framework, fewer, "en")] == ["missing"]
    more = deepcopy(whole)
    more["elements"]["cde-t9"] = {"title": "None"}
    assert [p.message for p in validate.overlay_is_complete(framework, more, "en")] == ["unknown"]


def test_a_framework_that_loses_something_on_the_way_out_and_in_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert validate.round_trip(LAW) == []
    lossy = validate.to_data(replace(LAW, elements=LAW.elements[1:]))
    monkeypatch.setattr(validate, "to_data", lambda _framework: lossy)
    assert checks(validate.round_trip(LAW)) == {"round trip"}
