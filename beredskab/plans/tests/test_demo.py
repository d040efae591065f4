"""The demo's plan."""

from __future__ import annotations

import pytest

from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans import demo
from beredskab.plans.queries import editions

pytestmark = pytest.mark.django_db


def test_the_demo_has_a_published_plan_and_a_revision_under_way(cast: dict[str, Viewer]) -> None:
    demo.load()
    demo.load()
    with as_viewer(cast["pernille"]):
        seen = editions.overview(cast["pernille"])
    assert [one.state for one in seen.editions] == ["draft", "published"]
    assert seen.clock is not None
    assert seen.clock.due.isoformat() == "2028-02-28"
