"""Reports: coordinators read and place them; those who take concerns by telephone register them and read none."""

from typing import Any

from beredskab.cases.actions import opening
from beredskab.cases.models import ReportFile
from beredskab.cases.tests import situations
from beredskab.documents.renderings import Page, Rendering
from beredskab.kit.viewer import as_viewer
from tests.invariants.rows import Cast, Row

COORDINATORS = frozenset({"karen", "stine"})
REGISTER = frozenset({"karen", "stine", "tina", "mette", "rasmus", "vera"})
ALSO_NEXT_DOOR = frozenset({"nanna"})  # Naboby's coordinator registers and reviews Naboby's own
PICTURE = Rendering("picture", (Page("image/jpeg", b"\xff\xd8\xff", 1, 1),))


def _unread(cast: Cast) -> dict[str, Any]:
    return {"report_id": situations.a_report(cast).id}


def _read(cast: Cast) -> dict[str, Any]:
    found = _unread(cast)
    opening.take_report(by=cast["karen"], report_id=found["report_id"])
    return found


def _with_picture(cast: Cast) -> dict[str, Any]:
    report, _receipt = situations.a_report_with_receipt(cast, files=(PICTURE,))
    opening.take_report(by=cast["karen"], report_id=report.id)
    with as_viewer(cast["karen"]):
        file = ReportFile.objects.get(report=report)
    return {"report_id": report.id, "file_id": file.id, "page": 1}


def _held(cast: Cast) -> dict[str, Any]:
    situations.a_report(cast, held=True)
    return {}


REGISTERED = {"channel": "phone", "about": "adult", "seen": "Noget opdigtet.", "reporter_kind": "anonymous"}

ROWS = {
    "cases:report": Row({"GET": COORDINATORS}, _unread),
    "cases:take_report": Row({"POST": COORDINATORS}, _unread),
    "cases:open_case": Row({"POST": COORDINATORS}, _read),
    "cases:attach_report": Row({"POST": COORDINATORS}, _read),
    "cases:set_aside": Row({"POST": COORDINATORS}, _read, data={"reason": "test"}),
    "cases:report_picture": Row({"GET": COORDINATORS}, _with_picture),
    "cases:inbox": Row({"GET": COORDINATORS, "POST": COORDINATORS}, _read, data={"text": "Må vi ringe?"}),
    "cases:held": Row({"GET": COORDINATORS | ALSO_NEXT_DOOR, "POST": COORDINATORS | ALSO_NEXT_DOOR}, _held),
    "cases:reports": Row({"GET": COORDINATORS | ALSO_NEXT_DOOR}),
    "cases:registered": Row({"GET": REGISTER | ALSO_NEXT_DOOR}, lambda cast: {"number": "H-0A1B2C"}),
    "cases:register": Row({"GET": REGISTER | ALSO_NEXT_DOOR, "POST": REGISTER | ALSO_NEXT_DOOR}, data=REGISTERED),
}
