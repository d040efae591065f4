"""Storage after a close: what is proposed, what it would do to each thing, the provisions, and the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beredskab.audit.actions import access
from beredskab.cases.models import (
    Case,
    Disposal,
    DisposalAnswer,
    Exchange,
    Hold,
    LedgerEntry,
    Provision,
    Report,
    Stage,
)
from beredskab.cases.permissions import COORDINATOR, DPO, MANAGER, hidden, may_coordinate, may_oversee
from beredskab.cases.queries.access import colleagues
from beredskab.cases.queries.headers import Opened, header, opened
from beredskab.cases.storage import Facts
from beredskab.kit.errors import NotFound
from beredskab.kit.vault import KeyGone, vault
from beredskab.kit.viewer import Viewer

WAITS = ("proposed", "handed")


@dataclass(frozen=True, slots=True)
class Held:
    """A hold with its words."""

    row: Hold
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the case, and what happens to it, or happened."""

    what: str
    result: str


@dataclass(frozen=True, slots=True)
class StoragePage:
    """What a closed case's page on storage shows."""

    found: Opened
    facts: Facts
    waiting: Disposal | None  # unanswered, or confirmed and not finished
    before: tuple[Disposal, ...]
    holds: tuple[Held, ...]
    lines: tuple[Line, ...]
    whole: bool
    proposes: bool  # the viewer can propose what shall happen
    answers: bool  # the viewer can be the second person


@dataclass(frozen=True, slots=True)
class ErasedPage:
    """What is left of an erased case."""

    case: Case
    entry: LedgerEntry | None
    gone: int
    left: int


def storage(viewer: Viewer, case_id: UUID) -> StoragePage | ErasedPage:
    """The page on storage for whoever has access; for an erased case what is left of it. Raises NotFound."""
    case = header(viewer, case_id)
    if case.stage == Stage.ERASED:
        hidden(may_oversee(viewer))
        return _erased(viewer, case)
    found = _gone(viewer, case) if moved_away(viewer, case_id) else opened(viewer, case_id, "after", purpose="storage")
    rows = list(Disposal.objects.filter(case=found.case).order_by("-created_at", "-id"))
    waiting = next((row for row in rows if row.state in (*WAITS, "confirmed")), None)
    return StoragePage(
        found=found,
        facts=facts(found.case, waiting.provision if waiting else None),
        waiting=waiting,
        before=tuple(row for row in rows if row is not waiting),
        holds=tuple(Held(row, found.key.open(row, "reason") or "") for row in Hold.objects.filter(case=found.case)),
        lines=tuple(objects(viewer, found)),
        whole=found.has("*"),
        proposes=found.has("*") or (case.stage == Stage.MOVED and may_coordinate(viewer) is None),
        answers=waiting is not None and waiting.by_id != viewer.person_id and may_oversee(viewer) is None,
    )


def moved_away(viewer: Viewer, case_id: UUID) -> Case | None:
    """The case, if it has moved: nobody holds it then, so whoever oversees decides on what lies here still."""
    if may_oversee(viewer) is not None:
        return None
    return Case.objects.filter(authority_id=viewer.authority_id, id=case_id, stage=Stage.MOVED).first()


def _gone(viewer: Viewer, case: Case) -> Opened:
    """For the page alone: it shows what is proposed, and the database gives nothing of the case to it."""
    access(viewer, "cases.case.read", case, detail={"sections": ["after"], "reason": "storage"})
    try:
        return Opened(case, vault().key(viewer.authority_id, case.id), frozenset({"after"}))
    except KeyGone:
        raise NotFound("case_erased", _("This case is erased. Only its number is left.")) from None


def facts(case: Case, provision: Provision | None) -> Facts:
    """What stands in the way or allows, as it is now."""
    live = provision is not None and provision.withdrawn_at is None
    covers = provision.covers_children if live and provision else None
    return Facts(case.stage, _ask("cases_on_hold", case.id), _ask("cases_concerns_child", case.id), covers)


