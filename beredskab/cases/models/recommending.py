"""The comprehensive assessment and recommendation, the authority's own decision, and what follows."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models.base import CaseRow, classes
from beredskab.kit.fields import SealedField
from beredskab.kit.privacy import PrivacyClass


class Recommendation(CaseRow):
    """Infohus recommends and never decides. Frozen text that two people confirm by its checksum.

    `content`: problems, resources, dimensions (codes), measures (what, for whom, which authority, by when, from the
    catalogue or free), surroundings. `sha256` is of the canonical plain text; null until frozen. `remark` is what a
    second person could not stand for. Triggers hold a frozen text fast (`migrations/0040_recommending.py`).
    """

    number = models.PositiveSmallIntegerField()
    content = SealedField()
    frozen_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    remark = SealedField(null=True)

    class Meta(CaseRow.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "number"), name="recommendation_number_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="content remark", coded="number frozen_at withdrawn_at", technical="sha256"
        )


class Confirmed(CaseRow):
    """One person's yes to exactly this text, with the unit or authority they stand for.

    With `exchange_id` it is another authority's yes, as answered in that exchange; `by_id` then took it in.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    stands_for = models.CharField(max_length=160)
    stands_for_id = models.UUIDField()  # unit or authority, to compare
    exchange_id = models.UUIDField(null=True)

    class Meta(CaseRow.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("recommendation", "by_id"), condition=models.Q(exchange_id__isnull=True), name="confirmed_once"
            ),
            models.UniqueConstraint(fields=("exchange_id",), name="confirmed_exchange_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="recommendation stands_for stands_for_id exchange_id", technical="sha256"
        )


class HandOver(CaseRow):
    """A recommendation given to the one who decides; pending until accepted or returned with a reason."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    exchange_id = models.UUIDField()
    to_name = models.CharField(max_length=160)
    to_person_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, default="pending")  # pending, accepted, returned
    reason = SealedField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="reason",
            coded="recommendation exchange_id to_name state answered_at",
            account="to_person_id",
        )


class Decision(CaseRow):
    """The authority's own decision under its own law. `paragraph` is cited; the reasons are sealed."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20)  # granted, partly, not_granted, other
    paragraph = models.CharField(max_length=120)
    urgent_rule = models.CharField(max_length=60, default="", blank=True)  # a row of the table of urgent competence
    decided_on = models.DateField()
    reasons = SealedField()

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="outcome reasons", coded="hand_over paragraph urgent_rule decided_on"
        )


class MeasureState(models.TextChoices):
    """Where a measure is."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


class Measure(CaseRow):
    """What is done, for the person or the surroundings. `content`: what, agreed with the citizen how."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    intervention_id = models.UUIDField(null=True)  # the catalogue's, by id: interventions holds no person
    for_whom = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=MeasureState.choices, default=MeasureState.PLANNED)
    contact_id = models.UUIDField(null=True)
    contact_name = models.CharField(max_length=120, default="", blank=True)
    starts_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    content = SealedField()

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="content for_whom",
            coded="decision intervention_id state starts_on ended_on",
            account="contact_id contact_name",
        )


class MeasureContact(CaseRow):
    """Who became the contact of a measure, each time somebody did; the newest stands on the measure too."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    contact_id = models.UUIDField(null=True)
    contact_name = models.CharField(max_length=120)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(coded="measure", account="contact_id contact_name")


class Goal(CaseRow):
    """A goal agreed with the citizen: all that a mentor sees besides the first name. `content`: first name, goal."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    reached_at = models.DateTimeField(null=True)
    content = SealedField()

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="content", coded="measure agreed_on reached_at")


class GoalLog(CaseRow):
    """How it goes, in words."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    text = SealedField()

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="text", coded="goal")


class StatusRound(CaseRow):
    """A regular look at an open case. `content`: situation, parents, siblings, what next, in words."""

    content = SealedField()
    next_on = models.DateField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="content", coded="next_on")


class ReturnFlow(CaseRow):
    """Not extremism but other distress: offered to a named receiver, who accepts, or it comes back."""

    to_name = models.CharField(max_length=160)
    to_person_id = models.UUIDField(null=True)
    partner_id = models.UUIDField(null=True)  # outside the municipality: what they are told is a disclosure of its own
    nothing_given = models.BooleanField(default=False)  # said at their yes, where no disclosure was made
    text = SealedField()
    state = models.CharField(max_length=10, default="offered")  # offered, accepted, came_back
    answer = SealedField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="text answer", coded="to_name partner_id nothing_given state answered_at", account="to_person_id"
        )
