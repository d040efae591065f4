"""The words of an explanation, in Danish and English. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Sequence

from beredskab.frameworks.model import Element
from beredskab.frameworks.report import ElementResult, Verdict

REASONS = {
    "described": {"da": "det er en beskrivelse i almindelighed", "en": "it is a description in general"},
    "aim": {"da": "det er sagt som mål eller hensigt", "en": "it is said as an aim"},
    "promise": {"da": "det er noget, der skal ske senere", "en": "it is something to be done later"},
    "negated": {"da": "teksten siger, at det ikke er på plads", "en": "the text says that it is not in place"},
    "elsewhere": {"da": "der henvises til et andet sted", "en": "it points to another place"},
    "heading": {"da": "det står kun i en overskrift", "en": "it stands in a heading only"},
}
"""Why a place can speak for *partly* at most."""

LACKS = {
    "the-plan": {"da": "selve planen; teksten nævner den kun", "en": "the plan itself; the text only mentions it"},
    "adopted": {"da": "en vedtagelse, der har fundet sted", "en": "an adoption that has taken place"},
    "this-plan": {"da": "at det gælder denne plan", "en": "that it is about this plan"},
    "council": {"da": "at det er kommunalbestyrelsen, der har vedtaget", "en": "that the municipal council adopted it"},
    "date": {"da": "datoen for vedtagelsen", "en": "the date of adoption"},
    "published": {"da": "at planen er offentliggjort", "en": "that the plan is published"},
    "address": {"da": "adressen, hvor planen ligger", "en": "the address where the plan lies"},
    "revision": {"da": "en aftalt revision", "en": "an agreed revision"},
    "next-date": {
        "da": "næste dato for revision eller en navngiven funktion med ansvar for den",
        "en": "a next date of revision or a named function responsible for it",
    },
    "one-topic": {"da": "at planen kun handler om ekstremisme", "en": "that the plan is about extremism only"},
    "plan-named": {"da": "at teksten er en plan om ekstremisme", "en": "that the text is a plan on extremism"},
    "parts": {"da": "nogle af kravets dele", "en": "some of the parts that the requirement has"},
    "concrete": {
        "da": "en konkret beskrivelse i kommunens egne ord",
        "en": "a concrete description in the municipality's own words",
    },
    "more": {"da": "flere steder, der siger det", "en": "more places that say so"},
}
"""Parts that were not found."""

NOT_A_PLAN = {
    "da": "Teksten ligner ikke en kommunes egen plan. Den kan handle om planer i almindelighed. "
    "Derfor er intet krav vurderet højere end delvis.",
    "en": "The text does not look like a municipality's own plan. It may be about plans in general. "
    "So no requirement is judged higher than partly.",
}
NO_TEXT = {
    "da": "Der er ingen tekst at vurdere.",
    "en": "There is no text to judge.",
}
SHORT_TEXT = {
    "da": "Teksten er kort. Er den kun en del af planen, så læg resten ved.",
    "en": "The text is short. If it is only a part of the plan, add the rest.",
}
UNJUDGED = {
    "da": "Programmet har ingen regel for dette punkt. Vurder det selv.",
    "en": "The program has no rule for this point. Judge it yourself.",
}
_FOUND = {"da": "Fundet", "en": "Found"}
_NOT_FOUND = {"da": "Ikke fundet", "en": "Not found"}
_NOTHING = {
    "da": "Der er ikke fundet noget sted, der taler om det.",
    "en": "No place was found that speaks of it.",
}
_BUT = {"da": "men", "en": "but"}
_PLACES = {"da": ("ét sted", "{} steder"), "en": ("one place", "{} places")}


def _listed(lacks: Sequence[str]) -> str:
    return "; ".join(text.rstrip(".") for text in lacks)


def nothing(language: str, lacks: Sequence[str] = ()) -> str:
    """Why an element is missing."""
    text = _NOTHING[language]
    return f"{text} {_NOT_FOUND[language]}: {_listed(lacks)}." if lacks else text


def found(language: str, concepts: Sequence[str], places: int, reason: str = "", lacks: Sequence[str] = ()) -> str:
    """Why an element is covered or partly: what was found, in how many places, and what was not."""
    one, many = _PLACES[language]
    where = one if places == 1 else many.format(places)
    said = f"{_FOUND[language]}: {' + '.join(concepts)} ({where})" if concepts else f"{_FOUND[language]} ({where})"
    if reason:
        said += f", {_BUT[language]} {REASONS[reason][language]}"
    return f"{said}. {_NOT_FOUND[language]}: {_listed(lacks)}." if lacks else f"{said}."


def lacks(language: str, keys: Sequence[str]) -> tuple[str, ...]:
    """The words for parts that were not found."""
    return tuple(LACKS[key][language] for key in keys)


def unjudged(element: Element, language: str) -> ElementResult:
    """An element of a local profile: the machine does not pretend to know it."""
    return ElementResult(
        element, Verdict.MISSING, (), UNJUDGED[language], tuple(part.text.rstrip(".") for part in element.parts)
    )
