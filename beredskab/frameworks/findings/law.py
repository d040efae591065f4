"""Superseded law, and names of bodies that are out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beredskab.frameworks.findings.rules import words
from beredskab.frameworks.findings.text import Hit, Sentence, Text

_OLD_NOTIFICATION = re.compile(
    r"(?:§{1,2}|paragraf(?:ferne)?)\s*(?:15[0-4]\s*(?:[,–-]|og|eller|samt)\s*)*15[34]\b(?!\s*[a-c]\b)"
)
_OLD_PREVENTION = re.compile(r"(?:§{1,2}|paragraf)\s*19\b(?![.,]?\d)")
# Help for children left serviceloven with the Children's Act; these are the ones plans still cite.
_OLD_CHILDREN = re.compile(
    r"(?:§{1,2}|paragraf(?:ferne)?)\s*(?:11|46|49 ?a|50|52 ?a?|54|58|152|155 ?[ab]?)\b(?![.,]?\d)"
)
_COUNSELLING = re.compile(r"\b12\s?b\b")
_OVER_18 = re.compile(r"\bpersoner(?:,? (?:der|som) er)? (?:over|fyldt) 18 år")
_COUNSELLING_WORDS = re.compile(r"gratis|radikalisere|ekstremistisk miljø")
# The text speaks of the law as it was: that is right, and often helpful.
_HISTORIC = re.compile(
    r"\btidligere\b|\bhidtil|\bdengang|\bgamle\b|\bfør (?:den )?(?:1\. ?januar )?2024|afløs|erstatte[tr]|ophæv"
    r"|\bikke længere|\b(?:er|var|hedder|findes) nu\b|\bnu (?:i )?barnets lov|\bflyttet"
)
_MADE_THEN = re.compile(
    r"udviklet|udarbejdet|udgivet|udgivelse|rapport|håndbog|publikation|uddrag|kilde|\b(?:fra|i) 20[12]\d|\(20[12]\d\)"
)


def superseded_notification(text: Text) -> Iterator[Hit]:
    """Serviceloven §§ 153 and 154 as the duty to notify, which is barnets lov §§ 133 and 135 since 2024."""
    for sentence, match in text.matching(_OLD_NOTIFICATION):
        law = law_of(sentence, match.start(), match.end())
        about_it = "underret" in sentence.low or "underret" in " ".join(sentence.source.heading).lower()
        if (law == "service" or (law is None and about_it)) and not _HISTORIC.search(sentence.low):
            yield Hit(sentence, match.start(), match.end())


def superseded_prevention(text: Text) -> Iterator[Hit]:
    """Serviceloven § 19 as the basis of policy and preparedness, which is barnets lov § 15 since 2024."""
    for sentence, match in text.matching(_OLD_PREVENTION):
        if law_of(sentence, match.start(), match.end()) == "service" and not _HISTORIC.search(sentence.low):
            yield Hit(sentence, match.start(), match.end())


def superseded_children(text: Text) -> Iterator[Hit]:
    """Serviceloven's former paragraphs on help for children and young people, which stand in barnets lov since 2024."""
    for sentence, match in text.matching(_OLD_CHILDREN):
        if _OLD_NOTIFICATION.search(sentence.low):  # "§§ 152-154" is one fault
            continue
        if law_of(sentence, match.start(), match.end()) == "service" and not _HISTORIC.search(sentence.low):
            yield Hit(sentence, match.start(), match.end())


def superseded_counselling(text: Text) -> Iterator[Hit]:
    """Serviceloven § 12 b in the words before 2024, which spoke of persons over 18."""
    for sentence, match in text.matching(_OVER_18):
        around = " ".join(other.low for other in text.near(sentence, 2, 1))
        about_it = _COUNSELLING.search(around) or (
            "rådgivning" in sentence.low and _COUNSELLING_WORDS.search(sentence.low)
        )
        if about_it and "rådgivning" in around and not _HISTORIC.search(sentence.low) and not _negated(sentence, match):
            yield Hit(sentence, match.start(), match.end())


def outdated_name(text: Text) -> Iterator[Hit]:
    """A body by the name it no longer has; a work it made under that name keeps it."""
    for renamed in words().names:
        if text.as_of < renamed.since:
            continue
        for sentence, match in text.matching(renamed.pattern):
            now_too = renamed.now.split(" (")[0].lower() in sentence.low or re.search(r"\bcde\b", sentence.low)
            if now_too or _HISTORIC.search(sentence.low) or _MADE_THEN.search(sentence.low):
                continue
            word = sentence.text[match.start() : match.end()]
            yield Hit(sentence, match.start(), match.end(), {"word": word, "gentler": renamed.now})
            break  # once a name is enough


def law_of(sentence: Sentence, start: int, end: int) -> str | None:
    """Which law a paragraph belongs to: the nearest before it, else the first after it; None where none is named."""
    named = [(m.start(), m.end(), law) for law, pattern in words().laws.items() for m in pattern.finditer(sentence.low)]
    after = min((place for place in named if place[0] >= end), default=None)
    # "§ 153 i serviceloven" is nearer than a law that came before it.
    if after and re.fullmatch(r"[\s,]*(?:stk\. ?\d+,? ?)?(?:i|efter|jf\.)?\s*", sentence.low[end : after[0]]):
        return after[2]
    before = max((place for place in named if place[1] <= start), default=None)
    nearest = before or after
    return nearest[2] if nearest else None


def _negated(sentence: Sentence, match: re.Match[str]) -> bool:
    return bool(re.search(r"\b(?:ikke|ikke kun|ikke længere|frem for|i stedet for)\W*$", sentence.low[: match.start()]))
