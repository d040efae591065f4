"""A meeting moves or is called off: the old time stays, windows follow, all are told once and nobody answers twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from beredskab.cases.actions import clearing, gathering, meeting_moves, meetings, outside
from beredskab.cases.models import (
    Answer,
    Case,
    CaseSettings,
    Exchange,
    Meeting,
    MeetingMove,
    OrganisationModel,
    Partner,
    Task,
)
from beredskab.cases.queries import clearing as pages
from beredskab.cases.queries import meetings as queries
from beredskab.cases.queries import received
from beredskab.cases.tests import situations
from beredskab.cases.tests.refusing import refused
from beredskab.cases.tests.situations import some_items
from beredskab.kit.errors import Conflict, DomainError, NotAllowed, NotFound
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message

WEEK = timedelta(days=7)


def anew(in_days=20, place="Mødelokale 3", kind="ad_hoc", minutes_long=60):
    at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=in_days)
    return meeting_moves.Anew(at=at, minutes_long=minutes_long, place=place, kind=kind)


def move(cast, meeting_id, wish=None, key="karen", sequence=0):
    return meeting_moves.move(by=cast[key], meeting_id=meeting_id, sequence=sequence, anew=wish or anew())


def mails(cast, meeting_id, template="notice"):
    with as_viewer(cast["karen"]):
        found = Message.objects.filter(subject_id=meeting_id, template=template)
        return sorted(found.values_list("person_id", "link"))


def stored(cast, row):
    with as_viewer(cast["karen"]):
        return type(row).objects.get(id=row.id)


def run_out(cast, row):
    """The row moved, not the clock: the meeting was more than a week ago."""
    with as_viewer(cast["karen"]), connection.cursor() as cursor:
        meeting = Meeting.objects.get(id=row.meeting_id)
        MeetingMove.objects.create(
            authority_id=meeting.authority_id, meeting=meeting, sequence=0, at=meeting.at, minutes_long=90,
            kind=meeting.kind, by_id=cast["karen"].person_id, by_name=cast["karen"].name,
        )  # fmt: skip
        then = timezone.now() - WEEK - timedelta(hours=1)
        Meeting.objects.filter(id=meeting.id).update(at=then, sequence=1)
        cursor.execute("select * from cases_meeting_changed(%s)", [row.meeting_id])


# --- the meeting itself ---


def test_a_moved_meeting_has_its_new_time_and_the_old_stays_written(cast, log_in):
    meeting = situations.a_meeting(cast)
    wish = anew(kind="regular")
    move(cast, meeting.id, wish)
    now = stored(cast, meeting)
    assert (now.at, now.place, now.kind, now.minutes_long, now.sequence) == (wish.at, wish.place, "regular", 60, 1)
    with as_viewer(cast["karen"]):
        old = MeetingMove.objects.get(meeting_id=meeting.id)
    assert (old.at, old.place, old.kind, old.by_name) == (meeting.at, "Mødelokale 2", "ad_hoc", cast["karen"].name)
    page = log_in(cast["karen"]).get(reverse("cases:meeting", args=[meeting.id])).content.decode()
    assert "Mødelokale 2" in page and "Mødelokale 3" in page


def test_what_was_is_changed_by_nobody(cast):
    meeting = situations.a_meeting(cast)
    move(cast, meeting.id)
    with as_viewer(cast["karen"]):
        for statement in (lambda rows: rows.update(place="x"), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                statement(MeetingMove.objects.filter(meeting_id=meeting.id))
    with as_viewer(cast["nanna"]):
        assert not MeetingMove.objects.exists()


def test_a_double_click_moves_and_tells_once(cast):
    row = situations.invited_to_meeting(cast)
    wish = anew()
    for _ in range(2):
        move(cast, row.meeting_id, wish)
    with as_viewer(cast["karen"]):
        assert MeetingMove.objects.count() == 1
    assert len(mails(cast, row.meeting_id)) == 1


def test_two_who_move_at_once_do_not_undo_each_other(cast):
    meeting = situations.a_meeting(cast)
    move(cast, meeting.id)
    with pytest.raises(Conflict):
        move(cast, meeting.id, anew(in_days=30))


@pytest.mark.parametrize(
    ("in_days", "kind", "code"), [(-2, "ad_hoc", "when"), (900, "ad_hoc", "when"), (9, "x", "kind")]
)
def test_a_meeting_moves_to_a_time_ahead(cast, in_days, kind, code):
    meeting = situations.a_meeting(cast)
    with refused(code):
        move(cast, meeting.id, anew(in_days=in_days, kind=kind))


def test_a_move_that_changes_nothing_is_none(cast):
    meeting = situations.a_meeting(cast)
    same = meeting_moves.Anew(meeting.at, meeting.minutes_long, meeting.place, meeting.kind)
    with refused("same"):
        move(cast, meeting.id, same)


def test_neither_a_held_meeting_nor_one_called_off_moves(cast):
    case = situations.met(cast)
    with as_viewer(cast["karen"]):
        held = Meeting.objects.get()
    with refused("held"):
        move(cast, held.id)
    with refused("held"):
        meeting_moves.cancel(by=cast["karen"], meeting_id=held.id)
    off = situations.a_meeting(cast, in_days=5)
    meeting_moves.cancel(by=cast["karen"], meeting_id=off.id)
    with refused("cancelled"):
        move(cast, off.id, sequence=1)
    assert case.number


def test_whoever_may_not_call_a_meeting_does_not_move_it(cast, log_in):
    meeting = situations.a_meeting(cast)
    for key in ("mette", "rasmus"):
        with pytest.raises(NotAllowed):
            move(cast, meeting.id, key=key)
        assert log_in(cast[key]).get(reverse("cases:meeting_move", args=[meeting.id])).status_code == 404
    with pytest.raises(NotFound):
        move(cast, meeting.id, key="nanna")


def test_the_page_moves_it_and_keeps_what_was_typed_when_it_is_refused(cast, log_in):
    meeting = situations.a_meeting(cast)
    karen, address = log_in(cast["karen"]), reverse("cases:meeting_move", args=[meeting.id])
    assert 'value="Mødelokale 2"' in karen.get(address).content.decode()
    day = timezone.localdate() + timedelta(days=12)
    told = {"sequence": 0, "day": day.isoformat(), "time": "13.30", "long": "60", "place": "Lokale 9", "kind": "ad_hoc"}
    assert "Lokale 9" in karen.post(address, {**told, "time": ""}).content.decode()
    assert karen.post(address, told).status_code == 302
    assert timezone.localtime(stored(cast, meeting).at).strftime("%H:%M") == "13:30"
    assert karen.post(address, {**told, "sequence": 1}).status_code == 422


# --- those invited ---


def test_the_window_of_those_invited_follows_the_meeting_both_ways(cast):
    row = situations.invited_to_meeting(cast)
    for number, days in enumerate((40, 4)):
        wish = anew(in_days=days)
        move(cast, row.meeting_id, wish, sequence=number)
        now = stored(cast, row)
        assert (now.open_until, now.due_at) == (wish.at + WEEK, wish.at)


def test_a_window_that_has_run_out_is_not_opened_by_a_move(cast):
    row = situations.invited_to_meeting(cast)
    run_out(cast, row)
    move(cast, row.meeting_id, sequence=1)
    with as_viewer(cast["kurt"]), pytest.raises(NotFound):
        received.outside(cast["kurt"], row.id)
    assert mails(cast, row.meeting_id) == []


def test_nobody_answers_twice_because_a_meeting_moved(cast):
    row = situations.invited_to_meeting(cast)
    outside.open_received(by=cast["kurt"], exchange_id=row.id)
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="no_contribution")
    move(cast, row.meeting_id)
    with as_viewer(cast["kurt"]):
        page = received.outside(cast["kurt"], row.id)
        assert page.answers == () and page.cover.taken_at is None
        assert received.inbox(cast["kurt"]).waiting == ()
        answer = Exchange.objects.get(reply_to=row)
    assert answer.open_until == stored(cast, row).open_until


def test_on_invite_move_and_cancel_each_with_a_login_is_told_by_a_mail_without_content(cast):
    row = situations.invited_to_meeting(cast)
    kurt, link = cast["kurt"].person_id, reverse("cases:outside", args=[row.id])
    assert mails(cast, row.id, "task") == [(kurt, link)]
    move(cast, row.meeting_id)
    assert mails(cast, row.meeting_id) == [(kurt, link)]
    meeting_moves.cancel(by=cast["karen"], meeting_id=row.meeting_id)
    assert mails(cast, row.meeting_id) == [(kurt, link)] * 2
    meeting_moves.cancel(by=cast["karen"], meeting_id=row.meeting_id)
    assert mails(cast, row.meeting_id) == [(kurt, link)] * 2


def test_whoever_leads_a_case_on_the_agenda_is_told_by_a_colleague_who_moves_it(cast):
    item = situations.on_agenda(cast)
    move(cast, item.meeting_id, key="stine")
    link = reverse("cases:meeting", args=[item.meeting_id])
    assert mails(cast, item.meeting_id) == [(cast["karen"].person_id, link)]


def test_a_manager_moves_it_where_the_group_is_cross_cutting(cast):
    row = situations.invited_to_meeting(cast)
    with as_viewer(cast["karen"]):
        ways = {"model": OrganisationModel.AD_HOC}
        CaseSettings.objects.update_or_create(authority_id=cast["karen"].authority_id, defaults=ways)
    move(cast, row.meeting_id, key="mette")
    assert stored(cast, row).open_until > row.open_until


@pytest.mark.parametrize("key", ["rasmus", "kurt", "nanna"])
def test_the_databases_function_is_for_those_who_can_call_meetings_there(cast, key):
    row = situations.invited_to_meeting(cast)
    refusal = pytest.raises(DatabaseError, match="not a meeting of yours")
    with as_viewer(cast[key]), refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from cases_meeting_changed(%s)", [row.meeting_id])


def test_the_invited_see_when_and_where_once_they_have_opened_it_and_nothing_of_the_agenda(cast, log_in):
    row = situations.invited_to_meeting(cast)
    kurt, address = log_in(cast["kurt"]), reverse("cases:outside", args=[row.id])
    file = reverse("cases:outside_ics", args=[row.id])
    assert "Mødelokale 2" not in kurt.get(address).content.decode()
    assert kurt.get(file).status_code == 404
    outside.open_received(by=cast["kurt"], exchange_id=row.id)
    move(cast, row.meeting_id)
    page = kurt.get(address).content.decode()
    assert "Mødelokale 3" in page and file in page
    assert log_in(cast["poul"]).get(file).status_code == 404
    with as_viewer(cast["kurt"]):
        assert not Meeting.objects.exists() and not MeetingMove.objects.exists()


def test_the_calendar_file_counts_up_and_says_nothing_more(cast, log_in):
    row = situations.invited_to_meeting(cast)
    outside.open_received(by=cast["kurt"], exchange_id=row.id)
    files = {
        "karen": reverse("cases:meeting_ics", args=[row.meeting_id]),
        "kurt": reverse("cases:outside_ics", args=[row.id]),
    }
    steps = (
        lambda: None,
        lambda: move(cast, row.meeting_id),
        lambda: meeting_moves.cancel(by=cast["karen"], meeting_id=row.meeting_id),
    )
    seen = []
    for step in steps:
        step()
        for key, address in files.items():
            file = log_in(cast[key]).get(address).content
            whole = Calendar.from_ical(file)
            event = next(one for one in whole.walk() if one.name == "VEVENT")
            seen.append((key, str(whole["METHOD"]), event["SEQUENCE"], str(event["STATUS"]), str(event["UID"])))
            for secret in ("Mødelokale", "Karen", "Bertram", row.case_number, "Kriminalforsorgen"):
                assert secret.encode() not in file
    told = (("PUBLISH", 0, "CONFIRMED"), ("PUBLISH", 1, "CONFIRMED"), ("CANCEL", 2, "CANCELLED"))
    assert seen == [(key, *each, f"{row.meeting_id}@beredskab") for each in told for key in files]


def test_a_meeting_called_off_asks_nothing_more_and_says_so(cast, log_in):
    row = situations.invited_to_meeting(cast)
    meeting_moves.cancel(by=cast["karen"], meeting_id=row.meeting_id)
    kurt, address = log_in(cast["kurt"]), reverse("cases:outside", args=[row.id])
    cover = kurt.get(address).content.decode()
    assert "aflyst" in cover and reverse("cases:open_received", args=[row.id]) not in cover
    with pytest.raises(DomainError):
        outside.open_received(by=cast["kurt"], exchange_id=row.id)
    with as_viewer(cast["kurt"]):
        box = received.inbox(cast["kurt"])
        assert box.waiting == () and box.rest[0].taken_at == stored(cast, row).closed_at
    with as_viewer(cast["karen"]):
        assert pages.gathering(cast["karen"], row.case_id).asked[0].state == "off"
        partner = Partner.objects.get()
    again = gathering.invite(by=cast["karen"], case_id=row.case_id, partner_id=partner.id, given=some_items())
    assert again.id != row.id


def test_what_they_said_they_bring_is_not_forgotten_at_the_next_meeting(cast):
    row = situations.invited_to_meeting(cast)
    clearing.record_answer(
        by=cast["karen"], case_id=row.case_id, exchange_id=row.id, what="contribution", how="call",
        items=[{"label": "Kendskab", "text": "Han er i tilsyn."}],
    )  # fmt: skip
    meeting_moves.cancel(by=cast["karen"], meeting_id=row.meeting_id)
    other = situations.a_meeting(cast, in_days=15)
    item = meetings.put_on_agenda(by=cast["karen"], case_id=row.case_id, meeting_id=other.id)
    with as_viewer(cast["karen"]):
        assert row.id in {one.exchange_id for one in queries.minutes_page(cast["karen"], item.id).guests}


# --- an invitation that nobody answers ---


def waiting(cast, row):
    with as_viewer(cast["karen"]):
        return Task.objects.filter(kind="await_invited", subject_id=row.id, done_at__isnull=True).first()


def test_an_unanswered_invitation_is_the_coordinators_task_by_the_local_day(cast, log_in):
    row = situations.invited(cast)
    task = waiting(cast, row)
    assert task.force == "local" and task.for_role == "coordinator"
    assert timedelta(0) <= row.due_at - task.due_at < timedelta(seconds=5)
    assert "Mind myndigheden om svaret" in log_in(cast["karen"]).get(reverse("cases:hanging")).content.decode()


def test_it_is_due_before_the_meeting_and_not_after_a_move_to_an_earlier_day(cast):
    row = situations.invited_to_meeting(cast)
    wish = anew(in_days=2)
    move(cast, row.meeting_id, wish)
    assert waiting(cast, row).due_at <= wish.at


@pytest.mark.parametrize("how", ["online", "call", "off", "met"])
def test_it_ends_with_an_answer_or_when_nobody_waits_any_more(cast, how):
    row, karen = situations.invited_to_meeting(cast), cast["karen"]
    if how == "online":
        outside.answer(by=cast["kurt"], exchange_id=row.id, what=Answer.NO_CONTRIBUTION)
    elif how == "call":
        clearing.record_answer(
            by=karen, case_id=row.case_id, exchange_id=row.id, what=Answer.NO_CONTRIBUTION, how="call"
        )
    elif how == "off":
        meeting_moves.cancel(by=karen, meeting_id=row.meeting_id)
    else:
        item = meetings.put_on_agenda(by=karen, case_id=row.case_id, meeting_id=row.meeting_id)
        seats = [meetings.Seat("Petra", "Psykiatrien", present=True)]
        meetings.write_minutes(by=karen, item_id=item.id, text="Enige.", seats=seats, finish=True)
    assert waiting(cast, row) is None


def test_whoever_is_invited_again_is_waited_for_once(cast):
    row = situations.invited_to_meeting(cast)
    run_out(cast, row)
    with as_viewer(cast["karen"]):
        partner, case = Partner.objects.get(), Case.objects.get(id=row.case_id)
    again = gathering.invite(
        by=cast["karen"], case_id=case.id, partner_id=partner.id, given=replace(some_items(), necessity="Igen.")
    )
    assert waiting(cast, row) is None and waiting(cast, again) is not None
