"""The operator's commands talk through here: one place for standard output, errors and exit codes."""

from __future__ import annotations

import sys

from beredskab.cli.errors import CommandError


def say(text: str = "") -> None:
    """Print at once, so that what is said stands before what is waited for."""
    print(text, flush=True)  # noqa: T201


def refuse(*reasons: CommandError, code: int = 2) -> int:
    """Say each reason in one sentence on standard error, and give the exit code back."""
    for reason in reasons:
        print(f"beredskab: {reason.message()}", file=sys.stderr)  # noqa: T201
    return code
