"""A municipality's local profile: own elements, own guidance beside the national one, elements marked not relevant.

A profile may never weaken a *must*: it cannot mark an element whose strength is *skal* (law or guidance) not
relevant, cannot change force or text of a national element, and its own guidance stands below the national one
instead of replacing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import yaml

from beredskab.frameworks.build import build_element
from beredskab.frameworks.model import Element, Force, Framework, SourceDocument

LOCAL_ID = "local"
_ID = re.compile(r"local-[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS = {"municipality", "version", "elements", "guidance", "not_relevant"}
_TEXTS = ("ref", "title", "statement", "guidance", "evidence")


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a profile: the field, as a path, and what is wrong, in both languages."""

    field: str
    message_da: str
    message_en: str

    def message(self, language: str = "da") -> str:
        """The fault with its field, as a sentence."""
        text = self.message_da if language == "da" else self.message_en
        return f"{'Feltet' if language == 'da' else 'Field'} “{self.field}”: {text}"


class ProfileError(ValueError):
    """A profile that cannot be used; `problems` holds every fault, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message() for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Profile:
    """A valid profile. `guidance` and `not_relevant` (with the reason) are by element id."""

    municipality: str
    version: str
    elements: tuple[Element, ...] = ()
    guidance: Mapping[str, str] = field(default_factory=dict)
    not_relevant: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tailored:
    """Frameworks with a profile applied; `not_relevant` holds the reason by element id. Withdrawn elements stay."""

    frameworks: tuple[Framework, ...]
    not_relevant: Mapping[str, str]


def parse(source: str | Mapping[str, Any], frameworks: Iterable[Framework]) -> Profile:
    """The profile of YAML text or of a mapping, checked against the frameworks. Raises `ProfileError`."""
    data = _mapping(source)
    national = {element.id: element for framework in frameworks for element in framework.elements}
    problems = [*_heading_problems(data), *_element_problems(data, national), *_mark_problems(data, national)]
    if problems:
        raise ProfileError(problems)
    return Profile(
        municipality=data["municipality"],
        version=str(data.get("version", "1.0.0")),
        elements=tuple(build_element(_local(raw)) for raw in data.get("elements") or ()),
        guidance=MappingProxyType(dict(data.get("guidance") or {})),
        not_relevant=MappingProxyType(dict(data.get("not_relevant") or {})),
    )


def apply(frameworks: Iterable[Framework], profile: Profile) -> Tailored:
    """The frameworks with local guidance below the national one, and the local elements as a framework at the end."""
    tailored = [
        replace(framework, elements=tuple(_with_guidance(element, profile) for element in framework.elements))
        for framework in frameworks
    ]
    if profile.elements:
        tailored.append(_local_framework(profile))
    return Tailored(tuple(tailored), profile.not_relevant)


def _with_guidance(element: Element, profile: Profile) -> Element:
    own = profile.guidance.get(element.id)
    return replace(element, guidance=f"{element.guidance}\n\n{profile.municipality}: {own}") if own else element


def _local_framework(profile: Profile) -> Framework:
    sources: tuple[SourceDocument, ...] = ()
    return Framework(
        id=LOCAL_ID,
        version=profile.version,
        title=profile.municipality,
        publisher=profile.municipality,
        language="da",
        valid_from=None,
        sources=sources,
        axes=(),
        elements=profile.elements,
        dispositions=(),
        clocks=(),
        changes=(),
    )


def _mapping(source: str | Mapping[str, Any]) -> Mapping[str, Any]:
    data: Any = source
    if isinstance(source, str):
        try:
            data = yaml.safe_load(source)
        except yaml.YAMLError as error:
            raise ProfileError([Problem("-", f"Filen er ikke gyldig YAML: {error}", f"Not YAML: {error}")]) from error
    if not isinstance(data, Mapping):
        raise ProfileError([Problem("-", "Profilen skal bestå af felter.", "The profile must consist of fields.")])
    return data


def _local(raw: Mapping[str, Any]) -> dict[str, Any]:
    source = {"source": raw["id"], "at": str(raw.get("at", ""))}
    parts = [{"id": key, "text": text} for key, text in (raw.get("parts") or {}).items()]
    defaults = {"strength": "", "concept": raw["id"]}
    return {**defaults, **raw, "force": Force.LOCAL, "source": source, "parts": parts}


def _heading_problems(data: Mapping[str, Any]) -> list[Problem]:
    problems = [
        Problem(str(name), "Feltet findes ikke i en profil.", "There is no such field in a profile.")
        for name in data
        if name not in _FIELDS
    ]
    if not _text(data.get("municipality")):
        problems.append(Problem("municipality", "Skriv kommunens navn.", "Write the municipality's name."))
    problems += [
        Problem(name, "Skal være felter med et id og en tekst.", "Must be fields of an id and a text.")
        for name in ("guidance", "not_relevant")
        if not isinstance(data.get(name) or {}, Mapping)
    ]
    return problems


def _element_problems(data: Mapping[str, Any], national: Mapping[str, Element]) -> list[Problem]:
    raws = data.get("elements") or []
    if not isinstance(raws, list):
        return [Problem("elements", "Skal være en liste.", "Must be a list.")]
    problems: list[Problem] = []
    seen_ids: set[object] = set(national)
    seen_refs: set[object] = {element.ref for element in national.values()}
    for number, raw in enumerate(raws):
        path = f"elements[{number}]"
        if not isinstance(raw, Mapping):
            problems.append(Problem(path, "Skal bestå af felter.", "Must consist of fields."))
            continue
        problems += _one_element(path, raw)
        if raw.get("id") in seen_ids:
            problems.append(Problem(f"{path}.id", "Id'et er brugt i forvejen.", "The id is already in use."))
        if raw.get("ref") in seen_refs:
            problems.append(Problem(f"{path}.ref", "Nummeret er brugt i forvejen.", "The ref is already in use."))
        seen_ids.add(raw.get("id"))
        seen_refs.add(raw.get("ref"))
    return problems


def _one_element(path: str, raw: Mapping[str, Any]) -> list[Problem]:
    problems = [
        Problem(f"{path}.{name}", "Teksten mangler.", "The text is missing.")
        for name in _TEXTS
        if not _text(raw.get(name))
    ]
    if not _ID.fullmatch(str(raw.get("id", ""))):
        problems.append(
            Problem(
                f"{path}.id",
                "Skal begynde med “local-” og bestå af små bogstaver, tal og bindestreger.",
                "Must start with “local-” and hold lower-case letters, digits and hyphens.",
            )
        )
    if raw.get("force", "local") != "local":
        problems.append(
            Problem(f"{path}.force", "Et lokalt krav har altid vægten “local”.", "A local element has force “local”.")
        )
    parts = raw.get("parts")
    if not isinstance(parts, Mapping) or not parts or not all(_text(text) for text in parts.values()):
        problems.append(
            Problem(f"{path}.parts", "Skriv mindst én del med et id og en tekst.", "Write at least one part.")
        )
    return problems


def _mark_problems(data: Mapping[str, Any], national: Mapping[str, Element]) -> list[Problem]:
    problems: list[Problem] = []
    for name in ("guidance", "not_relevant"):
        marks = data.get(name) or {}
        if not isinstance(marks, Mapping):
            continue
        for element_id, text in marks.items():
            path = f"{name}.{element_id}"
            if element_id not in national:
                problems.append(Problem(path, "Kravet findes ikke.", "There is no such element."))
            elif not _text(text):
                problems.append(Problem(path, "Teksten eller begrundelsen mangler.", "The text or reason is missing."))
            elif name == "not_relevant" and _is_must(national[element_id]):
                problems.append(Problem(path, *_must_message(national[element_id])))
    return problems


def _is_must(element: Element) -> bool:
    return element.force is Force.LAW or element.strength == "skal"


def _must_message(element: Element) -> tuple[str, str]:
    if element.force is Force.LAW:
        return "Et lovkrav kan ikke være uden betydning.", "A requirement of law cannot be marked not relevant."
    return (
        "Vejledningen siger “skal”. Det kan en lokal profil ikke fravælge.",
        "The guidance says “skal”. A local profile cannot leave it out.",
    )


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
