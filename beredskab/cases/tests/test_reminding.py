"""What waits is told of: first to whoever is on duty, then to a second person; in mails that say no more."""

from datetime import timedelta

import psycopg
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.audit.tests.test_sealing import pointed_at
from beredskab.cases.actions import reminding
from beredskab.cases.actions.tasks import open_task
from beredskab.cases.models import Report, Task
from beredskab.cases.tests import situations
from beredskab.kit import roles
from beredskab.kit.viewer import as_viewer
from beredskab.organisation import demo
from beredskab.organisation.duty.actions import add_duty
from beredskab.organisation.outbox.letters import letter
from beredskab.organisation.outbox.models import Message


def run(cast, now=None):
    return reminding.remind(cast["karen"], now or timezone.now())


def told(cast):
    """Who has got a mail, by key, newest last."""
    names = {viewer.person_id: key for key, viewer in cast.items()}
    with as_viewer(cast["karen"]):
        return [names[one.person_id] for one in Message.objects.order_by("created_at", "id")]


def on_duty(cast, key):
    start = timezone.now() - timedelta(minutes=1)
    person = cast[key].person_id
    add_duty(by=cast["karen"], person_id=person, starts_at=start, ends_at=start + timedelta(days=20))


def move(cast, report, **back):
    """Move the row: the report came so much earlier."""
    span = timedelta(**back)
    with as_viewer(cast["karen"]):
        Report.objects.filter(id=report.id).update(received_at=report.received_at - span)
        for task in Task.objects.filter(report=report):
            task.opened_at, task.due_at = task.opened_at - span, task.due_at - span
            task.save()


def an_adult(cast, **more):
    return situations.a_report(cast, "adult", **more)


def test_without_a_rota_all_coordinators_hear_of_a_new_report_once(cast):
    an_adult(cast)
    assert run(cast) == 1
    assert sorted(told(cast)) == ["karen", "stine"]
    assert run(cast) == 0


def test_with_a_rota_the_one_on_duty_hears_of_it(cast):
    on_duty(cast, "stine")
    an_adult(cast)
    run(cast)
    assert told(cast) == ["stine"]


def test_an_unread_report_goes_to_a_second_person(cast):
    on_duty(cast, "stine")
    report = an_adult(cast)
    run(cast)
    move(cast, report, hours=25)
    with as_viewer(cast["karen"]):
        Task.objects.filter(report=report, kind="read").update(opened_at=timezone.now())  # Stine was on duty then
    assert run(cast) == 1
    assert told(cast) == ["stine", "karen"]
    with as_viewer(cast["karen"]):
        assert Task.objects.get(report=report, kind="read").escalated_at
    assert run(cast) == 0


def test_a_read_report_is_left_alone(cast):
    report = an_adult(cast)
    situations.opening.open_case(by=cast["karen"], report_id=report.id)
    move(cast, report, hours=48)
    run(cast)
    assert told(cast) == []


def test_a_flood_gives_one_mail_an_hour(cast):
    on_duty(cast, "karen")
    for _ in range(3):
        an_adult(cast, held=True)
    run(cast)
    an_adult(cast, held=True)
    run(cast)
    assert told(cast) == ["karen"]
    with as_viewer(cast["karen"]):
        Task.objects.filter(report__held=True).update(reminded_at=timezone.now() - timedelta(hours=2))
    an_adult(cast, held=True)
    run(cast)
    assert told(cast) == ["karen", "karen"]


def waiting(cast, due, force="local", **more):
    case = situations.a_case(cast, "adult")
    with as_viewer(cast["karen"]):
        open_task(by=cast["karen"], case=case, kind="await_police", due_at=due, force=force, rule="x", **more)
    return case


def test_the_lead_is_reminded_when_a_local_deadline_passes_and_the_manager_a_day_later(cast):
    now = timezone.now()
    case = waiting(cast, now - timedelta(minutes=1))
    run(cast)
    assert told(cast) == ["karen"]
    with as_viewer(cast["karen"]):
        message = Message.objects.get()
        assert message.link == reverse("cases:clearance", args=[case.id])
    run(cast, now + timedelta(hours=23))
    assert told(cast) == ["karen"]
    run(cast, now + timedelta(hours=25))
    assert told(cast) == ["karen", "mette"]
    assert run(cast, now + timedelta(days=9)) == 0


def test_the_laws_clock_is_told_of_while_a_quarter_of_it_is_left(cast):
    now = timezone.now()
    waiting(cast, now + timedelta(hours=24), "law", opened_at=now)
    assert run(cast, now + timedelta(hours=17)) == 0
    assert run(cast, now + timedelta(hours=19)) == 1


def test_a_clock_that_has_ended_by_itself_reminds_nobody(cast):
    now = timezone.now()
    waiting(cast, now - timedelta(hours=1), "law", stops_at=now - timedelta(minutes=1))
    assert run(cast) == 0


def test_several_things_are_one_mail_that_says_nothing(cast):
    for _ in range(3):
        waiting(cast, timezone.now() - timedelta(hours=1))
    assert run(cast) == 3
    assert told(cast) == ["karen"]
    with as_viewer(cast["karen"]):
        message = Message.objects.select_related("authority").get()
    assert message.link == reverse("cases:home")
    text = letter(message)
    assert "Opdigtet" not in text.text and "2026-" not in text.text and "politi" not in text.text.casefold()
    assert mail.outbox == []


def test_the_record_counts_and_names_nobody(cast):
    waiting(cast, timezone.now() - timedelta(hours=1))
    run(cast)
    with as_viewer(cast["karen"]):
        event = Event.objects.filter(event="cases.task.reminded").get()
        assert event.detail == {"count": 1, "kind": ["await_police"]}


def test_a_task_leads_to_its_page(cast):
    case = situations.a_case(cast, "adult")
    assert reminding.address(Task(kind="assess", case=case)) == reverse("cases:assess", args=[case.id])
    report = an_adult(cast)
    for kind in ("read", "urgent"):
        assert reminding.address(Task(kind=kind, report=report)) == reverse("cases:report", args=[report.id])
    assert reminding.address(Task(kind="inbox", report=report)) == reverse("cases:inbox", args=[report.id])
    assert reverse("cases:home") == reminding.LIST


def test_the_worker_may_ask_where_something_waits_and_others_may_not(house):
    with psycopg.connect(house.url(roles.WORKER)) as worker:
        assert worker.execute("select cases_authorities_waiting()").fetchall() == []
    for role in (roles.WORK, roles.PUBLIC, roles.INTAKE):
        with psycopg.connect(house.url(role)) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.execute("select cases_authorities_waiting()")


def test_the_worker_does_a_whole_round_with_its_own_rights(fresh_house, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with pointed_at(fresh_house.url(roles.WORK)):
            cast = demo.cast()
            waiting(cast, timezone.now() - timedelta(hours=1))
            an_adult(cast)
        with pointed_at(fresh_house.url(roles.WORKER)):
            assert reminding.remind_all() == 2
            assert reminding.remind_all() == 0
        with pointed_at(fresh_house.url(roles.WORK)):
            assert sorted(told(cast)) == ["karen", "karen", "stine"]
