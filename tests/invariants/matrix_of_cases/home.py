"""The coordinator's list, and the case as one page."""

from typing import Any

from beredskab.cases.tests import situations
from tests.invariants.rows import Cast, Row

OVERSEES = frozenset({"karen", "stine", "mette"})


def _case(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.a_case(cast).id}


ROWS = {
    "cases:home": Row({"GET": OVERSEES | {"nanna"}}),  # everybody their own municipality's
    "cases:case": Row({"GET": OVERSEES}, _case),  # stine and mette: number and stage only
}
