"""What can go wrong when a file is read, in words that say what to do. Codes are stable and public."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NoReturn

MESSAGES = MappingProxyType(
    {
        "no_files": ("Der er ingen filer at læse. Vælg mindst én.", "There are no files to read. Choose at least one."),
        "too_many_files": (
            "Der er for mange filer. Vælg højst {limit}.",
            "There are too many files. Choose at most {limit}.",
        ),
        "busy": (
            "Der bliver læst mange planer lige nu. Vent et minut, og prøv igen. Din fil er ikke læst og ikke gemt.",
            "Many plans are being read just now. Wait a minute and try again. Your file was not read or kept.",
        ),
        "empty_file": (
            "Filen er tom. Vælg den fil, som planen står i.",
            "The file is empty. Choose the file that holds the plan.",
        ),
        "no_text": (
            "Filen kan åbnes, men der er ingen tekst i den. Vælg den fil, som planen står i.",
            "The file opens, but there is no text in it. Choose the file that holds the plan.",
        ),
        "too_large": (
            "Filen fylder mere end {limit} MB. Gem den uden billeder, eller del den i flere filer.",
            "The file is larger than {limit} MB. Save it without pictures, or split it.",
        ),
        "zip_bomb": (
            "Filen pakker sig ud til mere, end et dokument gør, og er ikke læst. Gem teksten i en ny fil.",
            "The file unpacks to more than a document does and was not read. Save the text in a new file.",
        ),
        "broken_zip": (
            "Filen er beskadiget og kan ikke pakkes ud. Åbn den i dit skriveprogram, og gem den igen.",
            "The file is damaged and cannot be unpacked. Open it in your word processor and save it again.",
        ),
        "broken_xml": (
            "Dokumentets indre er beskadiget. Åbn det i dit skriveprogram, og gem det igen.",
            "The inside of the document is damaged. Open it in your word processor and save it again.",
        ),
        "xml_entities": (
            "Filen indeholder XML-definitioner, som et dokument ikke har brug for. Gem teksten i en ny fil.",
            "The file holds XML definitions that a document has no need of. Save the text in a new file.",
        ),
        "too_deep": (
            "Filen har indhold i for mange lag inde i hinanden. Gem teksten i en ny, enkel fil.",
            "The file nests its content too deeply. Save the text in a new, plain file.",
        ),
        "too_long": (
            "Dokumentet har flere afsnit eller celler, end vi kan læse. Del det i flere filer.",
            "The document has more paragraphs or cells than can be read. Split it into several files.",
        ),
        "encrypted_pdf": (
            "PDF-filen er låst med en adgangskode. Gem en kopi uden adgangskode, og prøv igen.",
            "The PDF is locked with a password. Save a copy without a password and try again.",
        ),
        "scanned_pdf": (
            "PDF-filen er et billede af teksten. Brug den oprindelige fil, eller kør tekstgenkendelse (OCR) først.",
            "The PDF is a picture of the text. Use the original file, or run text recognition (OCR) first.",
        ),
        "broken_pdf": (
            "PDF-filen er beskadiget. Hent eller gem den igen.",
            "The PDF is damaged. Download or save it again.",
        ),
        "encrypted_office": (
            "Dokumentet er låst med en adgangskode. Gem en kopi uden adgangskode, og prøv igen.",
            "The document is locked with a password. Save a copy without a password and try again.",
        ),
        "legacy_doc": (
            "Filen er i det gamle Word-format (.doc). Åbn den i Word, og gem den som .docx.",
            "The file is in the old Word format (.doc). Open it in Word and save it as .docx.",
        ),
        "unsupported_format": (
            "Vi kan ikke læse {what}. Brug Word (.docx), PDF, HTML, OpenDocument (.odt), tekst eller Markdown.",
            "{what} cannot be read. Use Word (.docx), PDF, HTML, OpenDocument (.odt), text or Markdown.",
        ),
        "bad_encoding": (
            "Tegnene i filen er beskadiget, så æ, ø og å ikke kan læses. Gem den igen som UTF-8.",
            "The characters in the file are damaged, so letters cannot be read. Save it again as UTF-8.",
        ),
        "too_slow": (
            "Filen tog for lang tid at læse. Gem den i et andet format, eller del den i flere filer.",
            "The file took too long to read. Save it in another format, or split it into several files.",
        ),
        "too_heavy": (
            "Filen kræver for meget at læse. Gem den uden billeder, eller del den i flere filer.",
            "The file takes too much to read. Save it without pictures, or split it into several files.",
        ),
        "unreadable": (
            "Filen kan ikke læses. Åbn den i dit program, gem den igen, og prøv én gang til.",
            "The file cannot be read. Open it in your program, save it again and try once more.",
        ),
    }
)
"""Code → (Danish, English). Every sentence pair says what is wrong and what to do."""


class FileError(Exception):
    """A file that cannot be taken: a stable code, and what is wrong and what to do in Danish and English."""

    def __init__(self, code: str, message_da: str, message_en: str) -> None:
        super().__init__(code, message_da, message_en)
        self.code = code
        self.message_da = message_da
        self.message_en = message_en

    def message(self, lang: str = "da") -> str:
        """The message in `da` or `en` (anything else is Danish)."""
        return self.message_en if lang == "en" else self.message_da

    def __str__(self) -> str:
        return self.message_da


class ReadError(FileError):
    """A file that cannot be read. `code` is a key of `MESSAGES`; `file` is the name given, when known."""

    def __init__(self, code: str, message_da: str, message_en: str, file: str = "") -> None:
        super().__init__(code, message_da, message_en)
        self.file = file

    def __str__(self) -> str:
        return f"{self.file}: {self.message_da}" if self.file else self.message_da


def read_error(code: str, **details: object) -> ReadError:
    """The error of a code, with its details filled in."""
    danish, english = MESSAGES[code]
    return ReadError(code, sentence(danish, details, 0), sentence(english, details, -1))


def fail(code: str, **details: object) -> NoReturn:
    """Raise the `ReadError` of a code."""
    raise read_error(code, **details)


def sentence(pattern: str, details: Mapping[str, object], language: int) -> str:
    """The pattern filled in; a detail in both languages is written "dansk / English"."""
    text = pattern.format(**{name: str(value).split(" / ")[language] for name, value in details.items()})
    return text[:1].upper() + text[1:]
