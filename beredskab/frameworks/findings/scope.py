"""What the plan deals with and how: two topics in one, adults, the duty to notify, words that alarm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beredskab.frameworks.findings.rules import words
from beredskab.frameworks.findings.text import Hit, Sentence, Text

_EXTREMISM = re.compile(r"ekstrem|radikaliser")
_HONOUR = re.compile(r"\bsocial kontrol|æresrelatere|ære ?s?konflikt")
# Naming the other plan, or saying that it is another, is what CDE asks for.
_REFERENCE = re.compile(
    r"særskilt|adskil|selvstændig|separat|\bandet\b|\banden\b|\bandre?\b|henvis|\bse\b|\bfindes\b|læs mere"
    r"|ikke omfatte|indgår ikke|§ ?15\b|\bbarnets lov|\blovkrav|\bloven\b"
)
_PLAN_WORD = re.compile(r"beredskab|\w*plan\b|strategi|politik")
_MIXED_AT_LEAST = 3

_ADULTS = re.compile(
    r"\bvoksne[s]?\b|\bvoksen\w*|\b(?:over|fyldt) 18\b|\b18 ?\+|\balle borgere\b|\balle aldre\b|\buanset alder\b"
    r"|\balle aldersgrupper\b|§ ?12 ?b\b"
)
_OTHER_ADULTS = re.compile(
    r"(?:trygge|nære|andre|omkring|betydende|kompetente|ansvarlige) voksne|voksne (?:omkring|i barnets|i den unges)"
)
_CITIZENS = re.compile(r"\bborger(?:e|en|ne|nes|es|s)?\b|\bperson(?:er|en|erne)?\b")
_AT_LEAST = 3  # mentions of children before a plan is about them

_CHILDREN = re.compile(r"\bbørn\w*|\bbarn\w*|\bunge\b|\bunges\b|\bunder 18\b|\bung\b|\b0-1[78] år")
_STEP = r"\b(?:henvend|kontakt|underret)\w*|\bring(?:e|er|es)?\b|\borienter\w*"
_CONCERN = r"bekymr\w*|mistank\w*|\bviden om\b|\btegn\b"
_HANDLING = re.compile(rf"(?:{_STEP}).*(?:{_CONCERN})|(?:{_CONCERN}).*(?:{_STEP})")
_DUTY = re.compile(r"(?<!\d)133(?!\d)")
_HEIGHTENED = re.compile(r"skærpe\w+ underretningspligt")
_CALL = r"\b(?:kontakt(?:e|er|es)?|underret(?:te|ter|tes)?|ring(?:e|er|es)?|henvend (?:dig|jer))\b"
_UNDER_18_STEP = re.compile(rf"\bunder 18\b.*{_CALL}|{_CALL}.*\bunder 18\b")
_OLD_DUTY = re.compile(r"§{1,2}\s*(?:15[0-4]\D{1,6})*15[34]\b")

_QUOTED = re.compile(r"[“”„\"»«][^“”„\"»«]{0,80}$")
_DISTANCE = re.compile(r"\b(?:ikke|aldrig|undgå\w*|frem for|i stedet for|fremfor)\b[^.]{0,60}$")


def two_topics_mixed(text: Text) -> Iterator[Hit]:
    """One plan for extremism and for negative social control or honour-related conflicts."""
    if not text.looks_like_plan or not _HONOUR.search(text.own_low) or not _EXTREMISM.search(text.own_low):
        return
    about = [sentence for sentence in text.own if _HONOUR.search(sentence.low)]
    own = [sentence for sentence in about if not _REFERENCE.search(sentence.low)]
    title = next((s for s in own if _EXTREMISM.search(s.low) and (s.is_heading or s.index < 3)), None)
    chapter = next((s for s in own if s.is_heading), None)
    scope = next((s for s in own if _EXTREMISM.search(s.low) and _PLAN_WORD.search(s.low)), None)
    place = title or ((chapter or scope) if len(own) >= _MIXED_AT_LEAST else None)
    if place:
        match = _HONOUR.search(place.low)
        yield Hit(place, *(match.span() if match else (0, None)))


def adults_left_out(text: Text) -> Iterator[Hit]:
    """A plan that is about children and young people and never reaches adults; "citizens" may be of any age."""
    if not text.looks_like_plan or any(_mentions_adults(sentence) for sentence in text.own):
        return
    children, citizens = len(_CHILDREN.findall(text.own_low)), len(_CITIZENS.findall(text.own_low))
    if children >= _AT_LEAST and children > citizens:
        yield Hit()


def no_notification_duty(text: Text) -> Iterator[Hit]:
    """What to do about a concern for a child or a young person, without the duty of § 133."""
    if _DUTY.search(text.low) or _HEIGHTENED.search(text.own_low) or _OLD_DUTY.search(text.low):
        return  # the old paragraphs are a fault of their own
    steps = [sentence for sentence in text.own if _HANDLING.search(sentence.low) and not sentence.is_heading]
    young = [sentence for sentence in steps if _CHILDREN.search(sentence.low)]
    # A card is no plan, but one that says what to do with somebody under 18 is told all the same.
    card = [s for s in text.own if _UNDER_18_STEP.search(s.low)]
    if card:
        yield Hit(card[0])
    elif text.looks_like_plan and steps and _CHILDREN.search(text.own_low):
        yield Hit((young or steps)[0])


def alarming_wording(text: Text) -> Iterator[Hit]:
    """Words that alarm or stigmatise, unless quoted or warned against; each word once."""
    if not words().any_wording.search(text.low):
        return
    for wording in words().wording:
        for sentence, match in text.matching(wording.pattern):
            before = sentence.low[: match.start()]
            if _QUOTED.search(before) or _DISTANCE.search(before):
                continue
            values = {"word": sentence.text[match.start() : match.end()], "gentler": wording.gentler[text.language]}
            yield Hit(sentence, match.start(), match.end(), values)
            break


def _mentions_adults(sentence: Sentence) -> bool:
    return bool(_ADULTS.search(_OTHER_ADULTS.sub("", sentence.low)))
