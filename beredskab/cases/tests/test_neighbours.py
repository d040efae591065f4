"""Another municipality that is asked: who coordinates there is its contact, and sees what was sent and no case."""

import pytest
from django.urls import reverse
from django.utils import timezone

from beredskab.cases.actions import gathering, handing_out, outside, telling
from beredskab.cases.models import Case, Exchange
from beredskab.cases.queries import received
from beredskab.cases.tests import situations
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import a_partner, some_items, version_of
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message


def neighbour(cast):
    return a_partner(cast, "nanna", "other-municipality", name="Naboby Kommune")


def handed_to_the_neighbour(cast):
    """Nanna's municipality is to decide. Gives what was sent."""
    case, karen = after.confirmed(cast), cast["karen"]
    handing_out.give_out(
        by=karen, case_id=case.id, version=version_of(karen, case), partner_id=neighbour(cast).id, given=some_items()
    )
    with as_viewer(karen):
        return Exchange.objects.get(case=case, kind="hand_over")


def test_the_neighbours_coordinator_is_told_accepts_and_tells_that_they_have_decided(cast, log_in):
    row = handed_to_the_neighbour(cast)
    nanna, karen = log_in(cast["nanna"]), cast["karen"]
    place = reverse("cases:outside", args=[row.id])
    with as_viewer(karen):
        assert Message.objects.get(person_id=cast["nanna"].person_id).link == place
    home = nanna.get(reverse("cases:home")).content.decode()
    assert "En anden myndighed spørger jer" in home and reverse("cases:inbox_outside") in home
    assert place in nanna.get(reverse("cases:inbox_outside")).content.decode()
    nanna.post(reverse("cases:open_received", args=[row.id]))
    assert nanna.post(place, {"answer": "accepted"}).status_code == 302
    given = {
        "act": "decide", "decided_on": timezone.localdate().isoformat(), "paragraph": "barnets lov § 32",
        "chosen": ["started"], "basis": "rpl-115-1-1", "certain": "on",
    }  # fmt: skip
    assert nanna.post(place, given).status_code == 302
    assert "En anden myndighed spørger jer" not in nanna.get(reverse("cases:home")).content.decode()
    handing_out.take_in(by=karen, case_id=row.case_id, version=version_of(karen, Case(id=row.case_id)))
    with as_viewer(karen):
        assert Case.objects.get(id=row.case_id).stage == "follow_up"


def test_the_neighbour_is_invited_and_answers(cast):
    case, karen, nanna = situations.at_gathering(cast), cast["karen"], cast["nanna"]
    row = gathering.invite(by=karen, case_id=case.id, partner_id=neighbour(cast).id, given=some_items())
    outside.answer(by=nanna, exchange_id=row.id, what="no_contribution")
    with as_viewer(nanna):
        assert not Case.objects.filter(id=case.id).exists()
        assert received.inbox(nanna).waiting == ()


@pytest.mark.parametrize("key", ["niels", "karen", "stine", "kurt", "poul"])
def test_only_those_who_coordinate_there_see_it(cast, key):
    row = handed_to_the_neighbour(cast)
    with as_viewer(cast[key]):
        with pytest.raises(NotFound):
            received.outside(cast[key], row.id)
        assert received.how_many_wait(cast[key]) == 0
    with pytest.raises(NotFound):
        telling.tell_back(by=cast[key], exchange_id=row.id, told=telling.Telling(["started"], "rpl-115-1-1"))


def test_what_they_answer_is_no_question_to_those_who_asked(cast):
    row = handed_to_the_neighbour(cast)
    outside.answer(by=cast["nanna"], exchange_id=row.id, what="accepted")
    with as_viewer(cast["karen"]):
        assert received.how_many_wait(cast["karen"]) == 0
        assert received.inbox(cast["karen"]).rest == ()
