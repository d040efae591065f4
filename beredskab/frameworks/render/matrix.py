"""The concept's matrix as a picture: two rows, four columns, one tile per element, with shape and words.

Plain SVG with presentation attributes only, so that it survives a strict content security policy.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from beredskab.frameworks.model import Element
from beredskab.frameworks.render.words import AXIS, LABEL, LEVELS, PREVENTIONS, VERDICT, Lang, anchor_id
from beredskab.frameworks.report import Report

FONT: Final = "IBM Plex Sans, Arial, sans-serif"
_INK: Final = {
    # answer: (fill of the tile, border and shape); each pair passes 3:1 against white
    "covered": ("#eaf5ee", "#1e6b41"),
    "partly": ("#fff6e0", "#8a5a00"),
    "missing": ("#ffffff", "#6b7280"),
    "elsewhere": ("#eaf1fb", "#1d5aa8"),
    "not_relevant": ("#f3f4f6", "#6b7280"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in SVG units; the narrow one stacks the columns for a phone."""

    columns: int
    tile_width: int
    wrap: int
    gap: int = 8
    tile_height: int = 58
    head: int = 30

    @property
    def width(self) -> int:
        """Width of the whole picture."""
        return self.columns * (self.tile_width + self.gap) + self.gap


WIDE: Final = Layout(columns=4, tile_width=230, wrap=24)
NARROW: Final = Layout(columns=1, tile_width=324, wrap=40, tile_height=46)


@dataclass(frozen=True, slots=True)
class Tile:
    """One element of the matrix and the answer it has."""

    element: Element
    state: str  # a key of words.SYMBOL


def tiles_of(report: Report) -> tuple[Tile, ...]:
    """The placed elements of a report with their verdicts."""
    return tuple(Tile(r.element, str(r.verdict)) for r in report.elements if r.element.place)


def tiles(elements: Iterable[Element], states: Mapping[str, str]) -> tuple[Tile, ...]:
    """The placed elements with a person's answers by element id; unanswered ones are missing."""
    return tuple(Tile(element, states.get(element.id, "missing")) for element in elements if element.place)


def default_link(element: Element) -> str:
    """Each tile leads to its requirement on the same page."""
    return "#" + anchor_id(element.ref)


def svg(
    placed: Iterable[Tile], lang: Lang, link: Callable[[Element], str] | None = default_link, layout: Layout = WIDE
) -> str:
    """The picture. With `link` None the tiles are not links (for print and Word)."""
    cells: dict[tuple[str, str], list[Tile]] = {}
    for tile in placed:
        assert tile.element.place is not None
        cells.setdefault((tile.element.place.level, tile.element.place.prevention), []).append(tile)
    drawn, height = _wide(cells, lang, link, layout) if layout.columns > 1 else _narrow(cells, lang, link, layout)
    title = escape(LABEL[lang]["matrix"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width} {height}" role="group" '
        f'aria-label="{title}" font-family="{FONT}" class="matrix">{"".join(drawn)}</svg>'
    )


Cells = Mapping[tuple[str, str], list[Tile]]


def _wide(cells: Cells, lang: Lang, link: Callable[[Element], str] | None, layout: Layout) -> tuple[list[str], int]:
    out: list[str] = []
    step = layout.tile_width + layout.gap
    for column, prevention in enumerate(PREVENTIONS):
        out.append(_label(layout.gap + column * step, 20, AXIS[lang][prevention], bold=True))
    y = layout.head
    for level in LEVELS:
        out.append(_rule(layout, y))
        out.append(_label(layout.gap, y + 22, AXIS[lang][level]))
        y += layout.head
        deepest = max(len(cells.get((level, prevention), ())) for prevention in PREVENTIONS)
        for column, prevention in enumerate(PREVENTIONS):
            for row, tile in enumerate(cells.get((level, prevention), ())):
                x = layout.gap + column * step
                out.append(_tile(tile, x, y + row * (layout.tile_height + layout.gap), lang, link, layout))
        y += deepest * (layout.tile_height + layout.gap) + layout.gap
    return out, y


def _narrow(cells: Cells, lang: Lang, link: Callable[[Element], str] | None, layout: Layout) -> tuple[list[str], int]:
    out: list[str] = []
    y = 0
    for level in LEVELS:
        for prevention in PREVENTIONS:
            if not (stack := cells.get((level, prevention))):
                continue
            out.append(_label(layout.gap, y + 22, f"{AXIS[lang][level]} · {AXIS[lang][prevention]}", bold=True))
            y += layout.head + 2
            for tile in stack:
                out.append(_tile(tile, layout.gap, y, lang, link, layout))
                y += layout.tile_height + layout.gap
            y += layout.gap
    return out, y


def _label(x: int, y: int, text: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x}" y="{y}" font-size="15" fill="#1a1a1a"{weight}>{escape(text)}</text>'


def _rule(layout: Layout, y: int) -> str:
    return f'<line x1="{layout.gap}" x2="{layout.width - layout.gap}" y1="{y}" y2="{y}" stroke="#bfbfbf"/>'


def _tile(tile: Tile, x: int, y: int, lang: Lang, link: Callable[[Element], str] | None, layout: Layout) -> str:
    fill, ink = _INK[tile.state]
    element, answer = tile.element, VERDICT[lang][tile.state]
    dash = ' stroke-dasharray="4 3"' if tile.state in ("missing", "not_relevant") else ""
    lines = textwrap.wrap(element.title, layout.wrap, max_lines=3, placeholder=" …")
    middle = y + layout.tile_height // 2 + 5
    top = middle - 8 * (len(lines) - 1)
    words = "".join(
        f'<text x="{x + 68}" y="{top + 16 * i}" font-size="13" fill="#1a1a1a">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )
    body = (
        f'<rect x="{x}" y="{y}" width="{layout.tile_width}" height="{layout.tile_height}" rx="4" '
        f'fill="{fill}" stroke="{ink}"{dash}/>'
        f"{_shape(tile.state, x + 18, y + layout.tile_height // 2, ink)}"
        f'<text x="{x + 36}" y="{middle}" font-size="13" font-weight="600" fill="#1a1a1a">{escape(element.ref)}</text>'
        f"{words}"
    )
    name = escape(f"{element.ref} {element.title}: {answer}")
    if link is None:
        return f'<g role="img" aria-label="{name}"><title>{name}</title>{body}</g>'
    return f'<a href="{escape(link(element))}" aria-label="{name}"><title>{name}</title>{body}</a>'


def _shape(state: str, x: int, y: int, ink: str) -> str:
    ring = f'<circle cx="{x}" cy="{y}" r="8" fill="#ffffff" stroke="{ink}" stroke-width="2"/>'
    match state:
        case "covered":
            return f'<circle cx="{x}" cy="{y}" r="9" fill="{ink}"/>'
        case "partly":
            return ring + f'<path d="M{x} {y - 8}A8 8 0 0 0 {x} {y + 8}Z" fill="{ink}"/>'
        case "elsewhere":
            arrow = f"M{x - 5} {y + 5}L{x + 5} {y - 5}M{x - 2} {y - 5}H{x + 5}V{y + 2}"
            return f'<path d="{arrow}" fill="none" stroke="{ink}" stroke-width="2"/>'
        case "not_relevant":
            return f'<path d="M{x - 7} {y}H{x + 7}" stroke="{ink}" stroke-width="2"/>'
    return ring