def key_ids(case_id: UUID) -> list[UUID]:
    """Every key that opens anything of the case here."""
    return list(_ask("cases_key_ids", case_id) or [])


def objects(viewer: Viewer, found: Opened) -> list[Line]:
    """What destroying does, thing by thing. For the second person, who does not see them, only what is always there."""
    lines = [
        Line(_("Everything written in the case"), _("the key is destroyed, and the rows are deleted")),
        Line(_("Names in the look at earlier contacts"), _("deleted")),
        Line(_("Coded facts for figures"), _("coarsened: only the year of arrival is left")),
        Line(_("The number, the track and the dates of the case"), _("stay, together with a line in the ledger")),
    ]
    if found.has("*"):
        reports = Report.objects.filter(case=found.case).count()
        told = ngettext(
            "%(count)s report, with files and messages", "%(count)s reports, with files and messages", reports
        )
        lines.insert(1, Line(told % {"count": reports}, _("each key is destroyed; a receipt no longer opens it")))
        shared = Exchange.objects.filter(case=found.case, owner_authority_id=viewer.authority_id).count()
        told = ngettext("%(count)s record of sharing", "%(count)s records of sharing", shared)
        lines.insert(2, Line(told % {"count": shared}, _("our key is destroyed; what others received stays with them")))
    return lines


def seconds(viewer: Viewer) -> list[tuple[str, str]]:
    """Colleagues who can answer a proposal on storage: id, and name with unit."""
    return [
        (str(one.person_id), f"{one.person.name}, {one.unit.name}" if one.unit else one.person.name)
        for one in colleagues(viewer)
        if set(one.roles) & {COORDINATOR, MANAGER} and one.person_id != viewer.person_id
    ]


def provisions(viewer: Viewer) -> list[Provision]:
    """The register of decisions on disposal, those withdrawn too. Raises NotFound."""
    hidden(may_oversee(viewer))
    return list(Provision.objects.filter(authority_id=viewer.authority_id).order_by("-decided_on", "-id"))


def in_force(viewer: Viewer) -> list[Provision]:
    """The decisions that can be chosen now."""
    found = Provision.objects.filter(authority_id=viewer.authority_id, withdrawn_at__isnull=True)
    return list(found.order_by("-decided_on", "-id"))


@dataclass(frozen=True, slots=True)
class Erased:
    """A line of the ledger, and how many of its keys are really gone."""

    entry: LedgerEntry
    answer: str
    keys: int
    left: int


def ledger(viewer: Viewer) -> list[Erased]:
    """What was erased, the newest first. For whoever oversees, and the data protection officer. Raises NotFound."""
    if not viewer.roles & {COORDINATOR, MANAGER, DPO}:
        raise NotFound("page_not_found", _("This page does not exist."))
    access(viewer, "cases.ledger.read")
    rows = LedgerEntry.objects.filter(authority_id=viewer.authority_id).order_by("-created_at", "-id")[:500]
    return [_line(viewer, row) for row in rows]


def _line(viewer: Viewer, row: LedgerEntry) -> Erased:
    left = sum(vault().has(viewer.authority_id, key_id) for key_id in row.key_ids)
    return Erased(row, str(DisposalAnswer(row.answer).label), len(row.key_ids), left)


def _erased(viewer: Viewer, case: Case) -> ErasedPage:
    entry = LedgerEntry.objects.filter(authority_id=viewer.authority_id, case_id=case.id).order_by("created_at").first()
    one = _line(viewer, entry) if entry else None
    return ErasedPage(case, entry, one.keys - one.left if one else 0, one.left if one else 0)


def _ask(function: str, case_id: UUID) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [case_id])
        return cursor.fetchone()[0]


def case_of(viewer: Viewer, disposal_id: UUID) -> UUID:
    """Which case a proposal is about. Raises NotFound."""
    found = Disposal.objects.filter(authority_id=viewer.authority_id, id=disposal_id).order_by("id")
    case_id = found.values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFound("page_not_found", _("This page does not exist."))
    return case_id
