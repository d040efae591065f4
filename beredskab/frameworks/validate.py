"""The checks a framework passes before it is shipped. Each finds one kind of fault and has a test that shows it.

Run by the tests and by `beredskab doctor`, never when the frameworks are read: `jsonschema` alone takes longer to
import than all of them take to load.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from beredskab.frameworks.build import build_framework, to_data
from beredskab.frameworks.loader import DATA, FRAMEWORK_IDS, LANGUAGES, read_folder, read_yaml
from beredskab.frameworks.model import Disposition, Element, Force, Framework

SCHEMA = Path(__file__).parent / "schema.json"
_LEAF = ("covers", "contents", "questions", "example", "faults")


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in framework data: the check that found it, where, and what is wrong."""

    check: str
    where: str
    message: str


def check_all(data: Path = DATA) -> tuple[Problem, ...]:
    """Every check on every shipped framework, its overlays and its older versions."""
    problems: list[Problem] = []
    frameworks = []
    for framework_id in FRAMEWORK_IDS:
        raw, _ = read_folder(data / framework_id)
        broken = schema_errors(raw, framework_id)
        problems += broken
        if broken:
            continue
        framework = build_framework(raw)
        frameworks.append(framework)
        problems += [*round_trip(framework), *law_is_sourced(framework), *matrix_is_filled(framework)]
        for language in (language for language in LANGUAGES if language != framework.language):
            problems += overlay_is_complete(framework, read_yaml(data / framework_id / f"{language}.yaml"), language)
        for older in sorted((data / framework_id / "versions").glob("*")):
            old = build_framework(read_folder(older)[0])
            problems += [*nothing_vanishes(old, framework), *version_matches(old, framework)]
    shown = [disposition for framework in frameworks for disposition in framework.dispositions]
    problems += [*ids_are_unique(frameworks), *references_resolve(frameworks)]
    problems += [*elements_are_covered(frameworks, shown), *sections_are_filled(shown)]
    return tuple(problems)


