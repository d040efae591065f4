"""The golden document: every kind of block and mark, in fictional Danish, as JSON and as the Markdown it equals."""

import json
from datetime import date
from pathlib import Path

from beredskab.documents.model import Block
from beredskab.documents.schema import load
from beredskab.documents.writers.meta import Meta

HERE = Path(__file__).parent

META = Meta(
    title="Beredskabsplan mod ekstremisme",
    subtitle="Ærøby Kommune",
    author="Ærøby Kommune, Velfærd og Børn",
    date=date(2027, 12, 1),
    note_lines=("Vedtaget af byrådet den 1. december 2027, punkt 7.", "Næste revision: senest 1. december 2031."),
)


def blocks() -> tuple[Block, ...]:
    """The blocks of `plan.json`."""
    return load(json.loads((HERE / "plan.json").read_text(encoding="utf-8")))


def markdown() -> str:
    """The same text as Markdown, `plan.md`."""
    return (HERE / "plan.md").read_text(encoding="utf-8")
