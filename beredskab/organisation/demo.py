"""The fictional municipality and its people, for the demo and the tests. Nobody here exists."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from beredskab.audit.actions import record
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.organisation.models import Authority, AuthorityKind, CouncilName, Membership, Person, Role, Unit
from beredskab.organisation.queries import as_viewer_of

DEMO_CODES: Final = ("9999", "9998")
PASSWORD: Final = "kun-til-demo-og-proeve"  # noqa: S105  the people are fictional and so is the secret
SINCE: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the cast. `key` is how tests and the demo page call them; `note` says in Danish what they do."""

    key: str
    name: str
    code: str
    roles: tuple[Role, ...]
    note: str

    @property
    def email(self) -> str:
        """An address that can never receive mail (RFC 2606)."""
        return f"{self.key}@eksempel.invalid" if self.code == "9999" else f"{self.key}@naboby.invalid"


AUTHORITIES: Final = {
    "9999": ("Eksempel Kommune (demo)", "eksempel-demo", CouncilName.TOWN_COUNCIL),
    "9998": ("Naboby Kommune (demo)", "naboby-demo", CouncilName.COUNCIL),
}
CAST: Final = (
    Part("pernille", "Pernille Planskriver", "9999", (Role.PLAN_EDITOR,), "SSP-konsulent. Skriver planen."),
    Part("hanne", "Hanne Høring", "9999", (Role.PLAN_REVIEWER,), "Fagchef. Læser og kommenterer planen."),
    Part(
        "rita",
        "Rita Rådssekretær",
        "9999",
        (Role.PLAN_APPROVER,),
        "Sekretariatet. Registrerer vedtagelsen og offentliggør.",
    ),
    Part(
        "lars",
        "Lars Leder",
        "9999",
        (Role.PLAN_REVIEWER, Role.PLAN_APPROVER),
        "Direktør. Læser, vedtager og følger fristen.",
    ),
    Part("adam", "Adam Administrator", "9999", (Role.ADMINISTRATOR,), "It. Opretter kolleger og giver roller."),
    Part(
        "dorte", "Dorte Databeskytter", "9999", (Role.DPO,), "Databeskyttelsesrådgiver. Ser, hvem der har gjort hvad."
    ),
    Part("niels", "Niels Nabo", "9998", (Role.PLAN_EDITOR,), "Skriver planen i en anden kommune."),
)


def create() -> dict[str, Viewer]:
    """Make the demo's authorities, units, people and memberships, and give the cast as viewers by key.

    Runs as the owner of the tables, for an authority is read-only to the application. Safe to repeat: what is
    there stays as it is. Raises ImproperlyConfigured in production.
    """
    if settings.PRODUCTION:
        raise ImproperlyConfigured("the demo's people do not belong in a production database")
    authorities = {code: _authority(code) for code in AUTHORITIES}
    return {part.key: _join(part, authorities[part.code]) for part in CAST}


def cast() -> dict[str, Viewer]:
    """The people of the demo as viewers by key; empty where the demo was never made. Reads as any role."""
    found: dict[str, Viewer] = {}
    for part in CAST:
        person = Person.objects.filter(email=part.email).first()
        home = Authority.objects.filter(kind=AuthorityKind.MUNICIPALITY, code=part.code).first()
        if person is not None and home is not None:
            found[part.key] = Viewer(person.id, home.id, frozenset(part.roles), person.name, home.name)
    return found


def _authority(code: str) -> Authority:
    name, slug, council = AUTHORITIES[code]
    values = {"name": name, "slug": slug, "council_name": council}
    return Authority.objects.get_or_create(kind=AuthorityKind.MUNICIPALITY, code=code, defaults=values)[0]


def _join(part: Part, authority: Authority) -> Viewer:
    person, _ = Person.objects.get_or_create(
        email=part.email, defaults={"name": part.name, "password": make_password(PASSWORD)}
    )
    nobody_yet = Viewer(person.id, authority.id, frozenset(part.roles), person.name, authority.name)
    with as_viewer(nobody_yet):
        unit, _ = Unit.objects.get_or_create(authority=authority, name="Demoforvaltningen")
        roles = [str(role) for role in part.roles]
        values = {"roles": roles, "valid_from": SINCE, "unit": unit, "accepted_at": timezone.now()}
        membership, new = Membership.objects.get_or_create(authority=authority, person=person, defaults=values)
        if new:
            record(by=nobody_yet, event="organisation.demo.joined", subject=membership, detail={"roles": roles})
        return as_viewer_of(membership)
