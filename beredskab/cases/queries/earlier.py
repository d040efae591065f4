"""Earlier contacts that *may* regard the same person: the CPR number exactly, names by how they are spelt.

Ordered by date only. Shows a number and a stage and never a name; opening one is an ordinary access.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import access, refused
from beredskab.cases import names as spelling
from beredskab.cases.models import Case, CasePerson, EarlierLook, LookupEntry, Report, ReportState, Stage
from beredskab.cases.permissions import hidden, may_coordinate
from beredskab.cases.queries.headers import Opened, grants_of
from beredskab.kit.errors import NotFound
from beredskab.kit.vault import DataKey, vault
from beredskab.kit.viewer import Viewer
from beredskab.lib import cpr as numbers
from beredskab.lib import crypto

REASONS: Final = ("new_report", "before_close", "question")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for, as it was typed or as the case has it. Never logged, never in an address."""

    names: tuple[str, ...] = field(repr=False, default=())
    cpr: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier case that may regard the same person."""

    case_id: UUID
    number: str
    stage: str
    opened: date
    lead: str
    lead_id: UUID
    by_number: bool  # the very same CPR number; otherwise a name that is spelt alike
    open_to_me: bool
    ended: bool


def unplaced_report(viewer: Viewer, report_id: UUID) -> Report:
    """The header of a report that belongs to no case yet, for those who coordinate. Raises NotFound."""
    hidden(may_coordinate(viewer))
    found = Report.objects.filter(authority_id=viewer.authority_id, id=report_id).first()
    if found is None or found.state == ReportState.ATTACHED:
        refused(viewer, "cases.report.refused", "cases.Report", report_id, "not_found")
        raise NotFound("report_not_found", _("This page does not exist."))
    return found


def look(viewer: Viewer, subject: Case | Report, sought: Sought, reason: str) -> tuple[Candidate, ...]:
    """Look for earlier cases, newest first. Logged with why, and with a commitment instead of what. Raises NotFound."""
    hidden(may_coordinate(viewer))
    if subject.authority_id != viewer.authority_id:
        raise NotFound("page_not_found", _("This page does not exist."))
    terms = _terms(viewer, sought)
    access(viewer, "cases.earlier.searched", subject, detail={"reason": reason, "terms": terms})
    today = timezone.localdate()
    entries = LookupEntry.objects.filter(Q(leaves_on__isnull=True) | Q(leaves_on__gt=today))
    entries = entries.filter(authority_id=viewer.authority_id)
    if isinstance(subject, Case):
        entries = entries.exclude(case_id=subject.id)
    by_number = _by_number(viewer, entries, sought.cpr)
    by_name = _by_name(viewer, entries, sought.names)
    cases = Case.objects.filter(authority_id=viewer.authority_id, id__in=by_number | by_name)
    rows = cases.exclude(stage=Stage.ERASED).order_by("-created_at", "-id")
    return tuple(_candidate(viewer, case, by_number) for case in rows)


def _terms(viewer: Viewer, sought: Sought) -> list[str]:
    key = vault().index_key(viewer.authority_id)
    typed = [" ".join(spelling.parts(one)) for one in sought.names]
    return [crypto.blind(key, term).hex() for term in (*typed, numbers.parse(sought.cpr) or "") if term]


def _by_number(viewer: Viewer, entries: Any, cpr: str) -> set[UUID]:
    number = numbers.parse(cpr) if cpr else None
    if number is None:
        return set()
    blind = crypto.blind(vault().index_key(viewer.authority_id), number)
    return set(entries.filter(cpr_blind=blind).order_by("id").values_list("case_id", flat=True))


def _by_name(viewer: Viewer, entries: Any, typed: tuple[str, ...]) -> set[UUID]:
    """Every name of the authority is opened and compared in memory; nothing of it is kept."""
    wanted = [parts for parts in map(spelling.parts, typed) if parts]
    if not wanted:
        return set()
    rows = list(entries.order_by("id").values_list("id", "case_id", "names"))
    keys = vault().keys(viewer.authority_id, {case_id for _id, case_id, _names in rows})
    found = set()
    for entry_id, case_id, sealed in rows:
        if case_id in keys and case_id not in found and _alike(wanted, _open(keys[case_id], entry_id, sealed)):
            found.add(case_id)
    return found


def _alike(wanted: list[spelling.Parts], known: Iterable[str]) -> bool:
    return any(spelling.may_be_same(one, parts) for parts in map(spelling.parts, known) for one in wanted)


def _open(key: DataKey, entry_id: UUID, sealed: bytes) -> list[str]:
    found = json.loads(key.open_bytes(sealed, "cases_lookupentry", "names", entry_id))
    return [found] if isinstance(found, str) else [str(one) for one in found]


def _candidate(viewer: Viewer, case: Case, by_number: set[UUID]) -> Candidate:
    return Candidate(
        case.id, case.number, str(case.get_stage_display()), timezone.localdate(case.created_at), case.lead_name,
        case.lead_id, case.id in by_number, bool(grants_of(viewer, case.id)),
        case.stage in (Stage.CLOSED, Stage.MOVED),
    )  # fmt: skip


def known_in(found: Opened) -> Sought:
    """The names and the number that the case has of its person and its children: what is looked for before a close."""
    names: list[str] = []
    cpr = ""
    for person in CasePerson.objects.filter(case=found.case).order_by("created_at", "id"):
        if person.kind in ("subject", "child"):
            details = found.key.open(person, "details") or {}
            names += [one for one in (details.get("name", ""), *_aliases(details)) if one]
            cpr = cpr or (details.get("cpr", "") if person.kind == "subject" else "")
    return Sought(tuple(names), cpr)


def _aliases(details: dict[str, Any]) -> list[str]:
    found = details.get("aliases") or []
    return [one.strip() for one in found.split(",")] if isinstance(found, str) else [str(one) for one in found]


def looked_at(case: Case, occasion: str) -> EarlierLook | None:
    """The newest look on an occasion (intake, close), None when nobody has looked. For actions and policies."""
    return EarlierLook.objects.filter(case=case, occasion=occasion).order_by("-created_at", "-id").first()
