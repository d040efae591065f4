"""The one sender. Runs in the worker every few seconds; several workers may run it at once.

**At most once.** A message is claimed, and the claim committed, before the mail server is spoken to. What the server
refuses, or a server that cannot be reached, is tried again later. When the sender dies or loses the connection in the
middle, nobody can know whether the mail went: the message is then *unsure* and is never sent again. A mail holds
nothing that is not also on the person's list behind the login, so one too few costs less than the same one all day.
"""

from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from beredskab.organisation.models import Person
from beredskab.organisation.outbox import actions, queries
from beredskab.organisation.outbox.letters import letter
from beredskab.organisation.outbox.models import Message, MessageState

REFUSALS = (SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused)


def send_due() -> int:
    """Send what is due, and give how many went. A mail that cannot be sent does not hold up the next."""
    now = timezone.now()
    sent = 0
    for authority_id, message_id in queries.due(now):
        message = actions.claim(authority_id, message_id, now)
        if message is not None and _deliver(message):
            sent += 1
    actions.tidy(queries.untidy(now), now)
    return sent


def _deliver(message: Message) -> bool:
    recipient = _recipient(message)
    if not recipient:
        actions.settle(message, MessageState.FAILED, "no_recipient")
        return False
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's own errors are OSErrors too
        actions.try_later(message, type(error).__name__)
        return False
    text = letter(message)
    mail = EmailMessage(
        text.subject, text.text, to=[recipient], connection=connection, headers={"Auto-Submitted": "auto-generated"}
    )
    try:
        mail.send()
    except REFUSALS as error:
        actions.try_later(message, type(error).__name__)
        return False
    except OSError as error:
        actions.settle(message, MessageState.UNSURE, type(error).__name__)
        return False
    finally:
        connection.close()
    actions.settle(message, MessageState.SENT)
    return True


def _recipient(message: Message) -> str:
    """The address now, or "": an account may have been closed since. An exercise reaches only whoever runs it."""
    if message.exercise:
        person = Person.objects.filter(id=message.caused_by, is_active=True).first()
        return person.email if person else ""
    if message.person is None:
        return message.email
    return message.person.email if message.person.is_active else ""
