"""What is shared between authorities: who holds the case on one side, whom it was sent to on the other."""

from collections.abc import Mapping
from typing import Any

from beredskab.cases.actions import outside
from beredskab.cases.tests import situations
from tests.invariants.rows import EVERYBODY, PARTNERS, POLICE, Cast, Row

HOLDER = frozenset({"karen"})
KEEPERS = frozenset({"karen", "stine", "adam", "nanna"})
OWN_KEEPERS = KEEPERS - {"nanna"}
DISCLOSURE = {
    "item-TOTAL_FORMS": "1", "item-INITIAL_FORMS": "0", "item-0-use": "on", "item-0-label": "Det sete",
    "item-0-text": "Nogen skal mærke det.", "purpose": "crime-prevention", "basis": "rpl-115-1-1",
    "necessity": "Modtageren skal se, om noget hindrer.",
}  # fmt: skip
PARTNER = {"name": "Jobcenteret", "kind": "job-centre", "valid_from": "2026-01-01"}


def _ready(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.ready_for_police(cast).id}


def _answered(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.cleared(cast).case_id}


def _asked(cast: Cast) -> dict[str, Any]:
    asked = situations.at_clearance(cast)
    return {"case_id": asked.case_id, "exchange_id": asked.id}


def _gathering(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.at_gathering(cast).id}


def _with_partner(cast: Cast) -> dict[str, Any]:
    partner = situations.a_partner(cast, "kurt", "prison-probation")
    return {**_gathering(cast), "partner_id": partner.id}


def _sent_to_police(cast: Cast) -> dict[str, Any]:
    return {"exchange_id": situations.at_clearance(cast).id}


def _opened_by_police(cast: Cast) -> dict[str, Any]:
    asked = situations.at_clearance(cast)
    outside.open_received(by=cast["poul"], exchange_id=asked.id)
    return {"exchange_id": asked.id}


def _partner(cast: Cast) -> dict[str, Any]:
    return {"partner_id": situations.a_partner(cast).id}


def _disclosure(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    case = arguments["case_id"]
    return {**DISCLOSURE, "version": str(situations.version_of(cast["karen"], situations.Case(id=case)))}


def _version(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    case = situations.Case(id=arguments["case_id"])
    return {"version": str(situations.version_of(cast["karen"], case))}


ROWS = {
    "cases:clearance": Row({"GET": HOLDER, "POST": HOLDER}, _ready, _disclosure),
    "cases:take_answer": Row({"POST": HOLDER}, _answered, _version),
    "cases:advice": Row({"GET": HOLDER, "POST": HOLDER}, _ready, _disclosure),
    "cases:gathering": Row({"GET": HOLDER}, _gathering),
    "cases:invite": Row({"GET": HOLDER, "POST": HOLDER}, _with_partner, _disclosure),
    "cases:disclose": Row({"GET": HOLDER}, _gathering),
    "cases:answers_read": Row({"POST": HOLDER}, _gathering, {"kind": "contribution"}),
    "cases:give": Row({"GET": HOLDER, "POST": HOLDER}, _with_partner, _disclosure),
    "cases:exchange": Row({"GET": HOLDER}, _asked),
    "cases:record_answer": Row({"GET": HOLDER, "POST": HOLDER}, _asked, {"what": "proceed", "how": "call"}),
    "cases:remind": Row({"POST": HOLDER}, _asked),
    "cases:inbox_outside": Row({"GET": POLICE | PARTNERS | (KEEPERS - {"adam"})}),
    "cases:outside": Row({"GET": POLICE, "POST": POLICE}, _opened_by_police, {"answer": "proceed"}),
    "cases:open_received": Row({"POST": POLICE}, _sent_to_police),
    "cases:share": Row({"GET": EVERYBODY}),
    "cases:share_table": Row({"GET": EVERYBODY}),
    "cases:partners": Row({"GET": KEEPERS}),
    "cases:partner_add": Row({"GET": KEEPERS, "POST": KEEPERS}, data=PARTNER),
    "cases:partner": Row({"GET": OWN_KEEPERS, "POST": OWN_KEEPERS}, _partner, PARTNER),
}
