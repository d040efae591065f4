"""Taking the log out of the house is an event of its own."""

import csv
import io
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer
from beredskab.privacy.permissions import require_reader
from beredskab.privacy.queries import Entry, Wanted, all_entries

LIMIT: Final = 20_000
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


@action(event="privacy.log.exported")
def export(*, by: Viewer, wanted: Wanted) -> bytes:
    """The wanted events as CSV (UTF-8 with mark, semicolons, Danish time), and an event that says it was taken.

    Raises NotFound, and DomainError when there are more than 20,000 events.
    """
    require_reader(by)
    entries = all_entries(by, wanted, LIMIT + 1)
    if len(entries) > LIMIT:
        raise DomainError("too_many", _("There are too many events for one file. Choose fewer days."))
    detail = {
        "count": len(entries),
        "kind": wanted.kind or wanted.shelf,
        "ref": str(wanted.about) if wanted.about else None,
        "person": str(wanted.person) if wanted.person else None,
        "from": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
    }
    record(by=by, event="privacy.log.exported", subject=None, detail=detail)
    return _table(entries).encode("utf-8-sig")


def _table(entries: tuple[Entry, ...]) -> str:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";")
    rows.writerow([_("Number"), _("Time"), _("Who"), _("What happened"), _("Event code")])
    for one in entries:
        at = timezone.localtime(one.at).isoformat(sep=" ", timespec="seconds")
        rows.writerow([one.id, at, _harmless(one.who), _harmless(one.sentence), one.event])
    return out.getvalue()


def _harmless(text: str) -> str:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe makes it text."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
