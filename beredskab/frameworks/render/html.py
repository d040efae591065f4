"""A report as one self-contained, accessible HTML file that can be mailed to a colleague."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Final

from beredskab.frameworks.render import matrix, summary
from beredskab.frameworks.render.words import (
    AXIS,
    CONFIDENCE,
    FORCE,
    FORCE_HEADING,
    FORCE_NOTE,
    LABEL,
    SEVERITY,
    SYMBOL,
    VERDICT,
    Lang,
    anchor_id,
    measured_against,
    where,
)
from beredskab.frameworks.report import ElementResult, Finding, Passage, Report
from beredskab.lib.dates import long_date

_STYLE: Final = """
body{font:1.0625rem/1.6 "IBM Plex Sans",system-ui,Arial,sans-serif;color:#1a1a1a;background:#fff;margin:0}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.5rem;margin:3rem 0 .5rem}
h3{font-size:1.125rem;margin:0}
a{color:#004d99}.meta,.note{color:#4b5563}.lead{font-size:1.1875rem;max-width:44rem}
article{border-top:1px solid #d1d5db;padding:1rem 0}article p{margin:.35rem 0}
blockquote{margin:.75rem 0;padding:.25rem 1rem;border-left:4px solid #9ca3af}
.tag{display:inline-block;border:1px solid #6b7280;border-radius:4px;padding:0 .5rem;font-size:.9375rem;
margin-right:.5rem}
.covered{background:#eaf5ee;border-color:#1e6b41}.partly{background:#fff6e0;border-color:#8a5a00}
.missing{border-style:dashed}
.error{background:#fdecec;border-color:#9b1c1c}.warning{background:#fff6e0;border-color:#8a5a00}
svg{width:100%;height:auto}.narrow{display:none}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d1d5db}
@media(max-width:42rem){.wide{display:none}.narrow{display:block}}
@media print{main{max-width:none;padding:0}article{break-inside:avoid}a{color:inherit}
.narrow{display:none}.wide{display:block}}
"""


def render(report: Report, lang: Lang) -> str:
    """A whole HTML document: no script, no outside address, style in the file itself."""
    words = LABEL[lang]
    names = ", ".join(file.name for file in report.documents)
    parts = [
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{escape(words['title'])} {escape(names)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(words['title'])}</h1>",
        _meta(report, lang),
        f'<p class="lead">{escape(" ".join(summary.sentences(report, lang)))}</p>',
        f'<p class="note">{escape(words["proposal"])}</p>',
        _matrix(report, lang),
        _lacking(report, lang),
        _findings(report, lang),
        _elements(report, lang),
        _notes(report, lang),
        "</main></body></html>\n",
    ]
    return "".join(parts)


def _meta(report: Report, lang: Lang) -> str:
    words = LABEL[lang]
    files = "<br>".join(
        escape(f"{file.name} ({file.format}, {file.words} {words['words']})") for file in report.documents
    )
    versions = escape(measured_against(report.frameworks, lang))
    day = escape(f"{words['as_of']} {long_date(report.as_of, lang)}")
    return f'<p class="meta">{files}<br>{day}<br>{escape(words["frameworks"])} {versions}</p>'


def _matrix(report: Report, lang: Lang) -> str:
    tiles = matrix.tiles_of(report)
    if not tiles:
        return ""
    legend = " · ".join(f"{SYMBOL[state]} {VERDICT[lang][state]}" for state in ("covered", "partly", "missing"))
    return (
        f"<h2>{escape(LABEL[lang]['matrix'])}</h2><p>{escape(legend)}</p>"
        f'<div class="wide">{matrix.svg(tiles, lang)}</div>'
        f'<div class="narrow">{matrix.svg(tiles, lang, layout=matrix.NARROW)}</div>'
        f"{_matrix_table(tiles, lang)}"
    )


def _matrix_table(tiles: tuple[matrix.Tile, ...], lang: Lang) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="#{anchor_id(tile.element.ref)}">{escape(tile.element.ref)} '
        f"{escape(tile.element.title)}</a></th><td>{escape(AXIS[lang][tile.element.place.level])}</td>"
        f"<td>{escape(AXIS[lang][tile.element.place.prevention])}</td>"
        f"<td>{SYMBOL[tile.state]} {escape(VERDICT[lang][tile.state])}</td></tr>"
        for tile in tiles
        if tile.element.place
    )
    words = LABEL[lang]
    columns = (words["element"], words["level"], words["prevention"], words["verdict"])
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in columns)
    return (
        f"<details><summary>{escape(words['as_table'])}</summary><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></details>"
    )


def _lacking(report: Report, lang: Lang) -> str:
    results = summary.lacking(report)
    if not results:
        return ""
    items = "".join(
        f'<li><a href="#{anchor_id(r.element.ref)}">{escape(r.element.ref)} {escape(r.element.title)}</a> '
        f"({escape(FORCE[lang][r.element.force])}): {escape(VERDICT[lang][r.verdict])}</li>"
        for r in results
    )
    return f"<h2>{escape(LABEL[lang]['lacking'])}</h2><ul>{items}</ul>"


def _elements(report: Report, lang: Lang) -> str:
    out = [f"<h2>{escape(LABEL[lang]['requirements'])}</h2>"]
    for force, results in groupby(report.elements, key=lambda result: result.element.force):
        out.append(f"<h2>{escape(FORCE_HEADING[lang][force])}</h2>")
        out.append(f'<p class="note">{escape(FORCE_NOTE[lang][force])}</p>')
        out.extend(_element(result, lang) for result in results)
    return "".join(out)


def _element(result: ElementResult, lang: Lang) -> str:
    element, words = result.element, LABEL[lang]
    weight = FORCE[lang][element.force] + (f": {element.strength}" if element.strength else "")
    missing = ""
    if result.missing_parts:
        missing = f"<p>{escape(words['missing_parts'])}: {escape('; '.join(result.missing_parts))}</p>"
    return (
        f'<article id="{anchor_id(element.ref)}"><h3>{escape(element.ref)} {escape(element.title)}</h3>'
        f'<p><span class="tag {result.verdict}">{SYMBOL[result.verdict]} {escape(VERDICT[lang][result.verdict])}</span>'
        f'<span class="tag">{escape(weight)}</span></p><p>{escape(element.statement)}</p>'
        f"{''.join(_passage(passage, lang) for passage in result.passages[:3])}"
        f"<p>{escape(result.why)}</p>{missing}</article>"
    )


def _passage(passage: Passage, lang: Lang) -> str:
    words = LABEL[lang]
    place = where(passage.heading, passage.page, lang)
    fired = f"{words['fired']}: {', '.join(passage.words)}" if passage.words else ""
    small = " · ".join(part for part in (place, CONFIDENCE[lang][passage.confidence], fired) if part)
    return f'<blockquote><p>{escape(passage.anchor.quote)}</p><p class="note">{escape(small)}</p></blockquote>'


def _findings(report: Report, lang: Lang) -> str:
    words = LABEL[lang]
    body = "".join(_finding(finding, lang) for finding in report.findings)
    return f"<h2>{escape(words['findings'])}</h2>" + (body or f"<p>{escape(words['no_findings'])}</p>")


def _finding(finding: Finding, lang: Lang) -> str:
    quote = ""
    if finding.quote:
        place = where(finding.heading, finding.page, lang)
        quote = f'<blockquote><p>{escape(finding.quote)}</p><p class="note">{escape(place)}</p></blockquote>'
    return (
        f'<article><p><span class="tag {finding.severity}">{escape(SEVERITY[lang][finding.severity])}</span>'
        f'<span class="tag">{escape(FORCE[lang][finding.force])}</span><code>{escape(finding.code)}</code></p>'
        f"<p>{escape(finding.message)}</p>{quote}</article>"
    )


def _notes(report: Report, lang: Lang) -> str:
    if not report.notes:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in report.notes)
    return f"<h2>{escape(LABEL[lang]['notes'])}</h2><ul>{items}</ul>"
