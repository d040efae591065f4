"""The first part of the road in sentences: assessment, children, informing, earlier contacts, reminders."""

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register

register(
    sentences={
        "cases.assessment.answered": _("%(who)s answered questions of the first assessment in case %(what)s."),
        "cases.police.told": _("%(who)s wrote down in case %(what)s that the police were told."),
        "cases.police.done": _("%(who)s wrote down in case %(what)s that the police are done for now."),
        "cases.silence.asked": _("%(who)s wrote down in case %(what)s what the family must not hear until %(until)s."),
        "cases.silence.lifted": _("%(who)s wrote down in case %(what)s that the family may be told."),
        "cases.threshold.stated": _("%(who)s stated in case %(what)s what makes it a matter for the police."),
        "cases.threshold.none": _("%(who)s stated that case %(what)s is not a matter for the police."),
        "cases.child.followed": _("%(who)s began to follow the duties to a child in case %(what)s."),
        "cases.child.confirmed": _("%(who)s wrote down what was confirmed about a child in case %(what)s."),
        "cases.child.honour": _("%(who)s answered in case %(what)s whether a risk assessment of a child is needed."),
        "cases.child.risk_asked": _("%(who)s asked a social worker for a child's risk assessment in case %(what)s."),
        "cases.child.risk_assessed": _("%(who)s wrote a child's risk assessment in case %(what)s."),
        "cases.child.closed": _("%(who)s stopped following a child in case %(what)s (%(reason)s)."),
        "cases.family.contacted": _("%(who)s wrote something to or about the family in case %(what)s."),
        "cases.informing.decided": _("%(who)s decided in case %(what)s whether somebody is informed."),
        "cases.earlier.searched": _("%(who)s looked for earlier contacts (%(reason)s)."),
        "cases.earlier.judged": _("%(who)s judged whether a new report belongs to an earlier case; it is in %(what)s."),
        "cases.earlier.judged_at_close": _("%(who)s looked back before the close of case %(what)s."),
        "cases.earlier.lead_asked": _("%(who)s asked the lead of case %(what)s to look at a report."),
        "cases.counselling.begun": _("%(who)s opened counselling %(what)s for a citizen who asked for help."),
        "cases.counselling.consented": _("%(who)s wrote down the citizen's yes in counselling %(what)s."),
        "cases.counselling.withdrawn": _("%(who)s wrote down in %(what)s that the citizen took the yes back."),
        "cases.counselling.noted": _("%(who)s wrote down an agreement in counselling %(what)s."),
        "cases.place.noted": _("%(who)s wrote down who does what in case %(what)s about a place."),
        "cases.duties.offered": _("%(who)s wrote down in case %(what)s that counselling was offered."),
        "cases.report.announced": _("Whoever is on duty was told that %(count)s new reports have come."),
        "cases.report.escalated": _("A second person was told of %(count)s reports that nobody had read."),
        "cases.task.reminded": _("Colleagues were reminded of %(count)s tasks."),
        "cases.task.escalated": _("A manager was told of %(count)s tasks that nobody had done."),
    },
    kinds={
        "cases.assessment": _("First assessments"),
        "cases.police": _("The police first"),
        "cases.silence": _("What a family must not hear"),
        "cases.threshold": _("Thresholds before the police"),
        "cases.child": _("The duties to children"),
        "cases.family": _("Letters and talks with families"),
        "cases.informing": _("The duty to inform"),
        "cases.earlier": _("Looks at earlier contacts"),
        "cases.counselling": _("Counselling"),
        "cases.place": _("Work with places"),
        "cases.duties": _("The municipality's own duties"),
        "cases.task": _("Reminders"),
    },
)
