"""The case: a header without personal data, its people, its tasks, and what was written along the way."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models.base import CaseRow, classes
from beredskab.cases.models.intake import About
from beredskab.kit.fields import SealedField
from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class Track(models.TextChoices):
    """Which road it is. Seeking help (serviceloven § 12 b) and places never meet the police clearance."""

    CONCERN = "concern", _("Concern about a person")
    COUNSELLING = "counselling", _("Counselling that the citizen asked for (§ 12 b)")
    PLACE = "place", _("A group, a place or a milieu")


class Stage(models.TextChoices):
    """Where on the road; `states.STEPS` says what leads where."""

    ASSESSMENT = "assessment", _("First assessment")
    POLICE_FIRST = "police_first", _("The police act first")
    THRESHOLD = "threshold", _("Is it a matter for the police?")
    CLEARANCE = "clearance", _("The police clear")
    OWN_DUTIES = "own_duties", _("The municipality's own duties")
    GATHERING = "gathering", _("Gathering")
    ANALYSIS = "analysis", _("Analysis meeting")
    RECOMMENDATION = "recommendation", _("Recommendation")
    DECISION = "decision", _("The authority's own decision")
    FOLLOW_UP = "follow_up", _("Follow-up")
    RETURN_FLOW = "return_flow", _("Return flow")
    COUNSELLING = "counselling", _("Counselling")
    PLACE = "place", _("Work with the place")
    CLOSING = "closing", _("Waiting for the second person")
    CLOSED = "closed", _("Closed")
    MOVED = "moved", _("Moved to another municipality")
    ERASED = "erased", _("Erased or handed to the archive")


class Outcome(models.TextChoices):
    """How a case ended; coded, so that figures need no text."""

    NONE = "", "–"
    UNFOUNDED = "unfounded", _("Unfounded")
    ORDINARY = "ordinary", _("Other distress: handed to ordinary services")
    SUPPORTED = "supported", _("Supported, and ended well enough")
    DECLINED = "declined", _("The citizen did not want help")
    POLICE = "police", _("The police handle it")
    MOVED = "moved", _("Moved")


class Case(TenantModel):
    """The header: a number, a stage, dates. Never a name. The case's data key has the case's id in the key store."""

    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    track = models.CharField(max_length=20, choices=Track.choices, default=Track.CONCERN)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.ASSESSMENT)
    stage_since = models.DateTimeField()
    about = models.CharField(max_length=10, choices=About.choices)
    lead_id = models.UUIDField()
    lead_name = models.CharField(max_length=120)
    breakable = models.BooleanField(default=True)  # some cases cannot be opened by break-glass
    restricted_at = models.DateTimeField(null=True)  # left daily view
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.NONE, blank=True)
    version = models.PositiveIntegerField(default=0)  # raised by every step, so that two people never take one twice

    class Meta:
        ordering = ("-year", "-sequence")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("authority", "year", "sequence"), name="case_number_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("authority", "stage"), name="case_by_stage"),
            models.Index(fields=("authority", "lead_id"), name="case_by_lead"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="year sequence track stage stage_since about breakable restricted_at closed_at outcome version",
            account="lead_id lead_name",
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """As people say it: 2026-014."""
        return f"{self.year}-{self.sequence:03d}"


class Indicator(TenantModel):
    """Coded facts for tasks and figures, apart from all text; coarsened at disposal. Counts read this table only."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # the first of the month in which it came
    channel = models.CharField(max_length=20)
    about = models.CharField(max_length=10)
    age_band = models.CharField(max_length=10, default="", blank=True)
    track = models.CharField(max_length=20)
    stage = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, default="", blank=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="age_band", coded="case month channel about track stage outcome"
        )


class PersonKind(models.TextChoices):
    """What somebody is in the case."""

    SUBJECT = "subject", _("The person whom the concern regards")
    CHILD = "child", _("A child in the household")
    PARENT = "parent", _("A parent or custody holder")
    SIBLING = "sibling", _("A sibling")
    OTHER = "other", _("Somebody else around the person")


class CasePerson(CaseRow):
    """Somebody in a case. `details`: name, aliases, cpr, address, phone, school or work, note.

    `adult_on` is coded because clocks need it: the day of turning 18, null for adults and unknown ages.
    """

    kind = models.CharField(max_length=10, choices=PersonKind.choices)
    details = SealedField()
    adult_on = models.DateField(null=True)
    is_child = models.BooleanField(default=False)

    class Meta(CaseRow.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("authority", "adult_on"), name="person_adult_on"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="details adult_on is_child", coded="kind")


class LookupEntry(TenantModel):
    """What the look at earlier contacts compares: names under the case's key, and a blind index of the CPR number.

    Open to the authority's coordinators, who see *may be the same* and a case number, never these names.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    names = SealedField()
    cpr_blind = models.BinaryField(max_length=32, null=True)
    leaves_on = models.DateField(null=True)  # unfounded concerns leave look-up after a set term

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("authority", "cpr_blind"), name="lookup_by_cpr"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="names cpr_blind", coded="case person leaves_on")


class Force(models.TextChoices):
    """What kind of deadline it is; always shown."""

    LAW = "law", _("law")
    LOCAL = "local", _("local")
    NONE = "none", _("no deadline")


class Task(TenantModel):
    """Something that somebody must do. Every open case has at least one, so nothing falls between two stools.

    `kind` is a code of `tasks.KINDS`, which has the verb, the address and who it is for.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey("cases.Report", on_delete=models.PROTECT, null=True, related_name="+")
    subject_id = models.UUIDField(null=True)  # the row that the task is about, where there are several
    kind = models.CharField(max_length=40)
    force = models.CharField(max_length=5, choices=Force.choices, default=Force.NONE)
    rule = models.CharField(max_length=60, default="", blank=True)  # the id of the clock that gave the time
    due_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()  # in the future: planned, and not shown before
    stops_at = models.DateTimeField(null=True)  # then it ends by itself: a child's clock on the 18th birthday
    for_role = models.CharField(max_length=40, default="coordinator")
    for_id = models.UUIDField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        ordering = ("due_at", "opened_at")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=("authority", "due_at", "id"), condition=models.Q(done_at__isnull=True), name="task_open_by_due"
            ),
            models.Index(fields=("authority", "case", "kind"), name="task_by_case"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("case", "kind", "subject_id"),
                condition=models.Q(done_at__isnull=True),
                nulls_distinct=False,
                name="task_open_once",
            ),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="case report subject_id kind force rule due_at opened_at stops_at for_role reminded_at"
            " escalated_at done_at outcome",
            account="for_id done_by_id",
        )


class Note(CaseRow):
    """Free text on the timeline (duty to note: offentlighedsloven § 13)."""

    kind = models.CharField(max_length=30)
    text = SealedField()

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="text", coded="kind")


class Passed(TenantModel):
    """One step taken: which verb, from where to where, by whom. The timeline's spine; only added to."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("created_at", "id")

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(coded="case verb source target", account="by_id by_name")
