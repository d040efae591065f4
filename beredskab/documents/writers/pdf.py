"""Blocks as a tagged PDF (PDF/UA-1), set by typst with the text as data."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from beredskab.documents.model import Block, Figure, Heading, Inline, List, Paragraph, Span, Table, inline_text
from beredskab.documents.schema import clean, normalise
from beredskab.documents.writers import pixels
from beredskab.documents.writers.columns import widths
from beredskab.documents.writers.meta import Meta
from beredskab.documents.writers.outline import repaired, worth_contents

PACKAGE = resources.files("beredskab.documents")
STANDARD = "ua-1"

ROUNDS = 4
"""Missing characters are taken out one at a time so often; then all that is far from European writing."""

UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
# What IBM Plex Sans surely has, and JSON's own signs.
FOREIGN = re.compile(
    r"[^ -~\u00a0-\u017f\u0391-\u03a1\u03a3-\u03ce\u0410-\u044f\u2010-\u2026\u20ac\u2190-\u2193\ufffd]"
)

MAX_UNBROKEN = 900
"""A row with more characters than this may break over pages."""


def render(meta: Meta, blocks: Iterable[Block], *, contents: bool = True) -> bytes:
    """The bytes of a PDF/UA-1 file. Whatever the standard would refuse is repaired first, so every text renders.

    A table of contents comes first where it helps, unless `contents` says no.
    """
    kept = repaired(normalise(blocks))
    with TemporaryDirectory(prefix="beredskab-pdf-") as folder:
        setter = Setter(Path(folder))
        files = {}
        for number, figure in enumerate(block for block in kept if isinstance(block, Figure)):
            if name := setter.picture(number, figure.src):
                files[figure.id] = name
        data = {"meta": _meta(meta), "contents": contents and worth_contents(kept)}
        try:
            return setter.set({**data, "blocks": _Data(kept, files).blocks()})
        except typst.TypstError:
            # A plan without live links is better than no plan: typst still has faults where links break over lines.
            return setter.set({**data, "blocks": _Data(kept, files, links=False).blocks()})


class Setter:
    """Typst in a folder of its own: it sees the template, the data and the pictures, and no other file."""

    def __init__(self, root: Path, template: str = "plan.typ") -> None:
        self.root = root
        self.template = template
        source = PACKAGE.joinpath(f"writers/{template}").read_text(encoding="utf-8")
        (root / template).write_text(source, encoding="utf-8")

    def picture(self, number: int, src: str) -> str | None:
        """The file name of a picture, or None when it cannot be shown."""
        kind, _, content = src.partition(";base64,")
        name = f"{number}.{kind.removeprefix('data:image/')}"
        try:
            data = b64decode(content)
            if pixels.too_many(data):
                return None
            (self.root / name).write_bytes(data)
            self.compile(f'#set page(width: auto, height: auto)\n#image("{name}", alt: "x", width: 1cm)', format="svg")
        except (ValueError, typst.TypstError):
            return None
        return name

    def set(self, content: dict[str, Any]) -> bytes:
        """The PDF. Characters that no font of ours has are refused by the standard, and shown as `\ufffd`."""
        data = json.dumps(content, ensure_ascii=False)
        for _ in range(ROUNDS):
            try:
                return self.pdf(data)
            except typst.TypstError as error:
                missing = UNSHOWN.search(str(error))
                if not missing:
                    raise
                # Typst names a whole cluster; the letter under a strange accent is not to blame.
                foreign = FOREIGN.findall(_unescaped(missing[1]))
                data = data.translate(dict.fromkeys(map(ord, foreign), "\ufffd"))
        return self.pdf(FOREIGN.sub("\ufffd", data))

    def pdf(self, data: str) -> bytes:
        (self.root / "data.json").write_text(data, encoding="utf-8")
        return self.compile(self.root / self.template, format="pdf", pdf_standards=[STANDARD])

    def compile(self, source: Path | str | bytes, **options: Any) -> bytes:
        source = source.encode() if isinstance(source, str) else source
        with resources.as_file(PACKAGE.joinpath("fonts")) as fonts:
            compiled: Any = typst.compile(
                source, root=self.root, font_paths=[fonts], ignore_system_fonts=True, **options
            )
        return bytes(compiled)


def _unescaped(text: str) -> str:
    # Typst names a character that cannot be seen by its number: `\u{378}`.
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)


def _meta(meta: Meta) -> dict[str, Any]:
    language, _, region = meta.tag().partition("-")
    words = meta.words()
    return {
        "title": meta.shown_title(),
        "subtitle": clean(meta.subtitle).strip(),
        "author": clean(meta.author).strip(),
        "lines": meta.shown_lines(),
        "lang": language,
        "region": region,
        "contents": words["contents"],
        "page": words["page"],
        "of": words["of"],
    }


class _Data:
    """The blocks as the template wants them."""

    def __init__(self, blocks: tuple[Block, ...], files: dict[str, str], *, links: bool = True) -> None:
        self.source = blocks
        self.files = files
        self.links = links
        self.targets = {block.id for block in blocks}

    def blocks(self) -> list[dict[str, Any]]:
        return [self.block(block) for block in self.source]

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading():
                return {"type": "heading", "id": block.id, "level": block.level, "content": self.inline(block.content)}
            case Paragraph():
                return {"type": "paragraph", "id": block.id, "content": self.inline(block.content)}
            case List():
                return {"type": "list", "id": block.id, **self.items(block)}
            case Table():
                return {"type": "table", "id": block.id, **self.table(block)}
            case Figure():
                file = {"file": self.files[block.id]} if block.id in self.files else {}
                return {
                    "type": "figure", "id": block.id, "alt": block.alt, "caption": self.inline(block.caption), **file
                }  # fmt: skip

    def inline(self, content: Inline) -> list[dict[str, Any]]:
        return [self.span(span) for span in content]

    def span(self, span: Span) -> dict[str, Any]:
        node: dict[str, Any] = {"text": span.text, "strong": span.strong, "em": span.em}
        if not span.link or not self.links:
            return node
        # Typst 0.15 fails where a line breaks at a soft hyphen at the end of a link.
        node["text"] = span.text.replace("\u00ad", "") or " "
        if not span.link.href.startswith("#"):
            node["href"] = span.link.href
        elif span.link.href[1:] in self.targets:
            node["goto"] = span.link.href[1:]
        return node

    def items(self, block: List) -> dict[str, Any]:
        return {
            "ordered": block.ordered,
            "items": [
                {
                    "content": self.inline(item.paragraph.content),
                    "children": [self.items(child) for child in item.children],
                }
                for item in block.items
            ],
        }

    def table(self, block: Table) -> dict[str, Any]:
        rows = []
        for row in block.rows:
            breakable = max(len(inline_text(cell)) for cell in row) > MAX_UNBROKEN
            rows.append({"cells": [self.inline(cell) for cell in row], "breakable": breakable})
        return {"header": [self.inline(cell) for cell in block.header], "rows": rows, "widths": widths(block)}
