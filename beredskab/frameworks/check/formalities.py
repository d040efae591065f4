"""The formal requirements that need more than concepts: adoption (P3), publication (P4), revision (P5), one topic (R1).

Each returns evidence with the part that was not found. They are strict: the law's words are no proof of the deed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from beredskab.frameworks.check.lexicon import Lexicon, lexicon
from beredskab.frameworks.check.reading import CAPPED, SILENT, Reading, Said
from beredskab.lib.dates import MONTHS as MONTHS_BY_LANGUAGE

MONTHS = MONTHS_BY_LANGUAGE["da"]
_MONTH = "|".join([*MONTHS, *(f"{month[:3]}\\.?" for month in MONTHS if month != "maj")])
DAY = re.compile(
    rf"\b(?:(\d{{1,2}})\.?\s*(?:{_MONTH})\s*(20\d\d)|(\d{{1,2}})[./-]\s?(\d{{1,2}})[./-]\s?(20\d\d|\d\d)\b"
    r"|(20\d\d)-(\d\d)-(\d\d))",
    re.IGNORECASE,
)
MONTH_NUMBERS = {month: number for number, month in enumerate(MONTHS, start=1)}
MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\s+(20\d\d)", re.IGNORECASE)
YEAR = re.compile(r"\b20\d\d\b")
ADDRESS = re.compile(
    r"\b(?:https?://|www\.)?((?:[\w-]+\.)+(?:dk|com|org|net|eu|invalid|example))\b(?:/[^\s)]*)?", re.IGNORECASE
)
NATIONAL_SITES = ("stopekstremisme.dk", "retsinformation.dk", "borger.dk", "politi.dk", "pet.dk", "sm.dk", "uim.dk",
                  "siri.dk", "socialstyrelsen.dk", "sbst.dk", "kl.dk", "regeringen.dk", "dkr.dk")  # fmt: skip
MAIL = re.compile(r"\S+@\S+")
VERBS = ("adopt", "publish", "placed", "revise")
OPENING = 15
"""Units at the start of a text that may be its title page."""
BEGINS = 40
"""Characters from the start of a line within which its subject stands."""
CLAUSE = re.compile(r"\b(?:er|blev|var|som|har|bliver)\b")
SHORT = 120  # characters; a line of a title page
PUBLISHED_LINE = re.compile(r"(?:er )?(?:offentliggj|publicer|tilgængelig)", re.IGNORECASE)
"""How a line of a title page says where the plan lies; "Hjemmeside: ..." alone is a contact."""


@dataclass(frozen=True, slots=True)
class Formal:
    """A place that speaks for a formality: `covered` or not, and what it lacks (a key of `explain.LACKS`)."""

    said: Said
    covered: bool
    lacks: str = ""
    words: tuple[tuple[int, int], ...] = ()


Judge = Callable[[Reading, date], tuple[Formal, ...]]


def adoption(reading: Reading, as_of: date) -> tuple[Formal, ...]:
    """P3: the council's name, a verb of adoption in the past and a full date, said of this plan."""
    lex = lexicon()
    found = []
    for number, said in enumerate(reading.said):
        if not said.own & lex.bits["adopt"] or not _speaks(said):
            continue
        text, own = _with_next_line(reading, number)
        if own & lex.bits["law:text"] or not own & lex.mask("council", "politics", "committee", "own"):
            continue
        council, day = own & lex.bits["council"], DAY.search(text)
        lacks = ""
        if own & lex.mask("adopt_future", "promise:text", "negated:text"):
            lacks = "adopted"
        elif not _about_this_plan(lex, reading, number):
            lacks = "this-plan"
        elif not council:
            lacks = "council"
        elif not day:
            lacks = "date"
        if lacks == "this-plan" and not own & lex.mask("plan"):
            continue
        found.append(Formal(said, not lacks, lacks, _spans(lex, said, ("adopt", "council", "politics"), DAY)))
    return tuple(found)


