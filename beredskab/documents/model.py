"""The one representation of text: typed blocks whose canonical JSON is ProseMirror JSON of a narrow schema.

A `Document` is a tuple of blocks and a side table that says where each block came from. Everything that reads,
checks, edits, compares or publishes text works on this. The schema stands in `schema.json`; the editor is built
from the same file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

MAX_LIST_DEPTH = 3
"""Lists nest to this depth; deeper ones are flattened at import with a remark."""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink; `href` is http(s), mailto, tel or a fragment, nothing else."""

    href: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to a contact point or a paragraph of law, by stable id (`barnets-lov § 15, stk. 3`)."""

    kind: Literal["contact", "law"]
    target: str


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with the same marks. Text never holds line breaks: a break is a new block."""

    text: str
    strong: bool = False
    em: bool = False
    link: Link | None = None
    reference: Reference | None = None


Inline: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    id: str
    level: int
    content: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    id: str
    content: Inline


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: a paragraph of its own and, below it, any nested lists."""

    paragraph: Paragraph
    children: tuple[List, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """An ordered or bullet list of at least one item."""

    id: str
    ordered: bool
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row and no merged cells: every row has as many cells as the header."""

    id: str
    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture carried in the document as a PNG or JPEG `data:` address; `alt` is required."""

    id: str
    src: str
    alt: str
    caption: Inline = ()


Block: TypeAlias = Heading | Paragraph | List | Table | Figure


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block came from: file name, page (from 1, where there are pages) and the headings above it."""

    file: str
    page: int | None = None
    heading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader repaired or left out, for a person to know. `code` is stable."""

    code: str
    message: str
    block_id: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text: block id, start and end in the block's plain text, and the verbatim words between."""

    block_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in reading order; `sources` by block id (also of a list item's paragraph); `remarks` of the import."""

    blocks: tuple[Block, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


# --- plain text ---------------------------------------------------------------------------------------------------


def inline_text(content: Inline) -> str:
    """Plain text of a run of spans."""
    return "".join(span.text for span in content)


def plain(block: Block) -> str:
    """Plain text of a block, the text that anchors count in: list items and rows by line, cells by tab."""
    match block:
        case Heading() | Paragraph():
            return inline_text(block.content)
        case List():
            return "\n".join(inline_text(paragraph.content) for paragraph, _depth in list_paragraphs(block))
        case Table():
            return "\n".join("\t".join(inline_text(cell) for cell in row) for row in (block.header, *block.rows))
        case Figure():
            return "\n".join(part for part in (block.alt, inline_text(block.caption)) if part)


def list_paragraphs(block: List, depth: int = 1) -> Iterator[tuple[Paragraph, int]]:
    """Each item's paragraph with its depth (from 1), in reading order."""
    for item in block.items:
        yield item.paragraph, depth
        for child in item.children:
            yield from list_paragraphs(child, depth + 1)


# --- JSON ---------------------------------------------------------------------------------------------------------


def to_json(blocks: tuple[Block, ...]) -> dict[str, Any]:
    """ProseMirror JSON of the blocks: `{"type": "doc", "content": [...]}`."""
    return {"type": "doc", "content": [_block_json(block) for block in blocks]}


def canonical(blocks: tuple[Block, ...]) -> bytes:
    """The bytes that are stored and hashed: UTF-8 JSON, sorted keys, no blanks."""
    return json.dumps(to_json(blocks), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(blocks: tuple[Block, ...]) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(blocks)).hexdigest()


def from_json(data: Mapping[str, Any]) -> tuple[Block, ...]:
    """Blocks of ProseMirror JSON that has passed `beredskab.documents.schema.validate`."""
    return tuple(_block(node) for node in data.get("content", ()))


def _inline_json(content: Inline) -> list[dict[str, Any]]:
    nodes = []
    for span in content:
        marks: list[dict[str, Any]] = []
        if span.link:
            marks.append({"type": "link", "attrs": {"href": span.link.href}})
        if span.reference:
            marks.append({"type": "reference", "attrs": {"kind": span.reference.kind, "target": span.reference.target}})
        if span.em:
            marks.append({"type": "em"})
        if span.strong:
            marks.append({"type": "strong"})
        node: dict[str, Any] = {"type": "text", "text": span.text}
        if marks:
            node["marks"] = marks
        nodes.append(node)
    return nodes


def _with_content(node: dict[str, Any], content: list[dict[str, Any]]) -> dict[str, Any]:
    # ProseMirror leaves out an empty content array; so do we, or hashes would differ.
    return {**node, "content": content} if content else node


def _block_json(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            attrs: dict[str, Any] = {"id": block.id, "level": block.level}
            return _with_content({"type": "heading", "attrs": attrs}, _inline_json(block.content))
        case Paragraph():
            return _with_content({"type": "paragraph", "attrs": {"id": block.id}}, _inline_json(block.content))
        case List():
            kind = "ordered_list" if block.ordered else "bullet_list"
            items = [
                {
                    "type": "list_item",
                    "content": [_block_json(item.paragraph), *(_block_json(child) for child in item.children)],
                }
                for item in block.items
            ]
            return {"type": kind, "attrs": {"id": block.id}, "content": items}
        case Table():
            rows = [_row_json("table_header", block.header), *(_row_json("table_cell", row) for row in block.rows)]
            return {"type": "table", "attrs": {"id": block.id}, "content": rows}
        case Figure():
            attrs = {"id": block.id, "src": block.src, "alt": block.alt}
            return _with_content({"type": "figure", "attrs": attrs}, _inline_json(block.caption))


def _row_json(kind: str, cells: tuple[Inline, ...]) -> dict[str, Any]:
    return {"type": "table_row", "content": [_with_content({"type": kind}, _inline_json(cell)) for cell in cells]}


def _inline(nodes: list[dict[str, Any]] | None) -> Inline:
    spans = []
    for node in nodes or ():
        marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", ())}
        spans.append(
            Span(
                text=node["text"],
                strong="strong" in marks,
                em="em" in marks,
                link=Link(marks["link"]["href"]) if "link" in marks else None,
                reference=Reference(**marks["reference"]) if "reference" in marks else None,
            )
        )
    return tuple(spans)


def _block(node: Mapping[str, Any]) -> Block:
    attrs, content = node.get("attrs", {}), node.get("content", [])
    match node["type"]:
        case "heading":
            return Heading(attrs["id"], attrs["level"], _inline(content))
        case "paragraph":
            return Paragraph(attrs["id"], _inline(content))
        case "bullet_list" | "ordered_list" as kind:
            return List(attrs["id"], kind == "ordered_list", tuple(_list_item(item) for item in content))
        case "table":
            header, *rows = (tuple(_inline(cell.get("content")) for cell in row["content"]) for row in content)
            return Table(attrs["id"], header, tuple(rows))
        case "figure":
            return Figure(attrs["id"], attrs["src"], attrs["alt"], _inline(content))
        case kind:
            raise ValueError(f"unknown block type {kind!r}")


def _list_item(node: Mapping[str, Any]) -> ListItem:
    first, *rest = node["content"]
    paragraph = Paragraph(first["attrs"]["id"], _inline(first.get("content")))
    return ListItem(paragraph, tuple(child for child in map(_block, rest) if isinstance(child, List)))
