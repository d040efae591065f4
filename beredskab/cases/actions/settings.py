"""What each municipality sets for itself: local deadlines, ways of working, official aids at the stations."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases.models import CaseSettings, StepAid
from beredskab.cases.permissions import may_set, require
from beredskab.cases.queries import urgent
from beredskab.cases.queries.headers import settings_of
from beredskab.cases.stations import STATIONS
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import Viewer

FIELDS: Final = (
    "intake_open", "reads_when", "flood_per_hour", "unread_hours", "clearance_days",
    "gathering_days", "decision_days", "return_days", "saturday_counts", "model", "second_person", "status_weeks",
    "unfounded_lookup_months", "retention_years", "kle_number",
)  # fmt: skip
FUNCTION: Final = 160
LARGEST: Final = 5 * 1024 * 1024
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@action(event="cases.settings.changed")
def change(*, by: Viewer, values: dict[str, Any]) -> CaseSettings:
    """Take the municipality's settings; which fields changed is in the log. Raises NotAllowed."""
    require(may_set(by))
    found = settings_of(by.authority_id)
    changed = [name for name in FIELDS if name in values and getattr(found, name) != values[name]]
    for name in changed:
        setattr(found, name, values[name])
    found.save()
    record(by=by, event="cases.settings.changed", subject=found, detail={"fields": changed})
    return found


@action(event="cases.settings.urgent")
def name_functions(*, by: Viewer, own: Mapping[str, str]) -> CaseSettings:
    """Put the municipality's own functions in the table of who decides what when it cannot wait; empty is ours again.

    Raises NotAllowed, DomainError.
    """
    require(may_set(by))
    if not set(own) <= {row.id for row in urgent.rows()} or any(len(text) > FUNCTION for text in own.values()):
        raise DomainError("function", _("Choose from the list."))
    found = settings_of(by.authority_id)
    before = {row_id: text for row_id, text in found.urgent.items() if row_id in own}
    given = {row_id: text.strip() for row_id, text in own.items() if text.strip()}
    found.urgent = {row_id: text for row_id, text in found.urgent.items() if row_id not in own} | given
    found.save()
    changed = [row_id for row_id in own if before.get(row_id) != given.get(row_id)]
    record(by=by, event="cases.settings.urgent", subject=found, detail={"fields": changed})
    return found


@action(event="cases.aid.added")
def add_aid(*, by: Viewer, station: str, title: str, url: str = "", file: bytes = b"") -> StepAid:
    """Link to or attach an official text at a station. A file is PDF or Word by its content. Raises DomainError."""
    require(may_set(by))
    if station not in STATIONS:
        raise DomainError("station", _("Choose from the list."), "station")
    if bool(url) == bool(file):
        raise DomainError("one", _("Give either an address or a file."), "url")
    aid = StepAid(id=new_id(), authority_id=by.authority_id, station=station, title=title.strip(), url=url)
    if file:
        aid.file_type, aid.file = type_of(file), file
    aid.save(force_insert=True)
    record(by=by, event="cases.aid.added", subject=aid, detail={"section": station, "bytes": len(file)})
    return aid


@action(event="cases.aid.removed")
def remove_aid(*, by: Viewer, aid_id: UUID) -> None:
    """Take an aid away. Raises NotAllowed, NotFound."""
    require(may_set(by))
    aid = StepAid.objects.defer("file").filter(authority_id=by.authority_id, id=aid_id).first()
    if aid is None:
        raise NotFound("aid_not_found", _("This page does not exist."))
    record(by=by, event="cases.aid.removed", subject=aid, detail={"section": aid.station})
    aid.delete()


def type_of(data: bytes) -> str:
    """PDF or Word, by content and never by name; a Word file with macros is refused. Raises DomainError at `file`."""
    if len(data) > LARGEST:
        raise DomainError("too_large", _("The file is larger than 5 MB. Link to it instead."), "file")
    if data[:5] == b"%PDF-":
        return PDF
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())  # the list at the end of the file only: nothing is unpacked
    except (zipfile.BadZipFile, ValueError, OSError):
        names = set()
    if "word/document.xml" in names and "[Content_Types].xml" in names and "word/vbaProject.bin" not in names:
        return DOCX
    raise DomainError("file_type", _("Only PDF and Word (docx, without macros) can be attached."), "file")
