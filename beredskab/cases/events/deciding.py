"""Hand-over, decision, follow-up, return flow, close and what comes with it, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register

register(
    sentences={
        "cases.recommendation.handed_over": _(
            "%(who)s handed the recommendation of case %(ref)s over to a caseworker."
        ),
        "cases.recommendation.given_out": _(
            "%(who)s handed the recommendation of case %(ref)s over to %(to)s: %(basis)s."
        ),
        "cases.hand_over.recorded": _("%(who)s wrote down what %(to)s answered to the hand-over of case %(ref)s."),
        "cases.hand_over.taken_in": _("%(who)s took in what %(to)s answered to the hand-over of case %(ref)s."),
        "cases.hand_over.accepted": _("%(who)s accepted the recommendation of case %(ref)s."),
        "cases.hand_over.returned": _("%(who)s returned the recommendation of case %(ref)s."),
        "cases.hand_over.taken_back": _("%(who)s took the recommendation of case %(ref)s back."),
        "cases.hand_over.reminded": _("%(who)s reminded the receiver of case %(ref)s."),
        "cases.decision.made": _("%(who)s decided in case %(ref)s under their own law."),
        "cases.decision.told_back": _("%(who)s told back what may be told of case %(ref)s."),
        "cases.told_back.read": _("%(who)s read what was told back in case %(ref)s."),
        "cases.measure.added": _("%(who)s wrote down a measure in case %(ref)s."),
        "cases.measure.changed": _("%(who)s changed where a measure in case %(ref)s is."),
        "cases.measure.contact_changed": _("%(who)s gave a measure in case %(ref)s a contact, or another one."),
        "cases.goal.agreed": _("%(who)s wrote down a goal agreed with the citizen in case %(ref)s."),
        "cases.goal.logged": _("%(who)s wrote how it goes with a goal in case %(ref)s."),
        "cases.mentor.let_in": _("%(who)s let a mentor see the goals in case %(ref)s."),
        "cases.status.held": _("%(who)s held the status round in case %(ref)s; the next is on %(date)s."),
        "cases.return.offered": _("%(who)s offered case %(ref)s to the ordinary services."),
        "cases.return.accepted": _("%(who)s took over what case %(ref)s was about."),
        "cases.return.sent_back": _("%(who)s sent the return flow of case %(ref)s back."),
        "cases.return.recorded": _("%(who)s wrote down the answer to the return flow of case %(ref)s."),
        "cases.close.proposed": _("%(who)s proposed to close case %(ref)s."),
        "cases.close.confirmed": _("%(who)s, as the second person, closed case %(ref)s."),
        "cases.close.withdrawn": _("%(who)s took the proposal to close case %(ref)s back."),
        "cases.close.looked_again": _("%(who)s looked at case %(ref)s again; it stays closed."),
        "cases.close.refused": _("%(who)s, as the second person, did not close case %(ref)s."),
        "cases.case.reopened": _("%(who)s reopened case %(ref)s."),
        "cases.feedback.given": _("%(who)s told a reporter in case %(ref)s by a fixed text."),
        "cases.handling.reviewed": _("%(who)s reviewed how case %(ref)s was handled."),
        "cases.mine.read": _("%(who)s saw their own tasks."),
        "cases.hanging.read": _("%(who)s saw what hangs in the air."),
    },
    kinds={
        "cases.hand_over": _("Hand-overs"),
        "cases.decision": _("The authority's own decisions"),
        "cases.told_back": _("What was told back"),
        "cases.measure": _("Measures"),
        "cases.goal": _("Goals with the citizen"),
        "cases.mentor": _("Mentors' access"),
        "cases.status": _("Status rounds"),
        "cases.return": _("Return flows"),
        "cases.close": _("Closes"),
        "cases.feedback": _("Feedback to reporters"),
        "cases.handling": _("Reviews of how cases were handled"),
        "cases.mine": _("People's own lists"),
        "cases.hanging": _("Lists of what hangs in the air"),
    },
)
