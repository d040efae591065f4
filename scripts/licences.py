"""Every runtime dependency has a licence that the EUPL-1.2 can live with. Run by `make check`."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Final

LOCK: Final = Path(__file__).resolve().parents[1] / "requirements" / "run.txt"
# The Lesser GPL is fine for a library that is used unchanged; the strong ones would decide our own licence.
REFUSED: Final = re.compile(
    r"AGPL|Affero|(?<!L)(?<!Lesser )GPL|(?<!Lesser )General Public License|Commons Clause|SSPL|non-?commercial", re.I
)
LESSER: Final = re.compile(r"LGPL|Lesser General Public License", re.I)


def licence_of(name: str) -> str:
    """What a package says of its licence, by whichever of the three ways it says it."""
    about = metadata.metadata(name)
    classifiers = [text for text in about.get_all("Classifier") or () if text.startswith("License ::")]
    short = about.get("License-Expression") or (about.get("License") or "").strip().partition("\n")[0]
    return "; ".join(filter(None, [short, *classifiers]))


def main() -> int:
    """Print each package that must not be used; 1 when there is one."""
    names = re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), re.M)
    bad = 0
    for name in names:
        try:
            licence = licence_of(name)
        except metadata.PackageNotFoundError:
            continue  # for another system than this one
        if not licence or (REFUSED.search(LESSER.sub("", licence))):
            print(f"{name}: {licence or 'says nothing of its licence'}")
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
