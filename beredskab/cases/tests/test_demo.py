"""The demo's concerns are made by the people themselves, at different places on the road, once."""

from beredskab.cases import demo
from beredskab.cases.models import Case, Goal, Report
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
