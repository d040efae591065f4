"""What a stored text must be: the published JSON Schema, and the rules that JSON Schema cannot say.

`load` is the way in for everything that comes from a browser or a database. `normalise` gives the one spelling of
a text, so that equal texts have equal bytes and equal hashes.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Any

from beredskab.documents.model import (
    Block,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Paragraph,
    Reference,
    Source,
    Span,
    Table,
    from_json,
    list_paragraphs,
)

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

MAX_BYTES = 1_500_000
"""Largest text that is stored, as UTF-8 JSON, pictures included."""

MISSING_ALT = "Billede"
"""Stands for an alternative text that held nothing but blanks."""

# jsonschema matches `$` before a last line break too, so these are asked again with fullmatch.
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_MADE_ID = re.compile(r"(?:f[0-9]+-)?(?:[a-z][0-9a-f]*|b[a-z0-9]{11})(?:-[0-9]+)*")
_LAST_PAGE = 1_000_000
_HREF = re.compile(r"(?:https?://|mailto:|tel:|#)[^\s<>\"]+")
_LINE_BREAKING = re.compile(r"[\n\r\t\x00]")

# What no reader of PDF, Word or XML can show: controls, separators, lone surrogates, noncharacters.
_BREAKS = re.compile(r"[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSHOWN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class SchemaError(ValueError):
    """A text breaks the schema at `path` (`content/3/attrs/id`); `message` says how, in English."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path or 'document'}: {message}")
        self.path = path
        self.message = message


class TooLarge(SchemaError):
    """A text takes up more than `MAX_BYTES`."""


def fresh_id() -> str:
    """A new block id that no other block has had, so that an anchor never points at a stranger."""
    return "b" + secrets.token_hex(6)


def load(data: Mapping[str, Any]) -> tuple[Block, ...]:
    """The normalised blocks of ProseMirror JSON from outside. Raises `SchemaError`."""
    validate(data)
    return normalise(from_json(data))


def received(data: Mapping[str, Any]) -> tuple[Block, ...]:
    """`load` for what a browser sends: its ids must also look like those we make. Raises `SchemaError`.

    Block ids become ids in pages; one called `editor-doc` would stand in the place of ours.
    """
    validate(data)
    for path, node in _nodes(data.get("content", ()), "content"):
        block_id = node.get("attrs", {}).get("id")
        if block_id is not None and not _MADE_ID.fullmatch(block_id):
            raise SchemaError(f"{path}/attrs/id", "is not an id that was made here")
    return normalise(from_json(data))


def received_sources(data: Mapping[str, Any]) -> dict[str, Source]:
    """Where blocks stood, as a page sent it back. Raises ValueError, KeyError, TypeError or AttributeError."""
    return {str(block): _received_source(str(block), at) for block, at in data.items()}


def _received_source(block_id: str, data: Mapping[str, Any]) -> Source:
    page, texts = data["page"], (str(data["file"]), *map(str, data["heading"]))
    whole = page is None or (isinstance(page, int) and not isinstance(page, bool) and 0 < page <= _LAST_PAGE)
    if not whole or not _ID.fullmatch(block_id) or any(clean(text) != text for text in texts):
        raise ValueError("a source that no reader made")
    return Source(texts[0], page, texts[1:])


def validate(data: Mapping[str, Any]) -> None:
    """Raise `SchemaError` unless `data` is ProseMirror JSON of our schema, small enough and with unique ids."""
    _check_size(data)
    # The first fault is enough for the sender, and finding the best one would cost a walk of every branch.
    for error in _validator().iter_errors(data):
        fault = _deepest(error)
        raise SchemaError("/".join(str(part) for part in fault.absolute_path), fault.message[:300])
    seen: set[str] = set()
    for path, node in _nodes(data.get("content", ()), "content"):
        _check_node(path, node, seen)


