"""The people of a case, and notes on its timeline."""

from typing import Any

from beredskab.cases.actions import people
from beredskab.cases.tests import situations
from tests.invariants.rows import Cast, Row, a_case

LEAD = frozenset({"karen"})
NAMED = {"kind": "subject", "name": "Bertram Opdigtet", "save": "1"}


def _person(cast: Cast) -> dict[str, Any]:
    case = situations.a_case(cast)
    made = people.add(by=cast["karen"], case_id=case.id, kind="subject", details={"name": "Bertram Opdigtet"})
    return {"case_id": case.id, "person_id": made.id}


ROWS = {
    "cases:people": Row({"GET": LEAD, "POST": LEAD}, a_case, data={"reason": "contact"}),
    "cases:person_add": Row({"GET": LEAD, "POST": LEAD}, a_case, data=NAMED),
    "cases:person": Row({"GET": LEAD, "POST": LEAD}, _person, data=NAMED),
    "cases:note": Row({"GET": LEAD, "POST": LEAD}, a_case, data={"kind": "call", "text": "Opdigtet."}),
}
