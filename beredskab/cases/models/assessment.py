"""The first assessment, the duties to children, the duty to inform, and the threshold before the police."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models.base import CaseRow, classes
from beredskab.cases.models.case import CasePerson
from beredskab.kit.fields import SealedField
from beredskab.kit.privacy import PrivacyClass


class Question(models.TextChoices):
    """The four questions that a named person answers first."""

    DANGER = "danger", _("Is anybody in danger now?")
    CRIME = "crime", _("Is a crime known or suspected?")
    CHILD = "child", _("Is a child concerned, or in the household?")
    FAMILY = "family", _("Is it safe to contact the family?")


class Judgement(CaseRow):
    """One answer with its reason and what was done. Never changed; a newer one goes before an older."""

    question = models.CharField(max_length=10, choices=Question.choices)
    answer = models.CharField(max_length=10)  # yes, no, unknown
    act = models.CharField(max_length=30, default="", blank=True)  # what was done: a code
    reason = SealedField()

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="answer reason", coded="question act")


class FamilySilence(CaseRow):
    """What the police asked not to be said to the family, and until when. While it lasts, no letter leaves."""

    text = SealedField()
    until = models.DateField()
    lifted_at = models.DateTimeField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="text", coded="until lifted_at")


class ChildTrack(CaseRow):
    """The duties to one child, tracked as a hand-over to the receiving side; never replaced by Infohus.

    Dates are as the receiving side confirmed them; null is not yet. `foreign`: case number and name there, sealed.
    """

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    notified_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    foreign = SealedField(null=True)
    urgent_at = models.DateTimeField(null=True)  # the 24-hour assessment
    acknowledged_at = models.DateTimeField(null=True)
    route = models.CharField(max_length=10, default="", blank=True)  # none, s19, s20
    need_known_at = models.DateTimeField(null=True)
    preliminary_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    honour = models.BooleanField(null=True)  # honour-related conflict possible? null is not yet answered
    risk_at = models.DateTimeField(null=True)  # § 18, stk. 3
    risk_by = models.CharField(max_length=120, default="", blank=True)
    risk = SealedField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=30, default="", blank=True)

    class Meta(CaseRow.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(closed_at__isnull=True), name="child_track_once"
            ),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="person foreign honour risk",
            coded="notified_at received_at urgent_at acknowledged_at route need_known_at preliminary_at finished_at"
            " risk_at closed_at closed_reason",
            account="risk_by",
        )


class FamilyContact(CaseRow):
    """A letter, invitation or contact note to the custody holders of a child, or an access report to them.

    A trigger refuses it while a child's risk assessment is missing, while the police have asked for silence, and from
    the day the child is of age (`migrations/0020_floors.py`).
    """

    child = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    text = SealedField()

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="child text", coded="kind")


class Informing(CaseRow):
    """GDPR art. 14 for one person: informed, or exempted by a paragraph with a reason and a date to look again."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10)  # informed, exempt
    basis = models.CharField(max_length=60, default="", blank=True)
    text = SealedField()
    review_on = models.DateField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="person text", coded="decision basis review_on")


class ThresholdKind(models.TextChoices):
    """What makes a concern a matter of preventing crime. Dress, faith and opinion are lawful and never enough."""

    ACT = "act", _("An act")
    THREAT = "threat", _("A threat")
    PLAN = "plan", _("A plan or a preparation")
    LEGITIMISING = "legitimising", _("Legitimising violence or another crime")


class Threshold(CaseRow):
    """What the coordinator stated before anything could be disclosed under retsplejeloven § 115."""

    kind = models.CharField(max_length=20, choices=ThresholdKind.choices)
    text = SealedField()

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="kind text")
