"""Whether a text looks like a municipality's plan, for those who do not already know."""

from __future__ import annotations

import re
from collections import Counter

from beredskab.documents.model import Document, plain

MIN_WORDS = 120
"""A shorter text is a notice or a card: what it leaves out is no fault."""

TITLE = 200  # characters at the top, where a plan says what it is
_PLAN = re.compile(r"\b(?:\w*beredskab\w*|\w*handle?(?:ings)?plan\w*|strategi\w*|indsatsplan\w*)\b")
_TOPIC = re.compile(r"ekstrem|radikaliser")
_NAMED = re.compile(r"\b([A-ZÆØÅ][\wæøåé-]+) [Kk]ommunes?\b|\bInfohus[ -]([A-ZÆØÅ][\w]+)")
_NOT_NAMES = frozenset("Infohus Min Din Vores Hver Jeres Kommune Netværk".split())
_COUNCIL = re.compile(r"\b(?:vedtaget|godkendt) (?:\w+ ){0,4}(?:byrådet|kommunalbestyrelsen|borgerrepræsentationen)")
_ABOUT = re.compile(r"\bkommunerne[s]?\b|\bkommunernes\b|\bkommuner\b|\brespondent\w*|\bkonceptet\b")


def looks_like_plan(document: Document) -> bool:
    """Whether the text is about extremism, calls itself a plan early on, and speaks for one municipality.

    A report about plans names many municipalities, or none in particular.
    """
    text = "\n".join(plain(block) for block in document.blocks)
    low = text.lower()
    if len(low.split()) < MIN_WORDS or not _TOPIC.search(low) or not _PLAN.search(low[:1500]):
        return False
    names = Counter(name for match in _NAMED.findall(text) for name in match if name and name not in _NOT_NAMES)
    own = max(names.values(), default=0)
    about = len(_ABOUT.findall(low))
    one = 2 * own > sum(names.values())
    titled = _PLAN.search(low[:TITLE]) and _TOPIC.search(low[:TITLE])
    return bool((one and (own >= 2 or titled)) or _COUNCIL.search(low)) and about <= max(4, 2 * own)
