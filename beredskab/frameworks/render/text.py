"""A report for a terminal: the matrix first, then each requirement with its best quote, then the findings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from beredskab.frameworks.model import Force
from beredskab.frameworks.render import summary
from beredskab.frameworks.render.words import (
    AXIS,
    CONFIDENCE,
    FORCE,
    FORCE_HEADING,
    FORCE_NOTE,
    LABEL,
    LEVELS,
    PREVENTIONS,
    SEVERITY,
    SYMBOL,
    VERDICT,
    Lang,
    measured_against,
    where,
)
from beredskab.frameworks.report import ElementResult, Finding, Passage, Report, Severity, Verdict
from beredskab.lib.dates import long_date

_COLOUR: Final = {"covered": "32", "partly": "33", "missing": "31", "error": "31", "warning": "33", "advice": "36"}
_QUOTE_LIMIT: Final = 320


def render(report: Report, lang: Lang, *, width: int = 100, colour: bool = False) -> str:
    """The whole report as text of at most `width` columns; `colour` adds terminal colours, never meaning."""
    paint = _Painter(colour)
    width = max(60, min(width, 120))
    return "\n".join(_lines(report, lang, width, paint)) + "\n"


class _Painter:
    """Adds terminal colours when they are wanted."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and code else text

    def bold(self, text: str) -> str:
        return self(text, "1")

    def dim(self, text: str) -> str:
        return self(text, "2")

    def answer(self, state: str, text: str) -> str:
        return self(text, _COLOUR.get(state, ""))


def _lines(report: Report, lang: Lang, width: int, paint: _Painter) -> Iterator[str]:
    words = LABEL[lang]
    yield ""
    yield paint.bold(words["title"])
    yield from _head(report, lang, width, paint)
    yield ""
    yield from _matrix(report, lang, width, paint)
    yield ""
    for sentence in summary.sentences(report, lang):
        yield from textwrap.wrap(sentence, width)
    yield from textwrap.wrap(words["proposal"], width)
    for force, results in groupby(report.elements, key=lambda result: result.element.force):
        yield ""
        yield paint.bold(FORCE_HEADING[lang][force]) + "  " + paint.dim(FORCE_NOTE[lang][force])
        for result in results:
            yield from _element(result, lang, width, paint)
    yield ""
    yield paint.bold(words["findings"])
    if not report.findings:
        yield "  " + words["no_findings"]
    for finding in report.findings:
        yield from _finding(finding, lang, width, paint)
    if report.notes:
        yield ""
        yield paint.bold(words["notes"])
        for note in report.notes:
            yield from textwrap.wrap(note, width, initial_indent="  ", subsequent_indent="  ")
    yield ""


def _head(report: Report, lang: Lang, width: int, paint: _Painter) -> Iterator[str]:
    words = LABEL[lang]
    for file in report.documents:
        one, many = ("side", "sider") if lang == "da" else ("page", "pages")
        pages = f", {file.pages} {one if file.pages == 1 else many}" if file.pages else ""
        yield f"{file.name} ({file.format}{pages}, {file.words} {words['words']})"
    yield paint.dim(f"{words['as_of']} {long_date(report.as_of, lang)}")
    measured = f"{words['frameworks']} {measured_against(report.frameworks, lang)}"
    yield from (paint.dim(line) for line in textwrap.wrap(measured, width))


def _matrix(report: Report, lang: Lang, width: int, paint: _Painter) -> Iterator[str]:
    placed: dict[tuple[str, str], list[ElementResult]] = {}
    for result in report.elements:
        if place := result.element.place:
            placed.setdefault((place.level, place.prevention), []).append(result)
    if not placed:
        return
    first = max(len(AXIS[lang][level]) for level in LEVELS) + 2
    column = (width - first) // len(PREVENTIONS)
    per_row = max(1, (column - 1) // 7)
    yield paint.bold(" " * first + "".join(f"{AXIS[lang][prevention]:<{column}}" for prevention in PREVENTIONS))
    for level in LEVELS:
        cells = [placed.get((level, prevention), []) for prevention in PREVENTIONS]
        for row in range(max(-(-len(cell) // per_row) for cell in cells)):
            line = f"{AXIS[lang][level] if row == 0 else '':<{first}}"
            for cell in cells:
                shown = cell[row * per_row : (row + 1) * per_row]
                marks = " ".join(f"{r.element.ref} {paint.answer(r.verdict, SYMBOL[r.verdict])} " for r in shown)
                line += marks + " " * (column - 7 * len(shown) + (1 if shown else 0))
            yield line.rstrip()
    yield paint.dim(
        " " * first + "   ".join(f"{SYMBOL[v]} {VERDICT[lang][v]}" for v in ("covered", "partly", "missing"))
    )


def _element(result: ElementResult, lang: Lang, width: int, paint: _Painter) -> Iterator[str]:
    element, verdict = result.element, result.verdict
    weight = FORCE[lang][element.force] + (f": {element.strength}" if element.strength else "")
    mark = paint.answer(verdict, f"{SYMBOL[verdict]} {VERDICT[lang][verdict]:<8}")
    yield f"  {mark} {paint.bold(f'{element.ref:<4}')} {element.title}  {paint.dim(f'[{weight}]')}"
    if result.passages:
        yield from _quote(result.passages[0], lang, width, paint)
    if verdict is not Verdict.COVERED:
        yield from textwrap.wrap(result.why, width, initial_indent=" " * 15, subsequent_indent=" " * 15)
    elif element.force is Force.LAW and result.why:
        yield from (
            paint.dim(line)
            for line in textwrap.wrap(result.why, width, initial_indent=" " * 15, subsequent_indent=" " * 15)
        )


def _quote(passage: Passage, lang: Lang, width: int, paint: _Painter) -> Iterator[str]:
    quote = " ".join(passage.anchor.quote.split())
    if len(quote) > _QUOTE_LIMIT:
        quote = quote[:_QUOTE_LIMIT].rsplit(" ", 1)[0] + " …"
    for line in textwrap.wrap(f"“{quote}”", width, initial_indent=" " * 15, subsequent_indent=" " * 15):
        yield paint(line, "3")
    place = where(passage.heading[-2:], passage.page, lang)
    fired = f"{CONFIDENCE[lang][passage.confidence]}: {', '.join(passage.words)}" if passage.words else ""
    for line in textwrap.wrap(" · ".join(part for part in (place, fired) if part), width - 15):
        yield " " * 15 + paint.dim(line)


def _finding(finding: Finding, lang: Lang, width: int, paint: _Painter) -> Iterator[str]:
    colour = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice"}[finding.severity]
    head = f"{SEVERITY[lang][finding.severity]} ({FORCE[lang][finding.force]})"
    yield f"  {paint.answer(colour, head)}  {paint.dim(finding.code)}"
    yield from textwrap.wrap(finding.message, width, initial_indent="    ", subsequent_indent="    ")
    if finding.quote:
        quote = textwrap.shorten(finding.quote, _QUOTE_LIMIT, placeholder=" …")
        for line in textwrap.wrap(f"“{quote}”", width, initial_indent="    ", subsequent_indent="    "):
            yield paint(line, "3")
        if place := where(finding.heading[-2:], finding.page, lang):
            yield "    " + paint.dim(place)
