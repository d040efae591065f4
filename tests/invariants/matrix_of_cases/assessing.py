"""The first assessment, the threshold, children, informing, earlier contacts, and the narrow roads."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from beredskab.cases.actions import assessing, children, narrow
from beredskab.cases.models import About
from beredskab.cases.tests import situations
from tests.invariants.rows import Cast, Row, a_case

LEAD = frozenset({"karen"})
COORDINATORS = frozenset({"karen", "stine"})


def _threshold(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.at_threshold(cast).id}


def _acute(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.at_threshold(cast, danger="yes").id}


def _police_first(cast: Cast) -> dict[str, Any]:
    case = situations.at_threshold(cast, danger="yes")
    assessing.police_told(by=cast["karen"], case_id=case.id, version=case.version, how="112", text="Opdigtet.")
    return {"case_id": case.id}


def _silence(cast: Cast) -> dict[str, Any]:
    case, until = situations.a_case(cast), timezone.localdate()
    made = assessing.keep_silent(by=cast["karen"], case_id=case.id, text="Opdigtet.", until=until)
    return {"case_id": case.id, "silence_id": made.id}


def _child(cast: Cast) -> dict[str, Any]:
    case = situations.a_case(cast)
    return {"case_id": case.id, "child_id": situations.a_child(cast, case).id}


def _followed(cast: Cast) -> dict[str, Any]:
    track = situations.followed(cast, situations.a_case(cast))
    return {"case_id": track.case_id, "child_id": track.person_id}


def _risk(cast: Cast) -> dict[str, Any]:
    track = situations.followed(cast, situations.a_case(cast))
    children.ask_risk(by=cast["karen"], case_id=track.case_id, track_id=track.id, person_id=cast["rasmus"].person_id)
    return {"case_id": track.case_id, "track_id": track.id}


def _asked_children(cast: Cast) -> dict[str, Any]:
    return {"case_id": _risk(cast)["case_id"]}


def _letter(cast: Cast) -> dict[str, Any]:
    track = situations.followed(cast, situations.a_case(cast))
    told = {"by": cast["karen"], "case_id": track.case_id}
    children.answer_honour(**told, track_id=track.id, possible=False)
    made = children.contact(**told, child_id=track.person_id, kind="letter", text="Opdigtet.")
    return {"case_id": track.case_id, "contact_id": made.id}


def _person(cast: Cast) -> dict[str, Any]:
    case = situations.at_threshold(cast)
    return {"case_id": case.id, "person_id": situations.a_child(cast, case).id}


def _report(cast: Cast) -> dict[str, Any]:
    return {"report_id": situations.a_report(cast).id}


def _report_and_case(cast: Cast) -> dict[str, Any]:
    return {**a_case(cast), **_report(cast)}


def _place(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.a_case(cast, About.GROUP).id}


def _counselling(cast: Cast) -> dict[str, Any]:
    return {"case_id": situations.a_case(cast, About.SELF).id}


def _counselled(cast: Cast) -> dict[str, Any]:
    case = situations.a_case(cast, About.SELF)
    narrow.consent(by=cast["karen"], case_id=case.id, version=0, text="Opdigtet.")
    return {"case_id": case.id}


def _at(cast: Cast, arguments: Mapping[str, Any]) -> dict[str, Any]:
    at = timezone.localtime() - timedelta(minutes=1)
    return {"step": "notified", "at": at.strftime("%Y-%m-%dT%H:%M"), "to": "Modtagelsen"}


def _asks(cast: Cast, arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {"person": str(cast["rasmus"].person_id)}


def _silent(cast: Cast, arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": "Opdigtet.", "until": timezone.localdate().isoformat()}


BOTH = {"GET": LEAD, "POST": LEAD}
WORDS = {"version": "0", "text": "Opdigtet."}
ROWS = {
    "cases:assess": Row(BOTH, a_case, {"version": "0", "danger_answer": "no", "danger_reason": "Opdigtet."}),
    "cases:police_first": Row(BOTH, _acute, {"version": "1", "how": "112", "text": "Opdigtet."}),
    "cases:police_done": Row({"POST": LEAD}, _police_first, {"version": "2", "text": "Opdigtet."}),
    "cases:silence": Row({"POST": LEAD}, a_case, _silent),
    "cases:silence_lift": Row({"POST": LEAD}, _silence),
    "cases:threshold": Row(BOTH, _threshold, {"version": "1", "kind": "act", "text": "Opdigtet."}),
    "cases:threshold_none": Row({"POST": LEAD}, _threshold, {"version": "1", "text": "Opdigtet."}),
    "cases:children": Row({"GET": LEAD | {"rasmus"}}, _asked_children),  # the social worker who was asked
    "cases:child_follow": Row({"POST": LEAD}, _child),
    "cases:child_confirm": Row({"POST": LEAD}, _followed, _at),
    "cases:child_close": Row({"POST": LEAD}, _followed, {"reason": "other_case"}),
    "cases:child_honour": Row({"POST": LEAD}, _followed, {"possible": "no"}),
    "cases:child_risk": Row({"POST": LEAD}, _followed, _asks),
    # Karen reads it, and only the social worker writes it.
    "cases:risk": Row({"GET": LEAD | {"rasmus"}, "POST": LEAD | {"rasmus"}}, _risk, {"text": "Opdigtet."}),
    "cases:family": Row(BOTH, _asked_children, {"kind": "letter"}),
    "cases:family_letter": Row({"GET": LEAD}, _letter),
    "cases:informing": Row({"GET": LEAD}, _threshold),
    "cases:inform": Row({"POST": LEAD}, _person, {"decision": "informed", "text": "Opdigtet."}),
    "cases:earlier": Row(
        {"GET": COORDINATORS, "POST": COORDINATORS}, _report, {"names": "Bertram Opdigtet", "reason": "new_report"}
    ),
    "cases:earlier_ask": Row({"POST": COORDINATORS}, _report_and_case),
    "cases:earlier_close": Row(BOTH, a_case),
    "cases:place": Row(BOTH, _place, {"version": "0", "party": "ssp", "text": "Opdigtet."}),
    "cases:counselling_begin": Row({"POST": COORDINATORS | {"nanna"}}),  # nanna in her own municipality
    "cases:counselling": Row(BOTH, _counselling, WORDS),
    "cases:counselling_stop": Row({"POST": LEAD}, _counselled, {"version": "1", "text": ""}),
    "cases:own_duties": Row(BOTH, a_case, {"text": "Opdigtet."}),
}
