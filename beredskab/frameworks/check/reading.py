"""A document read for the check: its units, what each says (concepts) and what each is (roles).

Roles other than the municipality's own statement lower or cancel what a unit can speak for: see `weight`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from beredskab.documents.model import Document
from beredskab.frameworks.check.lexicon import Lexicon, lexicon
from beredskab.frameworks.check.units import Shape, Unit, split
from beredskab.frameworks.check.words import WORD, Hit

TEXT_ROLES = (
    "definition",
    "law",
    "guidance",
    "national",
    "others",
    "described",
    "aim",
    "promise",
    "negated",
    "elsewhere",
    "source",
)
LEAD_IN_ROLES = ("signs", "aim")
HEADING_ROLES = ("definition", "signs", "law", "toc", "aim", "others")
INHERITED = ("law", "definition", "guidance", "national", "others", "aim", "promise", "negated")
"""Roles that a list item has from the sentence it hangs on."""
SILENT = frozenset({"definition", "law", "guidance", "national", "others", "toc", "source", "signs"})
"""Roles that speak for nothing: quoting the law or defining a word is not doing it."""
CAPPED = frozenset({"described", "aim", "promise", "negated", "elsewhere", "heading"})
"""Roles that speak for *partly* at most."""

OWN_NAME = re.compile(r"\b([A-ZÆØÅ][\wæøå-]+?)s? [Kk]ommunes?\b|\b[Ii]nfo-?[Hh]us[- ]([A-ZÆØÅ][\wæøå]+)")
NOT_A_NAME = frozenset(
    {"kommune", "kommunen", "infohus", "infohu", "netværk", "den", "din", "en", "hver", "alle", "i", "for", "vores"}
)
TOC_LINE = re.compile(r"(?:\.{3,}|…|\t|\s{2,})\s*\d{1,3}$")
CITATION = re.compile(
    r"(?:[ ,(](?:jf|jævnfør)\b\.?|[ ,(](?:efter|i medfør af|i henhold til)(?= [^.;,]{0,40}(?:lov|§)))"
    r"(?:(?! skal | kan )[^.;]|\.(?= ?\d| ?[a-zæøå]))*\.?$",
    re.IGNORECASE,
)
"""A reference that ends a sentence: "..., jf. barnets lov § 15, stk. 3." says why, it does not quote the law."""
CITED = 200
"""Characters from the end within which such a reference begins; the bound keeps the check linear."""
LONG = 1200
"""Words from which a text is a whole plan: one hit is not enough there."""


@dataclass(frozen=True, slots=True)
class Said:
    """A unit with its hits; `own` are the concepts in it and its lead-in, `near` those of headings and neighbours."""

    unit: Unit
    hits: tuple[Hit, ...]
    own: int
    near: int
    heading: int
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole document read. `name` is the municipality the text speaks of most, "" when it names none."""

    said: tuple[Said, ...]
    words: int
    name: str
    looks_like_plan: bool

    @property
    def is_long(self) -> bool:
        """Whether this is a whole plan rather than an opening or a page."""
        return self.words > LONG


def read(document: Document, *, is_section: bool = False) -> Reading:
    """Read the document. Linear in its length. A section being written counts as a plan without further proof."""
    lex = lexicon()
    units = split(document)
    hits = [_without_citation(unit.text, lex.matcher.find(unit.text)) for unit in units]
    masks = [_mask(lex, found) for found in hits]
    name = own_name(units)
    headings: dict[tuple[str, ...], int] = {}
    said = []
    for unit, found in zip(units, hits, strict=True):
        if unit.heading not in headings:
            headings[unit.heading] = _mask(lex, lex.matcher.find(" . ".join(unit.heading)))
        heading = headings[unit.heading]
        lead_in = masks[unit.lead_in] if unit.lead_in is not None else 0
        if unit.header:
            lead_in |= _mask(lex, lex.matcher.find(unit.header))
        said.append(
            Said(
                unit=unit,
                hits=found,
                own=masks[unit.index] | lead_in,
                near=heading | lead_in | _beside(units, masks, unit),
                heading=heading,
                roles=_roles(lex, unit, masks[unit.index], lead_in, heading, name),
            )
        )
    words = sum(1 for unit in units for _word in WORD.finditer(unit.text))
    return Reading(tuple(said), words, name, is_section or _is_plan(lex, said, masks, name))


def own_name(units: Sequence[Unit]) -> str:
    """The municipality named most often ("Aalborg" in "Aalborg Kommune", "Infohus Aalborg"), or ""."""
    found: Counter[str] = Counter()
    for unit in units:
        for match in OWN_NAME.finditer(unit.text):
            name = match.group(1) or match.group(2)
            if name.lower() not in NOT_A_NAME:
                found[name.removesuffix("s")] += 1
    return max(found, key=lambda name: (found[name], name), default="")


def _without_citation(text: str, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits without those that take a closing reference to the law for the law's own words."""
    citation = CITATION.search(text, max(0, len(text) - CITED))
    if citation is None:
        return hits
    return tuple(hit for hit in hits if hit.concept != "law:text" or hit.start < citation.start())


def _mask(lex: Lexicon, hits: Sequence[Hit]) -> int:
    found = 0
    for hit in hits:
        found |= lex.bits[hit.concept]
    return found


def _beside(units: Sequence[Unit], masks: Sequence[int], unit: Unit) -> int:
    """Concepts of the sentences close by in the same block: two of them on either side."""
    found = 0
    for other in range(max(0, unit.index - 2), min(len(units), unit.index + 3)):
        if other != unit.index and units[other].paragraph == unit.paragraph:
            found |= masks[other]
    return found


def _roles(lex: Lexicon, unit: Unit, own: int, lead_in: int, heading: int, name: str) -> frozenset[str]:
    roles = {role for role in TEXT_ROLES if own & lex.bits[f"{role}:text"]}
    roles |= {role for role in LEAD_IN_ROLES if lead_in & lex.bits[f"{role}:lead_in"]}
    roles |= {role for role in HEADING_ROLES if heading & lex.bits[f"{role}:heading"]}
    roles |= {role for role in INHERITED if lead_in & lex.bits[f"{role}:text"]}
    if unit.shape is Shape.HEADING:
        roles = (roles & {"toc"}) | {"heading"}
    if TOC_LINE.search(unit.text):
        roles.add("toc")
    if _speaks_of_itself(unit.text, name):
        roles -= {"guidance", "national"}
    if name and name in unit.text:
        roles.discard("described")
    if not own & lex.bits["law:text"] and heading & lex.mask("purpose", "organisation", "effort"):
        roles.discard("law")  # "Formål og lovgivning" is not all law
    return frozenset(roles)


def _speaks_of_itself(text: str, name: str) -> bool:
    return bool(name and name in text) or bool(re.search(r"\b(?:[Vv]i|[Vv]ores)\b", text))


def _is_plan(lex: Lexicon, said: Sequence[Said], masks: Sequence[int], name: str) -> bool:
    """Whether a municipality speaks of its own preparedness, rather than somebody of plans in general."""
    general = sum(1 for one in said if masks[one.unit.index] & lex.bits["guidance:text"])
    itself = sum(
        1 for one in said if _speaks_of_itself(one.unit.text, name) or masks[one.unit.index] & lex.bits["denne"]
    )
    subject = any(mask & lex.mask("extremism", "honour") for mask in masks)
    plan = any(mask & lex.bits["this_plan"] for mask in masks)
    return subject and (itself > 2 * general or (plan and not general))
