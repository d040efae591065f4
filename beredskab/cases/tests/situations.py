"""Situations on the road, each built on the one before through the actions, as the people themselves would.

A report is sealed as the intake process seals it; from there on everything is an action.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from beredskab.cases.actions import opening
from beredskab.cases.models import About, Case, Channel, IntakeKey, Report, ReporterKind, Task
from beredskab.kit.ids import new_id
from beredskab.kit.vault import DataKey, vault
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.lib import crypto

Cast = Mapping[str, Viewer]
ANSWERS = {
    "seen": "Han skrev til sin bror, at nogen skal mærke det, og viste en tegning af hovedindgangen.",
    "who_saw": "Broderen, i går aftes i køkkenet.",
    "person": {"name": "Bertram Opdigtet", "age": "16", "school": "Prøveskolen"},
}


def intake_key(by: Viewer) -> IntakeKey:
    """The municipality's intake key pair; made the first time."""
    with as_viewer(by):
        found = IntakeKey.objects.filter(authority_id=by.authority_id, retired_at__isnull=True).first()
        if found is None:
            pair_id = new_id()
            public = vault().new_intake_pair(by.authority_id, pair_id)
            found = IntakeKey.objects.create(id=pair_id, authority_id=by.authority_id, public=public)
        return found


def a_report(cast: Cast, about: str = About.CHILD, **answers: Any) -> Report:
    """An unread report of a named citizen to Eksempel Kommune, sealed as intake seals it."""
    karen = cast["karen"]
    pair, key = intake_key(karen), DataKey(crypto.new_key())
    with as_viewer(karen):
        report = Report(
            id=new_id(), authority_id=karen.authority_id, received_at=timezone.now(), channel=Channel.PUBLIC,
            reporter_kind=ReporterKind.PRIVATE, about=about, intake_key=pair, sealed_key=b"",
        )  # fmt: skip
        place = crypto.place("cases_report", "sealed_key", report.id)
        report.sealed_key = crypto.seal_to(bytes(pair.public), key.raw, aad=place)
        key.seal(report, "answers", {**ANSWERS, **answers})
        key.seal(report, "reporter", {"name": "Gerda Henvender", "phone": "12 34 56 78"})
        report.save(force_insert=True)
        Task.objects.create(
            authority_id=karen.authority_id, report=report, kind="read", due_at=report.received_at, force="local",
            rule="unread_hours", opened_at=report.received_at,
        )  # fmt: skip
    return report


def a_case(cast: Cast, about: str = About.CHILD) -> Case:
    """A case that Karen has opened with a report and leads."""
    return opening.open_case(by=cast["karen"], report_id=a_report(cast, about).id)
