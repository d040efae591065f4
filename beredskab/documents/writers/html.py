"""Blocks as an HTML fragment: escaped text, our own tags, block ids as element ids. Nothing comes through raw."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from beredskab.documents.model import Block, Figure, Heading, Inline, List, ListItem, Paragraph, Span, Table
from beredskab.documents.schema import normalise

LAST_LEVEL = 6
SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")


def render(blocks: Iterable[Block], *, heading_offset: int = 0) -> str:
    """The blocks as HTML elements, one per line; `heading_offset` 1 turns the highest heading into `h2`."""
    return "\n".join(_block(block, heading_offset) for block in normalise(blocks))


def inline(content: Inline) -> str:
    """A run of spans as HTML: neighbours with the same link stand in one `a`."""
    return "".join(_linked(tuple(group)) for _key, group in groupby(content, key=lambda s: (s.link, s.reference)))


def _linked(spans: Inline) -> str:
    text = "".join(_span(span) for span in spans)
    link, reference = spans[0].link, spans[0].reference
    if reference:
        text = f'<span class="ref ref-{escape(reference.kind)}" data-target="{escape(reference.target)}">{text}</span>'
    # The schema lets no other through; this holds also for a text that came round it.
    if link and link.href.startswith(SCHEMES):
        # Links may leave our site: the other side learns nothing of ours.
        rel = "" if link.href.startswith("#") else ' rel="noopener noreferrer"'
        text = f'<a href="{escape(link.href)}"{rel}>{text}</a>'
    return text


def _span(span: Span) -> str:
    text = escape(span.text, quote=False)
    if span.em:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if span.strong else text


def _block(block: Block, offset: int) -> str:
    match block:
        case Heading(content=()):
            # A heading without words is a trap for a screen reader; its id stays as an address.
            return f'<p id="{escape(block.id)}"></p>'
        case Heading():
            level = max(1, min(block.level + offset, LAST_LEVEL))
            return f'<h{level} id="{escape(block.id)}">{inline(block.content)}</h{level}>'
        case Paragraph():
            return f'<p id="{escape(block.id)}">{inline(block.content)}</p>'
        case List():
            return _list(block)
        case Table():
            return _table(block)
        case Figure():
            caption = f"<figcaption>{inline(block.caption)}</figcaption>" if block.caption else ""
            image = f'<img src="{escape(block.src)}" alt="{escape(block.alt)}" loading="lazy">'
            return f'<figure id="{escape(block.id)}">{image}{caption}</figure>'


def _list(block: List) -> str:
    tag = "ol" if block.ordered else "ul"
    return f'<{tag} id="{escape(block.id)}">{"".join(_item(item) for item in block.items)}</{tag}>'


def _item(item: ListItem) -> str:
    children = "".join(_list(child) for child in item.children)
    return f'<li id="{escape(item.paragraph.id)}">{inline(item.paragraph.content)}{children}</li>'


def _table(block: Table) -> str:
    # An empty header cell is a plain cell, or screen readers announce a heading of nothing.
    header = "".join(f'<th scope="col">{inline(cell)}</th>' if cell else "<td></td>" for cell in block.header)
    rows = "".join("<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
    table = f'<table class="table" id="{escape(block.id)}"><thead><tr id="{escape(block.id)}-h">{header}</tr></thead>'
    # Wide tables scroll in a box of their own, which the keyboard can reach.
    box = f'<div class="table--responsive-scroll" role="region" tabindex="0" aria-labelledby="{escape(block.id)}-h">'
    return f"{box}{table}<tbody>{rows}</tbody></table></div>"
