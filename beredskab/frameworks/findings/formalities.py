"""The law's formalities in the text: who adopted the plan and when, and when it is revised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from beredskab.frameworks.clocks import add_months
from beredskab.frameworks.findings.dates import Found, danish, dates
from beredskab.frameworks.findings.text import Hit, Sentence, Text

FOUR_YEARS = 48  # months; barnets lov § 15, stk. 3
FRONT = 6  # sentences of a front page: there, what is approved is the plan
LABEL = 60  # characters of a label and of the value below it
NEAR = 120  # characters between a word and the date that belongs to it

_ADOPTED = re.compile(
    r"\b(?:politisk )?(?:vedtaget|vedtog|vedtagelse|vedtagelsen|godkendt|godkendte|godkendelse|tiltrådt|tiltrådte)\b"
)
_COUNCIL = re.compile(
    r"\b(?:kommunalbestyrelsen?|(?:by|kommune)råd(?:et)?|borgerrepræsentation(?:en)?)s?\b(?![\w ]{0,20}udvalg)"
)
_OTHER_BODY = re.compile(
    r"\b[\w-]*udvalg(?:et)?\b|\b[\w-]*direktion(?:en)?\b|\b[\w-]*forvaltning(?:en)?\b|\badministration(?:en)?\b|\badministrativt\b"
    r"|\b(?:chef|ledelses|styre)gruppen?\b|\bkommunaldirektøren?\b|\b[\w-]*ledelse[n]?\b"
)
_PLAN = re.compile(
    r"\b(?:[\w-]*plan(?:en)?|\w*beredskab(?:et)?|[\w-]*strategi(?:en)?|politikken|dokumentet|den er|den blev)s?\b"
)
# What a committee or a management may well approve: parts, workflows, measures.
_LESSER = re.compile(
    r"arbejdsgang|indsatser(?:ne)?\b|samarbejdsaftale|procedure|retningslinje|action ?card|budget|skabelon|kursus"
    r"|ansøgning|bevilling"
)
_DEMAND = re.compile(r"\b(?:skal|bør|kan|vil|forventes|indstilles|forelægges)\b")
_NOT = re.compile(r"\b(?:ikke|aldrig|hverken)\b")
_OTHER_PLAN = re.compile(
    r"national\w* handlingsplan|regering|folketing|sikker by|børne- og unge\w*politik"
    r"|\b(?:børne?|unge|skole|sundheds|integrations|trygheds|fritids|kultur|klima|ældre|handicap|rus|misbrugs|alkohol"
    r"|familie|beskæftigelses|udviklings|kommune|lokal|bolig|personale|medborgerskabs)\w*(?:politik|strategi|plan)\w*"
)
_REVISION = re.compile(
    r"\b(?:revider\w*|revision\w*|ajourfør\w*|genbehandl\w*|opdater(?:es?|ing|ingen)\b|gennemskriv\w*|genbesøg\w*"
    r"|genvedtag\w*|forny(?:es?|else|elsen)\b|udløb(?:er|sdato\w*)?\b|gyldig til|gælder (?:frem )?til|tages op til)"
)
_PERFECT = re.compile(r"\b(?:revideret|ajourført|revision(?:en)? er (?:sket|gennemført))\b")
_AHEAD = re.compile(r"\b(?:næste|skal|vil|bliver|være)\b")
_FUNCTION = (
    r"(?:sekretariat|afdeling|forvaltning|leder|chef|konsulent|koordinator|styregruppe|arbejdsgruppe|tovholder|udvalg"
    r"|direktør|direktion|enhed|center|team|ssp|infohus)"
)
_OWNER = re.compile(
    rf"ansvar\w*\b.*{_FUNCTION}|{_FUNCTION}.*ansvar|\baf (?!kommune|byråd)[\w-]*{_FUNCTION}"
    rf"|{_FUNCTION}\w*\b[^.]*\b(?:tager|sørger|sikrer|reviderer|følger|indkalder)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence and a date in it."""

    sentence: Sentence
    found: Found


def adopted_by_other_body(text: Text) -> Iterator[Hit]:
    """The plan is adopted by a committee or the administration, and nowhere by the council."""
    if not _ADOPTED.search(text.own_low) or any(_by_council(sentence) for sentence in text.own):
        return
    for sentence in text.own:
        match = _ADOPTED.search(sentence.low)
        if not match or _DEMAND.search(sentence.low) or _NOT.search(sentence.low) or _COUNCIL.search(sentence.low):
            continue
        body = _OTHER_BODY.search(sentence.low)
        front = sentence.index < FRONT and len(sentence.text) <= 2 * LABEL
        about_plan = _PLAN.search(sentence.low) or front
        if body and about_plan and not _LESSER.search(sentence.low) and not _OTHER_PLAN.search(sentence.low):
            yield Hit(sentence, min(match.start(), body.start()), max(match.end(), body.end()))


def no_adoption_date(text: Text) -> Iterator[Hit]:
    """A plan that nowhere says when it was adopted."""
    if text.looks_like_plan and not text.once("adoptions", _adoptions):
        yield Hit()


