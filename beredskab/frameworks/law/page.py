"""`docs/sharing.md`, whole: how to read and change the law's data, with its tables drawn from it. A test compares them.

Written anew by `python -m beredskab.frameworks.law.page > docs/sharing.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from beredskab.frameworks.law import bases, journal, sharing, urgent
from beredskab.frameworks.law.model import Basis, Party, Rule

LANGUAGE = "en"


def page() -> str:
    """The page as it should stand."""
    rules = sharing.table(LANGUAGE).rules
    return PAGE.format(
        groups=_rows((f"`{name}`", ", ".join(_codes(members))) for name, members in bases.groups().items()),
        bases=_rows(map(_basis, bases.all_bases(LANGUAGE))),
        rules=_rows(map(_rule, rules)),
        urgent=_rows(
            (f"`{row.id}`", row.function, row.paragraph or "none", row.certainty, "yes" if row.setting else "no")
            for row in urgent.shipped(LANGUAGE)
        ),
        retention=_rows(
            (f"`{row.id}`", row.after or "none", row.end, row.force, row.certainty)
            for row in journal.retention(LANGUAGE)
        ),
    )


def _basis(basis: Basis) -> tuple[str, ...]:
    held = " to ".join((str(basis.valid_from or "…"), str(basis.valid_to or "…")))
    seen = f"[{basis.verified_on}]({basis.source.url})" if basis.source else "no"
    who = f"{_who(basis.givers)} → {_who(basis.receivers)}" if basis.carries or basis.kind == "gathering" else "all"
    threshold = "yes" if basis.needs_threshold else ""
    return f"`{basis.id}`", basis.kind, basis.paragraph, basis.allows, who, threshold, held if "-" in held else "", seen


def _rule(rule: Rule) -> tuple[str, ...]:
    cited = ", ".join(_codes(rule.bases)) or "none"
    return f"`{rule.id}`", rule.answer, rule.sentence, cited, rule.certainty


def _who(parties: frozenset[Party]) -> str:
    """The shortest name for a set of parties: all, a group, or the parties themselves."""
    if parties == frozenset(Party):
        return "all"
    named = next((name for name, members in bases.groups().items() if set(members) == parties), "")
    return f"`{named}`" if named else ", ".join(_codes(party for party in Party if party in parties))


def _codes(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in names]


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


PAGE = """# Sharing, bases and clocks: the law of casework as data

Written by `beredskab/frameworks/law/page.py` from the data; a test fails when this page and the data differ.

The program holds no legal rule of its own. What a caseworker is told about sharing stands in YAML files in
`beredskab/frameworks/law/`, in Danish, with every text in English in `en.yaml`.

| File | Holds | Module |
|---|---|---|
| `bases.yaml` | legal bases for a disclosure, and what bounds them | `bases`: `carrying`, `gathering` |
| `sharing.yaml` | may I share this? giver × receiver × age × situation | `sharing`: `may_share`, `table` |
| `self_owning.yaml` | the three questions for a self-owning institution | `self_owning`: `may_be_drawn_in` |
| `urgent.yaml` | who may decide what when it cannot wait | `urgent`: `powers` |
| `kle.yaml` | KLE subjects and retention terms, as settings | `journal`: `subjects`, `retention` |
| `clocks.yaml` | the words for the legal clocks | `clocks`: `due_at`, `deadline` |

## What "seen" means

`verified: true` says that the project has seen the rule in the source named beside it, on that day. It is not a
lawyer's word. Everything else is general knowledge, and screens say *ikke bekræftet*. A rule of the sharing table
is *confirmed* only where all it rests on has been seen **and** the answer follows from the text; otherwise it is
our reading.

## Legal bases

*Permission*, *duty* and *consent* can carry a disclosure alone. A *condition* has to be met as well, a *limit*
forbids, and *gathering* lets an authority ask. Threshold: the act, threat, plan or legitimising of violence has to
be stated first. `internal` holds only between colleagues of one authority.

| Id | Kind | Paragraph | What it says | Who to whom | Threshold | In force | Seen |
|---|---|---|---|---|---|---|---|
{bases}

## May I share this?

The rows are read from the top and the first that fits answers: *yes*, *with-consent*, *no* or *ask*. The last fits
everything and says *ask*, so every combination has an answer. A row whose basis is not in force on the day says
nothing. Investigation is *no* for everybody: the police ask by the rules of criminal procedure.

| Row | Answer | Sentence | Rests on | Certainty |
|---|---|---|---|---|
{rules}

Groups that rows and bases name:

| Group | Members |
|---|---|
{groups}

## When it cannot wait

Where *setting* says yes, the municipality names its own function. That makes no paragraph surer.

| Row | Function | Paragraph | Certainty | Setting |
|---|---|---|---|---|
{urgent}

## Retention terms

Proposals, but for the first. *Decision*: whatever the term, nothing is destroyed before a provision or a decision
that allows it is recorded. KLE numbers are empty until the municipality writes its own.

| Row | Term | Then | Force | Certainty |
|---|---|---|---|---|
{retention}

## Clocks

Lengths and ways of counting stand in [the framework](frameworks.md). Hours are elapsed hours, also over the night
the clocks change. Days, months and years end at 23:59:59 in Denmark. Weekdays skip Sundays and public holidays;
Saturday counts unless the municipality says otherwise, which gives the earlier day. Save the rule's id beside the
moment.

## To change something

1. Edit the Danish file. Write what you have seen: `verified: true`, `verified_by`, `verified_on`, `source`.
   Otherwise leave `verified: false`; the schema refuses a half-told one.
2. Never remove or reuse an id: old disclosures cite it. A rule of law that ended gets `valid_to`, and its successor
   a new id.
3. A new row goes above the rows it is an exception to. A row that never answers is found, and so is a *yes* that
   none of its bases allows.
4. Write the English text in `en.yaml`.
5. `python -m beredskab.frameworks.law.page > docs/sharing.md`, then run the tests in `beredskab/frameworks/tests`.
"""


if __name__ == "__main__":
    sys.stdout.write(page())
