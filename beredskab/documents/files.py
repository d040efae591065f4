"""Facts about a file that was read, and the limits that keep reading bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MAX_FILES = 20
"""Files in one plan."""
MAX_FILE_BYTES = 25 * MEGABYTE
"""Size of one file as it arrives."""
MAX_EXPANDED_BYTES = 60 * MEGABYTE
"""What the parts that we unpack from one zip may come to together."""
MAX_ZIP_ENTRIES = 5_000
MAX_BLOCKS = 100_000
"""Paragraphs, items and headings in one file."""
MAX_CELLS = 100_000
"""Table cells in one file, after merged cells are unfolded."""
MAX_CHARACTERS = 3_000_000
"""Text in one plan, all files together: some fifteen hundred pages. What comes after reading takes its time by it."""
MAX_DEPTH = 200
"""Elements inside elements in HTML (XML parts: 256, the parser's own limit)."""
MAX_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A file that was read. `format` is docx, pdf, html, odt, txt or md; `pages` only where the format has them."""

    name: str
    format: str
    pages: int | None
    words: int

    def to_json(self) -> dict[str, object]:
        """The fields as JSON."""
        return {"name": self.name, "format": self.format, "pages": self.pages, "words": self.words}


def file_info(data: Mapping[str, object]) -> FileInfo:
    """A `FileInfo` from its JSON."""
    pages = data["pages"]
    return FileInfo(
        str(data["name"]), str(data["format"]), int(str(pages)) if pages is not None else None, int(str(data["words"]))
    )
