"""`make bench`: every figure on a line with what it is a ratio of, and all of them in bench/results.json."""

import importlib
import json
import sys
from pathlib import Path

SUITES = ("documents", "renderings", "quality", "cli", "intake", "cases", "lookup")
RESULTS = Path(__file__).parent / "results.json"


def main() -> int:
    """Run the suites named on the command line, or all of them, and keep the lines of the others."""
    chosen = sys.argv[1:] or SUITES
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    rows = [row for row in known if row["suite"] not in chosen]
    for suite in chosen:
        for row in importlib.import_module(f"bench.{suite}").figures():
            print(f"{row['name']:<58} {row['value']:>10} {row['unit']:<6} {row['ratio']:>7} × {row['of']}", flush=True)
            rows.append({"suite": suite, **row})
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
