"""Imports and foreign keys run downwards, and the check needs neither Django nor a database."""

import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from django.apps import apps

from beredskab.kit.actions import registered_actions

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = ROOT / ".importlinter"


def test_the_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--config", CONTRACTS], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def layers():
    config = ConfigParser()
    config.read(CONTRACTS)
    names = config["importlinter:contract:apps"]["layers"].split("\n")
    return {part.strip(" ()"): level for level, line in enumerate(names) for part in line.split("|") if part.strip()}


def test_foreign_keys_follow_the_order_of_the_apps():
    order = layers()
    for model in apps.get_models():
        if not model.__module__.startswith("beredskab."):
            continue
        here = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model.__module__.startswith("beredskab."):
                there = field.related_model.__module__.split(".")[1]
                assert order[there] >= order[here], f"{model._meta.label}.{field.name} points up to {there}"
                if there != here:
                    assert field.remote_field.related_name == "+", f"{model._meta.label}.{field.name}"


def test_the_check_runs_without_django():
    code = (
        "import sys\nimport beredskab.cli.check, beredskab.cli.main\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'django', 'psycopg', 'allauth'}, sorted(loaded)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_every_action_is_named_after_its_app_and_what_happened():
    for event, function in registered_actions().items():
        app = function.__module__.split(".")[1]
        assert event.startswith(f"{app}."), (event, function)
        assert len(event.split(".")) >= 3 and len(event) <= 80, event


def test_only_actions_and_the_audit_write():
    """A `.save(`, `.create(` or `.delete(` outside actions is a write that no audit row tells of."""
    writes = re.compile(r"(?<!actions)(?<!writing)\.save\(|\.objects\.create\(|bulk_create\(|\.delete\(\)|_or_create\(")
    allowed = {
        "beredskab/audit/actions.py",
        "beredskab/audit/sealing.py",
        "beredskab/organisation/demo.py",
        "beredskab/plans/demo.py",
    }
    for path in sorted((ROOT / "beredskab").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if "/tests/" in name or "/migrations/" in name or "/actions" in name or name in allowed:
            continue
        if name.split("/")[1] in {"organisation", "interventions", "plans", "privacy", "audit", "web", "config"}:
            assert writes.findall(path.read_text(encoding="utf-8")) == [], name