def written(reading: Reading, as_of: date) -> tuple[Formal, ...]:
    """P2: the text is itself a plan on extremism: it is entitled so, or speaks of itself as the plan."""
    lex = lexicon()
    found = []
    elsewhere = not reading.is_long and any(said.own & lex.bits["download"] for said in reading.said)
    for number, said in enumerate(reading.said):
        if not said.own & lex.bits["this_plan"] or not _speaks(said):
            continue
        title = number < OPENING and len(said.unit.text) < SHORT and _begins_with(lex, said, ("this_plan", "plan"))
        itself = (title and said.own & lex.mask("extremism", "honour")) or said.own & lex.bits["denne"]
        whole = reading.is_long and said.own & lex.bits["extremism"]
        covered = bool(itself or whole) and not elsewhere and not said.roles & {"negated", "promise"}
        found.append(
            Formal(said, covered, "" if covered else "the-plan", _spans(lex, said, ("this_plan", "extremism")))
        )
    return tuple(found)


def publication(reading: Reading, as_of: date) -> tuple[Formal, ...]:
    """P4: this plan is published, at an address or on the municipality's website."""
    lex = lexicon()
    found = []
    for number, said in enumerate(reading.said):
        if not said.own & lex.mask("publish", "placed") or not _speaks(said):
            continue
        if not _about_this_plan(lex, reading, number):
            continue
        own_address = any(not match.group(1).lower().removeprefix("www.").endswith(NATIONAL_SITES)
                          for match in ADDRESS.finditer(MAIL.sub(" ", said.unit.text)))  # fmt: skip
        placed = said.own & lex.bits["placed"] and said.own & lex.bits["website"]
        lacks = ""
        if said.roles & CAPPED - {"elsewhere"} or said.own & lex.bits["intranet"]:
            lacks = "published"
        elif (not own_address and not placed) or said.own & lex.bits["other_thing"]:
            lacks = "address"
        if lacks == "address" and not said.own & lex.bits["publish"]:
            continue
        found.append(Formal(said, not lacks, lacks, _spans(lex, said, ("publish", "placed", "website"), ADDRESS)))
    return tuple(found)


def revision(reading: Reading, as_of: date) -> tuple[Formal, ...]:
    """P5: a next date that has not passed, or a named function that is responsible for the revision."""
    lex = lexicon()
    functions = lex.mask("coordinator", "department", "management", "group", "level_strategic", "ssp")
    found = []
    for number, said in enumerate(reading.said):
        if not said.own & lex.bits["revise"]:
            continue
        following = said.own & lex.bits["revise_next"] and has_date_from(said.unit.text, as_of)
        if not _speaks(said) and not (following and said.roles & SILENT == {"law"}):
            continue  # the law's own words name no day: "skal revideres, næste gang i marts 2029" is the plan's
        if not _about_this_plan(lex, reading, number):
            continue
        function = said.own & functions and said.own & lex.bits["responsible"]
        lacks = ""
        if said.roles & {"negated"}:
            lacks = "revision"
        elif not (following or function) or said.own & lex.bits["other_thing"]:
            lacks = "next-date"
        found.append(Formal(said, not lacks, lacks, _spans(lex, said, ("revise", "responsible", "cadence"), YEAR)))
    return tuple(found)


