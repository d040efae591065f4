"""Plain text: paragraphs by blank lines, wrapped lines joined, bullets and heading-like lines recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beredskab.documents.model import Document, Span
from beredskab.documents.readers.builder import Builder, clean_text
from beredskab.documents.readers.phrases import Numbers, heading_number, join_lines, like_heading, marker, split_glued

_FURNITURE = re.compile(
    r"(?:skip|spring|gå|hop) (?:til|over)\b.{0,12}(?:indhold\w*|navigation\w*|menu\w*)|luk alle|åb(?:e)?n alle|"
    r"fold alle (?:ud|ind)|(?:print|udskriv)(?: siden)?|del siden|læs op|til toppen|skip to (?:main )?content",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"(?i:hjem|forside|forsiden|home)(?:\s+[>/›»]?\s*[A-ZÆØÅ][^.!?:]*)+")
_CONTACT = re.compile(r"kontakt(?:oplysninger|information)?", re.IGNORECASE)
_CONTACT_WORDS = 100
_LINE_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x1e\x85\u2028\u2029]")
_RULE = re.compile(r"[-=_*~\s]{3,}")
_LONG_LINE = 80
_SHORTEST_FULL_LINE, _LONGEST_WRAPPED = 50, 110


@dataclass(slots=True)
class _Part:
    """A paragraph, item or possible heading, made of one or more lines. `alone`: blank lines on both sides."""

    text: str
    alone: bool
    depth: int = 0
    ordered: bool = False
    glued: bool = False
    titles_next: bool = False


def read(text: str, builder: Builder) -> Document:
    """The document of a plain text. Nothing is dropped but the menu lines of a copied web page."""
    groups = _groups(text)
    dropped = _drop_furniture(groups)
    if dropped:
        builder.remark("page_furniture", " | ".join(dropped))
    parts = _parts(groups)
    if any(part.glued for part in parts):
        builder.remark("split_lines")
    _write(parts, builder)
    return builder.document()


def _groups(text: str) -> list[list[str]]:
    """Runs of lines between blank lines."""
    groups: list[list[str]] = [[]]
    for line in _LINE_BREAKS.split(text):
        if clean_text(line).strip():
            groups[-1].append(line.rstrip().replace("\u00a0", " ").expandtabs(4))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _drop_furniture(groups: list[list[str]]) -> list[str]:
    dropped = []
    for number, group in enumerate(groups):
        kept = []
        for line in group:
            bare = clean_text(line).strip()
            if _FURNITURE.fullmatch(bare) or (number == 0 and _CRUMBS.fullmatch(bare) and len(bare) < 150):
                dropped.append(bare)
            elif not _RULE.fullmatch(bare):
                kept.append(line)
        group[:] = kept
    groups[:] = [group for group in groups if group]
    return dropped


def _parts(groups: list[list[str]]) -> list[_Part]:
    parts: list[_Part] = []
    numbers = Numbers()
    for place, group in enumerate(groups):
        titles = _is_numbered_title(groups, place, parts)
        wrapped = _is_wrapped(group)
        indents: list[int] = []
        started = len(parts)
        for line in group:
            before = parts[-1] if len(parts) > started else None
            if not titles and _begins_item(line, before, numbers):
                parts.append(_item(line, indents))
            elif before and _goes_on(before, line, wrapped):
                before.text = join_lines(before.text, line)
            else:
                numbers.paragraph()
                parts.append(_Part(line.strip(), alone=False))
        made = parts[started:]
        _mark_titles(made)
        if len(made) == 1:
            made[0].alone = True
        elif len(made) == 2 and not made[0].depth:
            made[1].alone = not made[1].depth and len(made[0].text.split()) < 8 and not made[0].titles_next
        parts[started:] = [whole for part in made for whole in _unglued(part)]
    return parts


def _mark_titles(group: list[_Part]) -> None:
    """In a run without blank lines: a heading-like line between a finished sentence and a long line is a heading."""
    for index in range(len(group) - 2, -1, -1):
        part, following = group[index], group[index + 1]
        leads = not following.depth and (len(following.text) > _LONG_LINE or following.titles_next)
        before = group[index - 1] if index else None
        free = before is None or bool(before.depth) or before.text[-1] in ".:!?" or like_heading(before.text)
        part.titles_next = not part.depth and leads and free and like_heading(part.text)


def _is_wrapped(group: list[str]) -> bool:
    longest = max(len(line) for line in group)
    full = all(len(line) >= 0.65 * longest for line in group[:-1])
    return len(group) > 1 and _SHORTEST_FULL_LINE <= longest <= _LONGEST_WRAPPED and full


def _is_numbered_title(groups: list[list[str]], place: int, before: list[_Part]) -> bool:
    """A lone line "2. Mål" above text is a heading; the same among other numbered lines is an item."""
    line = groups[place][0].strip()
    if len(groups[place]) > 1 or place + 1 == len(groups) or not heading_number(line) or not like_heading(line):
        return False
    following = marker(groups[place + 1][0])
    return not (following and following.ordered) and not (before and before[-1].depth and before[-1].ordered)


def _begins_item(line: str, before: _Part | None, numbers: Numbers) -> bool:
    sign = marker(line)
    if sign is None or (heading_number(line.strip()) > 1):
        return False
    if sign.ordered:
        return numbers.take(sign)
    # A dash at the start of a wrapped line may stand in the middle of a sentence.
    return not sign.dash or before is None or bool(before.depth) or before.text[-1:] in ".:;?!"


def _item(line: str, indents: list[int]) -> _Part:
    sign = marker(line)
    indent = len(line) - len(line.lstrip())
    while indents and indent < indents[-1] - 1:
        indents.pop()
    if not indents or indent > indents[-1] + 1:
        indents.append(indent)
    end, ordered = (sign.end, sign.ordered) if sign else (0, False)
    return _Part(line[end:].strip(), False, depth=len(indents), ordered=ordered)


def _goes_on(before: _Part, line: str, wrapped: bool) -> bool:
    start = line.strip()[:1]
    if before.depth:
        return line.startswith("  ") or start.islower()
    if wrapped:
        return True
    unfinished = before.text[-1] not in ".:;!?"
    return unfinished and (start.islower() or (len(before.text) >= _SHORTEST_FULL_LINE and start in "(0123456789"))


def _unglued(part: _Part) -> list[_Part]:
    halves = split_glued(part.text) if not part.depth else None
    if not halves:
        return [part]
    return [_Part(halves[0], alone=False), _Part(halves[1], alone=True, glued=True)]


def _write(parts: list[_Part], builder: Builder) -> None:
    some_glued = any(part.glued for part in parts)
    contact = _contact_tail(parts)
    above = 0
    for number, part in enumerate(parts):
        content = (Span(part.text),)
        follows = number + 1 < len(parts)
        heading = like_heading(part.text) and (part.alone or part.titles_next) and follows and number <= contact
        if part.depth:
            builder.item(part.depth, part.ordered, content)
        elif heading or part.glued:
            wanted = _level(part, titled=above > 0, some_glued=some_glued, chapter=number == contact)
            above = min(wanted, above + 1)
            builder.heading(above, content)
        else:
            builder.paragraph(content)
    if above:
        builder.remark("guessed_headings")


def _level(part: _Part, *, titled: bool, some_glued: bool, chapter: bool) -> int:
    """The first heading is the title; numbers say their level; glued headings are chapters, short lines below them."""
    numbered = heading_number(part.text)
    if not titled:
        return 1
    if numbered:
        return 1 + numbered
    return 2 if part.glued or chapter or not some_glued else 3


def _contact_tail(parts: list[_Part]) -> int:
    """Where the contact box at the foot of a copied web page begins: below it nothing is a heading."""
    words = 0
    found = len(parts)
    for number in range(len(parts) - 1, -1, -1):
        words += len(parts[number].text.split())
        if words > _CONTACT_WORDS:
            break
        if _CONTACT.fullmatch(parts[number].text):
            found = number
    return found
