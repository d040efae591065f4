"""A database with the demo's concerns in it, for the modules that walk on from there."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests import database
from tests.browser import servers
from tests.database import ROOT

LOAD = "import django; django.setup(); from beredskab.cases import demo; demo.load(); demo.load()"


@pytest.fixture(scope="module")
def made(worker_id: str, request: pytest.FixtureRequest) -> Iterator[database.Clone]:
    """A database with the demo's concerns, loaded as the demo loads them: by the owner, in a process of its own."""
    clone = database.clone(f"{request.module.__name__.rpartition('_')[2]}_{worker_id}")
    environment = {
        **os.environ,
        **clone.environment(),
        "DJANGO_SETTINGS_MODULE": "beredskab.config.settings.owner",
        "BEREDSKAB_KEYS": settings.KEY_FOLDER,
    }
    done = subprocess.run([sys.executable, "-c", LOAD], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    yield clone
    database.drop(clone)


@pytest.fixture(scope="module")
def site(made: database.Clone) -> Iterator[servers.Site]:
    """The processes on that database."""
    with servers.running(made) as running:
        yield running