def schema_errors(raw: Mapping[str, Any], where: str) -> list[Problem]:
    """Faults of form: fields missing, unknown or of the wrong kind, by the published JSON Schema."""
    from jsonschema import Draft202012Validator  # here, as it is slow to import and only checks need it

    validator = Draft202012Validator(
        json.loads(SCHEMA.read_text("utf-8")), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    errors = validator.iter_errors(_plain(raw))
    return [Problem("schema", f"{where}: {error.json_path}", error.message) for error in errors]


def ids_are_unique(frameworks: Iterable[Framework]) -> list[Problem]:
    """Ids and refs of elements, over all frameworks; parts, sections, sources and clocks, within theirs."""
    frameworks = list(frameworks)
    elements = [element for framework in frameworks for element in framework.elements]
    groups: list[tuple[str, list[str]]] = [
        ("element id", [element.id for element in elements]),
        ("element ref", [element.ref for element in elements if element.status == "active"]),
        ("disposition id", [shown.id for framework in frameworks for shown in framework.dispositions]),
    ]
    groups += [(f"part of {element.id}", [part.id for part in element.parts]) for element in elements]
    for framework in frameworks:
        groups.append((f"source of {framework.id}", [source.id for source in framework.sources]))
        groups.append((f"clock of {framework.id}", [clock.id for clock in framework.clocks]))
        groups += [(f"section of {shown.id}", [s.id for s in shown.sections]) for shown in framework.dispositions]
    return [
        Problem("unique", f"{what} {value}", f"used {times} times")
        for what, values in groups
        for value, times in Counter(values).items()
        if times > 1
    ]


def nothing_vanishes(old: Framework, new: Framework) -> list[Problem]:
    """An element of the older version is still there, withdrawn ones stay withdrawn, an id keeps its ref's meaning."""
    now = {element.id: element for element in new.elements}
    problems = []
    for before in old.elements:
        after = now.get(before.id)
        if after is None:
            problems.append(Problem("vanished", before.id, "removed: it must stay, with status withdrawn"))
        elif before.status == "withdrawn" and after.status == "active":
            problems.append(Problem("reused", before.id, "a withdrawn id is never used again"))
        elif before.concept != after.concept:
            problems.append(Problem("reused", before.id, f"the id now stands for {after.concept!r}"))
    return problems


def law_is_sourced(framework: Framework) -> list[Problem]:
    """Every element with the force of law names its source, the paragraph, and quotes it."""
    problems = []
    for element in framework.elements:
        if not (element.source.source and element.source.at):
            problems.append(Problem("source", element.id, "has no source or no place in it"))
        if element.force is Force.LAW and not element.source.quote:
            problems.append(Problem("source", element.id, "has the force of law and no quote"))
    return problems


def matrix_is_filled(framework: Framework) -> list[Problem]:
    """Where a framework has axes, every element stands on them and every cell holds an active element."""
    if not framework.axes:
        return []
    level, prevention = ({value.id for value in axis.values} for axis in framework.axes)
    cells = {(row, column) for row in level for column in prevention}
    problems = []
    for element in framework.elements:
        place = (element.place.level, element.place.prevention) if element.place else None
        if place not in cells:
            problems.append(Problem("matrix", element.id, f"stands at {place}, which is no cell"))
    taken = {(e.place.level, e.place.prevention) for e in framework.elements if e.place and e.status == "active"}
    problems += [Problem("matrix", f"{row}/{column}", "holds no element") for row, column in sorted(cells - taken)]
    return problems


def elements_are_covered(frameworks: Iterable[Framework], dispositions: Iterable[Disposition]) -> list[Problem]:
    """Each disposition has a section for every active element, of every framework."""
    active = [e.id for framework in frameworks for e in framework.elements if e.status == "active"]
    return [
        Problem("covered", f"{disposition.id}: {element_id}", "belongs to no section")
        for disposition in dispositions
        for element_id in active
        if not any(element_id in section.covers for section in disposition.sections)
    ]


def references_resolve(frameworks: Iterable[Framework]) -> list[Problem]:
    """Sources, places, moves, covers and changes point at something that exists."""
    frameworks = list(frameworks)
    known = {element.id for framework in frameworks for element in framework.elements}
    problems = []
    for framework in frameworks:
        sources = {source.id for source in framework.sources}
        for where, source in _citations(framework):
            if source not in sources:
                problems.append(Problem("reference", f"{framework.id}: {where}", f"no source {source!r}"))
        for where, element_id in _pointers(framework):
            if element_id not in known:
                problems.append(Problem("reference", f"{framework.id}: {where}", f"no element {element_id!r}"))
    return problems


def sections_are_filled(dispositions: Iterable[Disposition]) -> list[Problem]:
    """Every section of level 2 helps its writer: 3 to 5 questions, an example, faults, contents, and elements."""
    problems = []
    for disposition in dispositions:
        for section in disposition.sections:
            where = f"{disposition.id}: {section.id}"
            if section.level == 1:
                continue
            problems += [Problem("sections", where, f"no {name}") for name in _LEAF if not getattr(section, name)]
            if section.questions and not 3 <= len(section.questions) <= 5:
                problems.append(Problem("sections", where, f"{len(section.questions)} questions, not three to five"))
            if section.example and not 60 <= len(section.example.split()) <= 120:
                problems.append(Problem("sections", where, f"an example of {len(section.example.split())} words"))
    return problems


def computed_change(old: Framework, new: Framework) -> str:
    """What the difference asks for: major (removed, force or structure), minor (added), patch (wording) or none."""
    before, after = ({e.id: e for e in framework.elements if e.status == "active"} for framework in (old, new))
    if before.keys() - after.keys() or any(
        _structure(before[key]) != _structure(after[key]) for key in before.keys() & after.keys()
    ):
        return "major"
    if after.keys() - before.keys():
        return "minor"
    return "none" if _content(old) == _content(new) else "patch"


def version_matches(old: Framework, new: Framework) -> list[Problem]:
    """The declared step between two versions is at least the computed one, and the change log names each element."""
    order = ("none", "patch", "minor", "major")
    asked, declared = computed_change(old, new), _declared_step(old.version, new.version)
    problems = []
    if order.index(declared) < order.index(asked):
        problems.append(
            Problem("version", f"{new.id} {old.version} → {new.version}", f"the change is {asked}, declared {declared}")
        )
    logged = {change.element for change in new.changes}
    before = {element.id: element for element in old.elements}
    changed = [element.id for element in new.elements if before.get(element.id) != element]
    problems += [Problem("version", key, "changed, but not in the change log") for key in changed if key not in logged]
    return problems


def overlay_is_complete(framework: Framework, overlay: Mapping[str, Any], language: str) -> list[Problem]:
    """Another language has every text the Danish has, as many of each, and none that the Danish has not."""
    expected, given = dict(_texts(framework)), dict(_leaves(overlay))
    given.pop("language", None)
    where = f"{framework.id} {language}"
    problems = [Problem("overlay", f"{where}: {path}", "missing") for path in expected if not given.get(path)]
    problems += [Problem("overlay", f"{where}: {path}", "unknown") for path in given if path not in expected]
    return problems


def round_trip(framework: Framework) -> list[Problem]:
    """Out to data and in again gives the same framework."""
    again = build_framework(to_data(framework))
    return [] if again == framework else [Problem("round trip", framework.id, "differs after writing and reading")]


# --- helpers ------------------------------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    """Data as JSON knows it: dates as text."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _citations(framework: Framework) -> Iterator[tuple[str, str]]:
    yield from ((element.id, element.source.source) for element in framework.elements)
    yield from ((clock.id, clock.source.source) for clock in framework.clocks)


def _pointers(framework: Framework) -> Iterator[tuple[str, str]]:
    for element in framework.elements:
        yield from ((element.id, target) for target in element.moved_to)
    for disposition in framework.dispositions:
        for section in disposition.sections:
            yield from ((section.id, element_id) for element_id in section.covers)
    yield from (("changes", change.element) for change in framework.changes)


def _structure(element: Element) -> tuple[object, ...]:
    # A plan answers part by part, so other parts are another structure; other words are not.
    return element.ref, element.force, element.strength, element.place, tuple(part.id for part in element.parts)


def _content(framework: Framework) -> Framework:
    return replace(framework, version="", changes=())


def _declared_step(old: str, new: str) -> str:
    before, after = (tuple(map(int, version.split("."))) for version in (old, new))
    if after <= before:
        return "none"
    steps = ("major", "minor", "patch")
    return next(step for step, a, b in zip(steps, before, after, strict=True) if a != b)


def _texts(framework: Framework) -> Iterator[tuple[str, str]]:
    """Every text of a framework that another language must have, by its path in the overlay."""
    yield "framework.title", framework.title
    yield "framework.publisher", framework.publisher
    for axis in framework.axes:
        yield f"axes.{axis.id}.name", axis.name
        yield from ((f"axes.{axis.id}.values.{value.id}", value.name) for value in axis.values)
    for element in framework.elements:
        for name in ("title", "statement", "guidance", "evidence"):
            yield f"elements.{element.id}.{name}", getattr(element, name)
        yield from ((f"elements.{element.id}.parts.{part.id}", part.text) for part in element.parts)
    for shown in framework.dispositions:
        yield from ((f"dispositions.{shown.id}.{name}", getattr(shown, name)) for name in ("title", "description"))
        for section in shown.sections:
            path = f"dispositions.{shown.id}.sections.{section.id}"
            texts = {
                name: getattr(section, name) for name in ("title", "guidance", "example") if getattr(section, name)
            }
            lists: Mapping[str, Sequence[str]] = {
                name: getattr(section, name) for name in ("contents", "questions", "faults")
            }
            yield from ((f"{path}.{name}", text) for name, text in texts.items())
            for name, values in lists.items():
                yield from ((f"{path}.{name}.{number}", text) for number, text in enumerate(values))
    yield from ((f"changes.{change.element}", change.note) for change in framework.changes)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    items: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, Mapping):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        yield path, str(value).strip()
    for key, inner in items:
        yield from _leaves(inner, f"{path}.{key}" if path else str(key))
