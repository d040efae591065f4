"""May this person do it? Pure rules over the viewer's roles; each gives yes, or the reason for no."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.kit.errors import NotAllowed
from beredskab.kit.viewer import Viewer

EDITOR, REVIEWER, APPROVER = "plan_editor", "plan_reviewer", "plan_approver"
READERS = frozenset({EDITOR, REVIEWER, APPROVER, "administrator", "dpo"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """Yes (true), or no with a code and the sentence to show."""

    code: str = ""
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return not self.code


YES = Ruling()


def may_read(viewer: Viewer) -> Ruling:
    """Everybody with a role in the authority reads its plan, drafts too."""
    return YES if viewer.roles & READERS else Ruling("no_role", _("You have no role that reads the plan."))


def may_write(viewer: Viewer) -> Ruling:
    """Whoever writes the plan starts it, imports, writes, confirms and sends it on."""
    if EDITOR in viewer.roles:
        return YES
    return Ruling("not_editor", _("Only those who write the plan can do this. You can read it."))


def may_comment(viewer: Viewer) -> Ruling:
    """Writers, reviewers and approvers comment."""
    if viewer.roles & {EDITOR, REVIEWER, APPROVER}:
        return YES
    return Ruling("not_reviewer", _("Only those who write, review or approve the plan can comment on it."))


def may_record(viewer: Viewer) -> Ruling:
    """Adoption and publication are recorded by the secretariat, never by the writer alone."""
    if APPROVER in viewer.roles:
        return YES
    return Ruling("not_approver", _("Only those who record adoption and publication can do this."))


def require(ruling: Ruling) -> None:
    """Raise NotAllowed with the ruling's sentence, unless it is yes."""
    if not ruling:
        raise NotAllowed(ruling.code, str(ruling.reason))
