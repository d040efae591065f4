"""Meetings, the board and the recommendation."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from beredskab.cases.actions import outside, seconding
from beredskab.cases.actions.exchanging import Disclosure
from beredskab.cases.infohus import EMPTY, checksum
from beredskab.cases.models import Case, Recommendation
from beredskab.cases.tests import situations
from beredskab.kit.viewer import as_viewer
from tests.invariants.rows import Cast, Row

LEAD = frozenset({"karen"})
SECOND = frozenset({"mette"})
OVERSEES = frozenset({"karen", "stine", "mette"})
COORDINATORS = frozenset({"karen", "stine"})


def _meeting(cast: Cast) -> dict[str, Any]:
    return {"meeting_id": situations.a_meeting(cast).id}


def _later(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    day = timezone.localdate() + timedelta(days=9)
    return {"sequence": 0, "day": day.isoformat(), "time": "13.30", "long": "90", "place": "", "kind": "ad_hoc"}


def _invited(cast: Cast) -> dict[str, Any]:
    row = situations.invited_to_meeting(cast)
    outside.open_received(by=cast["kurt"], exchange_id=row.id)
    return {"exchange_id": row.id}


def _meeting_with_a_case_beside(cast: Cast) -> dict[str, Any]:
    situations.to_gathering(cast)
    return _meeting(cast)


def _the_case(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    with as_viewer(cast["karen"]):
        return {"case": str(Case.objects.get().id)}


def _item(cast: Cast) -> dict[str, Any]:
    return {"item_id": situations.on_agenda(cast).id}


def _gathering(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.to_gathering(cast).id}


def _board(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.on_agenda(cast).case_id}


def _field(cast: Cast) -> dict[str, Any]:
    return {**_board(cast), "dimension": "family"}


def _met(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.met(cast).id}


def _draft(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    with as_viewer(cast["karen"]):
        case = Case.objects.get(id=arguments["case_id"])
    return {
        "was": checksum(case.number, 1, EMPTY), "problems": "Skolen.", "resources": "", "surroundings": "",
        "measure-TOTAL_FORMS": 0, "measure-INITIAL_FORMS": 0,
    }  # fmt: skip


def _frozen(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.frozen(cast).case_id}


def _second_asked(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.second_asked(cast).case_id}


def _mette(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"person": str(cast["mette"].person_id)}


def _its_checksum(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    with as_viewer(cast["karen"]):
        row = Recommendation.objects.get(case_id=arguments["case_id"])
    return {"do": "confirm", "sha256": row.sha256}


def _partner(cast: Cast) -> dict[str, Any]:
    return {**_frozen(cast), "partner_id": situations.a_partner(cast, "kurt", "prison-probation").id}


GIVEN = {"basis": "rpl-115-1-1", "purpose": "crime-prevention", "necessity": "De var med.", "version": 0}


def _answered(cast: Cast) -> dict[str, Any]:
    at, karen = _partner(cast), cast["karen"]
    given = Disclosure((), "rpl-115-1-1", "crime-prevention", "De var med på mødet.")
    sent = seconding.ask_authority(by=karen, given=given, **at)
    outside.open_received(by=cast["kurt"], exchange_id=sent.id)
    answer = outside.answer(by=cast["kurt"], exchange_id=sent.id, what="accepted")
    return {"case_id": at["case_id"], "exchange_id": answer}


ROWS = {
    "cases:meetings": Row(
        # The neighbour's coordinator sees and plans her own municipality's.
        {"GET": OVERSEES | {"nanna"}, "POST": OVERSEES | {"nanna"}},
        data={"day": "", "time": ""},
    ),
    "cases:meeting": Row({"GET": OVERSEES}, _meeting),
    "cases:meeting_ics": Row({"GET": OVERSEES}, _meeting),
    "cases:agenda": Row({"POST": LEAD}, _meeting_with_a_case_beside, _the_case),
    "cases:meeting_move": Row({"GET": COORDINATORS, "POST": COORDINATORS}, _meeting, _later),  # and here
    "cases:meeting_cancel": Row({"POST": COORDINATORS}, _meeting),  # mette too, where the group is cross-cutting
    "cases:outside_ics": Row({"GET": frozenset({"kurt"})}, _invited),
    "cases:call_meeting": Row({"GET": LEAD, "POST": LEAD}, _gathering, {"meeting": "new", "day": "", "time": ""}),
    "cases:minutes": Row({"GET": LEAD, "POST": LEAD}, _item, {"do": "save", "text": "Enige."}),
    "cases:board": Row({"GET": LEAD}, _board),
    "cases:board_print": Row({"GET": LEAD}, _board),
    "cases:board_save": Row({"POST": LEAD}, _field, {"number": 0, "known": "Søsteren hjælper."}),
    "cases:board_view": Row({"POST": LEAD}, _field, {"whose": "Skolen", "text": "Vi ser det anderledes."}),
    "cases:recommendation": Row({"GET": LEAD, "POST": LEAD}, _met, _draft),
    "cases:recommendation_pdf": Row({"GET": LEAD | SECOND}, _second_asked),
    "cases:ask_second": Row({"POST": LEAD}, _frozen, _mette),
    "cases:recommendation_withdraw": Row({"POST": LEAD}, _frozen),
    "cases:confirm": Row({"GET": LEAD | SECOND, "POST": LEAD | SECOND}, _second_asked, _its_checksum),  # karen: to hers
    "cases:ask_authority": Row({"GET": LEAD, "POST": LEAD}, _partner, GIVEN),
    "cases:take_yes": Row({"POST": LEAD}, _answered),
}
