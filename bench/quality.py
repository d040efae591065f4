"""How good the check is, on real municipal texts that are read from `../shared` (never committed) and their labels.

`python -m bench.quality` prints the tables; `figures()` gives the numbers. See `docs/check.md` for what they show.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench import leave_out
from beredskab.documents.readers import read
from beredskab.frameworks.check import check
from beredskab.frameworks.loader import load_all
from beredskab.frameworks.report import Report

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
FICTIONAL = ROOT / "beredskab" / "frameworks" / "tests" / "fictional"
BLIND = FICTIONAL / "blind"
AS_OF = date(2026, 11, 21)
MUSTS = ("P1", "P2", "P3", "P4", "P5", "G1", "G3", "G4", "G5", "G8")
VERDICTS = ("covered", "partly", "missing")
EITHER = "covered or partly"


@dataclass(frozen=True, slots=True)
class Case:
    """One label against what the check says."""

    text: str
    ref: str
    label: str
    said: str

    @property
    def is_present(self) -> bool:
        return self.label != "missing"

    @property
    def says_present(self) -> bool:
        return self.said != "missing"


def report_of(path: Path) -> Report:
    """The report on one text file."""
    return check(read(path.name, path.read_bytes()), load_all(), AS_OF)


def dev_cases() -> list[Case]:
    """The seven texts of the trial and the two seeds that we labelled ourselves."""
    cases = _cases(SHARED / "plans-dev", json.loads((SHARED / "plans-dev" / "labels.json").read_text("utf-8")))
    return cases + _cases(SHARED / "seeds", json.loads((ROOT / "bench" / "labels" / "seeds.json").read_text("utf-8")))


def left_out_cases() -> list[Case]:
    """The same texts, each judged without the words that only this text has (see `leave_out`)."""
    labels = json.loads((SHARED / "plans-dev" / "labels.json").read_text("utf-8"))
    own = json.loads((ROOT / "bench" / "labels" / "seeds.json").read_text("utf-8"))
    refs = {SHARED / "plans-dev" / f"{name}.txt": raw for name, raw in labels.items()}
    refs |= {SHARED / "seeds" / f"{name}.txt": raw for name, raw in own.items()}
    cases = []
    for path, lex in leave_out.lexicons_without([*refs, *sorted(FICTIONAL.glob("*.md"))]).items():
        with leave_out.using(lex):
            cases += _text(path, refs.get(path, {}))
    return cases


def fictional_cases(folder: Path = FICTIONAL) -> list[Case]:
    """The fictional whole plans and traps; with `BLIND`, those written by somebody who had not seen the rules."""
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    return [case for name, raw in labels.items() for case in _text(folder / name, _verdicts(raw))]


def _verdicts(raw: Mapping[str, Any]) -> dict[str, Any]:
    refs = raw.get("verdicts", {})
    return {ref: {"verdict": said} if isinstance(said, str) else said for ref, said in refs.items()}


def _cases(folder: Path, labels: Mapping[str, Any]) -> list[Case]:
    return [case for name, refs in labels.items() for case in _text(folder / f"{name}.txt", refs)]


def _text(path: Path, refs: Mapping[str, Any]) -> list[Case]:
    said = {result.element.ref: str(result.verdict) for result in report_of(path).elements}
    return [Case(path.stem, ref, raw["verdict"], said[ref]) for ref, raw in refs.items() if ref in said]


# --- measures -----------------------------------------------------------------------------------------------------


def f1(cases: Iterable[Case], *, present: bool) -> tuple[float, float, float]:
    """Precision, recall and F1 of *present* (covered or partly), or of *missing*."""
    pairs = [(case.is_present == present, case.says_present == present) for case in cases]
    return _prf(pairs)


def verdict_f1(cases: Iterable[Case], verdict: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of one verdict; labels of `covered or partly` are left out."""
    return _prf([(case.label == verdict, case.said == verdict) for case in cases if case.label != EITHER])


