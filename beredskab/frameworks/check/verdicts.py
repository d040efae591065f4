"""From evidence to a verdict with passages and an explanation."""

from __future__ import annotations

from collections.abc import Sequence

from beredskab.documents.model import Anchor
from beredskab.frameworks.check import explain
from beredskab.frameworks.check.evidence import Evidence, Found
from beredskab.frameworks.check.formalities import Formal
from beredskab.frameworks.check.lexicon import Rule, lexicon
from beredskab.frameworks.check.reading import Reading, Said
from beredskab.frameworks.check.units import Shape
from beredskab.frameworks.model import Element, Force
from beredskab.frameworks.report import Confidence, ElementResult, Passage, Verdict

MAX_PASSAGES = 4
MAX_QUOTE = 300  # characters
LONG = 1000
VERY_LONG = 4000
"""Words. In a whole plan one place is not enough for *covered*, unless it is plain; in a long one never."""


def judge(element: Element, rule: Rule, found: Found, reading: Reading, language: str) -> ElementResult:
    """The verdict on an element that is judged by clues."""
    evidence = sorted(found.evidence, key=lambda one: _rank(one, reading))
    if not evidence or _beyond(element, reading):
        return _missing(element, language)
    lacks = _lacking(rule, found, evidence, reading)
    verdict = Verdict.COVERED if reading.looks_like_plan and not lacks else Verdict.PARTLY
    best = evidence[0]
    absent = tuple(
        part.text.rstrip(".") for part in element.parts if part.id in rule.parts and part.id not in found.parts
    )
    missing = (*explain.lacks(language, lacks), *absent)
    why = explain.found(language, _names(best, language), len(evidence), best.reason, missing)
    passages = tuple(_passage(one, reading) for one in evidence[:MAX_PASSAGES])
    return ElementResult(element, verdict, passages, why, missing)


def judge_formal(element: Element, found: Sequence[Formal], reading: Reading, language: str) -> ElementResult:
    """The verdict on an element that has a judge of its own."""
    places = sorted(found, key=lambda one: (not one.covered, one.said.unit.index))
    if not places or _beyond(element, reading):
        return _missing(element, language)
    best = places[0]
    covered = best.covered and reading.looks_like_plan
    words = explain.lacks(language, [best.lacks] if best.lacks else [])
    passages = tuple(_formal_passage(one) for one in places[:MAX_PASSAGES])
    why = explain.found(language, _quoted(best), len(places), "", words)
    return ElementResult(element, Verdict.COVERED if covered else Verdict.PARTLY, passages, why, words)


def _rank(evidence: Evidence, reading: Reading) -> tuple[int, ...]:
    """The most telling place first: what carries, in running text, where the municipality speaks of itself."""
    unit = evidence.said.unit
    itself = bool(reading.name and reading.name in unit.text)
    return -evidence.points, -evidence.strong, unit.shape is Shape.HEADING, -itself, unit.index


def _beyond(element: Element, reading: Reading) -> bool:
    """A text that is not a plan cannot fulfil what the law asks of a plan."""
    return element.force is Force.LAW and not reading.looks_like_plan


def _lacking(rule: Rule, found: Found, evidence: Sequence[Evidence], reading: Reading) -> list[str]:
    """Keys of what keeps the element from *covered*; empty when nothing does."""
    if not any(one.carries for one in evidence):
        return ["concrete"]
    units = [found.parts.get(part, set()) for part in rule.needs]
    if not all(units):
        return ["parts"]
    if rule.requires and not any(said.own & rule.requires for said in reading.said):
        return ["plan-named"]
    points = sum(one.points for one in evidence) + (2 if found.has_section else 0)
    needed = 2 if reading.words < LONG else 3 if reading.words < VERY_LONG else 4
    in_two_places = not units or len(set().union(*units)) > 1
    return [] if in_two_places and points >= max(rule.points, needed) else ["more"]


def _missing(element: Element, language: str) -> ElementResult:
    parts = tuple(part.text.rstrip(".") for part in element.parts)
    return ElementResult(element, Verdict.MISSING, (), explain.nothing(language), parts)


def _names(evidence: Evidence, language: str) -> tuple[str, ...]:
    """The concepts of the clue that stood there, in the words people see."""
    lex = lexicon()
    here = evidence.said.own | evidence.said.near
    names = []
    for term in evidence.clue.terms:
        for concept, texts in lex.names.items():
            if not term.absent and lex.bits[concept] & term.mask & here:
                names.append(texts[language])
                break
    return tuple(dict.fromkeys(names))


def _passage(evidence: Evidence, reading: Reading) -> Passage:
    lex = lexicon()
    hits = [hit for hit in evidence.said.hits if lex.bits[hit.concept] & evidence.clue.mask]
    if evidence.carries:
        in_one = all(term.absent or evidence.said.own & term.mask for term in evidence.clue.terms)
        confidence = Confidence.CLEAR if in_one else Confidence.LIKELY
    else:
        confidence = Confidence.LIKELY if evidence.strong else Confidence.WEAK
    return passage(evidence.said, [(hit.start, hit.end) for hit in hits], confidence)


def _quoted(formal: Formal) -> tuple[str, ...]:
    """The words that fired, in quotation marks."""
    return tuple(dict.fromkeys(f"»{formal.said.unit.text[start:end]}«" for start, end in _widest(formal.words)))


def _widest(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that lie in no other, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _formal_passage(formal: Formal) -> Passage:
    return passage(formal.said, formal.words, Confidence.CLEAR if formal.covered else Confidence.LIKELY)


def passage(said: Said, spans: Sequence[tuple[int, int]], confidence: Confidence) -> Passage:
    """A verbatim quote of the unit, cut around the words when the unit is long."""
    unit = said.unit
    start, end = _window(unit.text, spans)
    words = tuple(dict.fromkeys(unit.text[a:b] for a, b in _widest(spans) if start <= a and b <= end))
    anchor = Anchor(unit.block_id, unit.start + start, unit.start + end, unit.text[start:end])
    return Passage(anchor, unit.heading, unit.page, unit.file, confidence, words)


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Start and end of the quote in the unit's text: all of it, or whole words around the first that fired."""
    if len(text) <= MAX_QUOTE:
        return 0, len(text)
    first = min((a for a, _b in spans), default=0)
    start = max(0, min(first - 60, len(text) - MAX_QUOTE))
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + MAX_QUOTE)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end
