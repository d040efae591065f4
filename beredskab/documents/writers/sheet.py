"""Cards in groups on landscape pages, a page for each group, as a tagged PDF (PDF/UA-1)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from beredskab.documents.schema import clean
from beredskab.documents.writers.meta import Meta
from beredskab.documents.writers.pdf import Setter

SIZES = (11, 10, 9, 8, 7, 6.5)
"""Points. The largest in which each group has its page is taken."""


@dataclass(frozen=True, slots=True)
class Card:
    """A heading with labelled texts. Line breaks in a text are kept."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that belong together, side by side in so many columns."""

    title: str
    cards: tuple[Card, ...]
    columns: int = 2


def render(meta: Meta, groups: tuple[Group, ...], *, middle: str = "") -> bytes:
    """The bytes of the PDF. `middle` stands at the top of each page; the meta's notes at the bottom."""
    language, _, region = meta.tag().partition("-")
    words = meta.words()
    with TemporaryDirectory(prefix="beredskab-pdf-") as folder:
        return Setter(Path(folder), "sheet.typ").set(
            {
                "title": meta.shown_title(),
                "author": clean(meta.author).strip(),
                "lang": language,
                "region": region,
                "page": words["page"],
                "of": words["of"],
                "middle": clean(middle).strip(),
                "note": " · ".join(meta.shown_lines()),
                "sizes": SIZES,
                "groups": [_group(group) for group in groups],
            }
        )


def _group(group: Group) -> dict[str, Any]:
    return {"title": _line(group.title), "columns": group.columns, "cards": [_card(card) for card in group.cards]}


def _card(card: Card) -> dict[str, Any]:
    rows = [{"label": _line(label), "texts": [_line(one) for one in text.splitlines()]} for label, text in card.rows]
    return {"title": _line(card.title), "rows": rows}


def _line(text: str) -> str:
    return " ".join(clean(text).split())
