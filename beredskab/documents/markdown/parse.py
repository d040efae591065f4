"""Markdown to blocks: all that `render` writes, and kindly what people type. No word is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import unquote

from beredskab.documents.model import (
    MAX_LIST_DEPTH,
    Block,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Paragraph,
    Reference,
    Span,
    Table,
)
from beredskab.documents.schema import normal_inline, normalise

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

MAX_LEVEL = 3

_TAG = re.compile(r"<(/?)(b|strong|i|em|br)\s*(/?)>", re.IGNORECASE)
_HREF = re.compile(r"(?:https?://|mailto:|tel:|#)[^\s<>\"]{1,1990}")
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]+")
MAX_TARGET = 200


def parse(text: str) -> tuple[Block, ...]:
    """Normalised blocks with ids `b1`, `b2`, … in reading order; `keep_ids` gives known blocks their old ones."""
    from markdown_it.tree import SyntaxTreeNode

    ids = (f"b{number}" for number in count(1))
    # One kind of line break, as the parser counts them.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    root = SyntaxTreeNode(_parser().parse(text))
    return normalise(_Builder(ids, text.split("\n")).blocks(root.children))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # Indented text is what people paste, not program code; definitions of link names would vanish from sight.
    parser.disable(["code", "reference", "html_block", "html_inline"])
    parser.inline.ruler.before("autolink", "small_tags", _small_tags)
    # Addresses are kept letter by letter; which of them may be links is decided below.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _small_tags(state: StateInline, silent: bool) -> bool:
    """An inline rule for `<b>`, `<i>`, `<br>` and their kin; every other tag stays as text."""
    match = _TAG.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        closing, name, _ = match.groups()
        kind = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "br": "br"}[name.lower()]
        state.push(kind if kind == "br" else f"{kind}_{'close' if closing else 'open'}", "", 0)
    state.pos = match.end()
    return True


@dataclass
class _Line:
    """What stands between two breaks: perhaps a picture, and words."""

    picture: tuple[str, str] | None = None
    spans: list[Span] = field(default_factory=list)


class _Builder:
    def __init__(self, ids: Iterator[str], source: Sequence[str]) -> None:
        self.ids = ids
        self.source = source

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            yield from self.block(node)

    def block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "heading":
                level = min(int(node.tag[1:]), MAX_LEVEL)
                yield Heading(next(self.ids), level, _one_line(_tokens(node)))
            case "paragraph":
                yield from self.paragraph(_tokens(node))
            case "bullet_list" | "ordered_list":
                yield from self.list_and_rest(node)
            case "table":
                yield from self.table(node)
            case "fence":
                yield from self.as_typed([node.info, *node.content.split("\n")])
            case _:  # quotations give their contents; a rule has none
                yield from self.blocks(node.children)

    def paragraph(self, tokens: Sequence[Token]) -> Iterator[Block]:
        lines = _lines(tokens)
        # `<br>` alone is the empty paragraph; at the edges of words it is a break too many.
        kept = [line for line in lines if line.picture or normal_inline(line.spans)] or lines[:1]
        for line in kept:
            if line.picture:
                src, alt = line.picture
                yield Figure(next(self.ids), src, alt, tuple(line.spans))
            else:
                yield Paragraph(next(self.ids), tuple(line.spans))

    def table(self, node: SyntaxTreeNode) -> Iterator[Block]:
        rows = [
            tuple(_one_line(_tokens(cell)) for cell in row.children) for part in node.children for row in part.children
        ]
        first, last = node.map or (0, 0)
        source = self.source[first:last]
        # Markdown drops cells beyond the header's width: then the lines are kept as they were typed.
        if any(_cells(line) > len(rows[0]) for line in source):
            yield from self.as_typed(source)
        else:
            yield Table(next(self.ids), rows[0], tuple(rows[1:]))

    def as_typed(self, lines: Iterable[str]) -> Iterator[Block]:
        for line in lines:
            if line.strip():
                yield Paragraph(next(self.ids), (Span(line.strip()),))

    def list_and_rest(self, node: SyntaxTreeNode) -> Iterator[Block]:
        rest: list[SyntaxTreeNode] = []
        yield self.one_list(node, 1, rest)
        # What an item cannot hold (a table, a quotation) follows after the list.
        yield from self.blocks(rest)

    def one_list(self, node: SyntaxTreeNode, depth: int, rest: list[SyntaxTreeNode]) -> List:
        own = next(self.ids)
        items: list[ListItem] = []
        for child in node.children:
            items += self.items(child, depth, rest)
        return List(own, node.type == "ordered_list", tuple(items))

    def items(self, node: SyntaxTreeNode, depth: int, rest: list[SyntaxTreeNode]) -> Iterator[ListItem]:
        paragraph_id = next(self.ids)
        words: list[Span] = []
        lists = []
        for child in node.children:
            if child.type in ("paragraph", "heading"):
                more = _one_line(_tokens(child))
                words += [Span(" "), *more] if words and more else more
            elif child.type in ("bullet_list", "ordered_list"):
                lists.append(child)
            else:
                rest.append(child)
        paragraph = Paragraph(paragraph_id, tuple(words))
        if depth < MAX_LIST_DEPTH:
            yield ListItem(paragraph, tuple(self.one_list(child, depth + 1, rest) for child in lists))
            return
        yield ListItem(paragraph)
        for deeper in lists:  # flattened: the words matter more than the fourth level
            for child in deeper.children:
                yield from self.items(child, depth, rest)


def _cells(line: str) -> int:
    line = line.strip()
    inner = line.removeprefix("|")
    # A bar after a backslash is a word of the cell.
    return len(re.split(r"(?<!\\)\|", inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner))


def _tokens(node: SyntaxTreeNode) -> Sequence[Token]:
    for child in node.children:
        if child.type == "inline" and child.token:
            return child.token.children or ()
    return ()


def _one_line(tokens: Sequence[Token]) -> Inline:
    """The words of headings, cells and items, which have no breaks; a picture there leaves its alternative text."""
    spans: list[Span] = []
    for line in _lines(tokens):
        words = [Span(line.picture[1] + " "), *line.spans] if line.picture else line.spans
        spans += [Span(" "), *words] if spans and words else words
    return tuple(spans)


def _lines(tokens: Sequence[Token]) -> list[_Line]:
    """The inline tokens as lines, split at hard breaks and before pictures."""
    reader = _Inline()
    for token in tokens:
        reader.take(token)
    return reader.lines


class _Inline:
    """Reads inline tokens one by one, with the marks that are open."""

    def __init__(self) -> None:
        self.lines = [_Line()]
        self.open = {"strong": 0, "em": 0}
        self.style = Span("")
        self.lost = ""

    def take(self, token: Token) -> None:
        name, _, side = token.type.partition("_")
        match name:
            case "strong" | "em":
                self.open[name] = max(0, self.open[name] + (1 if side == "open" else -1))
                self.style = replace(self.style, strong=self.open["strong"] > 0, em=self.open["em"] > 0)
            case "link" if side == "open":
                self.open_link(str(token.attrs.get("href", "")), str(token.attrs.get("title", "")))
            case "link":
                self.style = replace(self.style, link=None, reference=None)
                self.add(self.lost)
                self.lost = ""
            case "hardbreak" | "br":
                self.lines.append(_Line())
            case "image":
                self.picture(token)
            case "softbreak":
                self.add(" " if self.lines[-1].spans else "")
            case _:
                self.add(token.content)

    def add(self, text: str) -> None:
        if text:
            self.lines[-1].spans.append(replace(self.style, text=text))

    def open_link(self, href: str, title: str) -> None:
        reference = _reference(href) or _reference(title)
        href = f"https://{href}" if href.startswith("www.") else href
        link = Link(href) if _HREF.fullmatch(href) else None
        # An address that may not be a link is kept as words.
        self.lost = f" ({href})" if href and not (link or _reference(href)) else ""
        self.style = replace(self.style, link=link, reference=reference)

    def picture(self, token: Token) -> None:
        src = str(token.attrs.get("src", ""))
        alt = "".join(child.content for child in token.children or ())
        if _PICTURE.fullmatch(src):
            self.lines.append(_Line(picture=(src, alt)))
            return
        # A picture that lies elsewhere cannot come along; its words can.
        self.open_link(src, "")
        self.add(alt or src)
        self.style = replace(self.style, link=None, reference=None)
        self.add(self.lost)
        self.lost = ""


def _reference(address: str) -> Reference | None:
    scheme, _, target = address.partition(":")
    target = unquote(target)
    if scheme == "lov" and 0 < len(target) <= MAX_TARGET:
        return Reference("law", target)
    if scheme == "kontakt" and 0 < len(target) <= MAX_TARGET:
        return Reference("contact", target)
    return None
