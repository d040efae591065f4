"""How fast and how lean files are read, from 10 to 1,000 pages, each in a process of its own.

`figures()` gives one figure per file and measure: seconds of wall time with process start, and peak memory. `ratio` is
the time (or memory) per page against the file of 100 pages: 1.0 and below means linear in length.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PAGES = (10, 100, 1000)
FORMATS = ("docx", "pdf", "html")
_SENTENCE = "Kommunen har et beredskab, og medarbejderen kontakter tovholderen ved bekymring for en borger. "
_READ = """
import sys, time, resource
sys.path.insert(0, sys.argv[1])
from beredskab.documents.sandbox import read_safely
name = sys.argv[2]
document, infos = read_safely([(name, open(name, "rb").read())], seconds=60)
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(max(child, own), infos[0].words)
"""
_ROOT = str(Path(__file__).resolve().parents[1])


def text(pages: int) -> list[tuple[str, str]]:
    """About `pages` pages of fictional plan: (kind, text) with kinds h1, h2, p and li."""
    parts = []
    for page in range(1, pages + 1):
        parts.append(("h1" if page % 5 == 1 else "h2", f"Afsnit {page} om indsatsen"))
        parts += [("p", f"Side {page}, afsnit {number}. " + _SENTENCE * 4) for number in range(5)]
        parts += [("li", f"Punkt {number} på side {page}: {_SENTENCE.strip()}") for number in range(4)]
    return parts


def docx(pages: int) -> bytes:
    """A Word file of about that many pages."""
    import zipfile

    import docx as word

    empty = io.BytesIO()
    word.Document().save(empty)
    styles = {"h1": "Heading1", "h2": "Heading2", "li": "ListBullet"}
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{styles.get(kind, "Normal")}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for kind, words in text(pages)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(empty) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:sectPr", paragraphs.encode() + b"<w:sectPr", 1)
            target.writestr(name, data)
    return made.getvalue()


def pdf(pages: int) -> bytes:
    """A PDF of about that many pages, with running header and page numbers."""
    import typst

    signs = {"h1": "= ", "h2": "== ", "li": "- "}
    body = "\n\n".join(signs.get(kind, "") + words for kind, words in text(pages))
    return typst.compile(f'#set page(numbering: "1", header: [Beredskabsplan])\n#set text(lang: "da")\n{body}'.encode())


def html(pages: int) -> bytes:
    """A web page of that length."""
    body = "".join(f"<ul><li>{w}</li></ul>" if kind == "li" else f"<{kind}>{w}</{kind}>" for kind, w in text(pages))
    return f"<!doctype html><html><body><nav>Menu</nav><main>{body}</main></body></html>".encode()


def measure(path: Path, runs: int) -> tuple[float, float]:
    """Best wall time in seconds and peak memory in MB of reading a file in fresh processes."""
    best, peak = float("inf"), 0.0
    for _ in range(runs):
        started = time.perf_counter()
        command = [sys.executable, "-I", "-c", _READ, _ROOT, str(path)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        best = min(best, time.perf_counter() - started)
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        peak = max(peak, int(out.split()[0]) / unit)
    return best, peak


def figures() -> list[dict[str, Any]]:
    """One figure per format, length and measure: name, value, unit, ratio and what the ratio is of."""
    made: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in FORMATS:
            measured = {}
            for pages in PAGES:
                path = Path(folder) / f"plan-{pages}.{kind}"
                # In a process of its own: peak memory passes from parent to child, and making a PDF takes much.
                subprocess.run([sys.executable, __file__, kind, str(pages), str(path)], check=True)
                measured[pages] = measure(path, runs=2)
            for index, (what, unit) in enumerate((("time", "s"), ("memory", "MB"))):
                base = measured[100][index] / 100
                made += [
                    {
                        "name": f"read {kind}, {pages} pages, {what}",
                        "value": round(measured[pages][index], 3),
                        "unit": unit,
                        "ratio": round(measured[pages][index] / pages / base, 2),
                        "of": "per page, of the 100-page file",
                    }
                    for pages in PAGES
                ]
    return made


def make(kind: str, pages: int, path: Path) -> None:
    """Write the file of a kind and length."""
    path.write_bytes({"docx": docx, "pdf": pdf, "html": html}[kind](pages))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        make(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    else:
        for figure in figures():
            print(json.dumps(figure))
