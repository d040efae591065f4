"""Storage, copies, requests for access and moves."""

from typing import Any

from beredskab.cases.actions import outside, storing, subject_access
from beredskab.cases.models import CasePerson
from beredskab.cases.tests import situations, situations_ended
from beredskab.cases.tests.situations_ended import asked, offered, weigh_all
from beredskab.kit.viewer import as_viewer
from tests.invariants.rows import Cast, Row

LEAD = frozenset({"karen"})
OVERSEES = frozenset({"karen", "stine", "mette", "nanna"})  # Naboby's coordinator sees Naboby's
COORDINATES = frozenset({"karen", "stine", "nanna"})


def _closed(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations_ended.closed(cast).id}


def _held(cast: Cast) -> dict[str, Any]:
    case = situations_ended.closed(cast)
    return {"case_id": case.id, "hold_id": storing.hold(by=cast["karen"], case_id=case.id, reason="Klage.").id}


def _proposed(cast: Cast) -> dict[str, Any]:
    return {"disposal_id": situations_ended.to_be_destroyed(cast).id, "verb": "nej"}


def _provision(cast: Cast) -> dict[str, Any]:
    return {"provision_id": situations_ended.a_provision(cast).id}


def _case(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.ready_for_police(cast, "adult").id}


def _answered(cast: Cast) -> dict[str, Any]:
    case = situations.ready_for_police(cast, "adult")
    request = asked(cast, case)
    weigh_all(cast, request)
    subject_access.answer(by=cast["karen"], case_id=case.id, request_id=request.id)
    return {"case_id": case.id, "request_id": request.id}


def _offered(cast: Cast) -> dict[str, Any]:
    return {"case_id": offered(cast)[0].id}


def _offer(cast: Cast) -> dict[str, Any]:
    return {"exchange_id": offered(cast)[1].exchange_id}


def _sent(cast: Cast) -> dict[str, Any]:
    row = situations.at_clearance(cast)
    outside.open_received(by=cast["poul"], exchange_id=row.id)
    return {"exchange_id": row.id}


def _request(cast: Cast, arguments: Any) -> dict[str, str]:
    with as_viewer(cast["karen"]):
        person = CasePerson.objects.get(case_id=arguments["case_id"])
    return {"person": str(person.id), "received_on": "2026-11-02"}


ROWS = {
    "cases:disposal": Row({"GET": LEAD, "POST": LEAD}, _closed, data={"act": "propose", "answer": "keep"}),
    "cases:disposal_answer": Row({"POST": frozenset({"mette"})}, _proposed),
    "cases:hold": Row({"POST": LEAD}, _closed, data={"reason": "Klage."}),
    "cases:hold_lift": Row({"POST": LEAD}, _held),
    "cases:provisions": Row({"GET": OVERSEES, "POST": OVERSEES}, data={"act": "add", "title": "Kassation"}),
    "cases:provision_withdraw": Row({"POST": OVERSEES - {"nanna"}}, _provision),
    "cases:ledger": Row({"GET": OVERSEES | {"dorte"}}),
    "cases:archive_file": Row({"GET": LEAD, "POST": LEAD}, _closed),
    "cases:journal": Row({"GET": LEAD, "POST": LEAD}, _closed, data={"reason": "record_system"}),
    "cases:received_file": Row({"POST": frozenset({"poul"})}, _sent),
    "cases:access_report": Row({"GET": LEAD, "POST": LEAD}, _case, data=_request),
    "cases:access_report_pdf": Row({"GET": LEAD}, _answered),
    "cases:move": Row({"GET": LEAD, "POST": LEAD}, _case, data={"necessity": "Flyttet."}),
    "cases:move_back": Row({"POST": LEAD}, _offered),
    "cases:moves": Row({"GET": COORDINATES}),
    "cases:move_in": Row(
        {"GET": frozenset({"nanna"}), "POST": frozenset({"nanna"})}, _offer, data={"answer": "accept"}
    ),
}
