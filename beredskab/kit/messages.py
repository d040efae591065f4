"""Translations without GNU gettext: read .po files, write .mo files, and find what the sources ask for.

`python -m beredskab.kit.messages` compiles every catalogue that is newer than its .mo. Imports no Django.
"""

import ast
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CONTEXT = "\x04"
PLURAL = "\x00"


class CatalogueError(ValueError):
    """A .po file cannot be read; the message names the file and the line."""


@dataclass(slots=True)
class Entry:
    """One message. `key` is msgid as a .mo holds it: with its context before and its plural after."""

    fuzzy: bool = False
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Context, msgid and plural as one string."""
        context = self.parts["msgctxt"] + CONTEXT if "msgctxt" in self.parts else ""
        plural = PLURAL + self.parts["msgid_plural"] if "msgid_plural" in self.parts else ""
        return context + self.parts.get("msgid", "") + plural

    @property
    def text(self) -> str:
        """The translation; several forms are joined by a zero byte. Empty when a form is missing."""
        forms = [text for name, text in self.parts.items() if name.startswith("msgstr")]
        return PLURAL.join(forms) if all(forms) else ""


def catalogues(package: Path = PACKAGE) -> list[Path]:
    """Every .po file of the house."""
    return sorted(package.glob("*/locale/*/LC_MESSAGES/django.po"))


def read(path: Path) -> list[Entry]:
    """The entries of a .po file, the header first. Raises CatalogueError."""
    entries, entry, name = [], Entry(), ""
    for number, raw in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], start=1):
        line = raw.strip()
        if line.startswith("#") or not line:
            if entry.parts:
                entries.append(entry)
                entry, name = Entry(), ""
            entry.fuzzy = entry.fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line.startswith('"'):
            keyword, _, line = line.partition(" ")
            if keyword in {"msgctxt", "msgid"} and any(part.startswith("msgstr") for part in entry.parts):
                entries.append(entry)
                entry = Entry()
            name = keyword
            entry.parts[name] = ""
        entry.parts[name] = entry.parts.get(name, "") + _string(line, path, number)
    return entries


def compile_catalogue(path: Path) -> Path:
    """Write the .mo file beside a .po file, without what is fuzzy or untranslated."""
    texts = {entry.key.encode(): entry.text.encode() for entry in read(path) if entry.text and not entry.fuzzy}
    target = path.with_suffix(".mo")
    temporary = target.with_suffix(".mo.new")
    temporary.write_bytes(_binary(texts))
    temporary.replace(target)
    return target


def compile_all(package: Path = PACKAGE) -> list[Path]:
    """Compile the catalogues that have changed since they were last compiled."""
    stale = [path for path in catalogues(package) if _is_stale(path)]
    return [compile_catalogue(path) for path in stale]


def messages_of_python(source: str) -> Iterator[str]:
    """The keys that a Python source asks gettext for, in order."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            key = _key(function.removesuffix("_lazy"), texts)
            if key is not None:
                yield key


def _key(function: str, texts: list[str]) -> str | None:
    needed = {"_": 1, "gettext": 1, "gettext_noop": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}.get(function)
    if needed is None or len(texts) < needed:
        return None
    if function == "ngettext":
        return PLURAL.join(texts[:2])
    if function == "pgettext":
        return CONTEXT.join(texts[:2])
    if function == "npgettext":
        return texts[0] + CONTEXT + PLURAL.join(texts[1:3])
    return texts[0]


def _string(line: str, path: Path, number: int) -> str:
    try:
        value = ast.literal_eval(line)
    except (SyntaxError, ValueError):
        raise CatalogueError(f"{path}:{number}: not a quoted string") from None
    return str(value)


def _is_stale(path: Path) -> bool:
    target = path.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < path.stat().st_mtime


def _binary(texts: dict[bytes, bytes]) -> bytes:
    """The .mo format: a header, two tables of (length, offset), then the strings, sorted by key."""
    keys = sorted(texts)
    header = 7 * 4
    strings, offset = b"", header + 16 * len(keys)
    tables: list[bytes] = []
    for values in (keys, [texts[key] for key in keys]):
        table = b""
        for value in values:
            table += struct.pack("<II", len(value), offset + len(strings))
            strings += value + b"\0"
        tables.append(table)
    sizes = (0x950412DE, 0, len(keys), header, header + 8 * len(keys), 0, header + 16 * len(keys))
    return struct.pack("<7I", *sizes) + b"".join(tables) + strings


if __name__ == "__main__":
    for written in compile_all():
        sys.stdout.write(f"{written.relative_to(PACKAGE)}\n")
