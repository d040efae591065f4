"""What can be wrong with a file that somebody sends along, in words for one who has never done it before."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NoReturn

from beredskab.documents.errors import FileError, ReadError, sentence
from beredskab.documents.files import MEGABYTE
from beredskab.documents.renderings.model import MAX_BYTES, MAX_PAGES

MESSAGES: Final = MappingProxyType(
    {
        "busy": (
            "Vi åbner mange filer lige nu. Vent et minut, og send filen igen. Den er ikke gemt.",
            "Many files are being opened just now. Wait a minute and send the file again. It was not kept.",
        ),
        "empty_file": ("Filen er tom. Vælg en anden fil.", "The file is empty. Choose another file."),
        "too_large": (
            "Filen fylder mere end {limit} MB. Send kun det vigtigste, eller tag et skærmbillede af det.",
            "The file is larger than {limit} MB. Send only what matters most, or take a screenshot of it.",
        ),
        "heic": (
            "Billedet er gemt som HEIC, og det kan vi ikke åbne. Gem det som JPEG, eller tag et skærmbillede af det.",
            "The picture is saved as HEIC, which cannot be opened here. Save it as JPEG, or take a screenshot of it.",
        ),
        "film_or_sound": (
            "Vi kan ikke tage imod film og lyd. Skriv i stedet, hvad man ser og hører, og at du har optagelsen.",
            "Film and sound cannot be taken. Write instead what is seen and heard, and that you have the recording.",
        ),
        "packed": (
            "Vi åbner ikke pakkede filer som zip. Pak filen ud, og send det, der er i den.",
            "Packed files such as zip are not opened here. Unpack the file and send what is in it.",
        ),
        "unknown_kind": (
            "Vi kan ikke åbne filer af den slags. Gem indholdet som PDF, eller tag et skærmbillede, og send det.",
            "Files of this kind cannot be opened here. Save the content as PDF, or take a screenshot, and send that.",
        ),
        "legacy_doc": (
            "Filen er i det gamle Word-format (.doc). Gem den som .docx eller som PDF, og send den igen.",
            "The file is in the old Word format (.doc). Save it as .docx or as PDF and send it again.",
        ),
        "locked": (
            "Filen er låst med en adgangskode. Gem en kopi uden adgangskode, og send den.",
            "The file is locked with a password. Save a copy without a password and send that.",
        ),
        "broken": (
            "Filen er beskadiget og kan ikke åbnes. Hent eller gem den igen, eller tag et skærmbillede af den.",
            "The file is damaged and cannot be opened. Download or save it again, or take a screenshot of it.",
        ),
        "unsafe": (
            "Filen er lavet på en måde, som vi ikke kan åbne sikkert. Gem den som PDF, eller tag et skærmbillede.",
            "The file is made in a way that cannot be opened safely. Save it as PDF, or take a screenshot.",
        ),
        "bad_encoding": (
            "Bogstaverne i filen kan ikke læses. Gem den som PDF, eller tag et skærmbillede af teksten.",
            "The letters in the file cannot be read. Save it as PDF, or take a screenshot of the text.",
        ),
        "no_text": (
            "Der er ingen tekst i dokumentet. Er det billeder, du vil vise, så send dem som billeder eller som PDF.",
            "There is no text in the document. If you want to show pictures, send them as pictures or as PDF.",
        ),
        "too_many_pixels": (
            "Billedet har flere billedpunkter, end vi kan åbne. Send det mindre, eller tag et skærmbillede af det.",
            "The picture has more pixels than can be opened. Send it smaller, or take a screenshot of it.",
        ),
        "too_many_pages": (
            "Filen har mere end {limit} sider. Send kun de sider, det handler om.",
            "The file has more than {limit} pages. Send only the pages that matter.",
        ),
        "too_long": (
            "Teksten i filen er længere, end vi kan tage imod. Send kun de sider, det handler om.",
            "The text in the file is longer than can be taken. Send only the pages that matter.",
        ),
        "too_much": (
            "Siderne fylder for meget, også når de gøres mindre. Del filen, og send kun de sider, det handler om.",
            "The pages take too much room, even made smaller. Split the file and send only the pages that matter.",
        ),
        "too_slow": (
            "Filen tog for lang tid at åbne. Send færre sider, eller tag et skærmbillede af det vigtigste.",
            "The file took too long to open. Send fewer pages, or take a screenshot of what matters most.",
        ),
        "too_heavy": (
            "Filen kræver for meget at åbne. Send den mindre, eller tag et skærmbillede af det vigtigste.",
            "The file takes too much to open. Send it smaller, or take a screenshot of what matters most.",
        ),
    }
)
"""Code → (Danish, English). Every pair says what is wrong and what to do."""

_LIMITS: Final = MappingProxyType({"too_large": MAX_BYTES // MEGABYTE, "too_many_pages": MAX_PAGES})

OF_READERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty_file": "empty_file",
        "no_text": "no_text",
        "zip_bomb": "unsafe",
        "xml_entities": "unsafe",
        "too_deep": "unsafe",
        "too_long": "too_long",
        "encrypted_office": "locked",
        "legacy_doc": "legacy_doc",
        "unsupported_format": "unknown_kind",
        "bad_encoding": "bad_encoding",
        "too_heavy": "too_heavy",
    }
)
"""What a reader's code is called here; whatever else stops a reader is a damaged file."""


class RenderingError(FileError):
    """A file that cannot be shown safely. `code` is a key of `MESSAGES`. It never holds the file's name."""


def rendering_error(code: str) -> RenderingError:
    """The error of a code, with its limit filled in."""
    danish, english = MESSAGES[code]
    details = {"limit": _LIMITS.get(code, "")}
    return RenderingError(code, sentence(danish, details, 0), sentence(english, details, -1))


def refuse(code: str) -> NoReturn:
    """Raise the `RenderingError` of a code."""
    raise rendering_error(code)


def of_reader(error: ReadError) -> RenderingError:
    """A reader's error in the words for one who sends a file along."""
    return rendering_error(OF_READERS.get(error.code, "broken"))
