"""The shape of a text as any program can report it, to compare what was written with what another program reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from beredskab.documents.model import Block, Figure, Heading, List, Paragraph, Table, inline_text

Piece = tuple[Any, ...]
"""`("heading", level, text)`, `("paragraph", text)`, `("item", depth, ordered, text)`, `("row", cells)`, `("figure", alt)`, `("caption", text)`."""  # noqa: E501


def pieces(blocks: Iterable[Block]) -> list[Piece]:
    """The shape of blocks, in reading order."""
    return [piece for block in blocks for piece in _pieces(block)]


def squeezed(text: str) -> str:
    """Text with every run of blanks as one, for programs that break lines."""
    return " ".join(text.split())


def _pieces(block: Block) -> Iterator[Piece]:
    match block:
        case Heading():
            yield "heading", block.level, inline_text(block.content)
        case Paragraph():
            yield "paragraph", inline_text(block.content)
        case List():
            yield from _items(block, 1)
        case Table():
            for row in (block.header, *block.rows):
                yield "row", tuple(inline_text(cell) for cell in row)
        case Figure():
            yield "figure", block.alt
            if block.caption:
                yield "caption", inline_text(block.caption)


def _items(block: List, depth: int) -> Iterator[Piece]:
    for item in block.items:
        yield "item", depth, block.ordered, inline_text(item.paragraph.content)
        for child in item.children:
            yield from _items(child, depth + 1)


def html_pieces(root: Any) -> Iterator[Piece]:
    """The shape of an lxml tree of HTML; an element knows nothing of our model but its tags."""
    for node in root:
        match node.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield "heading", int(node.tag[1]), node.text_content()
            case "p" if node.find("img") is not None:
                yield "figure", node.find("img").get("alt")
            case "p":
                yield "paragraph", node.text_content()
            case "ul" | "ol":
                yield from _html_items(node, 1)
            case "tr":
                yield "row", tuple(cell.text_content() for cell in node)
            case "img":
                yield "figure", node.get("alt")
            case "figcaption":
                yield "caption", node.text_content()
            case _:
                yield from html_pieces(node)


def _html_items(node: Any, depth: int) -> Iterator[Piece]:
    for item in node:
        lists = [child for child in item if child.tag in ("ul", "ol")]
        for child in lists:
            item.remove(child)
        yield "item", depth, node.tag == "ol", item.text_content()
        for child in lists:
            yield from _html_items(child, depth + 1)
