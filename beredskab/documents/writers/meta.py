"""What a printed document says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from beredskab.documents.schema import clean
from beredskab.lib.dates import long_date

LANGUAGES = {"da": "da-DK", "en": "en-GB"}
"""The full language tag that Word wants, by our short one."""


@dataclass(frozen=True, slots=True)
class Meta:
    """The title block: `language` is `da` or `en`, `date` that of the text, `note_lines` such as the adoption."""

    title: str
    subtitle: str = ""
    language: str = "da"
    author: str = ""
    date: Date | None = None
    note_lines: tuple[str, ...] = ()

    def shown_title(self) -> str:
        """The title on one line; never empty, for PDF/UA refuses a document without one."""
        return " ".join(clean(self.title).split()) or self.words()["untitled"]

    def shown_lines(self) -> tuple[str, ...]:
        """Author, date and notes as the lines below the title."""
        by = " · ".join(part for part in (clean(self.author).strip(), self.shown_date()) if part)
        return tuple(line for line in (by, *(clean(note).strip() for note in self.note_lines)) if line)

    def shown_date(self) -> str:
        """The date in words (`3. februar 2028`), or nothing."""
        if self.date is None:
            return ""
        return long_date(self.date, self.language if self.language in LANGUAGES else "da")

    def words(self) -> dict[str, str]:
        """The few words that writers add on their own."""
        return WORDS.get(self.language, WORDS["da"])

    def tag(self) -> str:
        """The full language tag, `da-DK` or `en-GB`."""
        return LANGUAGES.get(self.language, LANGUAGES["da"])


WORDS = {
    "da": {
        "contents": "Indhold",
        "page": "Side",
        "of": "af",
        "untitled": "Uden titel",
    },
    "en": {
        "contents": "Contents",
        "page": "Page",
        "of": "of",
        "untitled": "Untitled",
    },
}
