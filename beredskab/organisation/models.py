"""Authorities and units, people and their memberships."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from beredskab.kit.models import BaseModel, TenantModel
from beredskab.kit.privacy import PrivacyClass


class Role(models.TextChoices):
    """What a person may do for an authority."""

    PLAN_EDITOR = "plan_editor", _("Writes the plan")
    PLAN_REVIEWER = "plan_reviewer", _("Reviews the plan")
    PLAN_APPROVER = "plan_approver", _("Records adoption and publishes")
    ADMINISTRATOR = "administrator", _("Administrator")
    DPO = "dpo", _("Data protection officer")
    COORDINATOR = "coordinator", _("Coordinates concerns (tovholder)")
    INTAKE = "intake", _("Registers concerns that come by phone or in person")
    CASE_MANAGER = "case_manager", _("Manager: second person on cases")
    CASEWORKER = "caseworker", _("Receiving caseworker")
    MENTOR = "mentor", _("Mentor or parent coach")
    POLICE_COORDINATOR = "police_coordinator", _("Police coordinator")
    PARTNER = "partner", _("Contact of an invited authority")


class AuthorityKind(models.TextChoices):
    """What kind of body an authority is."""

    MUNICIPALITY = "municipality", _("Municipality")
    POLICE_DISTRICT = "police_district", _("Police district")
    REGION = "region", _("Region")
    PRISON_PROBATION = "prison_probation", _("Prison and Probation Service")
    IMMIGRATION = "immigration", _("Immigration authority")
    SELF_OWNING = "self_owning", _("Self-governing institution")
    OTHER = "other", _("Other authority")


class CouncilName(models.TextChoices):
    """What the municipality's council calls itself. Danish on purpose: these are names."""

    COUNCIL = "kommunalbestyrelsen", "Kommunalbestyrelsen"
    TOWN_COUNCIL = "byraadet", "Byrådet"
    CITIZENS_REPRESENTATION = "borgerrepraesentationen", "Borgerrepræsentationen"


class Authority(BaseModel):
    """A municipality, police district, region or other body. Shared by all and read-only to the application."""

    kind = models.CharField(max_length=20, choices=AuthorityKind.choices)
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80)
    council_name = models.CharField(max_length=30, choices=CouncilName.choices, default=CouncilName.COUNCIL)
    district = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="municipalities")

    class Meta:
        ordering = ("code",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("kind", "code"), name="authority_code_once"),
            models.UniqueConstraint(fields=("slug",), name="authority_slug_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = dict.fromkeys(
            ("kind", "code", "name", "slug", "council_name", "district"), PrivacyClass.PUBLIC
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_municipality(self) -> bool:
        """Whether it has a council and a municipality code."""
        return self.kind == AuthorityKind.MUNICIPALITY


class Unit(TenantModel):
    """A part of an authority: a department, a school, a team."""

    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("authority", "name"), name="unit_name_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "name": PrivacyClass.ORGANISATIONAL,
            "parent": PrivacyClass.ORGANISATIONAL,
        }

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, BaseModel):
    """An employee with an account. Global: the same person can act for several authorities."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = {
            "email": PrivacyClass.ACCOUNT,
            "name": PrivacyClass.ACCOUNT,
            "is_active": PrivacyClass.ACCOUNT,
            "last_login": PrivacyClass.ACCOUNT,
            "password": PrivacyClass.SECRET,
        }

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as third-party login pages ask for it."""
        return self.name


class Membership(TenantModel):
    """A person acts for an authority in some roles, for a time.

    `accepted_at` is when the person said yes; null is an invitation, which gives nothing yet.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    roles = ArrayField(models.CharField(max_length=40, choices=Role.choices), default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("authority_id", "person_id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("authority", "person"), name="membership_once"),
        ]

    class Privacy:
        fields: ClassVar[dict[str, PrivacyClass]] = dict.fromkeys(
            ("person", "unit", "roles", "valid_from", "valid_to", "accepted_at"), PrivacyClass.ACCOUNT
        )

    def __str__(self) -> str:
        return f"{self.person_id} {','.join(self.roles)}"

    @property
    def shown_name(self) -> str:
        """The person's name; before they have said yes, no more than the address that was invited."""
        return self.person.name if self.accepted_at else self.person.email

    @property
    def role_names(self) -> list[str]:
        """The roles in the reader's language, in the order of `Role`."""
        return [str(role.label) for role in Role if role in self.roles]


from beredskab.organisation.contacts.models import ContactKind, ContactPoint  # noqa: E402, F401  tables of this app too
from beredskab.organisation.duty.models import Duty  # noqa: E402, F401
from beredskab.organisation.outbox.models import Message  # noqa: E402, F401
