"""`python -m beredskab.cli.prepare FILE`: tables, translations and the fictional municipality, before the demo starts.

A process of its own, with the owner's rights that the serving processes never get. Writes the people to FILE as JSON.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = Path(__file__).resolve().parents[1]
LOADED: Final = ("plans", "interventions", "cases")
BRINGS_TABLES: Final = ("Django", "procrastinate", "django-allauth")


def fingerprint() -> str:
    """A digest of everything that decides what the database holds at first; unchanged means nothing to do."""
    digest = hashlib.sha256()
    for name in BRINGS_TABLES:
        digest.update(f"{name}=={metadata.version(name)}\n".encode())
    files = [
        *PACKAGE.glob("*/migrations/*.py"),
        *PACKAGE.glob("*/demo*.py"),
        *PACKAGE.glob("*/*/demo*.py"),
        *PACKAGE.glob("*/demo/**/*.py"),
    ]
    for path in sorted({*files, *PACKAGE.glob("organisation/data/*")}):
        digest.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def prepare() -> list[dict[str, str]]:
    """Migrate, and load what every app brings for the demo. The people: name, role and what they can do, in Danish."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beredskab.config.settings.owner")
    import django

    django.setup()
    from django.core.management import call_command

    from beredskab.organisation import demo

    call_command("migrate", verbosity=0, skip_checks=True)
    demo.create()
    for app in LOADED:
        if find_spec(f"beredskab.{app}") and find_spec(f"beredskab.{app}.demo"):
            importlib.import_module(f"beredskab.{app}.demo").load()
    return [_person(part, place) for place, parts in demo.by_place() for part in parts]


def _person(part: Any, home: str) -> dict[str, str]:
    return {"name": part.name, "home": home, "note": part.note}


if __name__ == "__main__":
    note = Path(sys.argv[1])
    seen = fingerprint()
    note.write_text(json.dumps({"fingerprint": seen, "people": prepare()}, ensure_ascii=False), encoding="utf-8")
