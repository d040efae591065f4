"""A report as a Word file, through the same document model and writer as a plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, groupby

from beredskab.documents.model import Block, Heading, Inline, List, ListItem, Paragraph, Span, Table
from beredskab.documents.writers import docx
from beredskab.documents.writers.meta import Meta
from beredskab.frameworks.render import summary
from beredskab.frameworks.render.words import (
    AXIS,
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
)
from beredskab.frameworks.report import ElementResult, Report
from beredskab.lib.dates import long_date


def render(report: Report, lang: Lang) -> bytes:
    """The bytes of a .docx file."""
    words = LABEL[lang]
    meta = Meta(
        title=words["title"],
        subtitle=", ".join(file.name for file in report.documents),
        language=lang,
        note_lines=(f"{words['as_of']} {long_date(report.as_of, lang)}", words["proposal"]),
    )
    return docx.render(meta, tuple(_blocks(report, lang)))


def _blocks(report: Report, lang: Lang) -> Iterator[Block]:
    ids = (f"r{number}" for number in count(1))
    words = LABEL[lang]
    yield Paragraph(next(ids), _text(" ".join(summary.sentences(report, lang))))
    yield Heading(next(ids), 1, _text(words["matrix"]))
    yield _matrix(report, lang, next(ids))
    legend = "   ".join(f"{SYMBOL[state]} {VERDICT[lang][state]}" for state in ("covered", "partly", "missing"))
    yield Paragraph(next(ids), _text(legend))
    yield Heading(next(ids), 1, _text(words["findings"]))
    for finding in report.findings:
        lead = f"{SEVERITY[lang][finding.severity]} ({FORCE[lang][finding.force]}): "
        yield Paragraph(next(ids), (Span(lead, strong=True), Span(finding.message)))
        if finding.quote:
            yield Paragraph(next(ids), (Span(f"“{_line(finding.quote)}”", em=True),))
    if not report.findings:
        yield Paragraph(next(ids), _text(words["no_findings"]))
    for force, results in groupby(report.elements, key=lambda result: result.element.force):
        yield Heading(next(ids), 1, _text(FORCE_HEADING[lang][force]))
        yield Paragraph(next(ids), _text(FORCE_NOTE[lang][force]))
        for result in results:
            yield from _element(result, lang, ids)


def _element(result: ElementResult, lang: Lang, ids: Iterator[str]) -> Iterator[Block]:
    element = result.element
    yield Heading(next(ids), 2, _text(f"{element.ref} {element.title}"))
    answer = f"{SYMBOL[result.verdict]} {VERDICT[lang][result.verdict]}"
    yield Paragraph(next(ids), (Span(answer, strong=True), Span(f"  ({FORCE[lang][element.force]}) {result.why}")))
    quotes = tuple(
        ListItem(Paragraph(next(ids), (Span(f"“{_line(passage.anchor.quote)}”", em=True),)))
        for passage in result.passages[:3]
    )
    if quotes:
        yield List(next(ids), False, quotes)


def _matrix(report: Report, lang: Lang, table_id: str) -> Table:
    header = (_text(" "), *(_text(AXIS[lang][prevention]) for prevention in PREVENTIONS))
    rows = []
    for level in LEVELS:
        cells = [_text(AXIS[lang][level])]
        for prevention in PREVENTIONS:
            found = [
                f"{r.element.ref} {SYMBOL[r.verdict]}"
                for r in report.elements
                if r.element.place and (r.element.place.level, r.element.place.prevention) == (level, prevention)
            ]
            cells.append(_text("   ".join(found)))
        rows.append(tuple(cells))
    return Table(table_id, header, tuple(rows))


def _text(text: str) -> Inline:
    return (Span(_line(text) or " "),)


def _line(text: str) -> str:
    # Spans never hold line breaks; a quote over several list items does.
    return " ".join(text.split())
