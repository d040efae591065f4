"""Everything that is written in a case, thing by thing: for record system, archive, access reports and moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import formats
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from beredskab.cases import models
from beredskab.cases.intake import guide
from beredskab.cases.models import Case, CasePerson, Channel, Exchange, Report, ReportFile, ReportMessage
from beredskab.cases.queries.headers import Opened
from beredskab.cases.queries.reports import key_of, reference
from beredskab.kit.vault import DataKey, KeyGone, vault

# What a table is called, and its texts. The order is the road's.
TABLES: Final[tuple[tuple[str, str | Promise, tuple[str, ...]], ...]] = (
    ("CasePerson", _("Somebody whom the case regards"), ("details",)),
    ("Judgement", _("First assessment"), ("reason",)),
    ("FamilySilence", _("What the police asked not to be said"), ("text",)),
    ("ChildTrack", _("The duties to a child"), ("foreign", "risk")),
    ("FamilyContact", _("Contact with the family"), ("text",)),
    ("Informing", _("Whether the person is informed"), ("text",)),
    ("Threshold", _("Why it is a matter for the police"), ("text",)),
    ("Note", _("Note"), ("text",)),
    ("AgendaItem", _("Minutes of an analysis meeting"), ("minutes",)),
    ("BoardField", _("Field of the board"), ("content",)),
    ("Disagreement", _("Another view of a field"), ("text",)),
    ("Recommendation", _("Assessment and recommendation"), ("content", "remark")),
    ("HandOver", _("Recommendation handed over"), ("reason",)),
    ("Decision", _("The authority's own decision"), ("reasons",)),
    ("Measure", _("Measure"), ("content",)),
    ("Goal", _("Goal agreed with the citizen"), ("content",)),
    ("GoalLog", _("How it goes with a goal"), ("text",)),
    ("StatusRound", _("Status round"), ("content",)),
    ("ReturnFlow", _("Handed to the ordinary services"), ("text", "answer")),
    ("EarlierLook", _("Look at earlier contacts"), ("reason",)),
    ("Closing", _("Proposal to close"), ("reason", "answer")),
    ("HandlingReview", _("How the case was handled"), ("text",)),
    ("Hold", _("Hold"), ("reason",)),
)
# Codes that say what a text is about.
SAYS: Final[dict[str, tuple[str, ...]]] = {
    "CasePerson": ("kind",), "Judgement": ("question", "answer"), "BoardField": ("dimension",),
    "Disagreement": ("dimension", "whose"), "Threshold": ("kind",), "Decision": ("outcome", "paragraph"),
    "Measure": ("state", "contact_name"), "Closing": ("outcome", "receiver"), "Informing": ("decision", "basis"),
}  # fmt: skip
WORDS: Final[dict[str, str | Promise]] = {
    "name": _("Name"), "aliases": _("Also called"), "cpr": _("CPR number"), "address": _("Address"),
    "phone": _("Telephone"), "school": _("School or work"), "note": _("Remark"), "known": _("What is known"),
    "source": _("From whom, and how sure"), "against": _("What speaks against"), "helps": _("What helps"),
    "problems": _("Main problems"), "resources": _("Resources"), "dimensions": _("Dimensions"),
    "measures": _("Measures"), "surroundings": _("The surroundings"), "what": _("What"), "agreed": _("Agreed how"),
    "born": _("Born"), "place": _("School or work"), "first_name": _("First name"), "goal": _("Goal"),
    "situation": _("The situation"), "parents": _("Parents"),
    "siblings": _("Siblings"), "next": _("What next"), "to": _("To"), "number": _("Number"), "text": _("Text"),
    "asked": _("Who was asked"), "by": _("By when"), "for_whom": _("For whom"),
}  # fmt: skip
CODES: Final[dict[str, str | Promise]] = {
    "yes": _("yes"), "no": _("no"), "unknown": _("not known"), "informed": _("informed"),
    "exempt": _("not informed yet"), "granted": _("granted"), "partly": _("granted in part"),
    "not_granted": _("not granted"), "other": _("something else"),
}  # fmt: skip
REPORTER: Final = "reporter"
UNTOLD: Final = frozenset({"age", "party", "intervention", "how", "on", "partner", "sha256"})
"""Codes and ids that a reader has no use for."""


@dataclass(frozen=True, slots=True)
class Written:
    """One thing: what it is, when and by whom, and its words. `person_kind`: it is somebody's details."""

    kind: str
    id: UUID
    at: datetime
    who: str
    title: str
    text: str = field(repr=False)
    person_kind: str = ""

    @property
    def code(self) -> str:
        """Its name in a form."""
        return f"{self.kind}.{self.id}"


