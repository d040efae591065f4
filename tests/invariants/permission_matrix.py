"""Who may do what, for every address behind the login. A route without a row fails the suite.

A row says, per method, which of the cast get through; everybody else must be refused (403) or told it does not exist
(404). `make` builds the situation the address needs, through actions, and gives the address's arguments; `data` is
what is posted. The plan's rows stand in `matrix_of_plans.py`; ROWS at the end is what the test reads.
"""

from typing import Any

from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Membership
from tests.invariants.matrix_of_cases import CASES
from tests.invariants.matrix_of_contacts import CONTACTS
from tests.invariants.matrix_of_duty import DUTY
from tests.invariants.matrix_of_interventions import INTERVENTIONS
from tests.invariants.matrix_of_plans import PLANS
from tests.invariants.rows import ADMINISTRATOR, EVERYBODY, HOME, Cast, Row


def _hannes_membership(cast: Cast) -> dict[str, Any]:
    with as_viewer(cast["hanne"]):
        return {"membership_id": Membership.objects.get(person_id=cast["hanne"].person_id).id}


def _own_authority(cast: Cast) -> dict[str, Any]:
    return {"authority_id": cast["pernille"].authority_id}


def _invitation_to_pernille(cast: Cast) -> dict[str, Any]:
    niels, pernille = cast["niels"], cast["pernille"]
    with as_viewer(niels):
        made = Membership.objects.create(
            authority_id=niels.authority_id,
            person_id=pernille.person_id,
            roles=["plan_reviewer"],
            valid_from="2026-01-01",
        )
    return {"membership_id": made.id}


NEW_COLLEAGUE = {"name": "Nete Ny", "email": "nete@eksempel.invalid", "roles": ["plan_editor"]}

ORGANISATION = {
    "organisation:home": Row({"GET": EVERYBODY}),
    "organisation:choose": Row({"POST": HOME}, _own_authority),
    "organisation:accept": Row({"POST": frozenset({"pernille"})}, _invitation_to_pernille),
    "organisation:decline": Row({"POST": frozenset({"pernille"})}, _invitation_to_pernille),
    "organisation:add": Row({"GET": ADMINISTRATOR, "POST": ADMINISTRATOR}, data=NEW_COLLEAGUE),
    "organisation:member": Row(
        {"GET": ADMINISTRATOR, "POST": ADMINISTRATOR}, _hannes_membership, data={"roles": ["plan_editor"]}
    ),
    "organisation:end": Row({"POST": ADMINISTRATOR}, _hannes_membership),
}

LOG_READERS = frozenset({"adam", "dorte"})

PRIVACY = {
    "privacy:log": Row({"GET": LOG_READERS}),
    "privacy:find": Row({"POST": LOG_READERS}),
    "privacy:record": Row({"GET": LOG_READERS}),
    "privacy:export": Row({"POST": LOG_READERS}),
}

SHELL = {
    "web:home": Row({"GET": EVERYBODY}),
    "web:check": Row({"GET": EVERYBODY, "POST": EVERYBODY}),
    "web:check_download": Row({"GET": EVERYBODY, "POST": EVERYBODY}),
    "web:requirements": Row({"GET": EVERYBODY}),
    "web:about": Row({"GET": EVERYBODY}),
    "web:accessibility": Row({"GET": EVERYBODY}),
}

# Open without a login, on purpose. Keep it short.
OPEN = frozenset({"healthz", "set_language"})

ROWS: dict[str, Row] = {**ORGANISATION, **CONTACTS, **DUTY, **PRIVACY, **SHELL, **INTERVENTIONS, **PLANS, **CASES}
