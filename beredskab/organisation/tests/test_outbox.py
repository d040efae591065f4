"""The outbox: what a mail says, that it goes with the act, and that it goes at most once."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections, transaction
from django.utils import timezone

from beredskab.kit import roles
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Scope, as_scope, as_viewer
from beredskab.organisation import demo
from beredskab.organisation.models import Person
from beredskab.organisation.outbox import actions, queries, sender
from beredskab.organisation.outbox.letters import letter
from beredskab.organisation.outbox.models import Message, MessageState, Template
from tests import database

LINK = "/sager/0198c0de-0000-7000-8000-000000000000/svar-fra-politiet/"


def put(viewer, person=None, template="task", **more):
    recipient = {} if "email" in more else {"person_id": (person or viewer).person_id}
    with as_viewer(viewer):
        return actions.send(by=viewer, template=template, link=LINK, **recipient, **more)


@pytest.mark.parametrize("template", Template.values)
@pytest.mark.parametrize("exercise", [False, True])
def test_a_mail_says_who_it_is_from_and_where_to_log_in_and_nothing_else(cast, template, exercise):
    subject = new_id()
    made = put(cast["karen"], cast["poul"], template, subject_id=subject, exercise=exercise)
    text = letter(made)
    whole = f"{text.subject}\n{text.text}"
    assert "Eksempel Kommune (demo)" in whole
    assert f"{settings.WORK_BASE_URL}/organisation/besked/{made.id}/" in whole
    for secret in (LINK, "sager", "politi", str(subject), "Karen", "Poul", cast["karen"].name):
        assert secret not in whole.replace(str(made.id), ""), secret
    assert not re.search("bekymring|concern|ekstrem|extrem|radikal|infohus|sag\\b|case", whole, re.IGNORECASE)
    assert whole.count("http") == 2  # the same address, in Danish and in English
    assert ("ØVELSE" in text.subject) == exercise


def test_a_mail_to_an_address_without_an_account_leads_to_the_login(cast):
    made = put(cast["karen"], email="vagt@eksempel.invalid")
    assert f"{settings.WORK_BASE_URL}/\n" in letter(made).text
    assert str(made.id) not in letter(made).text


def test_a_message_goes_with_the_act_that_causes_it_or_not_at_all(cast):
    with pytest.raises(KeyError), as_viewer(cast["karen"]):
        actions.send(by=cast["karen"], template="task", link=LINK, person_id=cast["poul"].person_id)
        raise KeyError
    with as_viewer(cast["karen"]):
        assert not Message.objects.exists()


def test_a_message_outside_an_act_is_refused(cast):
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside the action"):
        actions.send(by=cast["karen"], template="task", link=LINK, person_id=cast["poul"].person_id)


@pytest.mark.parametrize(
    ("template", "link", "email"),
    [
        ("gossip", LINK, "a@b.invalid"),
        ("task", "https://other.invalid/", "a@b.invalid"),
        ("task", "//other.invalid/", "a@b.invalid"),
        ("task", "/sager/?navn=karl", "a@b.invalid"),
        ("task", "/sager/Karl/", "a@b.invalid"),
        ("task", LINK, ""),
    ],
)
def test_only_a_known_template_a_plain_path_and_one_recipient_are_taken(cast, template, link, email):
    with as_viewer(cast["karen"]), pytest.raises(ValueError, match=r"template|recipient"):
        actions.send(by=cast["karen"], template=template, link=link, email=email)


def test_a_mail_leads_its_person_to_what_it_is_about_and_nobody_else(cast, log_in):
    made = put(cast["karen"], cast["poul"])
    address = f"/organisation/besked/{made.id}/"
    assert log_in(cast["poul"]).get(address)["Location"] == LINK
    assert log_in(cast["karen"]).get(address).status_code == 404
    assert log_in(cast["niels"]).get(address).status_code == 404


def test_what_was_sent_about_a_thing_is_seen_by_the_authority_that_sent_it(cast):
    subject = new_id()
    made = put(cast["karen"], cast["poul"], subject_id=subject)
    with as_viewer(cast["stine"]) as viewer:
        assert [one.id for one in queries.about(viewer, subject)] == [made.id]
    with as_viewer(cast["nanna"]) as viewer:
        assert not queries.about(viewer, subject)


# From here the sender itself, as the worker's role, in a database of its own where things are committed.


@pytest.fixture
def become(fresh_house, django_db_setup, django_db_blocker):
    """`become(roles.WORKER)`: this process is that role from now on."""
    connection = connections["default"]
    before = dict(connection.settings_dict)

    def change(role):
        connection.close()
        parts = database.parse_url(fresh_house.url(role))
        connection.settings_dict.update({key: parts[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})

    with django_db_blocker.unblock():
        change(roles.WORK)
        yield change
        connection.close()
        connection.settings_dict.update(before)


@pytest.fixture
def people(become):
    return demo.cast()


def told(viewer, message):
    with as_scope(Scope(viewer.authority_id)):
        return Message.objects.get(id=message.id)


class Server(EmailBackend):
    """A mail server that does what the test says."""

    on_open: Exception | None = None
    on_send: Exception | None = None

    def open(self):
        if Server.on_open:
            raise Server.on_open

    def send_messages(self, messages):
        if Server.on_send:
            raise Server.on_send
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "on_open", None)
    monkeypatch.setattr(Server, "on_send", None)
    return Server


def test_the_sender_sends_every_authoritys_mail_and_each_one_once(become, people, server):
    first = put(people["karen"], people["poul"])
    second = put(people["nanna"], people["petra"], "reminder")
    become(roles.WORKER)
    assert sender.send_due() == 2
    assert sender.send_due() == 0
    assert sorted(one.to[0] for one in mail.outbox) == ["petra@region.invalid", "poul@politi.invalid"]
    assert all(one.extra_headers["Auto-Submitted"] == "auto-generated" for one in mail.outbox)
    assert told(people["karen"], first).state == told(people["nanna"], second).state == MessageState.SENT


def test_a_claimed_message_is_nobody_elses(become, people):
    made = put(people["karen"], people["poul"])
    become(roles.WORKER)
    now = timezone.now()
    assert actions.claim(made.authority_id, made.id, now) is not None
    assert actions.claim(made.authority_id, made.id, now) is None
    assert queries.due(now) == []


@pytest.mark.parametrize(
    ("moment", "error"),
    [
        ("on_open", ConnectionRefusedError()),
        ("on_open", smtplib.SMTPAuthenticationError(535, b"no")),
        ("on_send", smtplib.SMTPRecipientsRefused({"poul@politi.invalid": (450, b"later")})),
        ("on_send", smtplib.SMTPDataError(451, b"later")),
    ],
)
def test_what_the_server_did_not_take_is_tried_later_and_given_up_in_the_end(become, people, server, moment, error):
    made = put(people["karen"], people["poul"])
    become(roles.WORKER)
    setattr(server, moment, error)
    for wait in actions.WAITS:
        assert sender.send_due() == 0
        waiting = told(people["karen"], made)
        assert (waiting.state, waiting.problem) == (MessageState.WAITING, type(error).__name__)
        assert timedelta() < waiting.due_at - timezone.now() <= wait
        with as_scope(Scope(made.authority_id)):
            Message.objects.update(due_at=timezone.now())
    sender.send_due()
    assert told(people["karen"], made).state == MessageState.FAILED
    assert mail.outbox == []


def test_a_connection_lost_in_the_middle_is_never_tried_again(become, people, server):
    made = put(people["karen"], people["poul"])
    become(roles.WORKER)
    server.on_send = smtplib.SMTPServerDisconnected("gone")
    sender.send_due()
    server.on_send = None
    assert sender.send_due() == 0
    assert told(people["karen"], made).state == MessageState.UNSURE


def test_what_a_dead_sender_left_behind_is_called_unsure(become, people, server):
    made = put(people["karen"], people["poul"])
    become(roles.WORKER)
    actions.claim(made.authority_id, made.id, timezone.now())
    assert sender.send_due() == 0
    assert told(people["karen"], made).state == MessageState.SENDING
    with as_scope(Scope(made.authority_id)):
        Message.objects.update(due_at=timezone.now() - timedelta(minutes=11))
    assert sender.send_due() == 0
    assert told(people["karen"], made).state == MessageState.UNSURE
    assert mail.outbox == []


def test_a_closed_account_gets_nothing(become, people, server):
    made = put(people["karen"], people["poul"])
    Person.objects.filter(id=people["poul"].person_id).update(is_active=False)
    become(roles.WORKER)
    sender.send_due()
    failed = told(people["karen"], made)
    assert (failed.state, failed.problem, mail.outbox) == (MessageState.FAILED, "no_recipient", [])


def test_an_exercise_reaches_only_whoever_runs_it(become, people, server):
    put(people["karen"], people["poul"], exercise=True)
    put(people["karen"], email="hospital@eksempel.invalid", exercise=True)
    become(roles.WORKER)
    assert sender.send_due() == 2
    assert {one.to[0] for one in mail.outbox} == {"karen@eksempel.invalid"}
    assert all(one.subject.startswith("ØVELSE") for one in mail.outbox)


def test_a_settled_message_is_kept_for_a_month(become, people, server):
    old, young = put(people["karen"], people["poul"]), put(people["karen"], people["poul"])
    become(roles.WORKER)
    sender.send_due()
    with as_scope(Scope(old.authority_id)):
        Message.objects.filter(id=old.id).update(settled_at=timezone.now() - timedelta(days=31))
        sender.send_due()
        assert [one.id for one in Message.objects.all()] == [young.id]


def test_the_work_process_can_put_a_message_in_and_not_change_it(owner):
    def may(role, privilege):
        row = owner.execute("select has_table_privilege(%s, 'organisation_message', %s)", [role, privilege]).fetchone()
        return row == (True,)

    assert may(roles.WORK, "insert") and not may(roles.WORK, "update") and not may(roles.WORK, "delete")
    assert not may(roles.PUBLIC, "select") and not may(roles.INTAKE, "select")
