"""The wheel stands alone: installed in a clean environment, without Node, it checks a plan and runs the demo."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLAN = """# Beredskab mod ekstremisme i Eksempel Kommune

Byrådet vedtog planen den 4. marts 2026. Planen er offentliggjort på kommunens hjemmeside.
"""


def run(command: list[str | Path], **kwargs) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **kwargs)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT])
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def clean(tmp_path_factory, wheel) -> Path:
    """A fresh environment with the locked packages and the wheel, and nothing else."""
    folder = tmp_path_factory.mktemp("clean") / "env"
    run([sys.executable, "-m", "venv", "--without-pip", folder])
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "-q", "--no-compile"]
    run([*pip, "--require-hashes", "-r", ROOT / "requirements" / "run.txt"])
    run([*pip, "--no-deps", wheel])
    return folder / "bin"


@pytest.fixture
def bare(clean, tmp_path) -> dict[str, str]:
    """Surroundings in which only the new environment can be found: no Node, no checkout, no database."""
    return {"PATH": str(clean), "HOME": str(tmp_path), "LANG": "C.UTF-8"}


def test_the_wheel_carries_what_is_built_and_nothing_of_the_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "beredskab/web/static/dist/site.css",
        "beredskab/web/static/dist/site.js",
        "beredskab/documents/schema.json",
        "beredskab/py.typed",
    ):
        assert wanted in names
    catalogues = [name for name in names if name.endswith(".po")]
    assert catalogues
    assert {name.removesuffix("po") + "mo" for name in catalogues} <= set(names)
    assert any(name.startswith("beredskab/frameworks/data/") for name in names)
    assert any(name.startswith("beredskab/documents/fonts/") and name.endswith(".ttf") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "bench/", "node_modules/"))]


def test_the_installed_command_checks_a_plan(bare, clean, tmp_path):
    plan = tmp_path / "plan.md"
    plan.write_text(PLAN, encoding="utf-8")
    command = [clean / "beredskab", "check", plan, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, env=bare, cwd=tmp_path, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert '"P3"' in done.stdout


@pytest.mark.long
def test_the_installed_demo_starts_answers_and_stops(bare, clean, tmp_path):
    # As root the data must lie where the server's user can go; pytest's own folders are closed to others.
    data = tmp_path if os.geteuid() != 0 else Path(run(["mktemp", "-d", "/tmp/wheel-XXXXXX"]).stdout.strip())
    data.chmod(0o755)
    ports = ["--port", "8470", "--work-port", "8480"]
    done = run([clean / "beredskab", "demo", "--once", "--data", data / "d", *ports], env=bare, cwd=tmp_path)
    assert "Beredskab kører." in done.stdout
    assert "Pernille Planskriver" in done.stdout
    left = run(["ps", "-eww", "-o", "command="]).stdout
    assert str(data / "d") not in left
    run(["rm", "-rf", data])
