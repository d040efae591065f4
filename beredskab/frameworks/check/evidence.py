"""Evidence: which units speak for an element, how strongly, and by which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from beredskab.frameworks.check.lexicon import Clue, Lexicon, Rule, lexicon
from beredskab.frameworks.check.reading import CAPPED, SILENT, Reading, Said


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit that speaks for an element. `strong`: the clue can carry *covered*; `capped`: but is only said as an aim,
    a promise, a heading or a reference (`reason` says which)."""

    said: Said
    clue: Clue
    strong: bool
    reason: str = ""

    @property
    def carries(self) -> bool:
        """Whether this can carry *covered*."""
        return self.strong and not self.reason

    @property
    def points(self) -> int:
        """One for a mention, two for what carries; three when three or more concepts stand together."""
        if not self.carries:
            return 1
        return 3 if sum(1 for term in self.clue.terms if not term.absent) >= 3 else 2


@dataclass(slots=True)
class Found:
    """All evidence for one element, and which of its parts were found."""

    evidence: list[Evidence] = field(default_factory=list)
    parts: dict[str, set[int]] = field(default_factory=dict)  # units by part
    has_section: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    rule: Rule
    clue: Clue
    strong: bool
    part: str = ""


def gather(reading: Reading, rules: Iterable[Rule]) -> Mapping[str, Found]:
    """Evidence by element ref. Each unit is held only against the clues whose first concept it has."""
    lex = lexicon()
    rules = tuple(rules)
    index = _index(lex, rules)
    found: dict[str, Found] = {rule.ref: Found() for rule in rules}
    for said in reading.said:
        for ref, entries in _candidates(index, said.own).items():
            _add(found[ref], entries, said)
        if "heading" in said.roles and "toc" not in said.roles:
            for rule in rules:
                if rule.section & said.own:
                    found[rule.ref].has_section = True
    return found


def _index(lex: Lexicon, rules: tuple[Rule, ...]) -> Mapping[int, list[_Entry]]:
    """Clues by the bit of each concept of their first term."""
    index: dict[int, list[_Entry]] = defaultdict(list)
    for rule in rules:
        entries = [_Entry(rule, clue, True) for clue in rule.strong]
        entries += [_Entry(rule, clue, False) for clue in rule.weak]
        entries += [_Entry(rule, clue, True, part) for part, clues in rule.parts.items() for clue in clues]
        for entry in entries:
            for bit in _bits(entry.clue.first):
                index[bit].append(entry)
    return index


def _candidates(index: Mapping[int, list[_Entry]], own: int) -> Mapping[str, list[_Entry]]:
    found: dict[str, list[_Entry]] = defaultdict(list)
    for bit in _bits(own):
        for entry in index.get(bit, ()):
            found[entry.rule.ref].append(entry)
    return found


def _bits(mask: int) -> Iterable[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def _add(found: Found, entries: list[_Entry], said: Said) -> None:
    """Add the best evidence this unit gives for one element, if any."""
    rule = entries[0].rule
    if said.roles & SILENT - rule.accepts:
        return
    capped = sorted(said.roles & CAPPED - rule.accepts)
    best: _Entry | None = None
    for entry in entries:
        if not entry.clue.holds(said.own, said.near, said.heading):
            continue
        if entry.part:
            if not capped:
                found.parts.setdefault(entry.part, set()).add(said.unit.index)
        elif best is None or (entry.strong and not best.strong):
            best = entry
    if best is not None:
        found.evidence.append(Evidence(said, best.clue, best.strong, capped[0] if capped else ""))
