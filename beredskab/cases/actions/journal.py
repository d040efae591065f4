"""A case leaves the house as a file: to the municipality's record system, or to the archive."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.audit.actions import access, record
from beredskab.cases import papers
from beredskab.cases.actions import road, storing
from beredskab.cases.models import CasePerson, Exchange, Passed
from beredskab.cases.queries import received
from beredskab.cases.queries.contents import everything
from beredskab.cases.queries.headers import Opened, not_here, opened, settings_of
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import names_of_authorities

REASONS: Final[dict[str, str | Promise]] = {
    "record_system": gettext_lazy("The municipality's own record system"),
    "complaint_body": gettext_lazy("A complaint body or a court has asked for it"),
    "supervision": gettext_lazy("A supervisory authority has asked for it"),
}


@action(event="cases.journal.exported")
def export(*, by: Viewer, case_id: UUID, reason: str) -> tuple[str, bytes]:
    """The case as a zip, with its name: for whoever holds all of it, for a reason. Not by a break-glass.

    Both lanes of the log know it before a byte leaves. Raises NotFound, NotAllowed, DomainError.
    """
    case = road.led(by, case_id)
    if reason not in REASONS:
        raise DomainError("reason", _("Choose a reason."), "reason")
    found = opened(by, case_id, "*", purpose="export")
    access(by, "cases.journal.read", case, detail={"reason": reason})
    data = _packed(by, found)
    record(by=by, event="cases.journal.exported", subject=case, detail={"reason": reason, "bytes": len(data)})
    return f"{case.number}.zip", data


@action(event="cases.archive.taken")
def archive(*, by: Viewer, case_id: UUID) -> tuple[str, bytes]:
    """The same for the archive; afterwards a second person can say yes to it. Raises NotFound, NotAllowed."""
    case = road.led(by, case_id)
    found = opened(by, case_id, "*", purpose="archive")
    access(by, "cases.journal.read", case, detail={"reason": "archive"})
    data = _packed(by, found)
    storing.hand(by, case)
    record(by=by, event="cases.archive.taken", subject=case, detail={"ref": case.number, "bytes": len(data)})
    return f"{case.number}-arkiv.zip", data


@action(event="cases.exchange.exported")
def received_file(*, by: Viewer, exchange_id: UUID) -> tuple[str, bytes]:
    """What was sent to the viewer's authority, for its own records: these items and their basis, nothing else.

    Raises NotFound, also before it was opened.
    """
    page = received.outside(by, exchange_id)
    if page.one is None or page.inside:  # inside, the authority's own record is the case
        raise not_here(by, exchange_id, "not_opened")
    one, row = page.one, page.row
    title = _("What we received about case %(number)s") % {"number": row.case_number}
    basis = f"{one.basis.label} ({one.basis.paragraph})" if one.basis else row.basis
    parts = [*((item["label"], item["text"]) for item in one.items), (_("Basis"), basis), (_("Purpose"), one.purpose)]
    told = {
        "format": "beredskab exchange 1", "number": row.case_number, "from": one.giver, "to": by.authority_name,
        "at": row.created_at.isoformat(), "kind": row.kind, "basis": row.basis, "purpose": row.purpose,
        "items": [item["label"] for item in one.items],
    }  # fmt: skip
    data = papers.packed({f"{row.case_number}.pdf": papers.letter(title, parts, one.giver)}, told)
    record(by=by, event="cases.exchange.exported", subject=row, detail={"ref": row.case_number, "bytes": len(data)})
    return f"{row.case_number}-modtaget.zip", data


def _packed(by: Viewer, found: Opened) -> bytes:
    title = _("Case %(number)s") % {"number": found.case.number}
    paper = papers.texts(title, everything(found), by.authority_name, _("Confidential."))
    return papers.packed({f"{found.case.number}.pdf": paper}, facts(by, found))


def facts(by: Viewer, found: Opened) -> dict[str, Any]:
    """What a record system wants to know: numbers, dates, roles and disclosures. No name of anybody in the case."""
    case = found.case
    own = settings_of(by.authority_id)
    people = CasePerson.objects.filter(case=case).order_by("created_at", "id")
    steps = Passed.objects.filter(case=case).order_by("created_at", "id")
    return {
        "format": "beredskab case 1",
        "kle": own.kle_number,
        "number": case.number,
        "authority": by.authority_name,
        "track": case.track,
        "stage": case.stage,
        "outcome": case.outcome,
        "opened": case.created_at.isoformat(),
        "closed": case.closed_at.isoformat() if case.closed_at else None,
        "lead": case.lead_name,
        "parties": [{"role": one.kind, "child": one.is_child} for one in people],
        "steps": [{"at": one.created_at.isoformat(), "verb": one.verb, "to": one.target} for one in steps],
        "disclosures": _disclosures(by, found),
    }


def _disclosures(by: Viewer, found: Opened) -> list[dict[str, Any]]:
    rows = list(
        Exchange.objects.filter(case=found.case, owner_authority_id=by.authority_id).order_by("created_at", "id")
    )
    names = names_of_authorities({id for one in rows for id in (one.from_authority_id, one.to_authority_id)})
    return [
        {
            "at": one.created_at.isoformat(), "kind": one.kind, "answer": one.answer, "basis": one.basis,
            "purpose": one.purpose, "from": names.get(one.from_authority_id, ""),
            "to": names.get(one.to_authority_id, ""), "recorded_from_call": one.recorded,
        }
        for one in rows
    ]  # fmt: skip
