"""The first thing a reader sees: a few sentences in words, law first, and never a grade."""

from __future__ import annotations

from typing import Final

from beredskab.frameworks.model import Force
from beredskab.frameworks.render.words import Lang, number
from beredskab.frameworks.report import ElementResult, Report, Severity, Verdict

_LAW: Final[dict[str, dict[str, tuple[str, str, str]]]] = {
    # ref: (covered, partly, missing)
    "da": {
        "P1": (
            "Planen handler om at forebygge, opspore og håndtere ekstremisme.",
            "Planen handler om ekstremisme, men forebyggelse, opsporing og håndtering er ikke alle tre beskrevet.",
            "Vi kan ikke se, at planen beskriver forebyggelse, opsporing og håndtering af ekstremisme.",
        ),
        "P2": (
            "Den er skriftlig.",
            "Teksten nævner et beredskab, men ligner ikke selv hele beredskabet.",
            "Teksten ligner ikke et skriftligt beredskab.",
        ),
        "P3": (
            "Det står, at kommunalbestyrelsen har vedtaget den, og hvornår.",
            "En vedtagelse er nævnt, men ikke både hvem og hvornår.",
            "Vi kan ikke se, at kommunalbestyrelsen har vedtaget den.",
        ),
        "P4": (
            "Det fremgår, hvor den er offentliggjort.",
            "Offentliggørelse er nævnt, men stedet mangler.",
            "Vi kan ikke se, hvor den er offentliggjort.",
        ),
        "P5": (
            "Det fremgår, hvornår den skal revideres, eller hvem der har ansvaret for det.",
            "Revision er nævnt, men hverken en dato eller en ansvarlig er tydelig.",
            "Vi kan ikke se, hvornår den skal revideres.",
        ),
    },
    "en": {
        "P1": (
            "It deals with preventing, detecting and handling extremism.",
            "It deals with extremism, but prevention, detection and handling are not all described.",
            "We cannot see that it describes prevention, detection and handling of extremism.",
        ),
        "P2": (
            "The preparedness is in writing.",
            "The text mentions a preparedness but does not look like the whole of it.",
            "The text does not look like a written preparedness.",
        ),
        "P3": (
            "It says that the municipal council has adopted it, and when.",
            "An adoption is mentioned, but not both who adopted it and when.",
            "We cannot see that the municipal council has adopted it.",
        ),
        "P4": (
            "It says where it is published.",
            "Publication is mentioned, but not the place.",
            "We cannot see where it is published.",
        ),
        "P5": (
            "It says when it is due for revision, or who is responsible for it.",
            "Revision is mentioned, but neither a date nor a responsible function is clear.",
            "We cannot see when it is due for revision.",
        ),
    },
}

_NOT_A_PLAN: Final = {
    "da": "Teksten ligner ikke en kommunes egen plan. Læs svarene med det forbehold.",
    "en": "The text does not look like a municipality's own plan. Read the answers with that in mind.",
}


def sentences(report: Report, lang: Lang) -> tuple[str, ...]:
    """The summary as sentences, in order of force."""
    said = [] if report.looks_like_plan else [_NOT_A_PLAN[lang]]
    said += [_law_sentence(result, lang) for result in _of_force(report, Force.LAW) if result.element.ref in _LAW[lang]]
    if treated := _treated(report, lang):
        said.append(treated)
    if faults := sum(finding.severity is not Severity.ADVICE for finding in report.findings):
        said.append(_faults(faults, lang))
    return tuple(said)


def lacking(report: Report) -> tuple[ElementResult, ...]:
    """What law and guidance ask for that is not, or only partly, found."""
    return tuple(
        result
        for result in report.elements
        if result.element.force in (Force.LAW, Force.GUIDANCE) and result.verdict is not Verdict.COVERED
    )


def _of_force(report: Report, force: Force) -> list[ElementResult]:
    return [result for result in report.elements if result.element.force is force]


def _law_sentence(result: ElementResult, lang: Lang) -> str:
    return _LAW[lang][result.element.ref][list(Verdict).index(result.verdict)]


def _treated(report: Report, lang: Lang) -> str:
    counts = {
        force: (sum(r.verdict is not Verdict.MISSING for r in results), len(results))
        for force in (Force.GUIDANCE, Force.CONCEPT)
        if (results := _of_force(report, force))
    }
    parts = []
    for force, (found, total) in counts.items():
        of, names = _OF[lang][force]
        parts.append(f"{number(found, lang)} {of} {number(total, lang)} {names}")
    if not parts:
        return ""
    joined = _AND[lang].join(parts)
    return _TREATED[lang].format(joined[0].upper() + joined[1:])


_OF: Final[dict[str, dict[Force, tuple[str, str]]]] = {
    "da": {Force.GUIDANCE: ("af vejledningens", "punkter"), Force.CONCEPT: ("af konceptets", "elementer")},
    "en": {Force.GUIDANCE: ("of the guidance's", "points"), Force.CONCEPT: ("of the concept's", "elements")},
}
_AND: Final = {"da": " og ", "en": " and "}
_TREATED: Final = {"da": "{} er behandlet helt eller delvis.", "en": "{} are treated, wholly or in part."}


def _faults(count: int, lang: Lang) -> str:
    if lang == "da":
        return f"Der er {number(count, lang)} {'sted' if count == 1 else 'steder'} i teksten, der bør rettes."
    return f"{number(count, lang).capitalize()} {'place' if count == 1 else 'places'} in the text should be mended."
