"""The coordinator's list, and the case as one page."""

from typing import Any

from beredskab.cases.tests import situations
from tests.invariants.rows import CASE_PEOPLE, PARTNERS, POLICE, Cast, Row

OVERSEES = frozenset({"karen", "stine", "mette"})


def _case(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.a_case(cast).id}


ROWS = {
    # The list of their own municipality for those who oversee; everybody else is sent to the work that is theirs.
    "cases:home": Row({"GET": CASE_PEOPLE | POLICE | PARTNERS | {"nanna"}}),
    "cases:case": Row({"GET": OVERSEES}, _case),  # stine and mette: number and stage only
}
