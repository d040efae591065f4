"""The coordinator's list, a case page, a step and the log at 10,000 and at 1,000,000 cases, as the role that serves.

`python -m bench.cases CASES LOG` measures other sizes. Times are of the whole request inside this process (login,
policies, decryption, log row, page); the ratio says what the policies cost: the same reads as the tables' owner, whom
no policy restricts, in turns with them.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from bench import place

SIZES = ((10_000, 100_000), (1_000_000, 10_000_000))
RUNS, WARM = 200, 20
AIM_PAGE, AIM_STEP, AIM_POLICIES = 50.0, 30.0, 1.2


@contextmanager
def role_of(made: Any, owner: bool) -> Iterator[None]:
    """Reads as the tables' owner instead of the work role, until the block ends."""
    from django.db import connections

    from beredskab.audit import line
    from beredskab.config.database import parse_url
    from beredskab.kit import roles

    connection = connections["default"]
    parts = parse_url(made.admin_url if owner else made.url(roles.WORK))
    connection.close()
    line.hang_up()
    kept = {key: connection.settings_dict[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    connection.settings_dict.update({key: parts[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    if owner:
        connection.settings_dict["OPTIONS"] = {**kept["OPTIONS"], "assume_role": roles.OWNER}
    try:
        yield
    finally:
        connection.close()
        line.hang_up()
        connection.settings_dict.update(kept)


def reads(viewer: Any, sample: Any) -> dict[str, Callable[[], object]]:
    """What the two pages read, each in a transaction in the viewer's scope as the middleware makes it."""
    from beredskab.cases.queries.lists import morning
    from beredskab.cases.queries.page import case_page
    from beredskab.kit.viewer import as_viewer

    turn = cycle(sample)

    def of_list() -> None:
        with as_viewer(viewer):
            morning(viewer)

    def of_page() -> None:
        with as_viewer(viewer):
            case_page(viewer, next(turn))

    return {"the list": of_list, "a case page": of_page}


def pages(viewer: Any, sample: Any) -> dict[str, Callable[[], object]]:
    """The whole requests, as somebody who is logged in."""
    from django.test import Client

    from beredskab.organisation.models import Person

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(Person.objects.get(id=viewer.person_id))
    turn = cycle(sample)

    def get(address: str) -> None:
        answer = browser.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")

    return {"the list": lambda: get("/sager/"), "a case page": lambda: get(f"/sager/{next(turn)}/")}


def policies(made: Any, viewer: Any, sample: Any, rounds: int = 5) -> dict[str, float]:
    """Median time of each read as the work role over that as the owner, measured in turns."""
    taken: dict[bool, dict[str, list[float]]] = {}
    for owner in (True, False) * rounds:
        with role_of(made, owner):
            for name, read in reads(viewer, sample).items():
                place.times(read, 5)
                taken.setdefault(owner, {}).setdefault(name, []).extend(place.times(read, RUNS // rounds))
    middles = {owner: {name: place.median(sorted(ts)) for name, ts in by.items()} for owner, by in taken.items()}
    return {name: middles[False][name] / free for name, free in middles[True].items()}


def step(viewer: Any, sample: Any) -> list[float]:
    """A saving: a note, sealed, with its row in the log, committed. Every step writes this and a few rows more."""
    from beredskab.cases.actions import notes

    turn = cycle(sample)
    text = "Opdigtet: talt med skolen i dag. " * 20
    return place.times(lambda: notes.add(by=viewer, case_id=next(turn), kind="talk", text=text), RUNS)


def size(made: Any, keys: Path, cases: int, log: int) -> list[dict[str, Any]]:
    """All figures at one size."""
    from bench import casegen
    from beredskab.kit.vault import vault
    from beredskab.organisation import demo

    viewer = demo.cast()["karen"]
    filled = casegen.fill(made.admin_url, cases, log, vault(), viewer.person_id)
    at = f"{cases:,} cases"
    rows = []
    costs = policies(made, viewer, filled.sample)
    for name, get in pages(viewer, filled.sample).items():
        place.times(get, WARM)
        taken = place.times(get, RUNS)
        slow, middle = place.p95(taken), place.median(taken)
        rows.append(place.row(f"{name}, {at}, p95", slow, "ms", slow / AIM_PAGE, "the aim of 50 ms"))
        rows.append(place.row(f"{name}, {at}, median", middle, "ms", costs[name], "its reads, unrestricted"))
        computing = place.own(get, WARM)
        rows.append(
            place.row(f"{name}, {at}, own computing", computing, "ms", computing / AIM_PAGE, "the aim of 50 ms")
        )
    slow = place.p95(step(viewer, filled.sample))
    rows.append(place.row(f"saving, {at}, p95", slow, "ms", slow / AIM_STEP, "the aim of 30 ms"))
    return [*rows, *log_page(made, log)]


def log_page(made: Any, log: int) -> list[dict[str, Any]]:
    """The officer's newest page, and one filter, as they see it."""
    from beredskab.organisation import demo

    officer = demo.cast()["dorte"]
    rows = []
    get = pages_of_log(officer)
    for name, page in get.items():
        place.times(page, WARM)
        taken = place.times(page, RUNS // 2)
        slow = place.p95(taken)
        rows.append(place.row(f"{name}, {log:,} events, p95", slow, "ms", slow / AIM_PAGE, "the aim of 50 ms"))
    return rows


def pages_of_log(officer: Any) -> dict[str, Callable[[], object]]:
    """The log's addresses."""
    from django.test import Client
    from django.urls import reverse

    from beredskab.organisation.models import Person

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(Person.objects.get(id=officer.person_id))
    address = reverse("privacy:log")

    def get(query: str) -> None:
        answer = browser.get(address + query)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}{query}: {answer.status_code}")

    return {"the log": lambda: get("")}


def figures(sizes: Any = SIZES) -> list[dict[str, Any]]:
    """All sizes, each in a database of its own."""
    rows = []
    for cases, log in sizes:
        with place.house() as made, tempfile.TemporaryDirectory() as keys:
            place.inside(made, Path(keys))
            logging.disable(logging.CRITICAL)
            rows += size(made, Path(keys), cases, log)
    return rows


if __name__ == "__main__":
    for figure in figures([(int(sys.argv[1]), int(sys.argv[2]))]):
        print(figure)