def review_overdue(text: Text) -> Iterator[Hit]:
    """Four years have gone since the latest adoption or revision the text states."""
    latest = text.once("latest", _latest)
    if latest is None:
        return
    # The day it was due is not named: the duty dates from 1 April 2024, and older plans were not late before that.
    if add_months(latest.found.last, FOUR_YEARS) < text.as_of:
        last = latest.sentence.text[latest.found.start : latest.found.end]
        yield Hit(latest.sentence, latest.found.start, latest.found.end, {"last": last})


def review_date_passed(text: Text) -> Iterator[Hit]:
    """The next revision the text promises lies in the past, and no revision since is stated."""
    planned, latest = text.once("next_review", _next_review), text.once("latest", _latest)
    if planned is None or planned.found.last >= text.as_of:
        return
    overdue = latest and add_months(latest.found.last, FOUR_YEARS) < text.as_of
    since = latest and latest.found.last >= planned.found.last
    if not overdue and not since:
        yield Hit(planned.sentence, planned.found.start, planned.found.end, {"due": _day(planned.found.last, text)})


def review_after_four_years(text: Text) -> Iterator[Hit]:
    """The next revision is set to a day more than four years after the adoption."""
    planned, latest = text.once("next_review", _next_review), text.once("latest", _latest)
    if planned is None or latest is None:
        return
    due = add_months(latest.found.last, FOUR_YEARS)
    # A month or a year stands for a span: only if all of it lies too late is it a fault.
    if planned.found.first > due:
        yield Hit(planned.sentence, planned.found.start, planned.found.end, {"due": _day(due, text)})


def no_review_date(text: Text) -> Iterator[Hit]:
    """A plan that says neither when it is revised nor which function sees to it."""
    if not text.looks_like_plan or text.once("next_review", _next_review):
        return
    about = [sentence for sentence in text.own if _REVISION.search(sentence.low)]
    if not any(_OWNER.search(sentence.low) for sentence in about):
        place = next((sentence for sentence in about if _PLAN.search(sentence.low)), None)
        yield Hit(place)


def _by_council(sentence: Sentence) -> bool:
    return bool(
        _ADOPTED.search(sentence.low)
        and _COUNCIL.search(sentence.low)
        and not _NOT.search(sentence.low)
        and not (_DEMAND.search(sentence.low) and not any(dates(sentence.low)))
    )


def _adoptions(text: Text) -> list[Dated]:
    """The dates on which the text says it was adopted, by whomever; another plan's adoption is not ours."""
    if not _ADOPTED.search(text.own_low):
        return []
    return [
        Dated(place, found)
        for sentence in text.own
        if _ADOPTED.search(sentence.low) and not _OTHER_PLAN.search(sentence.low)
        if _COUNCIL.search(sentence.low) or not _LESSER.search(sentence.low)
        for place, found in _adoption_date(text, sentence)
    ]


def _adoption_date(text: Text, sentence: Sentence) -> Iterator[tuple[Sentence, Found]]:
    found = _closest(sentence, _ADOPTED)
    yield from ((sentence, one) for one in found)
    following = text.sentences[sentence.index + 1 : sentence.index + 2]
    # A label on a front page: "Vedtaget af byrådet" and the date on the next line.
    if not found and following and len(sentence.text) <= LABEL and len(following[0].text) <= LABEL:
        yield from ((following[0], one) for one in dates(following[0].low))


def _closest(sentence: Sentence, pattern: re.Pattern[str]) -> list[Found]:
    """The date nearest the words, where a sentence has several; one far off belongs to something else."""
    places = [match.start() for match in pattern.finditer(sentence.low)]
    apart = {one: min(abs(one.start - place) for place in places) for one in dates(sentence.low)} if places else {}
    near = [one for one, distance in apart.items() if distance <= NEAR]
    return [min(near, key=apart.__getitem__)] if near else []


def _latest(text: Text) -> Dated | None:
    """The latest adoption or revision that the text says has taken place."""
    done = [
        Dated(sentence, found) for sentence in text.own if _is_done(sentence) for found in _closest(sentence, _PERFECT)
    ]
    past = [one for one in (*text.once("adoptions", _adoptions), *done) if one.found.first <= text.as_of]
    return max(past, key=lambda one: one.found.last, default=None)


def _next_review(text: Text) -> Dated | None:
    """The next revision as the text states it: a sentence on revision with a date that is not the adoption's."""
    adopted = {one.found.last for one in text.once("adoptions", _adoptions)}
    planned = [
        Dated(sentence, found)
        for sentence in text.own
        if _REVISION.search(sentence.low) and not _is_done(sentence) and not _OTHER_PLAN.search(sentence.low)
        for found in _closest(sentence, _REVISION)
        if found.last not in adopted
    ]
    return max(planned, key=lambda one: one.found.last, default=None)


def _is_done(sentence: Sentence) -> bool:
    return bool(_PERFECT.search(sentence.low)) and not _AHEAD.search(sentence.low)


def _day(day: date, text: Text) -> str:
    return danish(day) if text.language == "da" else day.isoformat()
