"""The close, and what comes after: feedback, review, hold, disposal, access, move, and the ledger of what is gone."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from beredskab.cases.models.base import CaseRow, classes
from beredskab.cases.models.case import CasePerson, Outcome
from beredskab.kit.fields import SealedField
from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import PrivacyClass


class Closing(CaseRow):
    """A proposal to close and the second person's answer. Either a receiver or an explicit *nothing further*."""

    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    receiver = models.CharField(max_length=160, default="", blank=True)
    nothing_further = models.BooleanField(default=False)
    looked_back_at = models.DateTimeField()  # the look at earlier contacts
    reason = SealedField()
    review_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default="proposed")  # proposed, confirmed, refused, withdrawn
    second_id = models.UUIDField(null=True)
    second_name = models.CharField(max_length=120, default="", blank=True)
    answer = SealedField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta(CaseRow.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(receiver="") | models.Q(nothing_further=True), name="closing_receiver_or_nothing"
            ),
            models.CheckConstraint(
                condition=models.Q(second_id__isnull=True) | ~models.Q(second_id=models.F("by_id")),
                name="closing_two_people",
            ),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="reason answer",
            coded="outcome receiver nothing_further looked_back_at review_on state answered_at",
            account="second_id second_name",
        )


class Feedback(CaseRow):
    """That the reporter was told, by which template. The templates hold no field of a case, by their shape."""

    report = models.ForeignKey("cases.Report", on_delete=models.PROTECT, null=True, related_name="+")
    template = models.CharField(max_length=20)  # private, anonymous, professional
    way = models.CharField(max_length=20)  # inbox, letter, phone

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(coded="report template way")


class HandlingReview(CaseRow):
    """A short look at how the case was handled: codes for learning, and words under the case's key."""

    points = ArrayField(models.CharField(max_length=30), default=list)
    text = SealedField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="text", coded="points")


class EarlierLook(CaseRow):
    """That somebody looked for earlier contacts, when and on which occasion; the candidates they judged."""

    occasion = models.CharField(max_length=20)  # intake, close
    found = models.PositiveSmallIntegerField()
    same_case_ids = ArrayField(models.UUIDField(), default=list)
    reason = SealedField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="same_case_ids reason", coded="occasion found")


class Hold(CaseRow):
    """Nothing of the case may be destroyed while a hold stands."""

    reason = SealedField()
    lifted_at = models.DateTimeField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(personal="reason", coded="lifted_at")


class Provision(TenantModel):
    """A recorded decision on disposal (council approval, the archive's provision). Without one no key is destroyed."""

    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=120)
    decided_on = models.DateField()
    covers_children = models.BooleanField(default=False)  # municipal child cases are preserved unless it says so
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-decided_on",)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="title reference decided_on covers_children withdrawn_at"
        )


class DisposalAnswer(models.TextChoices):
    """Three answers, never a silent one."""

    DESTROY = "destroy", _("Destroy")
    KEEP = "keep", _("Keep until")
    TRANSFER = "transfer", _("Hand over to the archive")


class Disposal(TenantModel):
    """What shall happen with a closed case: proposed by one, confirmed by another, with its result."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=DisposalAnswer.choices)
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, null=True, related_name="+")
    keep_until = models.DateField(null=True)
    reason_code = models.CharField(max_length=30)
    state = models.CharField(max_length=10, default="proposed")  # proposed, confirmed, refused, done
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    second_id = models.UUIDField(null=True)
    second_name = models.CharField(max_length=120, default="", blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("created_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(second_id__isnull=True) | ~models.Q(second_id=models.F("by_id")),
                name="disposal_two_people",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer="destroy") | models.Q(provision__isnull=False),
                name="disposal_needs_provision",
            ),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="case answer provision keep_until reason_code state done_at",
            account="by_id by_name second_id second_name",
        )


class LedgerEntry(TenantModel):
    """What was erased: which keys, when, on which provision. No foreign keys: a restore replays it."""

    case_id = models.UUIDField()
    number = models.CharField(max_length=20)
    key_ids = ArrayField(models.UUIDField(), default=list)
    provision = models.CharField(max_length=320)
    answer = models.CharField(max_length=10)

    class Meta:
        ordering = ("created_at", "id")

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="case_id number provision answer", technical="key_ids"
        )


class AccessRequest(CaseRow):
    """A data subject's request (GDPR art. 15), answered within a month."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    to_custody_holder = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="person", coded="received_on to_custody_holder answered_at"
        )


class AccessItem(CaseRow):
    """A person's weighing of one item: given, or withheld on a basis and for a reason."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="+")
    item_type = models.CharField(max_length=40)
    item_id = models.UUIDField()
    given = models.BooleanField()
    basis = models.CharField(max_length=60, default="", blank=True)
    weighing = SealedField(null=True)

    class Meta(CaseRow.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("request", "item_type", "item_id"), name="access_item_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            personal="given weighing", coded="request item_type item_id basis"
        )


class Move(TenantModel):
    """A move to another municipality: offered with a legal basis, accepted there under a new case key."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    to_authority_id = models.UUIDField()
    exchange_id = models.UUIDField()
    basis = models.CharField(max_length=60)
    state = models.CharField(max_length=10, default="offered")  # offered, accepted, declined
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    answered_at = models.DateTimeField(null=True)

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = classes(
            coded="case to_authority_id exchange_id basis state answered_at", account="by_id by_name"
        )