def _prf(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    hit = sum(1 for truth, said in pairs if truth and said)
    said, truth = sum(1 for _t, s in pairs if s), sum(1 for t, _s in pairs if t)
    precision, recall = (hit / said if said else 0.0), (hit / truth if truth else 0.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def balanced_accuracy(cases: Sequence[Case]) -> float:
    """Mean of the recall of *present* and of *missing*."""
    return (f1(cases, present=True)[1] + f1(cases, present=False)[1]) / 2


def by_prevalence(cases: Sequence[Case]) -> list[Case]:
    """The base rate: answer what most *other* texts have for this element."""
    answers = []
    for case in cases:
        others = Counter(o.is_present for o in cases if o.ref == case.ref and o.text != case.text)
        said = "partly" if others[True] >= others[False] and others[True] else "missing"
        answers.append(Case(case.text, case.ref, case.label, said))
    return answers


def always_present(cases: Sequence[Case]) -> list[Case]:
    """The other base rate: everything is present."""
    return [Case(case.text, case.ref, case.label, "partly") for case in cases]


def false_covered(cases: Iterable[Case]) -> list[Case]:
    """A *must* called covered that is not."""
    return [c for c in cases if c.ref in MUSTS and c.said == "covered" and c.label in ("partly", "missing")]


def trap_failures() -> list[str]:
    """Traps of the fictional texts that the check falls into, as `file ref`."""
    path = FICTIONAL / "labels.json"
    failures = []
    for name, raw in (json.loads(path.read_text("utf-8")) if path.exists() else {}).items():
        said = {result.element.ref: str(result.verdict) for result in report_of(FICTIONAL / name).elements}
        failures += [f"{name} {t['ref']}" for t in raw.get("traps", ()) if said.get(t["ref"]) == t["must_not"]]
    return failures


# --- what is printed ----------------------------------------------------------------------------------------------


def figures() -> list[dict[str, Any]]:
    """Numbers for `make bench`: name, value, unit, and the ratio of what (`of`) it is.

    Without the real texts, which the project does not contain, only the fictional ones are measured.
    """
    sets = {"six texts written blind": fictional_cases(BLIND)}
    if (SHARED / "plans-dev").exists():
        sets["real texts"] = dev_cases()
        sets["real texts, leave one out"] = left_out_cases()
    return [row for name, cases in sets.items() for row in _figures(name, cases)]


def _figures(name: str, cases: Sequence[Case]) -> list[dict[str, Any]]:
    base, rate = by_prevalence(cases), "the answer by prevalence"
    rows = [
        ("F1 covered or partly", f1(cases, present=True)[2], "F1", f1(base, present=True)[2], rate),
        ("F1 missing", f1(cases, present=False)[2], "F1", f1(base, present=False)[2], rate),
        ("balanced accuracy", balanced_accuracy(cases), "share", balanced_accuracy(base), rate),
        ("recall of covered", verdict_f1(cases, "covered")[1], "share", 0.6, "the aim of 0.6"),
        ("false covered on a must", float(len(false_covered(cases))), "cases", 1.0, "one"),
    ]
    return [
        {"name": f"check, {name}: {what}", "value": round(value, 3), "unit": unit,
         "ratio": round(value / against, 3) if against else 0.0, "of": of}
        for what, value, unit, against, of in rows
    ]  # fmt: skip


def show(title: str, cases: Sequence[Case]) -> None:
    """Print the tables of one set of cases."""
    print(f"\n{title}: {len(cases)} labels, {len({case.text for case in cases})} texts")
    print(f"  {'answer':24} {'P present':>9} {'R':>5} {'F1':>5}   {'F1 missing':>10} {'balanced':>9}")
    rows = (("the check", cases), ("by prevalence", by_prevalence(cases)), ("always present", always_present(cases)))
    for name, answers in rows:
        (p, r, f), missing = f1(answers, present=True), f1(answers, present=False)[2]
        print(f"  {name:24} {p:9.2f} {r:5.2f} {f:5.2f}   {missing:10.2f} {balanced_accuracy(answers):9.2f}")
    for verdict in VERDICTS:
        p, r, f = verdict_f1(cases, verdict)
        print(f"  verdict {verdict:16} {p:9.2f} {r:5.2f} {f:5.2f}")
    for text in dict.fromkeys(case.text for case in cases):
        own = [case for case in cases if case.text == text]
        print(f"    {text:32} F1 present {f1(own, present=True)[2]:.2f}  missing {f1(own, present=False)[2]:.2f}")
    print("  false covered on a must:", [f"{c.text} {c.ref}" for c in false_covered(cases)] or "none")


def show_errors(cases: Sequence[Case]) -> None:
    """Print every disagreement, by element."""
    for case in sorted(cases, key=lambda case: case.ref):
        agrees = case.said == case.label or (case.label == EITHER and case.says_present)
        if not agrees:
            print(f"  {case.ref:5} {case.text:32} label {case.label:18} said {case.said}")


if __name__ == "__main__":
    groups = {
        "real texts": dev_cases(),
        "real texts, each without the words that only it has": left_out_cases(),
        "fictional": fictional_cases(),
        "fictional, written blind": fictional_cases(BLIND),
    }
    for title, found in groups.items():
        if found:
            show(title, found)
            if "-v" in sys.argv:
                show_errors(found)
    print("\ntraps fallen into:", trap_failures() or "none")
