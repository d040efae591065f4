"""From the confirmed recommendation to the authority's own decision, and what may be told back."""

from beredskab.cases.actions import deciding, handing
from beredskab.cases.models import Case, Exchange, Grant, Task
from beredskab.cases.tests import situations_after as after
from beredskab.kit.viewer import as_viewer


def test_a_recommendation_is_handed_over_accepted_and_decided(cast):
    case, rasmus = after.decided(cast), cast["rasmus"]
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=case.id).stage == "follow_up"
        assert Task.objects.filter(case=case, kind="follow", done_at__isnull=True, force="local").count() == 1
    deciding.tell_back(by=rasmus, case_id=case.id, chosen=["started"], short="Opstart i uge 49")
    with as_viewer(cast["karen"]):
        assert Exchange.objects.filter(case=case, kind="told_back").count() == 1
        assert Task.objects.filter(case=case, kind="told_back", done_at__isnull=True).exists()


def test_a_returned_recommendation_goes_back_and_the_receiver_is_out(cast):
    case = after.handed_over(cast)
    handing.give_back(by=cast["rasmus"], case_id=case.id, version=case.version, text="Hører til i Voksenområdet.")
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=case.id).stage == "recommendation"
        assert Task.objects.filter(case=case, kind="recommend", done_at__isnull=True).exists()
        assert not Grant.objects.filter(case=case, reason="hand_over", ended_at__isnull=True).exists()
