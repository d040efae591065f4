"""What happens to reports, keys and messages, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.cases.queries.reports import reference
from beredskab.kit.viewer import Viewer


def _numbers(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    return {one: reference(one) for one in ids}


register(
    sentences={
        "cases.report.received": _("Report %(what)s came in."),
        "cases.report.registered": _("%(who)s registered report %(what)s."),
        "cases.report.read": _("%(who)s saw report %(what)s."),
        "cases.report.listed": _("%(who)s saw the list of reports without a case."),
        "cases.report.refused": _("%(who)s asked for report %(what)s and was not given it."),
        "cases.report.taken": _("%(who)s said: I read report %(what)s."),
        "cases.report.attached": _("%(who)s added a report to case %(ref)s."),
        "cases.report.set_aside": _("%(who)s set report %(what)s aside (%(reason)s)."),
        "cases.message.received": _("The reporter of %(what)s wrote again."),
        "cases.message.sent": _("%(who)s wrote to the reporter of %(what)s."),
        "cases.message.seen": _("%(who)s marked the message on %(what)s as in no need of an answer."),
        "cases.flood.released": _("%(who)s put %(count)s held reports on the list."),
        "cases.flood.set_aside": _("%(who)s set %(count)s held reports aside."),
        "cases.intake_key.made": _("%(who)s made a new key for the intake."),
        "cases.intake_key.retired": _("%(who)s took the intake's key out of use."),
        "cases.intake_key.destroyed": _("%(who)s destroyed %(count)s old keys of the intake."),
    },
    kinds={
        "cases.report": _("reports"),
        "cases.message": _("messages with reporters"),
        "cases.flood": _("floods of reports"),
        "cases.intake_key": _("keys of the intake"),
    },
    names={"cases.Report": _numbers},
)
