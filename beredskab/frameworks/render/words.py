"""The words and dates every rendering of a report shares, in Danish and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from beredskab.frameworks.model import Force
from beredskab.frameworks.report import Confidence, Severity, Verdict

Lang = Literal["da", "en"]

SYMBOL: Final = {"covered": "●", "partly": "◐", "missing": "○", "elsewhere": "↗", "not_relevant": "–"}
"""One shape per answer, so that colour never carries the meaning alone."""

VERDICT: Final[dict[str, dict[str, str]]] = {
    "da": {
        "covered": "dækket",
        "partly": "delvis",
        "missing": "mangler",
        "elsewhere": "dækket andetsteds",
        "not_relevant": "ikke relevant",
    },
    "en": {
        "covered": "covered",
        "partly": "partly",
        "missing": "missing",
        "elsewhere": "covered elsewhere",
        "not_relevant": "not relevant",
    },
}

FORCE: Final[dict[str, dict[Force, str]]] = {
    "da": {
        Force.LAW: "lov",
        Force.GUIDANCE: "vejledning",
        Force.RECOMMENDATION: "anbefaling",
        Force.CONCEPT: "koncept",
        Force.LOCAL: "lokalt",
    },
    "en": {
        Force.LAW: "law",
        Force.GUIDANCE: "guidance",
        Force.RECOMMENDATION: "recommendation",
        Force.CONCEPT: "concept",
        Force.LOCAL: "local",
    },
}

FORCE_HEADING: Final[dict[str, dict[Force, str]]] = {
    "da": {
        Force.LAW: "Loven",
        Force.GUIDANCE: "Vejledningen til loven",
        Force.RECOMMENDATION: "CDE's temaer og anbefalinger",
        Force.CONCEPT: "Det nationale koncept",
        Force.LOCAL: "Egne krav",
    },
    "en": {
        Force.LAW: "The law",
        Force.GUIDANCE: "The guidance to the law",
        Force.RECOMMENDATION: "CDE's themes and recommendations",
        Force.CONCEPT: "The national concept",
        Force.LOCAL: "Local requirements",
    },
}

FORCE_NOTE: Final[dict[str, dict[Force, str]]] = {
    "da": {
        Force.LAW: "Barnets lov § 15, stk. 3. Det skal være på plads.",
        Force.GUIDANCE: "Vejledningens “skal” er vejledning, ikke lov.",
        Force.RECOMMENDATION: "Gode råd fra Center for Dokumentation og Indsats mod Ekstremisme.",
        Force.CONCEPT: "En forståelsesramme fra 2018. Intet element er et krav.",
        Force.LOCAL: "Det har kommunen selv valgt.",
    },
    "en": {
        Force.LAW: "The Children's Act (barnets lov) section 15(3). This has to be in place.",
        Force.GUIDANCE: "The guidance's “must” is guidance, not law.",
        Force.RECOMMENDATION: "Good advice from the Danish Centre for Documentation and Counter Extremism.",
        Force.CONCEPT: "A framework of understanding from 2018. No element is a requirement.",
        Force.LOCAL: "The municipality has chosen this itself.",
    },
}

SEVERITY: Final[dict[str, dict[Severity, str]]] = {
    "da": {Severity.ERROR: "fejl", Severity.WARNING: "bør rettes", Severity.ADVICE: "godt råd"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "should be mended", Severity.ADVICE: "advice"},
}

FRAMEWORK: Final[dict[str, dict[str, str]]] = {
    "da": {
        "dk-law": "loven",
        "dk-guidance": "vejledningen",
        "dk-cde": "CDE's temaer og anbefalinger",
        "dk-concept-2018": "det nationale koncept fra 2018",
        "local": "kommunens egne krav",
    },
    "en": {
        "dk-law": "the law",
        "dk-guidance": "the guidance",
        "dk-cde": "CDE's themes and recommendations",
        "dk-concept-2018": "the national concept of 2018",
        "local": "the municipality's own requirements",
    },
}

CONFIDENCE: Final[dict[str, dict[Confidence, str]]] = {
    "da": {Confidence.CLEAR: "tydeligt", Confidence.LIKELY: "sandsynligt", Confidence.WEAK: "svagt"},
    "en": {Confidence.CLEAR: "clear", Confidence.LIKELY: "likely", Confidence.WEAK: "weak"},
}

LABEL: Final[dict[str, dict[str, str]]] = {
    "da": {
        "title": "Holder vores beredskab?",
        "as_of": "Tjekket pr.",
        "frameworks": "Målt mod",
        "findings": "Bemærkninger til teksten",
        "no_findings": "Ingen bemærkninger.",
        "requirements": "Alle krav og anbefalinger",
        "lacking": "Det beder lov og vejledning om, og vi har ikke fundet det hele",
        "matrix": "Konceptets 27 elementer",
        "page": "side",
        "words": "ord",
        "missing_parts": "Ikke fundet",
        "fired": "Ord, der talte med",
        "proposal": "Svarene er maskinens forslag med citater. Et menneske afgør, om de holder.",
        "quote": "Citat",
        "why": "Hvorfor",
        "verdict": "Svar",
        "force": "Vægt",
        "requirement": "Krav",
        "where": "Sted",
        "legend": "Tegnforklaring",
        "notes": "Om læsningen",
        "as_table": "Som tabel",
        "element": "Element",
        "level": "Niveau",
        "prevention": "Indsats",
    },
    "en": {
        "title": "Does our preparedness hold?",
        "as_of": "Checked as of",
        "frameworks": "Measured against",
        "findings": "Remarks on the text",
        "no_findings": "No remarks.",
        "requirements": "All requirements and recommendations",
        "lacking": "What the law and the guidance ask for and we have not found in full",
        "matrix": "The concept's 27 elements",
        "page": "page",
        "words": "words",
        "missing_parts": "Not found",
        "fired": "Words that counted",
        "proposal": "The answers are the machine's proposal, with quotes. A person decides whether they hold.",
        "quote": "Quote",
        "why": "Why",
        "verdict": "Answer",
        "force": "Force",
        "requirement": "Requirement",
        "where": "Place",
        "legend": "Key",
        "notes": "About the reading",
        "as_table": "As a table",
        "element": "Element",
        "level": "Level",
        "prevention": "Prevention",
    },
}

LEVELS: Final = ("strategic", "executing")
PREVENTIONS: Final = ("cross-cutting", "general", "specific", "targeted")

AXIS: Final[dict[str, dict[str, str]]] = {
    "da": {
        "strategic": "Strategisk",
        "executing": "Udførende",
        "cross-cutting": "På tværs",
        "general": "Opbyggende",
        "specific": "Foregribende",
        "targeted": "Indgribende",
    },
    "en": {
        "strategic": "Strategic",
        "executing": "Executing",
        "cross-cutting": "Cross-cutting",
        "general": "General",
        "specific": "Specific",
        "targeted": "Targeted",
    },
}

_NUMBERS: Final[dict[str, tuple[str, ...]]] = {
    "da": tuple("ingen et to tre fire fem seks syv otte ni ti elleve tolv".split()),
    "en": tuple("none one two three four five six seven eight nine ten eleven twelve".split()),
}


def number(count: int, lang: Lang) -> str:
    """Numbers to twelve as words, larger ones as digits, as Danish usage has it."""
    return _NUMBERS[lang][count] if count <= 12 else str(count)


def measured_against(frameworks: Mapping[str, str], lang: Lang) -> str:
    """The frameworks in words with their versions: `loven (1.0.0), vejledningen (1.0.0)`."""
    return ", ".join(f"{FRAMEWORK[lang].get(name, name)} ({version})" for name, version in frameworks.items())


def where(heading: Sequence[str], page: int | None, lang: Lang) -> str:
    """Where a quote stands: page, where there is one, and the headings above it."""
    parts = [f"{LABEL[lang]['page']} {page}"] if page else []
    return ", ".join([*parts, " › ".join(heading)] if heading else parts)


def anchor_id(ref: str) -> str:
    """The id an element has on every page: `krav-P3`, `krav-1-1`."""
    return "krav-" + ref.replace(".", "-")


def verdict_word(verdict: Verdict | str, lang: Lang) -> str:
    """The word people see for a verdict or a person's answer."""
    return VERDICT[lang][str(verdict)]
