"""The checks the law's data passes before it is shipped. Run by the tests, never when it is read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from beredskab.frameworks import loader
from beredskab.frameworks.law import bases, sharing
from beredskab.frameworks.law.model import Age, Answer, Basis, Choice, Party, Rule, Situation
from beredskab.frameworks.law.reading import FILES, FOLDER, overlay, read
from beredskab.frameworks.validate import Problem

SCHEMA = FOLDER / "schema.json"
TEXTS = frozenset(
    "label help allows note sentence pointer question function decision counting without_saturday".split()
)
"""The keys whose values people read; paragraphs and sources stay Danish, as the law is cited."""

Combination = tuple[Party, Party, Age, Situation]


def check_all() -> tuple[Problem, ...]:
    """Every check on the shipped data and on its overlays."""
    raw = {name: read(name) for name in FILES}
    broken = schema_errors(raw)
    if broken:
        return tuple(broken)
    table, known = sharing.table(), bases.all_bases()
    problems = [*ids_are_unique(raw), *choices_are_ours(table), *references_resolve(table.rules, known)]
    problems += [*certainty_is_earned(table.rules, known), *the_last_answers(table.rules)]
    problems += [*every_rule_is_reached(table.rules), *a_yes_can_be_carried(table.rules, known)]
    problems += [*investigation_is_never_allowed(table.rules), *clocks_have_words(raw)]
    for language in (language for language in loader.LANGUAGES if language != "da"):
        problems += overlay_is_complete(raw, overlay(language), language)
    return tuple(problems)


def schema_errors(raw: Mapping[str, Any]) -> list[Problem]:
    """Faults of form: fields missing, unknown or of the wrong kind."""
    from jsonschema import Draft202012Validator  # here, as it is slow to import and only checks need it

    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [Problem("schema", error.json_path, error.message) for error in validator.iter_errors(_plain(raw))]


def ids_are_unique(raw: Mapping[str, Any]) -> list[Problem]:
    """An id stands once in its list."""
    lists = ((f"{name}.{key}", value) for name in raw for key, value in raw[name].items() if isinstance(value, list))
    return [
        Problem("unique", f"{where} {item_id}", f"used {times} times")
        for where, items in lists
        for item_id, times in Counter(item["id"] for item in items).items()
        if times > 1
    ]


def choices_are_ours(table: sharing.Table) -> list[Problem]:
    """The choices of the file are those the program knows, in its order."""
    pairs: tuple[tuple[Iterable[str], Sequence[Choice]], ...] = (
        (Party, table.parties),
        (Age, table.ages),
        (Situation, table.situations),
        (Answer, table.answers),
    )
    return [
        Problem("choices", getattr(kind, "__name__", ""), "the file and the program name different values")
        for kind, choices in pairs
        if [choice.id for choice in choices] != [str(value) for value in kind]
    ]


def references_resolve(rules: Iterable[Rule], known: Iterable[Basis]) -> list[Problem]:
    """A rule cites bases there are, and every rule but the last cites one."""
    there = {basis.id for basis in known}
    cited = [(rule.id, basis_id) for rule in rules for basis_id in rule.bases]
    problems = [Problem("reference", rule, f"no basis {basis_id}") for rule, basis_id in cited if basis_id not in there]
    return problems + [Problem("reference", rule.id, "cites nothing") for rule in list(rules)[:-1] if not rule.bases]


def certainty_is_earned(rules: Iterable[Rule], known: Iterable[Basis]) -> list[Problem]:
    """A rule is confirmed only where all it rests on has been seen."""
    seen = {basis.id for basis in known if basis.verified}
    return [
        Problem("certainty", rule.id, "confirmed, but rests on something nobody has seen")
        for rule in rules
        if rule.certainty == "confirmed" and not set(rule.bases) <= seen
    ]


def the_last_answers(rules: Sequence[Rule]) -> list[Problem]:
    """The last rule fits everything on every day and says: ask. So every combination answers."""
    last = rules[-1]
    everything = all(last.fits(*combination) for combination in combinations())
    if everything and last.answer is Answer.ASK and not last.bases:
        return []
    return [Problem("fallback", last.id, "the last rule must fit everything, rest on nothing and say ask")]


def every_rule_is_reached(rules: Sequence[Rule]) -> list[Problem]:
    """No rule stands where another always answers first."""
    reached = {first(rules, combination).id for combination in combinations()}
    return [
        Problem("unreachable", rule.id, "an earlier rule always answers first")
        for rule in rules
        if rule.id not in reached
    ]


def a_yes_can_be_carried(rules: Sequence[Rule], known: Iterable[Basis]) -> list[Problem]:
    """Where a rule says yes, with consent or without, one of its bases allows exactly that giver and receiver."""
    by_id = {basis.id: basis for basis in known}
    problems = []
    for combination in combinations():
        rule = first(rules, combination)
        giver, receiver, age, _ = combination
        cited = [by_id[basis_id] for basis_id in rule.bases if basis_id in by_id]
        if rule.answer in (Answer.YES, Answer.WITH_CONSENT) and not any(b.permits(giver, receiver, age) for b in cited):
            problems.append(
                Problem("carried", f"{rule.id}: {' · '.join(combination)}", "no basis of the rule allows it")
            )
    return problems


def investigation_is_never_allowed(rules: Sequence[Rule]) -> list[Problem]:
    """Whoever asks: nothing goes to an investigation this way (retsplejeloven § 115, stk. 2)."""
    asked = (combination for combination in combinations() if combination[3] is Situation.INVESTIGATION)
    return [
        Problem("investigation", " · ".join(combination), "must be no")
        for combination in asked
        if first(rules, combination).answer is not Answer.NO
    ]


def clocks_have_words(raw: Mapping[str, Any]) -> list[Problem]:
    """Each clock of the framework has its words here, and no other has."""
    there = [clock.id for clock in loader.load("dk-law").clocks]
    worded = [item["id"] for item in raw["clocks"]["clocks"]]
    return [] if there == worded else [Problem("clocks", "clocks.yaml", "not the clocks of dk-law, in their order")]


def overlay_is_complete(raw: Mapping[str, Any], texts: Mapping[str, Any], language: str) -> list[Problem]:
    """Another language has every text the Danish has, and none that the Danish has not."""
    expected, given = set(_texts(raw)), set(_leaves(texts))
    problems = [Problem("overlay", f"{language}: {path}", "missing") for path in sorted(expected - given)]
    return problems + [Problem("overlay", f"{language}: {path}", "unknown") for path in sorted(given - expected)]


def combinations() -> Iterator[Combination]:
    """Every giver, receiver, age and situation."""
    return product(Party, Party, Age, Situation)


def first(rules: Sequence[Rule], combination: Combination) -> Rule:
    """The rule that answers a combination, whatever the day."""
    return next((rule for rule in rules if rule.fits(*combination)), rules[-1])


def _texts(value: Any, path: str = "", key: str = "") -> Iterator[str]:
    """The path of every text people read, list places by id."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts(inner, f"{path}.{name}" if path else str(name), name)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, Mapping):
                yield from _texts(item, f"{path}.{item['id']}")
    elif key in TEXTS:
        yield path


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    if not isinstance(value, Mapping):
        if str(value).strip():
            yield path
        return
    for key, inner in value.items():
        yield from _leaves(inner, f"{path}.{key}" if path else str(key))


def _plain(value: Any) -> Any:
    """Data as JSON knows it: dates as text."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