def one_topic(reading: Reading, as_of: date) -> tuple[Formal, ...]:
    """R1: the plan is about extremism, and honour-related conflicts are not treated beside it."""
    lex = lexicon()
    speaking = [said for said in reading.said if _speaks(said)]
    extremism = [said for said in speaking if said.own & lex.bits["extremism"]]
    honour = [said for said in speaking if said.own & lex.bits["honour"]]
    apart = [said for said in honour if said.own & lex.bits["separate"]]
    honour = [said for said in honour if said not in apart]
    if not extremism or len(honour) > max(1, len(extremism) // 8):
        return ()
    plan = [said for said in extremism if said.own & lex.mask("this_plan", "plan")]
    if plan:
        return (
            Formal(plan[0], not honour, "one-topic" if honour else "", _spans(lex, plan[0], ("extremism", "plan"))),
        )
    return (Formal(extremism[0], False, "plan-named", _spans(lex, extremism[0], ("extremism",))),)


SPECIAL: dict[str, Judge] = {
    "written": written,
    "adoption": adoption,
    "publication": publication,
    "revision": revision,
    "topics": one_topic,
}


def _speaks(said: Said) -> bool:
    """Not a quotation or paraphrase of the law, a definition, a national description or a table of contents."""
    return not said.roles & (SILENT - {"guidance"})


def _with_next_line(reading: Reading, number: int) -> tuple[str, int]:
    """The unit's text and concepts; a short line of a title page is read with the next short line."""
    said = reading.said[number]
    text, own = said.unit.text, said.own
    for other in (number + 1, number - 1):
        if 0 <= other < len(reading.said) and len(text) < SHORT:
            beside = reading.said[other]
            if (
                len(beside.unit.text) < SHORT
                and _speaks(beside)
                and not DAY.search(text)
                and DAY.search(beside.unit.text)
            ):
                return f"{text} {beside.unit.text}", own | beside.own
    return text, own


def _about_this_plan(lex: Lexicon, reading: Reading, number: int) -> bool:
    """Whether it is about the plan at hand: it says so, follows on one that does, or stands on the title page."""
    said = reading.said[number]
    if said.own & lex.bits["other_plan"]:
        return _subject_is_this_plan(said)
    if said.own & lex.bits["this_plan"]:
        return True
    before = reading.said[number - 1] if number else None
    if before and before.unit.paragraph == said.unit.paragraph and before.own & lex.bits["this_plan"]:
        return not before.own & lex.bits["other_plan"]
    if said.heading & lex.mask("revise", "adopt", "publish") and said.heading & lex.mask("plan", "adopt", "revise"):
        return True
    if number >= OPENING or len(said.unit.text) >= SHORT:
        return False
    return bool(PUBLISHED_LINE.match(said.unit.text)) or _begins_with(lex, said, ("adopt", "revise", "council"))


def _subject_is_this_plan(said: Said) -> bool:
    """Whether the last plan named before the verb is this one, and not "politikken, som byrådet vedtog"."""
    verb = min((hit.start for hit in said.hits if hit.concept in VERBS), default=0)
    named = [(hit.end, hit.concept != "this_plan") for hit in said.hits
             if hit.concept in ("this_plan", "other_plan") and hit.start < verb]  # fmt: skip
    return bool(named) and not max(named)[1]


def _begins_with(lex: Lexicon, said: Said, concepts: tuple[str, ...]) -> bool:
    """Whether the line begins with one of the concepts, perhaps after a name: "Lindby Kommune, godkendt af ..."."""
    text = said.unit.text
    return any(hit.concept in concepts and hit.start < BEGINS and not CLAUSE.search(text, 0, hit.start)
               for hit in said.hits)  # fmt: skip


def has_date_from(text: str, as_of: date) -> bool:
    """Whether the text names a day, a month or a year that has not passed on `as_of`."""
    months = [(int(match.group(2)), MONTH_NUMBERS[match.group(1).lower()]) for match in MONTH.finditer(text)]
    if months:
        return any(month >= (as_of.year, as_of.month) for month in months)
    return any(int(match.group()) >= as_of.year for match in YEAR.finditer(text))


def _spans(
    lex: Lexicon, said: Said, concepts: tuple[str, ...], pattern: re.Pattern[str] | None = None
) -> tuple[tuple[int, int], ...]:
    """Where in the unit the words stand that fired."""
    found: Iterator[tuple[int, int]] = ((hit.start, hit.end) for hit in said.hits if hit.concept in concepts)
    dates = ((match.start(), match.end()) for match in pattern.finditer(said.unit.text)) if pattern else ()
    return tuple(sorted({*found, *dates}))
