"""How long a file that somebody sends along takes to become pictures, against the same work without a bounded child."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

_RUNS = 3


def photo() -> bytes:
    """Twelve megapixels as a telephone saves them: shapes, and the grain of a sensor."""
    from PIL import Image

    size = (4032, 3024)
    grain = Image.effect_noise(size, 12)
    shapes = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn).resize(size) for turn in (0, 90, 180)])
    out = io.BytesIO()
    Image.blend(shapes, grain.convert("RGB"), 0.3).save(out, "JPEG", quality=90)
    return out.getvalue()


def best(work: Callable[[], object]) -> float:
    """The best time of a few runs, in milliseconds."""
    times = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times) * 1000


def figures() -> list[dict[str, Any]]:
    """Milliseconds with process start, limits and pipes; `ratio` is of the same rendering in this process."""
    from bench.documents import pdf
    from beredskab.documents.renderings import render_safely
    from beredskab.documents.renderings.work import render

    made = []
    for name, data in (("a photo of 12 megapixels", photo()), ("a PDF of 10 pages", pdf(10))):
        value = best(lambda data=data: render_safely("", data))
        bare = best(lambda data=data: render(data))
        made.append(
            {
                "name": f"render {name}",
                "value": round(value),
                "unit": "ms",
                "ratio": round(value / bare, 2),
                "of": "the same without a child",
            }
        )
    return made
