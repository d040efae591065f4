"""What passes between authorities: always a record, never a view into the other's."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models.base import classes
from beredskab.kit.fields import SealedField
from beredskab.kit.models import BaseModel, TenantModel
from beredskab.kit.privacy import PrivacyClass


class ExchangeKind(models.TextChoices):
    """What is asked or told."""

    CLEARANCE = "clearance", _("Request for the police's clearance")
    ADVICE = "advice", _("Question about safety")
    INVITATION = "invitation", _("Invitation to an analysis meeting")
    DISCLOSURE = "disclosure", _("Information")
    HAND_OVER = "hand_over", _("Recommendation handed over")
    TOLD_BACK = "told_back", _("What could be told back")
    CONFIRM = "confirm", _("Text to be confirmed by a second person")
    MOVE = "move", _("Move to another municipality")
    ANSWER = "answer", _("Answer")


class Answer(models.TextChoices):
    """What is answered. Outward, *no contribution* never tells refusal from nothing known."""

    NONE = "", "–"
    PROCEED = "proceed", _("Proceed")
    NOT_INFOHUS = "not_infohus", _("Not in Infohus")
    POLICE = "police", _("The police handle it")
    MORE = "more", _("More is needed")
    CONTRIBUTION = "contribution", _("Contribution")
    NO_CONTRIBUTION = "no_contribution", _("No contribution")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")
    ADVICE = "advice", _("Advice")
    DECIDED = "decided", _("Has decided")


class Exchange(BaseModel):
    """One disclosure: from, to, legal basis, purpose, necessity, exactly which items, when, by whom.

    Both sides see the row, each under one policy; the content is a copy under a key of its own (the key store has the
    wrap of each side under the root exchange's id). It is its own grant to the other side: from `created_at` to
    `open_until`, for the person in `to_person_id` or, when that is null, the other authority's contacts.
    An answer is a row of its own with `reply_to`. Rows are only added; `seen_at` and `closed_at` are set once, and the
    window of an invitation follows its meeting (`migrations/0040_recommending.py`).
    """

    from_authority = models.ForeignKey("organisation.Authority", on_delete=models.PROTECT, related_name="+")
    to_authority = models.ForeignKey("organisation.Authority", on_delete=models.PROTECT, related_name="+")
    owner_authority_id = models.UUIDField()  # the authority whose case it is
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    case_number = models.CharField(max_length=20)  # what both sides call it
    root_id = models.UUIDField()  # the exchange that began it: its own id, or the asked one's for an answer
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    meeting_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=20, choices=ExchangeKind.choices)
    answer = models.CharField(max_length=20, choices=Answer.choices, default=Answer.NONE, blank=True)
    basis = models.CharField(max_length=60)  # an id of frameworks.law.bases
    purpose = models.CharField(max_length=30)
    threshold_id = models.UUIDField(null=True)  # required by § 115 bases
    necessity = SealedField(null=True)
    items = SealedField()  # a list of {label, text}: exactly what was disclosed
    recorded = models.BooleanField(default=False)  # written down by the coordinator from a call or secure mail
    due_at = models.DateTimeField(null=True)  # local
    open_until = models.DateTimeField()
    to_person_id = models.UUIDField(null=True)
    to_name = models.CharField(max_length=160, default="", blank=True)  # unit or function, for people
    seen_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("created_at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("from_authority", "case"), name="exchange_from"),
            models.Index(fields=("to_authority", "closed_at"), name="exchange_to"),
            models.Index(fields=("case", "created_at"), name="exchange_by_case"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="necessity items",
            coded="from_authority to_authority owner_authority_id case case_number root_id reply_to meeting_id kind"
            " answer basis purpose threshold_id recorded due_at open_until to_name seen_at closed_at",
            account="to_person_id by_id by_name",
        )


class Partner(TenantModel):
    """Whom a municipality can invite to a meeting, and what they can bring. About functions, never about a person.

    `kind` is a party of `frameworks.law.sharing`. Without `authority` nobody there has a login: the coordinator writes
    down what is said. The three answers are asked of a self-owning institution (retsplejeloven § 115, stk. 3).
    """

    name = models.CharField(max_length=160)
    partner_authority = models.ForeignKey(
        "organisation.Authority", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=30)
    brings = models.TextField(max_length=1000, default="", blank=True)
    self_owning = models.BooleanField(null=True)
    public_task = models.BooleanField(null=True)
    area = models.CharField(max_length=20, default="", blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("name", "id")

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="name partner_authority kind brings self_owning public_task area valid_from valid_to"
        )

    def __str__(self) -> str:
        return self.name
