"""The log's own events in sentences."""

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register

register(
    sentences={"privacy.log.exported": _("%(who)s saved %(count)s events of the log as a file.")},
    kinds={"privacy.log": _("Exports of the log")},
)
