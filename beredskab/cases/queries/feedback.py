"""Whom of the reporters to tell, with which fixed text; and the review of how a case was handled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases import feedback as texts
from beredskab.cases.models import Case, Feedback, HandlingReview, Report, ReporterKind
from beredskab.cases.queries.headers import Opened, opened
from beredskab.cases.queries.reports import reference
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import Viewer
from beredskab.organisation.contacts.queries import contact_points

TEMPLATE_OF: Final = {
    ReporterKind.ANONYMOUS: texts.ANONYMOUS,
    ReporterKind.PRIVATE: texts.PRIVATE,
    ReporterKind.PROFESSIONAL: texts.PROFESSIONAL,
}
POINTS: Final[Mapping[str, str | Promise]] = {
    "quick": gettext_lazy("We were quick enough"),
    "slow": gettext_lazy("It took too long"),
    "child_first": gettext_lazy("The child was seen from the start"),
    "child_late": gettext_lazy("The child was seen late"),
    "shared_well": gettext_lazy("We shared what was needed, and no more"),
    "shared_little": gettext_lazy("Somebody lacked something they needed"),
    "shared_much": gettext_lazy("We shared more than was needed"),
    "heard": gettext_lazy("The citizen was heard"),
    "not_heard": gettext_lazy("The citizen was heard too little"),
    "receiver_clear": gettext_lazy("It was clear who had it"),
    "receiver_unclear": gettext_lazy("It was unclear who had it"),
    "back_late": gettext_lazy("The return flow came late"),
}
"""What a review can point at: codes without a person, so that they can be learnt from."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """One report, whom it came from in a word, and what they have been told."""

    id: UUID
    number: str
    kind: str
    template: str
    text: str
    ways: tuple[tuple[str, str], ...]
    told: tuple[Feedback, ...]
    received_at: datetime


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """The reporters of a case."""

    found: Opened
    reporters: tuple[Reporter, ...]

    @property
    def left(self) -> tuple[Reporter, ...]:
        """Those who have not been told."""
        return tuple(one for one in self.reporters if not one.told)


def feedback(viewer: Viewer, case_id: UUID) -> FeedbackPage:
    """The page for whoever holds the case. Who reported is not shown here: only in which role. Raises NotFound."""
    found = opened(viewer, case_id, "*")
    told: dict[UUID, list[Feedback]] = {}
    for one in Feedback.objects.filter(case=found.case, report__isnull=False).order_by("created_at", "id"):
        told.setdefault(one.report_id, []).append(one)  # type: ignore[arg-type]
    rows = Report.objects.filter(case=found.case).order_by("received_at", "id")
    return FeedbackPage(found, tuple(_reporter(viewer, row, told.get(row.id, [])) for row in rows))


def _reporter(viewer: Viewer, row: Report, told: list[Feedback]) -> Reporter:
    template = TEMPLATE_OF[ReporterKind(row.reporter_kind)]
    names = way_names()
    ways = tuple((way, names[way]) for way in ways_to(row))
    return Reporter(
        row.id, reference(row.id), str(row.get_reporter_kind_display()), template, text_for(viewer, template), ways,
        tuple(told), row.received_at,
    )  # fmt: skip


def ways_to(row: Report) -> tuple[str, ...]:
    """How a reporter can be told: the inbox needs a receipt."""
    ways = texts.WAYS[TEMPLATE_OF[ReporterKind(row.reporter_kind)]]
    return tuple(way for way in ways if way != "inbox" or row.receipt_stored)


def way_names() -> dict[str, str]:
    """The ways in words."""
    return {
        "inbox": _("In the inbox, with the receipt"),
        "letter": _("By letter or secure mail, which I send myself"),
        "phone": _("By telephone: I read it aloud"),
        "not_possible": _("It is not possible: no receipt, no name"),
    }


def text_for(viewer: Viewer, template: str) -> str:
    """The fixed text, with the municipality's name and the coordinator's number."""
    phone = next((one.phone for one in contact_points(viewer.authority_id) if one.phone), "114")
    return texts.words(template, day=timezone.localdate(), municipality=viewer.authority_name, phone=phone)


def of_report(case: Case, report_id: UUID) -> Report:
    """One report of the case. Raises NotFound."""
    found = Report.objects.filter(case=case, id=report_id).first()
    if found is None:
        raise NotFound("report_not_found", _("This page does not exist."))
    return found


def left(case: Case) -> int:
    """How many reporters have not been told."""
    told = Feedback.objects.filter(case=case, report__isnull=False).values("report_id")
    return Report.objects.filter(case=case).exclude(id__in=told).count()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One review: its points in words, and what was written."""

    row: HandlingReview
    points: tuple[str, ...]
    text: str = field(repr=False)


def learning(viewer: Viewer, case_id: UUID) -> tuple[Opened, tuple[Reviewed, ...]]:
    """The reviews of how a case was handled. Raises NotFound."""
    found = opened(viewer, case_id, "*")
    rows = HandlingReview.objects.filter(case=found.case).order_by("-created_at", "-id")
    return found, tuple(
        Reviewed(row, tuple(str(POINTS[one]) for one in row.points if one in POINTS), found.key.open(row, "text") or "")
        for row in rows
    )
