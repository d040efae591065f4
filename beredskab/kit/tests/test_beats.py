"""What runs beside the queue goes on, whatever a single run meets."""

import threading

from beredskab.kit.beats import Beats

RUNS: list[int] = []
ENOUGH = threading.Event()


def stumble():
    RUNS.append(1)
    if len(RUNS) > 2:
        ENOUGH.set()
    raise ValueError("this run fails")


def test_a_beat_that_fails_runs_again_and_stops_when_told():
    RUNS.clear()
    with Beats({"beredskab.kit.tests.test_beats.stumble": 0.01}):
        assert ENOUGH.wait(20)
    seen = len(RUNS)
    assert not [thread for thread in threading.enumerate() if thread.name.endswith("stumble")]
    assert len(RUNS) == seen
