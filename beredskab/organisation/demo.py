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
from beredskab.organisation.contacts import demo as contact_points
from beredskab.organisation.models import Authority, AuthorityKind, CouncilName, Membership, Person, Role, Unit
from beredskab.organisation.queries import as_viewer_of

DEMO_CODES: Final = ("9999", "9998")
PASSWORD: Final = "kun-til-demo-og-proeve"  # noqa: S105  the people are fictional and so is the secret
SINCE: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """One of the demo's authorities, by a key; `district` is the key of its police district."""

    kind: AuthorityKind
    code: str
    name: str
    slug: str
    domain: str
    council: CouncilName = CouncilName.COUNCIL
    district: str = ""


AUTHORITIES: Final = {
    "police": Place(
        AuthorityKind.POLICE_DISTRICT, "9999", "Eksempel Politikreds (demo)", "eksempel-politikreds-demo", "politi"
    ),
    "9999": Place(
        AuthorityKind.MUNICIPALITY, "9999", "Eksempel Kommune (demo)", "eksempel-demo", "eksempel",
        CouncilName.TOWN_COUNCIL, "police",
    ),
    "9998": Place(
        AuthorityKind.MUNICIPALITY, "9998", "Naboby Kommune (demo)", "naboby-demo", "naboby", district="police"
    ),
    "region": Place(
        AuthorityKind.REGION, "9999", "Eksempel Region, psykiatrien (demo)", "eksempel-region-demo", "region"
    ),
    "prison": Place(
        AuthorityKind.PRISON_PROBATION, "9999", "Kriminalforsorgen, eksempelafdeling (demo)",
        "kriminalforsorgen-demo", "kriminalforsorg",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One of the cast. `key` is how tests and the demo page call them; `note` says in Danish what they do.

    `home` is a key of AUTHORITIES.
    """

    key: str
    name: str
    home: str
    roles: tuple[Role, ...]
    note: str
    unit: str = "Demoforvaltningen"

    @property
    def email(self) -> str:
        """An address that can never receive mail (RFC 2606)."""
        return f"{self.key}@{AUTHORITIES[self.home].domain}.invalid"


CAST: Final = (
    Part("pernille", "Pernille Planskriver", "9999", (Role.PLAN_EDITOR,), "SSP-konsulent. Skriver planen."),
    Part("hanne", "Hanne Høring", "9999", (Role.PLAN_REVIEWER,), "Fagchef. Læser og kommenterer planen."),
    Part(
        "rita", "Rita Rådssekretær", "9999", (Role.PLAN_APPROVER,),
        "Sekretariatet. Registrerer vedtagelsen og offentliggør.",
    ),
    Part(
        "lars", "Lars Leder", "9999", (Role.PLAN_REVIEWER, Role.PLAN_APPROVER),
        "Direktør. Læser, vedtager og følger fristen.",
    ),
    Part("adam", "Adam Administrator", "9999", (Role.ADMINISTRATOR,), "It. Opretter kolleger og giver roller."),
    Part(
        "dorte", "Dorte Databeskytter", "9999", (Role.DPO,), "Databeskyttelsesrådgiver. Ser, hvem der har gjort hvad."
    ),
    Part(
        "karen", "Karen Koordinator", "9999", (Role.COORDINATOR,),
        "Tovholder. Tager imod bekymringer og holder dem på vej.", "SSP og Infohus",
    ),
    Part(
        "stine", "Stine Stedfortræder", "9999", (Role.COORDINATOR,),
        "Tovholderens stedfortræder. Tager over ved ferie og sygdom.", "SSP og Infohus",
    ),
    Part(
        "mette", "Mette Myndighedsleder", "9999", (Role.CASE_MANAGER,),
        "Leder. Den anden person, når en sag kræver to.", "Børn og Familie",
    ),
    Part(
        "rasmus", "Rasmus Rådgiver", "9999", (Role.CASEWORKER,),
        "Socialrådgiver for børn og unge. Får anbefalingen og beslutter selv.", "Børn og Familie",
    ),
    Part(
        "vera", "Vera Voksenrådgiver", "9999", (Role.CASEWORKER,),
        "Socialrådgiver for voksne. Får anbefalingen og beslutter selv.", "Voksenområdet",
    ),
    Part(
        "malik", "Malik Mentor", "9999", (Role.MENTOR,), "Mentor. Ser kun det, der er delt med ham.", "Ungeindsatsen"
    ),
    Part(
        "tina", "Tina Telefon", "9999", (Role.INTAKE,),
        "Modtager bekymringer i telefonen og skriver dem ned.", "Underretningsteamet",
    ),
    Part("niels", "Niels Nabo", "9998", (Role.PLAN_EDITOR,), "Skriver planen i en anden kommune."),
    Part("nanna", "Nanna Nabokoordinator", "9998", (Role.COORDINATOR,), "Tovholder i en anden kommune.", "SSP"),
    Part(
        "poul", "Poul Politikoordinator", "police", (Role.POLICE_COORDINATOR,),
        "Politiets koordinator. Svarer på forespørgsler og ser ikke andet.", "Infohus",
    ),
    Part(
        "petra", "Petra Psykiatri", "region", (Role.PARTNER,),
        "Kontakt i psykiatrien. Ser kun det, der er delt med regionen.", "Psykiatrien",
    ),
    Part(
        "kurt", "Kurt Kriminalforsorg", "prison", (Role.PARTNER,),
        "Kontakt i Kriminalforsorgen. Ser kun det, der er delt med den.", "Eksempelafdelingen",
    ),
)  # fmt: skip


def create() -> dict[str, Viewer]:
    """Make the demo's authorities, units, people and memberships, and give the cast as viewers by key.

    Runs as the owner of the tables, for an authority is read-only to the application. Safe to repeat: what is
    there stays as it is. Raises ImproperlyConfigured in production.
    """
    if settings.PRODUCTION:
        raise ImproperlyConfigured("the demo's people do not belong in a production database")
    authorities: dict[str, Authority] = {}
    for key, place in AUTHORITIES.items():
        authorities[key] = _authority(place, authorities.get(place.district))
    made = {part.key: _join(part, authorities[part.home]) for part in CAST}
    contact_points.load(made["karen"])
    return made


def cast() -> dict[str, Viewer]:
    """The people of the demo as viewers by key; empty where the demo was never made. Reads as any role."""
    homes = {one.slug: one for one in Authority.objects.filter(slug__in=[one.slug for one in AUTHORITIES.values()])}
    people = {one.email: one for one in Person.objects.filter(email__in=[part.email for part in CAST])}
    found: dict[str, Viewer] = {}
    for part in CAST:
        person, home = people.get(part.email), homes.get(AUTHORITIES[part.home].slug)
        if person is not None and home is not None:
            found[part.key] = Viewer(person.id, home.id, frozenset(part.roles), person.name, home.name)
    return found


def by_place() -> list[tuple[str, list[Part]]]:
    """The cast under the name of each authority, in the order of the cast."""
    keys = dict.fromkeys(part.home for part in CAST)
    return [(AUTHORITIES[key].name, [part for part in CAST if part.home == key]) for key in keys]


def _authority(place: Place, district: Authority | None) -> Authority:
    values = {"name": place.name, "slug": place.slug, "council_name": place.council, "district": district}
    found, _ = Authority.objects.get_or_create(kind=place.kind, code=place.code, defaults=values)
    if found.district != district:  # made before the demo had a police district
        Authority.objects.filter(id=found.id).update(district=district)
    return found


def _join(part: Part, authority: Authority) -> Viewer:
    person, _ = Person.objects.get_or_create(
        email=part.email, defaults={"name": part.name, "password": make_password(PASSWORD)}
    )
    nobody_yet = Viewer(person.id, authority.id, frozenset(part.roles), person.name, authority.name)
    with as_viewer(nobody_yet):
        unit, _ = Unit.objects.get_or_create(authority=authority, name=part.unit)
        roles = [str(role) for role in part.roles]
        values = {"roles": roles, "valid_from": SINCE, "unit": unit, "accepted_at": timezone.now()}
        membership, new = Membership.objects.get_or_create(authority=authority, person=person, defaults=values)
        if new:
            record(by=nobody_yet, event="organisation.demo.joined", subject=membership, detail={"roles": roles})
        return as_viewer_of(membership)
