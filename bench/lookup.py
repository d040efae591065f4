"""What a look at earlier contacts costs: opening the sealed names of an authority and comparing them in memory."""

import json
import random
import time
from typing import Any

from beredskab.cases import names
from beredskab.kit.ids import new_id
from beredskab.lib import crypto

MANY = 10_000
AIM_SECONDS = 0.5
FIRST = ("Mohammed", "Bertram", "Søren", "Ida", "Khadija", "Christian", "Yusuf", "Anne-Sofie", "Åse", "Emil", "Fatima")
LETTERS = "abdefgiklmnoprstuv"


def figures() -> list[dict[str, Any]]:
    """Seconds for 10,000 names; the ratio is to opening them alone, which nothing can avoid."""
    rows = [_sealed(one) for one in _made()]
    wanted = names.parts("Muhammad Opdigtet Prøvesen")
    started = time.perf_counter()
    opened = [_open(*row) for row in rows]
    floor = time.perf_counter() - started
    started = time.perf_counter()
    found = sum(names.may_be_same(wanted, names.parts(one)) for row in rows for one in _open(*row))
    whole = time.perf_counter() - started
    assert len(opened) == MANY and found < MANY
    return [
        _row("look-up, 10,000 sealed names opened and compared", whole, whole / floor, "opening them alone"),
        _row("look-up, 10,000 names, against the aim", whole, whole / AIM_SECONDS, "the aim"),
    ]


def _made() -> list[str]:
    chance = random.Random(20260101)

    def word(least: int, most: int) -> str:
        return "".join(chance.choices(LETTERS, k=chance.randint(least, most))).title()

    return [f"{chance.choice(FIRST)} {word(4, 8)} {word(4, 7)}sen" for _ in range(MANY)]


def _sealed(name: str) -> tuple[bytes, bytes, bytes]:
    key, place = crypto.new_key(), crypto.place("cases_lookupentry", "names", new_id())
    return key, crypto.seal(key, json.dumps([name], ensure_ascii=False).encode(), aad=place), place


def _open(key: bytes, blob: bytes, place: bytes) -> list[str]:
    found: list[str] = json.loads(crypto.open_sealed(key, blob, aad=place))
    return found


def _row(name: str, seconds: float, ratio: float, of: str) -> dict[str, Any]:
    return {"name": name, "value": round(seconds, 3), "unit": "s", "ratio": round(ratio, 2), "of": of}
