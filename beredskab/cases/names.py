"""Whether two names may be one person's: spelling, Danish letters, parts in another order, common variants.

Pure, and yes or no only: a score would invite to rank people. What it finds is for a person to look at.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

Parts = tuple[str, ...]

_LETTERS: Final = str.maketrans(
    {
        "æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "y", "ß": "ss", "đ": "d", "ð": "d", "þ": "th",
        "ł": "l", "ı": "i", "'": None, "’": None, "ʼ": None, "`": None, "´": None,
    }
)  # fmt: skip
_WORDS: Final = re.compile("[a-z]+")
# Spellings that sound alike, consonants before vowels. A name goes through all of them, whole, before it is parted.
_SOUNDS: Final = (
    ("ph", "f"), ("ck", "k"), ("kh", "k"), ("ch", "k"), ("sz", "s"), ("sh", "s"), ("sj", "s"), ("th", "t"),
    ("dh", "d"), ("gh", "g"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("x", "ks"), ("aa", "o"), ("oe", "o"),
    ("ae", "e"), ("ou", "o"), ("oo", "o"), ("ee", "i"), ("ie", "i"), ("ij", "i"), ("ei", "i"),
)  # fmt: skip
_ALONE: Final = str.maketrans("cqzwuyj", "kksvoii")
_SPARE: Final = re.compile(r"(.)\1+|(?<=[bcdfgklmnprst])h|h(?![a-z])")
# One name with spellings that sound too unlike, or common short forms. Each line is one name.
_VARIANTS: Final = (
    "mohammed mohammad mohamed muhammad muhammed muhamed mohamad muhamad mohd mohamud mahamed mehmed mehmet mahmed",
    "ahmed ahmad achmed ahmet", "hussein hossein husayn hussain husein hosein", "hassan hasan hassen",
    "yusuf youssef yousuf yosef josef joseph jusuf yousif", "ibrahim abraham ebrahim ibrahima",
    "abdullah abdulla abdallah abdoullah", "omar omer umar oemer", "osman othman uthman usman", "ali aly alli",
    "mustafa moustafa mostafa moustapha", "khadija khadijah hatice hadija", "fatima fatma fatimah fatema",
    "aisha aicha ayesha ayse aysha", "zainab zaynab zeynep zeinab", "maryam mariam miriam marjam meryem",
    "christian kristian christer krister", "christina kristina kristine christine", "erik erich eric",
    "niels nils nels", "jens jans", "peter petter peder", "søren soeren soren", "jørgen joergen jurgen",
    "karl carl", "katrine cathrine kathrine katharina catrine", "sofie sophie sofia sophia", "lukas lucas",
    "matias mathias matthias mattias", "alexander aleksander alex", "mikkel michael mikael mikail",
    "nikolaj nicolai nikolai nicolaj", "johannes johan hans", "elisabeth elizabeth lisbeth", "andreas anders",
)  # fmt: skip
SHORT, LONG = 4, 8
"""From SHORT letters on one may differ, from LONG letters on two."""


def parts(name: str) -> Parts:
    """The parts of a name, each as it sounds; hyphens, case and marks do not matter."""
    return tuple(_GROUPS.get(word, word) for word in _heard(name))


def may_be_same(one: Parts, other: Parts) -> bool:
    """Whether every part of the shorter name is found in the longer one, each in a part of its own."""
    if not one or not other:
        return False
    if "".join(one) == "".join(other):  # written together here and apart there
        return True
    few, many = sorted((one, other), key=lambda name: (len(name), name))
    return _placed(few, many)


def same(one: str, other: str) -> bool:
    """Whether two names, as written, may be one person's."""
    return may_be_same(parts(one), parts(other))


def _placed(few: Parts, many: Parts) -> bool:
    if not few:
        return True
    return any(_alike(few[0], part) and _placed(few[1:], many[:n] + many[n + 1 :]) for n, part in enumerate(many))


def _heard(name: str) -> list[str]:
    plain = name.casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    for spelt, sounds in _SOUNDS:
        plain = plain.replace(spelt, sounds)
    return _WORDS.findall(_SPARE.sub(_once, plain.translate(_ALONE)))


def _once(found: re.Match[str]) -> str:
    return found[1] or ""


def _grouped() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _VARIANTS:
        heard = _heard(line)
        found |= dict.fromkeys(heard, heard[0])
    return found


_GROUPS: Final = _grouped()


def _alike(one: str, other: str) -> bool:
    """The same, or a slip apart: a letter more, less, other, or two that changed places."""
    if one == other:
        return True
    shortest = min(len(one), len(other))
    slips = 2 if shortest >= LONG else 1 if shortest >= SHORT else 0
    if not slips or abs(len(one) - len(other)) > slips or len(set(one) ^ set(other)) > 2 * slips:
        return False  # a slip changes at most two letters of the set: most pairs end here
    return _within(one, other, slips)


def _within(one: str, other: str, slips: int) -> bool:
    """Whether so many slips lead from one to the other. Walks along what is equal, and branches where it is not."""
    at = 0
    while at < len(one) and at < len(other) and one[at] == other[at]:
        at += 1
    one, other = one[at:], other[at:]
    if not one or not other:
        return len(one) + len(other) <= slips
    if not slips:
        return False
    left = slips - 1
    swapped = one[:2] == other[1::-1] and len(other) > 1 and _within(one[2:], other[2:], left)
    return (
        swapped or _within(one[1:], other[1:], left) or _within(one[1:], other, left) or _within(one, other[1:], left)
    )
