"""Moving a case along the road. Every station's action ends here, so stage, trace, figures and tasks never part."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils import timezone

from beredskab.cases import policies, states
from beredskab.cases.actions.tasks import finish_kinds, open_task
from beredskab.cases.models import Case, Passed, Stage
from beredskab.cases.queries import recommending
from beredskab.cases.queries.headers import grants_of, not_here, only_by_glass
from beredskab.cases.taskkinds import DECIDING_POLICE, ENDS_WITH, RECOMMENDING, STAGE_TASK, of_stage
from beredskab.kit.errors import DomainError
from beredskab.kit.vault import DataKey, vault
from beredskab.kit.viewer import Viewer


def held(by: Viewer, case_id: UUID, *sections: str) -> Case:
    """The case, locked until the transaction ends, for somebody with a live grant to a section. Raises NotFound."""
    case = Case.objects.select_for_update().filter(authority_id=by.authority_id, id=case_id).first()
    if case is None:
        raise not_here(by, case_id, "no_header")
    has = {section for grant in grants_of(by, case_id) for section in grant.sections}
    if not has or (sections and not has & {"*", *sections}):
        raise not_here(by, case_id, "no_grant")
    return case


def led(by: Viewer, case_id: UUID) -> Case:
    """As `held` for the whole case, and by more than a break-glass. Raises NotFound, NotAllowed."""
    case = held(by, case_id, "*")
    policies.require(only_by_glass(by, case_id))
    return case


def key_of(case: Case) -> DataKey:
    """The case's data key, for sealing what an action writes. Raises KeyGone."""
    return vault().key(case.authority_id, case.id)


def step(by: Viewer, case: Case, verb: str, *, subject_id: UUID | None = None) -> Case:
    """Take a step: checked against the table, traced, and with the next stage's task opened. Raises DomainError."""
    policies.require(policies.can_take(case.track, case.stage, verb))
    source, target = case.stage, states.BY_VERB[verb].target
    back = target == states.BACK
    case.stage = came_from(case) if back else target
    case.stage_since = timezone.now()
    case.version += 1
    case.save(update_fields=["stage", "stage_since", "version"])
    trace(by, case, verb, source)
    finish_kinds(by=by, case=case, kinds=(*of_stage(source), *ENDS_WITH.get(verb, ())), outcome=verb)
    if case.stage == Stage.RECOMMENDATION:
        recommend_next(by, case, as_before=back)
    elif case.stage == Stage.THRESHOLD and back:
        go_on(by, case, *recommending.last_kind(case, DECIDING_POLICE))
    elif case.stage in STAGE_TASK:
        open_task(by=by, case=case, kind=STAGE_TASK[case.stage], subject_id=subject_id)
    return case


def recommend_next(by: Viewer, case: Case, *, as_before: bool = False) -> None:
    """Open the task that says how far the recommendation is, and finish the one before.

    `as_before` for a case that comes back to it: whoever sends it back may see the tasks and not the recommendation.
    """
    kind, subject_id = recommending.last_kind(case, RECOMMENDING) if as_before else recommending.next_kind(case)
    go_on(by, case, kind, subject_id)


def go_on(by: Viewer, case: Case, kind: str, subject_id: UUID | None = None) -> None:
    """Open the task that stands for the case's stage now, and finish the one that stood there before."""
    others = tuple(one for one in of_stage(case.stage) if one != kind)
    finish_kinds(by=by, case=case, kinds=others, outcome="went_on")
    open_task(by=by, case=case, kind=kind, subject_id=subject_id)


def trace(by: Viewer, case: Case, verb: str, source: str) -> None:
    """One line of the timeline's spine."""
    Passed.objects.create(
        authority_id=by.authority_id, case=case, verb=verb, source=source, target=case.stage,
        by_id=by.person_id, by_name=by.name,
    )  # fmt: skip


def came_from(case: Case) -> str:
    """The stage the case was at before the present one, also for whoever does not see the road."""
    with connection.cursor() as cursor:
        cursor.execute("select cases_came_from(%s)", [case.id])
        found: str | None = cursor.fetchone()[0]
    return found or states.FIRST[case.track]  # type: ignore[index]


def unchanged(case: Case, version: int) -> None:
    """Refuse a form that was opened before somebody else moved the case. Raises DomainError."""
    if case.version != version:
        from django.utils.translation import gettext as _

        raise DomainError("moved_on", _("Somebody has moved the case on in the meantime. Look at it again first."))
