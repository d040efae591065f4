"""Turns the raw data of a framework folder, and its overlay in another language, into the frozen model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from beredskab.frameworks.model import (
    Axis,
    AxisValue,
    Change,
    Citation,
    Clock,
    Disposition,
    Element,
    Force,
    Framework,
    Part,
    Place,
    Section,
    SourceDocument,
)

Raw = Mapping[str, Any]


def build_framework(data: Raw, overlay: Raw | None = None) -> Framework:
    """A framework of its four files; texts of the overlay stand in for the Danish ones, id by id."""
    texts: Raw = overlay or {}
    head: Raw = {**data["framework"], **texts.get("framework", {})}
    return Framework(
        id=head["id"],
        version=str(head["version"]),
        title=head["title"],
        publisher=head["publisher"],
        language=texts.get("language", head["language"]),
        valid_from=head.get("valid_from"),
        sources=tuple(_source(raw, _by_id(texts, "sources", raw)) for raw in head["sources"]),
        axes=tuple(_axis(raw, _by_id(texts, "axes", raw)) for raw in head.get("axes", ())),
        elements=tuple(build_element(raw, _by_id(texts, "elements", raw)) for raw in data["elements"]),
        dispositions=tuple(_disposition(raw, _by_id(texts, "dispositions", raw)) for raw in data["dispositions"]),
        clocks=tuple(_clock(raw) for raw in head.get("clocks", ())),
        changes=_changes(data["changes"], str(head["version"]), texts),
    )


def build_element(raw: Raw, text: Raw | None = None) -> Element:
    """An element of its raw data; `text` holds the same texts in another language, parts by id."""
    said: Raw = text or {}
    part_texts: Raw = said.get("parts", {})
    place, source = raw.get("place"), raw["source"]
    return Element(
        id=raw["id"],
        ref=raw["ref"],
        force=Force(raw["force"]),
        strength=raw.get("strength", ""),
        title=said.get("title", raw["title"]),
        statement=said.get("statement", raw["statement"]),
        guidance=said.get("guidance", raw["guidance"]),
        source=Citation(source["source"], source["at"], source.get("quote", "")),
        parts=tuple(Part(part["id"], part_texts.get(part["id"], part["text"])) for part in raw["parts"]),
        evidence=said.get("evidence", raw["evidence"]),
        concept=raw["concept"],
        place=Place(place["level"], place["prevention"]) if place else None,
        status=raw.get("status", "active"),
        moved_to=tuple(raw.get("moved_to", ())),
        valid_from=_day(raw.get("valid_from")),
        valid_to=_day(raw.get("valid_to")),
    )


def _by_id(texts: Raw, kind: str, raw: Raw) -> Raw:
    found: Raw = texts.get(kind, {}).get(raw["id"], {})
    return found


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _source(raw: Raw, text: Raw) -> SourceDocument:
    return SourceDocument(
        id=raw["id"],
        type=raw["type"],
        title=text.get("title", raw["title"]),
        url=raw["url"],
        retrieved=raw["retrieved"],
        consolidated=raw.get("consolidated", ""),
    )


def _axis(raw: Raw, text: Raw) -> Axis:
    names: Raw = text.get("values", {})
    values = tuple(AxisValue(value["id"], names.get(value["id"], value["name"])) for value in raw["values"])
    return Axis(raw["id"], text.get("name", raw["name"]), values)


def _disposition(raw: Raw, text: Raw) -> Disposition:
    said: Raw = text.get("sections", {})
    sections = tuple(_section({**section, **said.get(section["id"], {})}) for section in raw["sections"])
    return Disposition(
        raw["id"], text.get("title", raw["title"]), text.get("description", raw["description"]), sections
    )


def _section(raw: Raw) -> Section:
    return Section(
        id=raw["id"],
        number=raw["number"],
        title=raw["title"],
        level=raw["level"],
        covers=tuple(raw.get("covers", ())),
        contents=tuple(raw.get("contents", ())),
        guidance=raw.get("guidance", ""),
        questions=tuple(raw.get("questions", ())),
        example=raw.get("example", "").strip(),
        faults=tuple(raw.get("faults", ())),
    )


def _clock(raw: Raw) -> Clock:
    source = raw["source"]
    return Clock(
        id=raw["id"],
        counts_from=raw["counts_from"],
        every=raw["every"],
        warn=tuple(raw.get("warn", ())),
        counts=raw["counts"],
        source=Citation(source["source"], source["at"], source.get("quote", "")),
        certainty=raw.get("certainty", "confirmed"),
    )


def _changes(log: list[Raw], version: str, texts: Raw) -> tuple[Change, ...]:
    notes: Raw = texts.get("changes", {})
    of_this = (entry["changes"] for entry in log if str(entry["version"]) == version)
    return tuple(
        Change(raw["element"], raw["kind"], raw["review"], notes.get(raw["element"], raw["note"]))
        for changes in of_this
        for raw in changes
    )


def to_data(framework: Framework) -> dict[str, Any]:
    """The framework as data of the same shape as the files: `build_framework(to_data(x)) == x`."""
    raw = asdict(framework)
    elements = [{**element, "force": str(element["force"])} for element in raw.pop("elements")]
    shown, changes = raw.pop("dispositions"), raw.pop("changes")
    log = [{"version": framework.version, "changes": changes}]
    return {"framework": raw, "elements": elements, "dispositions": shown, "changes": log}
