"""Reads the framework files in `data/` into frozen objects: the only reader, and fast, as it runs in every check.

One folder per framework, one file per concern (`docs/frameworks.md`). The shipped files are validated by
`validate` before they are shipped (tests, `beredskab doctor`), not each time they are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from beredskab.frameworks.build import build_framework
from beredskab.frameworks.model import Disposition, Element, Framework

DATA = Path(__file__).parent / "data"
FRAMEWORK_IDS = ("dk-law", "dk-guidance", "dk-cde", "dk-concept-2018")
"""The shipped frameworks in falling force: the order of every list."""

LANGUAGES = ("da", "en")
CONCERNS = ("framework", "elements", "dispositions", "changes")
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster, by the same rules


class UnknownFramework(LookupError):
    """No framework with this id, or none with this version, is shipped."""


@cache
def load_all(language: str = "da") -> tuple[Framework, ...]:
    """All shipped frameworks at their current version, law first."""
    return tuple(load(framework_id, language=language) for framework_id in FRAMEWORK_IDS)


@cache
def load(framework_id: str, version: str | None = None, language: str = "da") -> Framework:
    """One framework, at its current version or at an older one that is still shipped. Raises `UnknownFramework`."""
    if language not in LANGUAGES:
        raise ValueError(f"no framework texts in {language!r}; there are {', '.join(LANGUAGES)}")
    return build_framework(*read_folder(_folder(framework_id, version), language))


@cache
def dispositions(language: str = "da") -> Mapping[str, Disposition]:
    """The ways to lay out a plan, by id. None is mandatory."""
    found = {d.id: d for framework in load_all(language) for d in framework.dispositions}
    return MappingProxyType(found)


@cache
def elements(language: str = "da") -> Mapping[str, Element]:
    """Every element of the current frameworks by id, withdrawn ones too, in order of force."""
    return MappingProxyType({e.id: e for framework in load_all(language) for e in framework.elements})


def read_folder(folder: Path, language: str = "da") -> tuple[Mapping[str, Any], Mapping[str, Any] | None]:
    """The raw data of a framework folder, one key per concern, and its overlay where another language is asked for."""
    data = {concern: read_yaml(folder / f"{concern}.yaml") for concern in CONCERNS}
    overlay = None if language == data["framework"]["language"] else read_yaml(folder / f"{language}.yaml")
    return data, overlay


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; no tags, no code."""
    with path.open("rb") as stream:
        return yaml.load(stream, Loader=_YAML)  # noqa: S506 - a safe loader, the C one


def _folder(framework_id: str, version: str | None) -> Path:
    # The id comes from addresses and options: it must be one of ours before it becomes a path.
    if framework_id not in FRAMEWORK_IDS:
        raise UnknownFramework(framework_id)
    current = DATA / framework_id
    if version is None or str(read_yaml(current / "framework.yaml")["version"]) == version:
        return current
    for older in sorted((current / "versions").glob("*")):
        if older.name == version:
            return older
    raise UnknownFramework(f"{framework_id} {version}")
