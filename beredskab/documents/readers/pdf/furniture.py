"""Running headers, footers and page numbers: what stands at the same place on most pages."""

from __future__ import annotations

import re
from collections import Counter

from beredskab.documents.readers.pdf.lines import Line

_MARGIN = 0.12
_ON_MOST = 0.6
_GAP = 1.7
_SENTENCE_WORDS = 5
_MIN_PAGES = 3
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:side|page|s\.)\s*)?(\d{1,4})(?:\s*(?:af|of|/)\s*\d{1,4})?[-–—\s.]*", re.IGNORECASE
)
_ROMAN = re.compile(r"[ivxl]{1,6}")


def without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without repeated margin lines and page numbers, and the texts that were dropped (once each)."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_key(line) for line in _margins(page)})
    most = max(_MIN_PAGES, _ON_MOST * sum(1 for page in pages if page))
    dropped: dict[str, None] = {}
    kept = []
    for page in pages:
        margins = {id(line) for line in _margins(page)}
        rest = []
        for line in page:
            if id(line) in margins and _is_page_number(line, len(pages)):
                continue
            if id(line) in margins and seen[_key(line)] >= most:
                dropped[line.text] = None
                continue
            rest.append(line)
        kept.append(rest)
    return kept, list(dropped)


def _margins(page: list[Line]) -> list[Line]:
    """The lines at the top and the foot that a gap parts from the text; a whole sentence is never furniture."""
    downwards = sorted(page, key=lambda line: line.top)
    heads = _edge(downwards, [line.top < _MARGIN for line in downwards])
    upwards = downwards[::-1]
    feet = _edge(upwards, [line.top > 1 - _MARGIN for line in upwards])
    return [line for line in (*heads, *feet) if not _is_sentence(line.text)]


def _edge(lines: list[Line], in_zone: list[bool]) -> list[Line]:
    zone = in_zone.index(False) if False in in_zone else len(lines)
    for count in range(zone, 0, -1):
        if count == len(lines):
            return lines
        last, following = lines[count - 1], lines[count]
        if abs(last.base - following.base) > _GAP * max(last.size, following.size):
            return lines[:count]
    return []


def _is_sentence(text: str) -> bool:
    return text.endswith((".", ":", "!", "?")) and len(text.split()) > _SENTENCE_WORDS


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text.lower()), round(line.top * 50)


def _is_page_number(line: Line, pages: int) -> bool:
    if _ROMAN.fullmatch(line.text):
        return True
    match = _PAGE_NUMBER.fullmatch(line.text)
    return bool(match) and int(match[1]) <= pages + 50 if match else False
