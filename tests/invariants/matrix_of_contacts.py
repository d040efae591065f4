"""The contact points' rows of the permission matrix."""

from typing import Any

from beredskab.kit.viewer import as_viewer
from beredskab.organisation.contacts.actions import add_contact
from beredskab.organisation.contacts.queries import kept
from tests.invariants.rows import Cast, Row

VALUES = {"kind": "school", "function": "Skolens SSP-kontakt", "phone": "99 99 10 70"}
OWN_KEEPERS = frozenset({"karen", "stine", "pernille", "adam"})
KEEPERS = OWN_KEEPERS | {"nanna", "niels"}  # the neighbour keeps its own


def _point(cast: Cast) -> dict[str, Any]:
    karen = cast["karen"]
    with as_viewer(karen):
        found = next((one for one in kept(karen) if one.function == VALUES["function"]), None)
    return {"contact_id": (found or add_contact(by=karen, values=VALUES)).id}


CONTACTS = {
    "organisation:contacts": Row({"GET": KEEPERS}),
    "organisation:contact_add": Row({"GET": KEEPERS, "POST": KEEPERS}, data=VALUES),
    "organisation:contact": Row({"GET": OWN_KEEPERS, "POST": OWN_KEEPERS}, _point, data=VALUES),
    "organisation:contact_verify": Row({"POST": OWN_KEEPERS}, _point),
    "organisation:contact_end": Row({"POST": OWN_KEEPERS}, _point),
}