@cache
def _validator() -> Validator:
    # Imported here: a check on the command line never validates, and the import is a tenth of its time.
    from jsonschema import Draft202012Validator

    text = resources.files("beredskab.documents").joinpath("schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    return Draft202012Validator(_written_out(schema, schema["$defs"], {}))


def _written_out(node: Any, definitions: Mapping[str, Any], known: dict[str, Any]) -> Any:
    # Looking up a `$ref` for every span takes most of the time; no definition holds itself, so they are written out.
    if isinstance(node, list):
        return [_written_out(item, definitions, known) for item in node]
    if not isinstance(node, dict):
        return node
    if reference := node.get("$ref"):
        name = reference.removeprefix("#/$defs/")
        if name not in known:
            known[name] = _written_out(definitions[name], definitions, known)
        return known[name]
    return {key: _written_out(value, definitions, known) for key, value in node.items() if key != "$defs"}


def _check_size(data: Mapping[str, Any]) -> None:
    try:
        size = len(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except (RecursionError, TypeError, ValueError) as error:
        raise SchemaError("", "is not JSON of a bounded depth") from error
    if size > MAX_BYTES:
        raise TooLarge("", f"is {size} bytes; at most {MAX_BYTES} are stored")


def _deepest(error: Any) -> Any:
    # `oneOf` reports every branch: the node's own `type` says which one was meant.
    while error.context:
        other = {branch.schema_path[0] for branch in error.context if list(branch.path)[-1:] == ["type"]}
        meant = [branch for branch in error.context if branch.schema_path[0] not in other]
        error = max(meant or error.context, key=lambda branch: (len(branch.path), branch.validator == "pattern"))
    return error


def _nodes(content: Iterable[Mapping[str, Any]], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for index, node in enumerate(content):
        here = f"{path}/{index}"
        yield here, node
        yield from _nodes(node.get("content", ()), f"{here}/content")


def _check_node(path: str, node: Mapping[str, Any], seen: set[str]) -> None:
    attrs = node.get("attrs", {})
    if (block_id := attrs.get("id")) is not None:
        if not _ID.fullmatch(block_id):
            raise SchemaError(f"{path}/attrs/id", "holds a character that ids may not have")
        if block_id in seen:
            raise SchemaError(f"{path}/attrs/id", f"the id {block_id!r} stands twice in the text")
        seen.add(block_id)
    if node["type"] == "table":
        width = len(node["content"][0]["content"])
        for index, row in enumerate(node["content"]):
            if len(row["content"]) != width:
                raise SchemaError(f"{path}/content/{index}", f"the row has not {width} cells as the header has")
    if node["type"] == "text":
        _check_text(path, node)
    if node["type"] == "figure" and attrs["src"].endswith("\n"):
        raise SchemaError(f"{path}/attrs/src", "holds a line break")


def _check_text(path: str, node: Mapping[str, Any]) -> None:
    if _LINE_BREAKING.search(node["text"]):
        raise SchemaError(f"{path}/text", "holds a line break or a tab; a break is a new block")
    kinds = [mark["type"] for mark in node.get("marks", ())]
    if len(kinds) != len(set(kinds)):
        raise SchemaError(f"{path}/marks", "the same kind of mark stands twice")
    for index, mark in enumerate(node.get("marks", ())):
        if mark["type"] == "link" and not _HREF.fullmatch(mark["attrs"]["href"]):
            raise SchemaError(f"{path}/marks/{index}/attrs/href", "holds a blank")


# --- one spelling -------------------------------------------------------------------------------------------------


def normalise(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same text in its one spelling: no empty spans, no equal neighbours, no characters that cannot be shown."""
    return tuple(_normal(block) for block in blocks)


def normal_inline(content: Iterable[Span]) -> Inline:
    """Spans cleaned and, where their marks are equal, joined."""
    cleaned = (replace(span, text=clean(span.text), **_clean_marks(span)) for span in content)
    spans = []
    for marks, group in groupby((span for span in cleaned if span.text), key=lambda span: replace(span, text="")):
        spans.append(replace(marks, text="".join(span.text for span in group)))
    return tuple(spans)


def clean(text: str) -> str:
    """Text on one line, without characters that PDF, Word or XML cannot hold."""
    if text.isprintable():  # the common case, at a tenth of the cost
        return text
    return _UNSHOWN.sub("", _BREAKS.sub(" ", text))


def _clean_marks(span: Span) -> dict[str, Any]:
    marks: dict[str, Any] = {}
    if span.link and not span.link.href.isprintable():
        href = re.sub(r"\s", "", clean(span.link.href))
        marks["link"] = Link(href) if _HREF.fullmatch(href) else None
    if span.reference and not span.reference.target.isprintable():
        target = clean(span.reference.target)
        marks["reference"] = Reference(span.reference.kind, target) if target else None
    return marks


def _normal(block: Block) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, content=normal_inline(block.content))
        case List():
            return _normal_list(block)
        case Table():
            header, *rows = (tuple(normal_inline(cell) for cell in row) for row in (block.header, *block.rows))
            return Table(block.id, header, tuple(rows))
        case Figure():
            alt = " ".join(clean(block.alt).split()) or MISSING_ALT
            return replace(block, alt=alt, caption=normal_inline(block.caption))


def _normal_list(block: List) -> List:
    items = (
        ListItem(
            replace(item.paragraph, content=normal_inline(item.paragraph.content)),
            tuple(_normal_list(child) for child in item.children),
        )
        for item in block.items
    )
    return replace(block, items=tuple(items))


def ids(blocks: Iterable[Block]) -> Iterator[str]:
    """Every id of the text in reading order: blocks, nested lists and list item paragraphs."""
    for block in blocks:
        yield block.id
        if isinstance(block, List):
            for item in block.items:
                yield item.paragraph.id
                yield from ids(item.children)


def paragraphs(block: Block) -> Iterator[Paragraph]:
    """The paragraphs of a block: itself, a list's items, or none."""
    if isinstance(block, Paragraph):
        yield block
    elif isinstance(block, List):
        for paragraph, _depth in list_paragraphs(block):
            yield paragraph
