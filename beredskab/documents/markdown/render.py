"""Blocks to Markdown that reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import quote

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from beredskab.documents.model import (
    Block,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    Span,
    Table,
)
from beredskab.documents.schema import normalise

EMPTY = "<br>"
SCHEMES = {"law": "lov:", "contact": "kontakt:"}

# Always special, wherever they stand; `_` only at the edge of a word, `&` only when it would read as a character.
_SPECIAL = re.compile(r"([\\`*\[\]<])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
# What would be a heading, list, quotation, fence, rule or underline at the start of a line.
_LINE_START = re.compile(r"#{1,6}(?:\s|$)|>|~~~|[-+](?:\s|$)|[-+=:| ]+$")
_NUMBER_START = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")


def render(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, ending in a line break unless there are none."""
    parts = []
    before: List | None = None
    marker = ""
    for block in normalise(blocks):
        if isinstance(block, List):
            marker = _marker(block, before, marker)
            parts.append("\n".join(_list_lines(block, marker)))
            before = block
        else:
            parts.append(_block(block))
            before = None
    return "\n\n".join(parts) + "\n" if parts else ""


def _block(block: Heading | Paragraph | Table | Figure) -> str:
    match block:
        case Heading():
            text = inline(block.content)
            # Closing hashes are decoration to Markdown.
            text = text[:-1] + r"\#" if text.endswith("#") else text
            return f"{'#' * block.level} {text}".rstrip()
        case Paragraph():
            return _line(block.content)
        case Table():
            rule = "|" + " --- |" * len(block.header)
            head, *rows = (_row(row) for row in (block.header, *block.rows))
            return "\n".join([head, rule, *rows])
        case Figure():
            alt = escape(block.alt).replace("|", "&#124;")
            image = f"![{_guard_edges(alt)}]({block.src})"
            return f"{image}\n{_line(block.caption)}" if block.caption else image


def _row(row: Sequence[Inline]) -> str:
    return "|" + "|".join(f" {inline(cell)} ".replace("|", r"\|") for cell in row) + "|"


def _marker(block: List, before: List | None, last: str) -> str:
    # Two lists of a kind with nothing between them would run together, but for another sign.
    if before is None or before.ordered != block.ordered:
        return "." if block.ordered else "-"
    return {".": ")", ")": ".", "-": "+", "+": "-"}[last]


def _list_lines(block: List, marker: str) -> list[str]:
    lines = []
    for number, item in enumerate(block.items, start=1):
        sign = f"{number}{marker} " if block.ordered else f"{marker} "
        lines.append(sign + _line(item.paragraph.content))
        before: List | None = None
        own = ""
        for child in item.children:
            own = _marker(child, before, own)
            before = child
            lines += [" " * len(sign) + line for line in _list_lines(child, own)]
    return lines


# --- inside a line ------------------------------------------------------------------------------------------------


def _line(content: Inline) -> str:
    text = inline(content)
    if not text:
        return EMPTY
    text = _NUMBER_START.sub(r"\1\\", text, count=1) if _NUMBER_START.match(text) else text
    return "\\" + text if _LINE_START.match(text) else text


def inline(content: Inline) -> str:
    """A run of spans on one line; blanks at its edges are written as `&#32;`, for Markdown would drop them."""
    return _guard_edges(_linked(content))


def escape(text: str) -> str:
    """Text with a backslash before what Markdown would take for a sign."""
    text = _SPECIAL.sub(r"\\\1", text)
    text = _ENTITY.sub(r"\\&", text)
    return _UNDERSCORE.sub(lambda match: r"\_" * len(match.group()), text)


def _guard_edges(text: str) -> str:
    if text and text[0].isspace():
        text = f"&#{ord(text[0])};{text[1:]}"
    if text and text[-1].isspace():
        text = f"{text[:-1]}&#{ord(text[-1])};"
    return text


def _linked(content: Inline) -> str:
    groups = [tuple(group) for _key, group in groupby(content, key=lambda span: (span.link, span.reference))]
    out = ""
    for index, group in enumerate(groups):
        address = _address(group[0])
        if address:
            # An exclamation mark before a link would make it a picture.
            out = out[:-1] + r"\!" if out.endswith("!") else out
            out += f"[{_strong(group, '[', ']')}]({address})"
        else:
            out += _strong(group, out[-1:], "[" if index + 1 < len(groups) else "")
    return out


def _address(span: Span) -> str:
    reference = SCHEMES[span.reference.kind] + _encoded(span.reference.target) if span.reference else ""
    if span.link:
        href = _ENTITY.sub(r"\\&", re.sub(r"([\\()])", r"\\\1", span.link.href))
        return f'{href} "{reference}"' if reference else href
    return reference


def _encoded(target: str) -> str:
    # Letters of any alphabet stay readable; what Markdown or a blank could break is percent-encoded.
    return "".join(char if char.isalnum() or char in "§.,:/-" else quote(char, safe="") for char in target)


def _strong(spans: Inline, left: str, right: str) -> str:
    groups = [tuple(group) for _key, group in groupby(spans, key=lambda span: span.strong)]
    out = ""
    for index, group in enumerate(groups):
        before = out[-1:] or left
        after = _first(groups[index + 1][0]) if index + 1 < len(groups) else right
        if not group[0].strong:
            out += _em(group, before, "*" if index + 1 < len(groups) else right)
        elif all(span.em for span in group):
            body = "".join(escape(span.text) for span in group)
            out += f"***{body}***" if _stars_work(before, body, after) else f"<b><i>{body}</i></b>"
        else:
            body = _em(group, "*", "*")
            out += f"**{body}**" if _stars_work(before, body, after) else f"<b>{body}</b>"
    return out


def _em(spans: Inline, left: str, right: str) -> str:
    out = ""
    for index, span in enumerate(spans):
        body = escape(span.text)
        after = _first(spans[index + 1]) if index + 1 < len(spans) else right
        if span.em:
            body = f"*{body}*" if _stars_work(out[-1:] or left, body, after) else f"<i>{body}</i>"
        out += body
    return out


def _first(span: Span) -> str:
    return "*" if span.em or span.strong else span.text[0]


def _stars_work(left: str, body: str, right: str) -> bool:
    """Whether CommonMark takes stars here for marks: words inside, a blank or a mere sign outside, no star beside."""
    if "*" in (left, right, body[0], body[-1]) or isWhiteSpace(ord(body[0])) or isWhiteSpace(ord(body[-1])):
        return False
    return _edge_works(left, body[0]) and _edge_works(right, body[-1])


def _edge_works(outside: str, inside: str) -> bool:
    if not outside or isWhiteSpace(ord(outside)):
        return True
    return _is_sign(outside) and not _is_sign(inside)


def _is_sign(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)
