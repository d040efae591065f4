"""Markdown by markdown-it-py (CommonMark with tables)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from beredskab.documents.model import Document, Link, Span
from beredskab.documents.readers.builder import Builder, safe_link

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,500}>", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\r?\n(?:[\w-]+:.*\r?\n)+---\r?\n")
_MAX_NESTING = 40


def read(text: str, builder: Builder) -> Document:
    """The document of a Markdown text. Raw HTML loses its tags and keeps its words."""
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    _Walk(builder).all(parser.parse(_FRONT_MATTER.sub("", text)))
    return builder.document()


class _Walk:
    def __init__(self, builder: Builder) -> None:
        self._to = builder
        self._lists: list[bool] = []
        self._fresh = False
        self._level = 0
        self._rows: list[list[list[Span]]] | None = None

    def all(self, tokens: list[Token]) -> None:
        for token in tokens:
            self._one(token)

    def _one(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._level = int(token.tag[1:])
            case "heading_close":
                self._level = 0
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(token.type == "ordered_list_open")
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._fresh = True
            case "table_open":
                self._rows = []
            case "table_close":
                self._to.table(self._rows or [])
                self._rows = None
            case "tr_open" if self._rows is not None:
                self._rows.append([])
            case "inline":
                self._text(self._inline(token))
            case "fence" | "code_block" | "html_block":
                for line in _TAG.sub("", token.content).splitlines():
                    self._text([[Span(line)]])

    def _text(self, lines: list[list[Span]]) -> None:
        whole = [span for line in lines for span in (*line, Span(" "))]
        if self._rows:
            self._rows[-1].append(whole)
        elif self._level:
            self._to.heading(self._level, whole)
        elif self._lists and self._fresh:
            self._to.item(len(self._lists), self._lists[-1], whole)
            self._fresh = False
        elif self._lists:
            self._to.continue_item(whole)
        else:
            for line in lines:
                self._to.paragraph(line)

    def _inline(self, token: Token) -> list[list[Span]]:
        lines: list[list[Span]] = [[]]
        strong = em = 0
        links: list[Link | None] = []
        for child in token.children or ():
            match child.type:
                case "strong_open" | "strong_close":
                    strong += child.nesting
                case "em_open" | "em_close":
                    em += child.nesting
                case "link_open":
                    links.append(safe_link(str(child.attrGet("href") or "")))
                case "link_close":
                    links.pop()
                case "softbreak":
                    lines[-1].append(Span(" "))
                case "hardbreak":
                    lines.append([])
                case "image":
                    self._to.remark("picture" if child.content else "picture_without_text", child.content)
                case "text" | "code_inline":
                    lines[-1].append(Span(child.content, strong > 0, em > 0, links[-1] if links else None))
        return lines
