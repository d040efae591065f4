"""The log's own events in sentences."""

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register

register(
    sentences={
        "privacy.log.read": _("%(who)s read the log."),
        "privacy.log.read:one": _("%(who)s read who has seen %(what)s."),
        "privacy.log.searched": _("%(who)s looked a case number up in the log."),
        "privacy.log.refused": _("%(who)s asked for the log and was refused."),
        "privacy.log.exported": _("%(who)s saved %(count)s events of the log as a file."),
        "privacy.record.read": _("%(who)s read the record of processing."),
    },
    kinds={"privacy.log": _("Reading and exports of the log"), "privacy.record": _("The record of processing")},
)
