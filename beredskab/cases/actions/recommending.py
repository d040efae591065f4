"""The recommendation: written, frozen, confirmed by two, withdrawn. Infohus recommends and decides nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.cases import infohus
from beredskab.cases.actions import road
from beredskab.cases.actions.access import give
from beredskab.cases.actions.tasks import finish, finish_kinds, open_task
from beredskab.cases.infohus import Content
from beredskab.cases.models import Case, Confirmed, Recommendation, Stage
from beredskab.cases.policies import require as must
from beredskab.cases.queries import recommending as queries
from beredskab.cases.queries.headers import settings_of
from beredskab.kit.actions import action
from beredskab.kit.errors import Conflict, DomainError, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.vault import DataKey
from beredskab.kit.viewer import Viewer
from beredskab.organisation.outbox.actions import send
from beredskab.organisation.outbox.models import Template

READS: Final = timedelta(days=28)
"""How long the second person can open the text when nobody says otherwise."""


@action(event="cases.recommendation.saved")
def save(*, by: Viewer, case_id: UUID, was: str, content: Content) -> Recommendation:
    """Save the draft. `was` is the checksum of the text that the writer had before them. Raises NotFound, DomainError.

    Raises Conflict when somebody saved it meanwhile.
    """
    case = _writable(by, case_id)
    key, row = road.key_of(case), queries.newest(case)
    if row is not None and row.frozen_at is not None:
        raise DomainError("frozen", _("The text is frozen. Withdraw it first if it must be changed."))
    kept = queries.content_of(key, row)
    if kept != content:
        if infohus.checksum(case.number, row.number if row else 1, kept) != was:
            raise Conflict("saved_meanwhile", _("Somebody saved the text while you wrote. Put the two together."))
        row = _written(by, case, key, row, content)
    elif row is None:
        row = _written(by, case, key, row, content)
    record(by=by, event="cases.recommendation.saved", subject=case, detail={"ref": case.number, "version": row.number})
    return row


@action(event="cases.recommendation.frozen")
def freeze(*, by: Viewer, case_id: UUID, was: str, content: Content) -> Recommendation:
    """Save the text and freeze it; whoever does says yes to it thereby. Raises NotFound, DomainError, Conflict."""
    case = _writable(by, case_id)
    row = queries.newest(case)
    again = row is not None and row.frozen_at is not None and content == queries.content_of(road.key_of(case), row)
    if row is None or not again:
        must(infohus.can_freeze(content))
        row = save(by=by, case_id=case_id, was=was, content=content)
        row.sha256, row.frozen_at = infohus.checksum(case.number, row.number, content), timezone.now()
        row.by_id, row.by_name = by.person_id, by.name
        row.save(update_fields=["sha256", "frozen_at", "by_id", "by_name"])
        _yes(by, case, row)
        road.recommend_next(by, case)
    record(
        by=by, event="cases.recommendation.frozen", subject=case,
        detail={"ref": case.number, "version": row.number, "sha256": row.sha256},
    )  # fmt: skip
    return row


@action(event="cases.second.asked")
def ask_second(*, by: Viewer, case_id: UUID, person_id: UUID) -> Recommendation:
    """Ask a colleague to say yes to the frozen text: a task of their own, and access to it for four weeks.

    Raises NotFound; DomainError when the colleague cannot be the second person.
    """
    case, row = frozen_text(by, case_id)
    not_refused(row)
    if str(person_id) not in dict(queries.seconds(by)):
        raise DomainError("not_second", _("Choose a colleague from another unit who works with cases."), "person")
    until, opens = timezone.now() + READS, ("recommendation",)  # no more than the answer needs
    give(by=by, case_id=case_id, person_id=person_id, reason="second", until=until, sections=opens)
    finish(by=by, case=case, kind="confirm", subject_id=row.id, outcome="asked_another")
    open_task(by=by, case=case, kind="confirm", subject_id=row.id, for_role="", for_id=person_id)
    road.recommend_next(by, case)
    record(by=by, event="cases.second.asked", subject=case, detail={"ref": case.number, "person": str(person_id)})
    return row


@action(event="cases.recommendation.confirmed")
def confirm(*, by: Viewer, case_id: UUID, sha256: str) -> Confirmed:
    """Say yes to exactly this text, in one's own name and for one's own unit. Raises NotFound, DomainError."""
    case, row = _asked(by, case_id)
    not_refused(row)
    _same_text(case, row, sha256)
    found = Confirmed.objects.filter(recommendation=row, by_id=by.person_id, exchange_id__isnull=True).first()
    if found is None:
        found = _yes(by, case, row)
        finish(by=by, case=case, kind="confirm", subject_id=row.id, outcome="confirmed")
        road.recommend_next(by, case)
        _tell_author(by, case, row)
    record(
        by=by, event="cases.recommendation.confirmed", subject=case,
        detail={"ref": case.number, "version": row.number, "sha256": row.sha256},
    )  # fmt: skip
    return found


@action(event="cases.recommendation.returned")
def return_text(*, by: Viewer, case_id: UUID, remark: str) -> Recommendation:
    """Say no to the text, and why one cannot stand for it. The author writes a new one. NotFound, DomainError."""
    case, row = _asked(by, case_id)
    if not remark.strip():
        raise DomainError("remark", _("Write what would have to be different."), "remark")
    if Confirmed.objects.filter(recommendation=row, by_id=by.person_id).exists():
        raise DomainError("said_yes", _("You have said yes to this text. Ask the author to withdraw it."))
    if row.remark is None:
        road.key_of(case).seal(row, "remark", f"{by.name}: {remark.strip()}")
        row.save(update_fields=["remark"])
        finish(by=by, case=case, kind="confirm", subject_id=row.id, outcome="returned")
        road.recommend_next(by, case)
        _tell_author(by, case, row)
    detail = {"ref": case.number, "version": row.number}
    record(by=by, event="cases.recommendation.returned", subject=case, detail=detail)
    return row


@action(event="cases.recommendation.withdrawn")
def withdraw(*, by: Viewer, case_id: UUID) -> Recommendation:
    """Withdraw the frozen text. A new number begins as a draft with the same words. Raises NotFound, DomainError."""
    case, row = frozen_text(by, case_id)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    finish_kinds(by=by, case=case, kinds=("confirm", "second_answered"), outcome="withdrawn")
    for asked in queries.asked_outside(case, row):
        if asked.closed_at is None:
            asked.closed_at = timezone.now()
            asked.save(update_fields=["closed_at"])
    key = road.key_of(case)
    fresh = _new(by, case, key, row.number + 1, queries.content_of(key, row))
    road.recommend_next(by, case)
    detail = {"ref": case.number, "version": row.number}
    record(by=by, event="cases.recommendation.withdrawn", subject=case, detail=detail)
    return fresh


def _writable(by: Viewer, case_id: UUID) -> Case:
    """The case, for whoever holds all of it, at the place on the road where the text is written."""
    case = road.held(by, case_id, "*")
    if case.stage != Stage.RECOMMENDATION:
        raise DomainError("wrong_stage", _("The case is not at the recommendation. Open it to see where it is."))
    return case


def frozen_text(by: Viewer, case_id: UUID) -> tuple[Case, Recommendation]:
    """The case, locked, and its frozen text, for whoever holds all of it. Raises NotFound, DomainError."""
    case = _writable(by, case_id)
    row = queries.newest(case)
    if row is None or row.frozen_at is None:
        raise DomainError("not_frozen", _("Freeze the text first, so that everybody reads the same words."))
    return case, row


def not_refused(row: Recommendation) -> None:
    """A text that a second person could not stand for is written anew, not shown around until somebody can."""
    if row.remark is not None:
        raise DomainError("said_no", _("The second person has said no to this text. Withdraw it and write it anew."))


def _asked(by: Viewer, case_id: UUID) -> tuple[Case, Recommendation]:
    """The case and its frozen text, for the one who was asked to be the second person. Raises NotFound."""
    case = road.held(by, case_id, "recommendation")
    found = queries.asked_of(by, case_id)
    if found.row is None or not found.mine or case.stage != Stage.RECOMMENDATION:
        raise NotFound("not_asked", _("This page does not exist."))
    return case, found.row


def _same_text(case: Case, row: Recommendation, sha256: str) -> None:
    """The checksum that was on the page, the one that was frozen, and that of the words now: all the same."""
    content = queries.content_of(road.key_of(case), row)
    if not sha256 == row.sha256 == infohus.checksum(case.number, row.number, content):
        raise DomainError("other_text", _("The text is no longer the one you read. Read it again first."))


def _written(
    by: Viewer, case: Case, key: DataKey, row: Recommendation | None, content: Content
) -> Recommendation:  # fmt: skip
    if row is None:
        last = Recommendation.objects.filter(case=case).order_by("-number").values_list("number", flat=True).first()
        return _new(by, case, key, (last or 0) + 1, content)
    key.seal(row, "content", content)
    row.save(update_fields=["content"])
    return row


def _new(by: Viewer, case: Case, key: DataKey, number: int, content: Content) -> Recommendation:
    row = Recommendation(
        id=new_id(), authority_id=by.authority_id, case=case, number=number, by_id=by.person_id, by_name=by.name
    )
    key.seal(row, "content", content)
    row.save(force_insert=True)
    return row


def _yes(by: Viewer, case: Case, row: Recommendation) -> Confirmed:
    """A yes in one's own name; the rule of two is asked again, for units change."""
    mine, stands_for = queries.own_stand(by)
    for other in Confirmed.objects.filter(recommendation=row).order_by("created_at", "id"):
        author = infohus.Stand(other.by_id, other.stands_for_id)
        must(infohus.second(author, mine, settings_of(by.authority_id).second_person))
    return Confirmed.objects.create(
        authority_id=by.authority_id, case=case, recommendation=row, sha256=row.sha256, stands_for=stands_for,
        stands_for_id=mine.for_id, by_id=by.person_id, by_name=by.name,
    )  # fmt: skip


def _tell_author(by: Viewer, case: Case, row: Recommendation) -> None:
    """A mail to the author that something has happened, and no more."""
    link = f"/sager/{case.id}/anbefaling/"
    send(by=by, template=Template.TASK, link=link, person_id=row.by_id, subject_id=row.id)
