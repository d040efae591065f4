"""What a reporter is told. Three fixed texts that take a day, a municipality and a telephone number, and nothing else.

They hold no field of a case by their shape: `words` has no way to be given one. In Danish, whoever sends them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PRIVATE, ANONYMOUS, PROFESSIONAL = "private", "anonymous", "professional"
WAYS: Final[dict[str, tuple[str, ...]]] = {
    PRIVATE: ("letter", "phone", "inbox"),
    ANONYMOUS: ("inbox", "not_possible"),
    PROFESSIONAL: ("letter", "phone"),
}
TEXTS: Final[dict[str, str | Promise]] = {
    PRIVATE: _(
        "Thank you for telling %(municipality)s that you were worried.\n\n"
        "On %(day)s your report had been read and dealt with. We have a duty of secrecy, so we cannot tell you what"
        " we do or whether we do anything. That we say no more does not mean that nothing happens.\n\n"
        "If you see something new, tell us again. You can call us on %(phone)s. If somebody is in danger, call 112."
    ),
    ANONYMOUS: _(
        "Thank you for telling %(municipality)s that you were worried.\n\n"
        "On %(day)s your report had been read and dealt with. We do not know who you are, and we do not try to find"
        " out. We cannot tell you what we do, because we have a duty of secrecy.\n\n"
        "You can go on writing here with your receipt. You can also call us on %(phone)s. If somebody is in danger,"
        " call 112."
    ),
    PROFESSIONAL: _(
        "Thank you for your report to %(municipality)s.\n\n"
        "On %(day)s it had been read and dealt with. We have a duty of secrecy also towards colleagues in other"
        " places, so we cannot tell you more from here.\n\n"
        "If you have notified about a child, the side that received the notification tells you whether an"
        " investigation or a measure was started. Ask them, not us. Your own duty to notify stays the same: if you"
        " see something new, notify again. You can call us on %(phone)s."
    ),
}
"""Professionals: whether an investigation was started is told by the side that received the notification, only."""


def words(template: str, *, day: date, municipality: str, phone: str) -> str:
    """The text of a template. Raises KeyError for an unknown one."""
    with translation.override("da"):
        told = {"day": formats.date_format(day), "municipality": municipality, "phone": phone}
        return str(TEXTS[template]) % told
