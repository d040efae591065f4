"""`beredskab check FILE...`: does this plan hold? No database, no set-up, no network."""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from beredskab.documents.errors import ReadError
from beredskab.documents.sandbox import read_safely
from beredskab.frameworks.model import Force, Framework
from beredskab.frameworks.report import Report, Severity, Verdict

EXIT_CHECKED: Final = 0
EXIT_LAW_LACKING: Final = 1
EXIT_USAGE: Final = 2
EXIT_UNREADABLE: Final = 3

MAX_FILE_BYTES: Final = 25_000_000
"""A plan is text; what is larger is refused before it is read."""

_SAYS: Final = {
    "da": {
        "no_file": "Filen findes ikke: {}",
        "folder": "Det er en mappe, ikke en fil: {}",
        "denied": "Filen kan ikke åbnes: {}",
        "large": "Filen er for stor (over 25 MB): {}. Gem planen som tekst uden billeder, og prøv igen.",
        "written": "Skrevet til {}",
        "unwritable": "Svaret kan ikke skrives til {}: {}",
        "framework": "Ukendt rammeværk '{}'. Vælg blandt: {}",
        "binary": "Word-filen skal have et sted at ligge. Tilføj --output FIL.docx",
        "profile": "Den lokale profil kan ikke bruges: {}",
        "not_relevant": "{} {} er valgt fra som ikke relevant: {}",
    },
    "en": {
        "no_file": "No such file: {}",
        "folder": "This is a folder, not a file: {}",
        "denied": "The file cannot be opened: {}",
        "large": "The file is too large (over 25 MB): {}. Save the plan as text without pictures and try again.",
        "written": "Written to {}",
        "unwritable": "The answer cannot be written to {}: {}",
        "framework": "Unknown framework '{}'. Choose among: {}",
        "binary": "The Word file needs somewhere to go. Add --output FILE.docx",
        "profile": "The local profile cannot be used: {}",
        "not_relevant": "{} {} is marked not relevant: {}",
    },
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="docx, PDF, HTML, odt, txt, Markdown")
    parser.add_argument("--format", choices=("text", "json", "html", "docx"), default="text")
    parser.add_argument("--output", "-o", type=Path, help="skriv til en fil / write to a file")
    parser.add_argument("--as-of", type=_day, default=None, metavar="DATE", help="YYYY-MM-DD; i dag / today")
    parser.add_argument("--framework", action="append", metavar="ID", help="kun dette / only this; can be repeated")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="lokal profil i YAML / local profile")
    parser.add_argument("--lang", choices=("da", "en"), default="da")
    parser.add_argument("--strict", action="store_true", help="exit 1, hvis noget loven kræver ikke er fundet")
    parser.epilog = (
        "Exit: 0 tjekket · 1 kun med --strict: noget, loven kræver, er ikke fundet · 2 forkert kald · "
        "3 en fil kunne ikke læses"
    )


def run(args: argparse.Namespace) -> int:
    """Read, check, print. Returns one of the exit codes above."""
    says = _SAYS[args.lang]
    try:
        files = [(path.name, _bytes(path, says)) for path in args.files]
        frameworks, notes = _tailored(_frameworks(args.framework, args.lang, says), args.profile, args.lang, says)
    except _Refused as refusal:
        return _fail(str(refusal), refusal.code)
    if args.format == "docx" and args.output is None and sys.stdout.isatty():
        return _fail(says["binary"], EXIT_USAGE)
    try:
        report = _report(files, frameworks, args.as_of or date.today(), args.lang)  # noqa: DTZ011 local day is meant
    except ReadError as error:
        return _fail(error.message(args.lang), EXIT_UNREADABLE)
    report = replace(report, notes=(*report.notes, *notes))
    try:
        _write(_rendered(report, args), args.output, says)
    except OSError as error:
        return _fail(says["unwritable"].format(args.output, error.strerror), EXIT_USAGE)
    return EXIT_LAW_LACKING if args.strict and _law_lacks(report) else EXIT_CHECKED


class _Refused(Exception):
    """A call that cannot be carried out, with the exit code it ends in."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' er ikke en dato; skriv 2026-11-21") from error


def _bytes(path: Path, says: dict[str, str]) -> bytes:
    try:
        if path.is_dir():
            raise _Refused(says["folder"].format(path), EXIT_UNREADABLE)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _Refused(says["large"].format(path), EXIT_UNREADABLE)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _Refused(says["no_file"].format(path), EXIT_UNREADABLE) from error
    except OSError as error:
        raise _Refused(says["denied"].format(path), EXIT_UNREADABLE) from error


def _frameworks(wanted: list[str] | None, lang: str, says: dict[str, str]) -> tuple[Framework, ...]:
    from beredskab.frameworks.loader import load_all

    frameworks = load_all(language=lang)
    known = {framework.id: framework for framework in frameworks}
    for name in wanted or ():
        if name not in known:
            raise _Refused(says["framework"].format(name, ", ".join(known)), EXIT_USAGE)
    return tuple(known[name] for name in dict.fromkeys(wanted)) if wanted else frameworks


def _tailored(
    frameworks: tuple[Framework, ...], path: Path | None, lang: str, says: dict[str, str]
) -> tuple[tuple[Framework, ...], tuple[str, ...]]:
    """The frameworks as the municipality's profile has them, and a note for each element it marks not relevant."""
    if path is None:
        return frameworks, ()
    from beredskab.frameworks import profile

    try:
        chosen = profile.apply(frameworks, profile.parse(_bytes(path, says).decode("utf-8", "replace"), frameworks))
    except profile.ProfileError as error:
        reasons = " ".join(problem.message(lang) for problem in error.problems)
        raise _Refused(says["profile"].format(reasons), EXIT_UNREADABLE) from error
    away = chosen.not_relevant
    notes = tuple(
        says["not_relevant"].format(element.ref, element.title, away[element.id])
        for framework in chosen.frameworks
        for element in framework.elements
        if element.id in away
    )
    kept = tuple(
        replace(framework, elements=tuple(element for element in framework.elements if element.id not in away))
        for framework in chosen.frameworks
    )
    return kept, notes


def _report(files: list[tuple[str, bytes]], frameworks: tuple[Framework, ...], as_of: date, lang: str) -> Report:
    from beredskab.frameworks.check import check

    document, infos = read_safely(files)
    return check(document, frameworks, as_of, files=infos, language=lang)


def _rendered(report: Report, args: argparse.Namespace) -> bytes:
    from beredskab.frameworks.render import as_json, html, text

    match args.format:
        case "json":
            return as_json.render(report).encode()
        case "html":
            return html.render(report, args.lang).encode()
        case "docx":
            from beredskab.frameworks.render import docx

            return docx.render(report, args.lang)
    terminal = args.output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    return text.render(report, args.lang, width=width, colour=terminal).encode()


def _write(content: bytes, output: Path | None, says: dict[str, str]) -> None:
    if output is None:
        try:
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        except BrokenPipeError:  # `beredskab check plan.docx | head`
            sys.stderr.close()
        return
    output.write_bytes(content)
    print(says["written"].format(output), file=sys.stderr)  # noqa: T201


def _law_lacks(report: Report) -> bool:
    missing = any(r.element.force is Force.LAW and r.verdict is Verdict.MISSING for r in report.elements)
    return missing or any(finding.severity is Severity.ERROR for finding in report.findings)


def _fail(message: str, code: int) -> int:
    print(f"beredskab: {message}", file=sys.stderr)  # noqa: T201
    return code