def everything(found: Opened) -> tuple[Written, ...]:
    """All of it in the order in which it was written. For whoever has opened the whole case."""
    things = [*_rows(found), *_reports(found.case), *_shared(found.case)]
    return tuple(sorted((one for one in things if one.text), key=lambda one: (one.at, one.kind, str(one.id))))


def _rows(found: Opened) -> Iterator[Written]:
    for name, title, fields in TABLES:
        model: Any = getattr(models, name)
        for row in model.objects.filter(case=found.case).order_by("created_at", "id"):
            parts = [flat(found.key.open(row, one)) for one in fields]
            parts += _contacts_before(row) if name == "Measure" else []
            said = " · ".join(filter(None, (_said(row, one) for one in SAYS.get(name, ()))))
            text = "\n".join(part for part in parts if part)
            kind = row.kind if isinstance(row, CasePerson) else ""
            yield Written(
                name, row.id, row.created_at, row.by_name, f"{title}: {said}" if said else str(title), text, kind
            )


def _contacts_before(row: Any) -> list[str]:
    """Who was the contact of a measure before: the present one stands in its title."""
    rows = list(models.MeasureContact.objects.filter(measure=row).order_by("created_at", "id"))[:-1]
    told = (
        _("%(who)s (from %(day)s)") % {"who": one.contact_name, "day": formats.date_format(localtime(one.created_at))}
        for one in rows
    )
    return [f"{_('Contact before:')} {', '.join(told)}"] if rows else []


def _said(row: Any, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value = str(shown() if shown else getattr(row, name) or "")
    return str(CODES.get(value, value))


def _reports(case: Case) -> Iterator[Written]:
    for row in Report.objects.filter(case=case).order_by("received_at", "id"):
        key, number = key_of(row), reference(row.id)
        answers = guide.told(key.open(row, "answers") or {}, asked_for_help=row.channel == Channel.SELF)
        words = "\n".join(_line(one.label, one.text) for one in answers)
        yield Written("Report", row.id, row.received_at, "", f"{_('Report')} {number}", words)
        reporter = "\n".join(_line(one.label, one.text) for one in guide.reporter_told(key.open(row, "reporter") or {}))
        yield Written(REPORTER, row.id, row.received_at, "", f"{_('Who reported')} {number}", reporter)
        yield from _along(row, key, number)


def _along(row: Report, key: DataKey, number: str) -> Iterator[Written]:
    for file in ReportFile.objects.filter(report=row).order_by("position", "id"):
        text = key.open(file, "text") or str(_("A picture. It can be seen at the report."))
        yield Written("ReportFile", file.id, file.created_at, "", f"{_('File sent along with')} {number}", text)
    for one in ReportMessage.objects.filter(report=row).order_by("created_at", "id"):
        who = _("The reporter") if one.from_reporter else _("To the reporter")
        title = f"{_('Message at')} {number}"
        yield Written("ReportMessage", one.id, one.created_at, str(who), title, key.open(one, "text"))


def _shared(case: Case) -> Iterator[Written]:
    for row in Exchange.objects.filter(case=case, owner_authority_id=case.authority_id).order_by("created_at", "id"):
        try:
            key = vault().key(case.authority_id, row.root_id)
        except KeyGone:
            continue
        items = "\n".join(f"{one['label']}: {one['text']}" for one in key.open(row, "items") or [])
        why = flat(key.open(row, "necessity")) if row.necessity else ""
        title = f"{row.get_kind_display()}: {row.get_answer_display()}" if row.answer else str(row.get_kind_display())
        yield Written("Exchange", row.id, row.created_at, row.by_name, title, "\n".join(filter(None, (items, why))))


def _line(label: str, text: str) -> str:
    return f"{label} {text}" if label.endswith("?") else f"{label}: {text}"


def flat(value: Any) -> str:
    """Anything that was sealed, as lines of text."""
    if value is None or value == "":
        return ""
    if isinstance(value, Mapping):
        told = ((WORDS.get(name, name), flat(one)) for name, one in value.items() if name not in UNTOLD)
        return "\n".join(f"{name}: {text}" for name, text in told if text)
    if isinstance(value, list | tuple):
        return "\n".join(text for text in (flat(one).replace("\n", "; ") for one in value) if text)
    return str(value).strip()
