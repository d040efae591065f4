"""Cases in sentences: who opened which part and why, who was refused, and what the codes mean in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.cases.models import Case, GrantReason, PersonKind, Track
from beredskab.cases.visibility import SECTIONS
from beredskab.kit.viewer import Viewer

NUMBER: Final = re.compile(r"(\d{4})\s*[-–/]\s*0*(\d{1,6})")
REASONS: Final[dict[str, Promise | str]] = {
    **{str(code): label for code, label in GrantReason.choices},
    # why somebody opened a case
    "casework": _("casework"),
    "disclosure": _("to disclose something"),
    "print": _("to print"),
    "projector": _("to show it at a meeting"),
    "meeting": _("to prepare a meeting"),
    "export": _("to take a copy to the record system"),
    # why somebody was refused
    "no_grant": _("no access"),
    "no_header": _("not a case for them"),
    "not_found": _("not found"),
    "not_receiver": _("not the receiver"),
    "not_addressed": _("not addressed to them"),
    "not_asked": _("not asked"),
    "not_reader": _("does not read the log"),
    # why it was an emergency
    "danger": _("somebody in danger"),
    "child": _("the duty to a child"),
    "police": _("the police needed an answer"),
    "lead_away": _("nobody with access could be reached"),
    # why somebody new leads
    "away_weeks": _("the lead is away for weeks"),
    "unreachable": _("the lead cannot be reached"),
    "other_work": _("the lead has other work now"),
    # why names were shown
    "contact": _("to contact the person or the family"),
    "identify": _("to be sure who it is"),
    "write": _("to write a notification or a disclosure"),
    "correct": _("to correct something"),
    # why a report was set aside
    "not_a_concern": _("not a concern"),
    "test": _("a test"),
    "duplicate": _("sent twice"),
    "flood": _("part of a flood"),
    # why somebody looked for earlier contacts
    "new_report": _("a new report"),
    "before_close": _("before a close"),
    "question": _("a question that came up"),
    # why a child's track ended
    "done": _("the duties are done"),
    "not_a_child": _("not a child"),
    "moved": _("moved"),
    "other_case": _("dealt with in another case"),
}
KINDS: Final[dict[str, Promise | str]] = {
    **{str(code): label for code, label in (*PersonKind.choices, *Track.choices)},
    "call": _("a telephone call"),
    "talk": _("a talk"),
    "meeting": _("a meeting"),
    "thought": _("a consideration"),
}


def _numbers(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = Case.objects.filter(authority_id=viewer.authority_id, id__in=ids).order_by("id")
    return {one.id: one.number for one in found}


def _find(viewer: Viewer, number: str) -> UUID | None:
    match = NUMBER.fullmatch(number.strip())
    if match is None:
        return None
    year, sequence = int(match[1]), int(match[2])
    found = Case.objects.filter(authority_id=viewer.authority_id, year=year, sequence=sequence)
    return found.order_by("id").values_list("id", flat=True).first()


def _sections(value: object) -> str:
    codes = value if isinstance(value, list) else [value]
    return ", ".join(str(SECTIONS.get(str(code), code)) for code in codes)


def _in_a_sentence(words: Mapping[str, Promise | str], value: object) -> str:
    text = str(words.get(str(value), value))
    return text[:1].lower() + text[1:]


register(
    sentences={
        "cases.case.opened": _("%(who)s opened case %(what)s and leads it."),
        "cases.case.read": _("%(who)s read case %(what)s: %(sections)s (%(reason)s)."),
        "cases.case.refused": _("%(who)s asked for case %(what)s and was not given it (%(reason)s)."),
        "cases.list.read": _("%(who)s saw the list of what must be done."),
        "cases.note.added": _("%(who)s wrote a note in case %(what)s (%(kind)s)."),
    },
    kinds={
        "cases.case": _("Cases opened and read"),
        "cases.list": _("The list of what must be done"),
        "cases.note": _("Notes in cases"),
    },
    names={"cases.Case": _numbers},
    words={
        "sections": _sections,
        "reason": lambda value: _in_a_sentence(REASONS, value),
        "kind": lambda value: _in_a_sentence(KINDS, value),
    },
    finders={"cases.Case": _find},
)
