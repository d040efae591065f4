"""The browser of the tests: the one that is named, the system's, or the one from the npm package. Never skipped."""

import fcntl
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = ROOT / "node_modules" / "@sparticuz" / "chromium" / "bin"
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS: Final = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# No sandbox: the tests run as root too. The rest keeps the browser from calling anybody.
ARGUMENTS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
MISSING: Final = (
    "Chromium mangler: installér chromium, sæt $CHROMIUM til den, eller kør make env, der henter en fra npm."
)
UNPACK: Final = """
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
const [from, to] = process.argv.slice(1);
await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
"""


def executable() -> str:
    """The path of a Chromium. Raises RuntimeError with one sentence when there is none."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        if not os.access(named, os.X_OK):
            raise RuntimeError(f"$CHROMIUM er {named}, som ikke kan køres.")
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for name in MACOS:
        if os.access(name, os.X_OK):
            return name
    if (PACKAGE / "chromium.br").exists() and shutil.which("node") and os.uname().sysname == "Linux":
        version = json.loads((PACKAGE.parent / "package.json").read_text(encoding="utf-8"))["version"]
        return str(unpacked(ROOT / "var" / f"chromium-{version}"))
    raise RuntimeError(MISSING)


def unpacked(cache: Path) -> Path:
    """The browser of the npm package, unpacked into `cache` the first time, with the libraries it brings."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run = cache / "chromium"
        if not run.exists():
            _fill(cache)
            # The libraries stand beside the program, and only it may see them.
            run.write_text(
                f'#!/bin/sh\nexport LD_LIBRARY_PATH="{cache}/al2023/lib:{cache}/swiftshader"\n'
                f'exec "{cache}/chromium.bin" "$@"\n'
            )
            run.chmod(0o755)
    return run


def _fill(cache: Path) -> None:
    _brotli(PACKAGE / "chromium.br", cache / "chromium.bin")
    (cache / "chromium.bin").chmod(0o755)
    for archive in ("al2023.tar.br", "swiftshader.tar.br"):
        if (PACKAGE / archive).exists():
            folder = cache / archive.partition(".")[0]
            folder.mkdir(exist_ok=True)
            tar = cache / archive.removesuffix(".br")
            _brotli(PACKAGE / archive, tar)
            subprocess.run(["tar", "-xf", tar, "-C", folder], check=True)
            tar.unlink()
    for library in (cache / "swiftshader").glob("lib*GL*"):
        shutil.copy(library, cache / library.name)  # the browser looks for its drawing library beside itself


def _brotli(source: Path, target: Path) -> None:
    subprocess.run(["node", "--input-type=module", "-e", UNPACK, str(source), str(target)], check=True)
