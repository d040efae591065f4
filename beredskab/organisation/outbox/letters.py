"""The mails themselves. Each says who it is from, that something waits, and where to log in: nothing else, ever."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.organisation.outbox.models import Message, Template

SUBJECTS: Final[dict[str, Promise]] = {
    Template.TASK: gettext_lazy("You have a task in Beredskab"),
    Template.REMINDER: gettext_lazy("A task in Beredskab still waits for you"),
    Template.NOTICE: gettext_lazy("There is something you must see in Beredskab"),
}
SENTENCES: Final[dict[str, Promise]] = {
    Template.TASK: gettext_lazy("There is a task for you in Beredskab. It comes from %(authority)s."),
    Template.REMINDER: gettext_lazy("A task in Beredskab still waits for you. It comes from %(authority)s."),
    Template.NOTICE: gettext_lazy("There is something in Beredskab that you must see. It comes from %(authority)s."),
}
RULE: Final = "-" * 40


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail, ready to go."""

    subject: str
    text: str


def letter(message: Message) -> Letter:
    """The mail for a message: in Danish, then in English, because the outbox knows nobody's language."""
    with translation.override("da"):
        subject = f"{_('EXERCISE')}: {SUBJECTS[message.template]}" if message.exercise else SUBJECTS[message.template]
        danish = _text(message)
        heading = str(subject)
    with translation.override("en"):
        english = _text(message)
    return Letter(heading, f"{danish}\n\n{RULE}\n\n{english}\n")


def _text(message: Message) -> str:
    lines = [
        SENTENCES[message.template] % {"authority": message.authority.name},
        _("Log in to see it:") + f"\n{address_of(message)}",
        _("For the sake of confidentiality this mail says no more. Do not answer it."),
    ]
    if message.exercise:
        lines.insert(0, _("This is an exercise. It has been sent to you, who run it, and to nobody else."))
    return "\n\n".join(str(line) for line in lines)


def address_of(message: Message) -> str:
    """Where the mail leads: to the message behind the login, whose address tells nothing of what it is about."""
    if message.person_id is None:
        return f"{settings.WORK_BASE_URL}/"
    return f"{settings.WORK_BASE_URL}/organisation/besked/{message.id}/"
