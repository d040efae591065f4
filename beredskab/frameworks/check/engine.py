"""The check itself: one function over a document, the same for a file, an upload and a section being written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from beredskab.documents.files import FileInfo
from beredskab.documents.model import Document
from beredskab.frameworks import findings
from beredskab.frameworks.check import explain
from beredskab.frameworks.check.bounds import bounded
from beredskab.frameworks.check.evidence import gather
from beredskab.frameworks.check.formalities import SPECIAL
from beredskab.frameworks.check.lexicon import Rule, lexicon
from beredskab.frameworks.check.reading import Reading, read
from beredskab.frameworks.check.verdicts import judge, judge_formal
from beredskab.frameworks.model import Element, Framework
from beredskab.frameworks.report import ElementResult, Report

LANGUAGES = ("da", "en")
SHORT_TEXT = 150  # words


def check(
    document: Document,
    frameworks: Sequence[Framework],
    as_of: date,
    *,
    files: Sequence[FileInfo] = (),
    language: str = "da",
) -> Report:
    """Hold a document against frameworks as things stand on `as_of`. Deterministic; no model, no network.

    `language` is that of the explanations ("da" or "en"); the text itself is read as Danish. Elements come in order
    of force, then as the frameworks have them. Raises ValueError for another language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no explanations in {language!r}; there are {', '.join(LANGUAGES)}")
    document = bounded(document)
    reading = read(document)
    elements = [element for framework in frameworks for element in framework.elements if _applies(element, as_of)]
    elements.sort(key=lambda element: element.force.rank)
    return Report(
        as_of=as_of,
        language=language,
        frameworks={framework.id: framework.version for framework in frameworks},
        documents=tuple(files),
        elements=judge_all(reading, elements, as_of, language),
        # What the check does not take for a plan is told of nothing absent; findings may be stricter still.
        findings=findings.find(
            document, as_of, language=language, looks_like_plan=None if reading.looks_like_plan else False
        ),
        looks_like_plan=reading.looks_like_plan,
        notes=_notes(document, reading, language),
    )


def check_elements(
    document: Document,
    frameworks: Sequence[Framework],
    element_ids: Collection[str],
    *,
    as_of: date | None = None,
    language: str = "da",
) -> tuple[ElementResult, ...]:
    """Only some elements, for a section while it is being written: no findings, and it need not look like a plan."""
    wanted = [element for framework in frameworks for element in framework.elements if element.id in element_ids]
    wanted.sort(key=lambda element: element.force.rank)
    return judge_all(read(bounded(document), is_section=True), wanted, as_of or date.today(), language)  # noqa: DTZ011


def judge_all(reading: Reading, elements: Sequence[Element], as_of: date, language: str) -> tuple[ElementResult, ...]:
    """The verdict on each element. An element without a rule of its own (a local one) is left to a person."""
    rules = lexicon().rules
    gathered = gather(reading, [rules[e.ref] for e in elements if e.ref in rules and not rules[e.ref].special])
    results = []
    for element in elements:
        rule = rules.get(element.ref, Rule(element.ref))
        if rule.special:
            results.append(judge_formal(element, SPECIAL[rule.special](reading, as_of), reading, language))
        elif element.ref in gathered:
            results.append(judge(element, rule, gathered[element.ref], reading, language))
        else:
            results.append(explain.unjudged(element, language))
    return tuple(results)


def _applies(element: Element, as_of: date) -> bool:
    started = element.valid_from is None or element.valid_from <= as_of
    ended = element.valid_to is not None and element.valid_to < as_of
    return element.status == "active" and started and not ended


def _notes(document: Document, reading: Reading, language: str) -> tuple[str, ...]:
    notes = [remark.message for remark in document.remarks]
    if not reading.words:
        notes.append(explain.NO_TEXT[language])
    elif not reading.looks_like_plan:
        notes.append(explain.NOT_A_PLAN[language])
    elif reading.words < SHORT_TEXT:
        notes.append(explain.SHORT_TEXT[language])
    return tuple(notes)
