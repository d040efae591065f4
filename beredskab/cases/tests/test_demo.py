"""The demo's concerns are made by the people themselves, at different places on the road, once."""

import json
import os
import subprocess
import sys

from beredskab.cases import demo
from beredskab.cases.models import Case, Goal, Report
from beredskab.cli.manage import demo_environment
from beredskab.kit.viewer import as_viewer


def test_six_concerns_stand_at_different_places_and_are_made_once(cast):
    demo.load()
    demo.load()
    with as_viewer(cast["karen"]):
        stages = sorted(Case.objects.values_list("stage", flat=True))
        assert stages == sorted(["clearance", "analysis", "follow_up", "return_flow", "closed"])
        assert Report.objects.filter(state="unread").count() == 1
    with as_viewer(cast["malik"]):
        assert Goal.objects.count() == 2
    with as_viewer(cast["nanna"]):
        assert not Case.objects.exists()


def test_the_demo_opens_on_every_page_of_the_coordinator(cast, log_in):
    demo.load()
    karen = log_in(cast["karen"])
    assert karen.get("/sager/").status_code == 200
    with as_viewer(cast["karen"]):
        cases = list(Case.objects.order_by("sequence"))
    for case in cases:
        answer = karen.get(f"/sager/{case.id}/")
        assert answer.status_code == 200
        assert "Opdigtet" not in answer.content.decode()


def test_the_owner_makes_it_all_as_make_run_does(fresh_house, tmp_path):
    """The demo's past is written by the owner, whom the triggers stop as they stop everybody."""
    note = tmp_path / "prepared.json"
    tmp_path.chmod(0o700)
    environment = {**os.environ, **fresh_house.environment(), **demo_environment(tmp_path)}
    environment.pop("DJANGO_SETTINGS_MODULE")
    done = subprocess.run(
        [sys.executable, "-m", "beredskab.cli.prepare", str(note)], env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Karen Koordinator" in [one["name"] for one in json.loads(note.read_text(encoding="utf-8"))["people"]]
