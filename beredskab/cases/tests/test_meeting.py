"""Meetings and the board: who may, what is kept of each saving, and that nothing leaves that should not."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, models, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from beredskab.audit.models import Event
from beredskab.cases import calendar, infohus
from beredskab.cases.actions import access, board, meeting_moves, meetings
from beredskab.cases.forms.board import FieldForm
from beredskab.cases.models import (
    AgendaItem,
    Attendance,
    BoardField,
    Case,
    CaseSettings,
    Disagreement,
    Meeting,
    OrganisationModel,
    Passed,
    Stage,
)
from beredskab.cases.queries import board as boards
from beredskab.cases.queries import meetings as queries
from beredskab.cases.tests import situations
from beredskab.cases.tests.refusing import refused
from beredskab.interventions.dimensions import RISK, WELLBEING, Dimension
from beredskab.kit.errors import Conflict, NotAllowed, NotFound
from beredskab.kit.fields import SealedField
from beredskab.kit.viewer import as_viewer

WORDS = {"known": "Han taler om hævn.", "source": "Broderen, sikker.", "against": "", "helps": "Træneren."}


def organised(cast, model):
    with as_viewer(cast["karen"]):
        CaseSettings.objects.update_or_create(authority_id=cast["karen"].authority_id, defaults={"model": model})


def plan_of(in_days=3, **wish):
    return meetings.Plan(timezone.now() + timedelta(days=in_days), **wish)


# --- who calls a meeting ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "key", "may"),
    [
        (OrganisationModel.COORDINATORS, "karen", True),
        (OrganisationModel.COORDINATORS, "mette", False),
        (OrganisationModel.AD_HOC, "mette", True),
        (OrganisationModel.STANDING, "mette", True),
        (OrganisationModel.STANDING, "stine", True),
        (OrganisationModel.STANDING, "rasmus", False),
    ],
)
def test_who_calls_a_meeting_follows_from_how_the_municipality_has_organised_it(cast, model, key, may):
    organised(cast, model)
    if may:
        assert meetings.plan(by=cast[key], wish=plan_of())[0].called_by_id == cast[key].person_id
    else:
        with pytest.raises(NotAllowed):
            meetings.plan(by=cast[key], wish=plan_of())


def test_each_way_of_organising_has_words_of_its_own():
    assert set(infohus.CONVENING) == set(OrganisationModel.values)
    assert len({str(way.text) for way in infohus.CONVENING.values()}) == len(OrganisationModel.values)


def test_fixed_meetings_keep_their_time_of_day_over_the_change_to_summer_time(cast):
    made = meetings.plan(by=cast["karen"], wish=plan_of(weeks=4, times=13, kind="regular"))
    assert len(made) == 13
    assert len({timezone.localtime(one.at).time() for one in made}) == 1
    assert {timezone.localtime(one.at).utcoffset() for one in made} == {timedelta(hours=1), timedelta(hours=2)}


def test_a_double_click_plans_one_meeting(cast):
    wish = plan_of()
    assert meetings.plan(by=cast["karen"], wish=wish)[0].id == meetings.plan(by=cast["karen"], wish=wish)[0].id


def test_a_meeting_is_in_reach_of_the_calendar(cast):
    with refused("when"):
        meetings.plan(by=cast["karen"], wish=plan_of(in_days=3000))


# --- the agenda ---------------------------------------------------------------------------------------------------


def test_putting_a_case_on_the_agenda_takes_it_to_the_analysis_once(cast):
    item = situations.on_agenda(cast)
    meetings.put_on_agenda(by=cast["karen"], case_id=item.case_id, meeting_id=item.meeting_id)
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=item.case_id).stage == Stage.ANALYSIS
        assert Passed.objects.filter(case_id=item.case_id, verb="call_meeting").count() == 1
        assert AgendaItem.objects.filter(case_id=item.case_id).count() == 1


def test_a_case_before_the_police_have_answered_is_put_on_no_agenda(cast):
    case, meeting = situations.a_case(cast), situations.a_meeting(cast)
    with refused("board_closed"):
        meetings.put_on_agenda(by=cast["karen"], case_id=case.id, meeting_id=meeting.id)


def test_a_case_is_put_on_no_meeting_that_is_called_off(cast):
    case, meeting = situations.to_gathering(cast), situations.a_meeting(cast)
    meeting_moves.cancel(by=cast["karen"], meeting_id=meeting.id)
    with refused("meeting_over"):
        meetings.put_on_agenda(by=cast["karen"], case_id=case.id, meeting_id=meeting.id)


def test_a_case_from_a_meeting_called_off_is_put_on_another(cast):
    item = situations.on_agenda(cast)
    meeting_moves.cancel(by=cast["karen"], meeting_id=item.meeting_id)
    other = situations.a_meeting(cast, in_days=10)
    meetings.put_on_agenda(by=cast["karen"], case_id=item.case_id, meeting_id=other.id)
    with as_viewer(cast["karen"]):
        assert queries.latest_item(Case.objects.get(id=item.case_id)).meeting_id == other.id


def test_a_colleague_sees_the_meeting_and_nothing_of_its_cases(cast, log_in):
    item = situations.on_agenda(cast)
    page = log_in(cast["stine"]).get(reverse("cases:meeting", args=[item.meeting_id]))
    with as_viewer(cast["karen"]):
        number = Case.objects.get(id=item.case_id).number
    assert page.status_code == 200
    assert number not in page.content.decode()


def test_the_calendar_file_says_when_and_nothing_else(cast, log_in):
    item = situations.on_agenda(cast)
    answer = log_in(cast["karen"]).get(reverse("cases:meeting_ics", args=[item.meeting_id]))
    event = next(one for one in Calendar.from_ical(answer.content).walk() if one.name == "VEVENT")
    with as_viewer(cast["karen"]):
        meeting, case = Meeting.objects.get(id=item.meeting_id), Case.objects.get(id=item.case_id)
    assert event.decoded("dtstart") == meeting.at.replace(microsecond=0)
    assert set(event) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "ORGANIZER", "SUMMARY", "DESCRIPTION", "URL", "CLASS",
        "STATUS",
    }  # fmt: skip
    for secret in (case.number, str(case.id), "Bertram", "Mødelokale", "Karen"):
        assert secret.encode() not in answer.content


def test_a_meeting_called_off_leaves_the_calendar(cast):
    meeting = situations.a_meeting(cast)
    meeting_moves.cancel(by=cast["karen"], meeting_id=meeting.id)
    with as_viewer(cast["karen"]):
        file = calendar.file_of(queries.entry(cast["karen"], meeting.id), "https://example.invalid/")
    assert b"METHOD:CANCEL" in file and b"STATUS:CANCELLED" in file and b"SEQUENCE:1" in file


# --- the minutes --------------------------------------------------------------------------------------------------


def test_the_meeting_is_held_when_minutes_and_people_are_written_down(cast):
    item = situations.on_agenda(cast)
    karen = cast["karen"]
    seats = [meetings.Seat("Petra Psykiatri", "Psykiatrien", present=True), meetings.Seat("", "", present=False)]
    with refused("no_minutes"):
        meetings.write_minutes(by=karen, item_id=item.id, text=" ", seats=seats, finish=True)
    with refused("nobody"):
        meetings.write_minutes(by=karen, item_id=item.id, text="Enige.", seats=[], finish=True)
    meetings.write_minutes(by=karen, item_id=item.id, text="Enige.", seats=seats, finish=True)
    with as_viewer(karen):
        assert Case.objects.get(id=item.case_id).stage == Stage.RECOMMENDATION
        assert Meeting.objects.get(id=item.meeting_id).held_at is not None
        assert Attendance.objects.get(item=item).present


def test_a_double_click_finishes_the_minutes_once(cast):
    item = situations.on_agenda(cast)
    seats = [meetings.Seat("Petra", "Psykiatrien", present=True)]
    for _ in range(2):
        meetings.write_minutes(by=cast["karen"], item_id=item.id, text="Enige.", seats=seats, finish=True)
    with as_viewer(cast["karen"]):
        assert Passed.objects.filter(case_id=item.case_id, verb="met").count() == 1


def test_somebody_at_the_door_is_written_down_and_taken_out_again(cast):
    item = situations.on_agenda(cast)
    karen = cast["karen"]
    seat = meetings.Seat("Sanne Skoleleder", "Prøveskolen", present=True)
    meetings.write_minutes(by=karen, item_id=item.id, text="", seats=[seat])
    with as_viewer(karen):
        row = Attendance.objects.get(item=item)
    out = meetings.Seat("", "Prøveskolen", present=True, attendance_id=row.id)
    meetings.write_minutes(by=karen, item_id=item.id, text="", seats=[out])
    with as_viewer(karen):
        assert Attendance.objects.get(item=item).present is False


def test_somebody_without_a_name_is_not_written_down_as_there(cast):
    item = situations.on_agenda(cast)
    with refused("nameless"):
        meetings.write_minutes(
            by=cast["karen"], item_id=item.id, text="", seats=[meetings.Seat("", "Skolen", present=True)]
        )


def test_finished_minutes_do_not_change_not_even_by_sql(cast):
    case = situations.met(cast)
    karen = cast["karen"]
    with as_viewer(karen):
        item = AgendaItem.objects.get(case=case)
    with refused("finished"):
        meetings.write_minutes(by=karen, item_id=item.id, text="Noget andet.", seats=[])
    with as_viewer(karen), pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
        AgendaItem.objects.filter(id=item.id).update(minutes=b"x")


# --- the board ----------------------------------------------------------------------------------------------------


def test_the_board_has_no_field_for_a_number_and_no_order_by_what_it_says(cast):
    form = FieldForm("violence")
    assert {name for name, field in form.fields.items() if not field.widget.is_hidden} == set(boards.PARTS)
    assert all(type(form.fields[name]).__name__ == "CharField" for name in boards.PARTS)
    kinds = {type(one) for one in BoardField._meta.get_fields() if one.name not in {"number"}}
    assert not any(issubclass(kind, models.IntegerField | models.FloatField | models.DecimalField) for kind in kinds)
    assert {type(one) for one in BoardField._meta.get_fields() if one.name == "content"} == {SealedField}
    item = situations.on_agenda(cast)
    for code, text in (("education", "Meget alvorligt!"), ("convictions", "Lidt.")):
        board.save_field(by=cast["karen"], case_id=item.case_id, dimension=code, number=0, content={"known": text})
    with as_viewer(cast["karen"]):
        page = boards.board(cast["karen"], item.case_id)
    assert [one.code for one in page.fields] == [*RISK, *WELLBEING] == list(Dimension.values)


def test_a_saved_field_is_a_new_row_and_the_old_words_stay(cast):
    item = situations.on_agenda(cast)
    karen = cast["karen"]
    for number, words in enumerate((WORDS, {**WORDS, "known": "Han har sagt undskyld."})):
        board.save_field(by=karen, case_id=item.case_id, dimension="violence", number=number, content=words)
    with as_viewer(karen):
        rows = BoardField.objects.filter(case_id=item.case_id).order_by("number")
        page = boards.board(karen, item.case_id)
        kept = [page.found.key.open(row, "content")["known"] for row in rows]
    assert kept == ["Han taler om hævn.", "Han har sagt undskyld."]
    assert boards.field_of(page, "violence").known == "Han har sagt undskyld."


def test_what_was_saved_cannot_be_changed_or_removed_by_sql(cast):
    item = situations.on_agenda(cast)
    board.save_field(by=cast["karen"], case_id=item.case_id, dimension="violence", number=0, content=WORDS)
    with as_viewer(cast["karen"]):
        for statement in (lambda rows: rows.update(content=b"x"), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                statement(BoardField.objects.filter(case_id=item.case_id))


def test_two_who_save_at_once_lose_nothing(cast, log_in):
    item = situations.on_agenda(cast)
    karen = cast["karen"]
    access.hand_lead(by=karen, case_id=item.case_id, person_id=cast["stine"].person_id)
    board.save_field(by=cast["stine"], case_id=item.case_id, dimension="family", number=0, content=WORDS)
    with pytest.raises(Conflict):
        board.save_field(
            by=karen, case_id=item.case_id, dimension="family", number=0, content={"known": "Min egen tekst."}
        )
    browser, address = log_in(karen), reverse("cases:board_save", args=[item.case_id, "family"])
    page = browser.post(address, {"number": 0, "known": "Min egen tekst."})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Han taler om hævn." in text and "Min egen tekst." in text and 'name="number" value="1"' in text
    assert browser.post(address, {"number": 1, "known": "Begge dele."}).status_code == 302
    with as_viewer(karen):
        assert BoardField.objects.filter(case_id=item.case_id).count() == 2


def test_a_double_click_saves_a_field_once(cast):
    item = situations.on_agenda(cast)
    for _ in range(2):
        board.save_field(by=cast["karen"], case_id=item.case_id, dimension="family", number=0, content=WORDS)
    with as_viewer(cast["karen"]):
        assert BoardField.objects.filter(case_id=item.case_id).count() == 1


def test_another_view_is_recorded_beside_the_text_and_not_in_it(cast, log_in):
    item = situations.on_agenda(cast)
    browser = log_in(cast["karen"])
    address = reverse("cases:board_view", args=[item.case_id, "family"])
    assert browser.post(address, {"whose": "", "text": "Nej."}).status_code == 422
    for _ in range(2):
        browser.post(address, {"whose": "Skolen", "text": "Moderen er på vej."})
    with as_viewer(cast["karen"]):
        assert Disagreement.objects.filter(case_id=item.case_id).count() == 1
    assert "Moderen er på vej." in browser.get(reverse("cases:board", args=[item.case_id])).content.decode()


def test_the_board_is_written_until_the_hand_over_and_read_afterwards(cast):
    assert [stage for stage in Stage.values if infohus.board_open(stage) is None] == [
        Stage.GATHERING, Stage.ANALYSIS, Stage.RECOMMENDATION,
    ]  # fmt: skip
    case = situations.a_case(cast)
    with refused("board_closed"):
        board.save_field(by=cast["karen"], case_id=case.id, dimension="family", number=0, content=WORDS)


def test_what_is_no_dimension_is_not_there(cast, log_in):
    item = situations.on_agenda(cast)
    with pytest.raises(NotFound):
        board.save_field(by=cast["karen"], case_id=item.case_id, dimension="religion", number=0, content=WORDS)
    address = reverse("cases:board_save", args=[item.case_id, "religion"])
    assert log_in(cast["karen"]).post(address, {"number": 0}).status_code == 404


def test_the_board_shows_initials_and_no_name_near_and_on_a_wall(cast, log_in):
    item = situations.on_agenda(cast)
    browser, address = log_in(cast["karen"]), reverse("cases:board", args=[item.case_id])
    near, wall = browser.get(address).content.decode(), browser.get(address + "?stor=1").content.decode()
    for shown in (near, wall):
        assert "B. O." in shown and "Bertram" not in shown and "Opdigtet" not in shown


def test_reading_the_board_is_in_the_log_with_what_for(cast, log_in):
    item = situations.on_agenda(cast)
    browser, address = log_in(cast["karen"]), reverse("cases:board", args=[item.case_id])
    browser.get(address + "?stor=1")
    browser.get(reverse("cases:board_print", args=[item.case_id]))
    with as_viewer(cast["karen"]):
        rows = Event.objects.filter(event="cases.case.read", subject_id=item.case_id)
        reasons = {(one.detail["reason"], tuple(one.detail["sections"])) for one in rows}
    assert {("projector", ("board",)), ("print", ("board",))} <= reasons


def test_the_board_opens_to_a_grant_with_its_section_only(cast):
    item = situations.on_agenda(cast)
    board.save_field(by=cast["karen"], case_id=item.case_id, dimension="family", number=0, content=WORDS)
    soon = timezone.now() + timedelta(days=1)
    access.give(by=cast["karen"], case_id=item.case_id, person_id=cast["mette"].person_id, reason="second", until=soon)
    with as_viewer(cast["mette"]):
        assert not BoardField.objects.filter(case_id=item.case_id).exists()
        assert not AgendaItem.objects.filter(case_id=item.case_id).exists()
        with pytest.raises(NotFound):
            boards.board(cast["mette"], item.case_id)
