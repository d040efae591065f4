"""The meeting's time stands where it is needed: on the task, at the stations, and to those who were invited to it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation

from beredskab.cases.actions import gathering, meeting_moves, outside
from beredskab.cases.models import AgendaItem, Task
from beredskab.cases.queries import clearing as pages
from beredskab.cases.queries import lists, received
from beredskab.cases.tests import situations
from beredskab.cases.tests.situations import some_items
from beredskab.kit.viewer import as_viewer


def the_task(viewer, case):
    with as_viewer(viewer):
        return Task.objects.select_related("case").get(case_id=case.id, kind="meet", done_at__isnull=True)


def moved(cast, meeting, in_days=12):
    at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=in_days)
    anew = meeting_moves.Anew(at=at, minutes_long=60, place="Mødelokale 3", kind="ad_hoc")
    return meeting_moves.move(by=cast["karen"], meeting_id=meeting.id, sequence=meeting.sequence, anew=anew)


def test_the_task_to_hold_a_meeting_bears_its_day_follows_its_move_and_loses_it_with_the_meeting(cast):
    karen, item = cast["karen"], situations.on_agenda(cast)
    assert the_task(karen, item.case).due_at == item.meeting.at
    meeting = moved(cast, item.meeting)
    assert the_task(karen, item.case).due_at == meeting.at
    with as_viewer(karen), translation.override("da"):
        day = f"{timezone.localtime(meeting.at).day}."
        assert lists.row(the_task(karen, item.case), timezone.now()).due.startswith(f"den {day}")
    meeting_moves.cancel(by=karen, meeting_id=meeting.id)
    assert the_task(karen, item.case).due_at is None


def test_the_board_and_the_gathering_say_that_a_meeting_is_called_and_lead_to_it(cast, log_in):
    item = situations.on_agenda(cast)
    karen = log_in(cast["karen"])
    href = reverse("cases:meeting", args=[item.meeting_id])
    for name in ("board", "gathering"):
        text = karen.get(reverse(f"cases:{name}", args=[item.case_id])).content.decode()
        assert href in text and "Indkald til analysemøde" not in text
    text = karen.get(reverse("cases:minutes", args=[item.id])).content.decode()
    assert "Mødet er ikke holdt endnu" in text


def test_an_invitation_proposes_the_meeting_the_case_is_on(cast):
    item = situations.on_agenda(cast)
    partner = situations.a_partner(cast, "kurt", "prison-probation", name="Kriminalforsorgen")
    with as_viewer(cast["karen"]):
        assert pages.to_partner(cast["karen"], item.case_id, partner.id).called == str(item.meeting_id)
        assert AgendaItem.objects.filter(case_id=item.case_id).count() == 1


def test_whoever_is_invited_after_a_move_is_told_of_no_other_time(cast):
    case, meeting = situations.at_gathering(cast), situations.a_meeting(cast)
    meeting = moved(cast, meeting)
    partner = situations.a_partner(cast, "kurt", "prison-probation", name="Kriminalforsorgen")
    row = gathering.invite(
        by=cast["karen"], case_id=case.id, partner_id=partner.id, given=some_items(), meeting_id=meeting.id
    )
    outside.open_received(by=cast["kurt"], exchange_id=row.id)
    with as_viewer(cast["kurt"]):
        assert received.outside(cast["kurt"], row.id).meeting.was_at is None
    moved(cast, meeting, in_days=14)
    with as_viewer(cast["kurt"]):
        assert received.outside(cast["kurt"], row.id).meeting.was_at == meeting.at


def test_a_day_of_birth_is_offered_as_a_day_and_not_as_a_code(cast):
    case = situations.at_gathering(cast)
    situations.a_child(cast, case, name="Bente Opdigtet", born="2012-03-04")
    partner = situations.a_partner(cast, "kurt", "prison-probation", name="Kriminalforsorgen")
    with as_viewer(cast["karen"]), translation.override("da"):
        offered = [one["text"] for one in pages.to_partner(cast["karen"], case.id, partner.id).choices.suggestions]
    assert "Bente Opdigtet\nfødt 4. marts 2012" in offered
    assert not any("2012-03-04" in text for text in offered)
