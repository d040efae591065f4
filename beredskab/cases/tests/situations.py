"""Situations on the road, each built on the one before through the actions, as the people themselves would.

A report is sealed as the intake process seals it; from there on everything is an action.
"""

from __future__ import annotations

from collections.abc import Mapping

from beredskab.cases.actions import keys, opening, reporting
from beredskab.cases.intake.submission import Submission
from beredskab.cases.models import About, Case, Channel, Report, ReporterKind
from beredskab.cases.queries.door import door_of
from beredskab.documents.renderings import Rendering
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.lib.receipts import Receipt

Cast = Mapping[str, Viewer]
ANSWERS = {
    "who": "Bertram Opdigtet, 16 år, Prøveskolen",
    "seen": "Han skrev til sin bror, at nogen skal mærke det, og viste en tegning af hovedindgangen.",
    "when_where": "I går aftes i køkkenet. Broderen så det.",
}
REPORTER = {"name": "Gerda Henvender", "phone": "12 34 56 78"}


def a_report(cast: Cast, about: str = About.CHILD, *, held: bool = False, **answers: str) -> Report:
    """An unread report of a named citizen to Eksempel Kommune, as the intake process takes it."""
    return a_report_with_receipt(cast, about, held=held, **answers)[0]


def a_report_with_receipt(
    cast: Cast, about: str = About.CHILD, *, held: bool = False, files: tuple[Rendering, ...] = (), **answers: str
) -> tuple[Report, Receipt]:
    """The same, with the receipt that the citizen was shown."""
    karen = cast["karen"]
    with as_viewer(karen):
        keys.ensure_pair(by=karen)
        here = door_of(karen)
    sent = Submission(
        Channel.PUBLIC, ReporterKind.PRIVATE, about, {**ANSWERS, **answers}, REPORTER, files,
        child=about in {About.CHILD, About.PARENT},
    )  # fmt: skip
    receipt = reporting.receive(by=reporting.somebody(karen.authority_id), door=here, sent=sent, held=held)
    with as_viewer(karen):
        return Report.objects.get(receipt_stored=receipt.stored), receipt


def a_case(cast: Cast, about: str = About.CHILD) -> Case:
    """A case that Karen has opened with a report and leads."""
    return opening.open_case(by=cast["karen"], report_id=a_report(cast, about).id)
