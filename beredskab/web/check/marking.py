"""Marks places in a rendered text: wraps the characters of anchors in `<mark>`, so that one can jump to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import html
from lxml.html import HtmlElement

from beredskab.documents.model import Anchor

Spot = tuple[str, int, int]
"""Block id, start and end, as in an anchor."""


@dataclass(slots=True)
class _Run:
    """A stretch of text in the tree: the text or the tail of a node, and where it begins in the block's plain text."""

    node: HtmlElement
    kind: Literal["text", "tail"]
    start: int
    text: str


def mark(fragment: str, anchors: Iterable[Anchor]) -> tuple[str, Mapping[Spot, str]]:
    """The fragment with marks, and the id of the mark for each anchor whose block is in it.

    Overlapping anchors share a mark. Offsets count as in `documents.model.plain`: items and rows end in a line break,
    cells in a tab. Figures are not marked.
    """
    root = html.fromstring(f"<div>{fragment}</div>")
    blocks = {element.get("id"): element for element in root.iter() if element.get("id")}
    ids: dict[Spot, str] = {}
    for block_id, spots in _by_block(anchors).items():
        element = blocks.get(block_id)
        if element is None or element.tag == "figure":
            continue
        merged = _merge(spots)
        names = {interval: f"sted-{len(set(ids.values())) + number}" for number, interval in enumerate(merged, 1)}
        for spot in spots:
            inside = next(interval for interval in merged if interval[0] <= spot[1] and spot[2] <= interval[1])
            ids[spot] = names[inside]
        runs = _runs(element)
        heads = {name: next((run for run in runs if _overlap(run, place)), None) for place, name in names.items()}
        for run in reversed(runs):
            _wrap(run, names, heads)
    return (root.text or "") + "".join(html.tostring(child, encoding="unicode") for child in root), ids


def _by_block(anchors: Iterable[Anchor]) -> dict[str, list[Spot]]:
    spots: dict[str, list[Spot]] = {}
    for anchor in anchors:
        if anchor.end > anchor.start:
            spots.setdefault(anchor.block_id, []).append((anchor.block_id, anchor.start, anchor.end))
    return spots


def _merge(spots: list[Spot]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for _block, start, end in sorted(spots, key=lambda spot: spot[1:]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _runs(block: HtmlElement) -> list[_Run]:
    runs: list[_Run] = []
    at = 0
    first_cell = first_line = True
    for event, node in html.etree.iterwalk(block, events=("start", "end")):
        if event == "start":
            if node is not block and node.tag in ("li", "tr"):
                at, first_line, first_cell = (at if first_line else at + 1), False, True
            elif node.tag in ("td", "th"):
                at, first_cell = (at if first_cell else at + 1), False
            text, kind = node.text, "text"
        else:
            text, kind = ("" if node is block else node.tail), "tail"
        if text:
            runs.append(_Run(node, "text" if kind == "text" else "tail", at, text))
            at += len(text)
    return runs


def _overlap(run: _Run, place: tuple[int, int]) -> tuple[int, int] | None:
    low, high = max(place[0] - run.start, 0), min(place[1] - run.start, len(run.text))
    return (low, high) if low < high else None


def _wrap(run: _Run, names: Mapping[tuple[int, int], str], heads: Mapping[str, _Run | None]) -> None:
    # A place may run over several tags; its id stands on the first mark alone.
    pieces = [
        (*cut, name if heads[name] is run else "") for place, name in names.items() if (cut := _overlap(run, place))
    ]
    if not pieces:
        return
    before = run.text[: pieces[0][0]]
    if run.kind == "text":
        run.node.text, parent, index = before, run.node, 0
    else:
        run.node.tail, parent = before, run.node.getparent()
        index = parent.index(run.node) + 1
    ends = [piece[0] for piece in pieces[1:]] + [len(run.text)]
    for offset, ((low, high, name), until) in enumerate(zip(pieces, ends, strict=True)):
        element = html.Element("mark", {"id": name} if name else {})
        element.text, element.tail = run.text[low:high], run.text[high:until]
        parent.insert(index + offset, element)
