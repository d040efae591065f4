"""From the hand-over to the close: the one who holds the case, and each receiver with their own page."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils import timezone

from beredskab.cases.models import Report
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.situations import a_partner, version_of
from beredskab.kit.viewer import as_viewer
from tests.invariants.rows import CASE_PEOPLE, Cast, Row

HOLDER = frozenset({"karen"})
OVERSEES = frozenset({"karen", "stine", "mette"})
RECEIVER = frozenset({"rasmus"})
BOTH = HOLDER | RECEIVER
TODAY = timezone.localdate().isoformat()


@cache
def _of(situation: Any) -> Any:
    def make(cast: Cast) -> dict[str, Any]:
        found = situation(cast)
        return {"case_id": getattr(found, "case_id", None) or found.id}

    return make


def _with_version(**given: str) -> Any:
    def data(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**given, "version": version_of(cast["karen"], after.Case(id=arguments["case_id"]))}

    return data


def _give(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    person = str(cast["rasmus"].person_id)
    words = {"act": "give", "person": person, "who": after.WHO, "necessity": "Han skal beslutte."}
    return {**words, **_with_version()(cast, arguments)}


def _offer(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"act": "offer", "to_name": "PPR", "text": "Han sover ikke.", **_with_version()(cast, arguments)}


def _close(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    words = {"act": "propose", "outcome": "unfounded", "nothing_further": "on", "reason": "En misforståelse."}
    return {**words, "person": str(cast["mette"].person_id), **_with_version()(cast, arguments)}


def _log(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    with as_viewer(cast["karen"]):
        goal = after.Goal.objects.get(case_id=arguments["case_id"])
    return {"act": "log", "goal_id": str(goal.id), "text": "Han kom."}


def _tell(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    with as_viewer(cast["karen"]):
        report = Report.objects.get(case_id=arguments["case_id"])
    return {"act": f"tell-{report.id}", "way": "letter"}


def _looked(cast: Cast) -> Any:
    return after.looked(cast, after.a_case_without_child_duties(cast))


def _confirmed_with_partner(cast: Cast) -> dict[str, Any]:
    case = after.confirmed(cast)
    return {"case_id": case.id, "partner_id": a_partner(cast, "kurt", "prison-probation").id}


def _give_out(cast: Cast, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**DISCLOSURE, **_with_version()(cast, arguments)}


DISCLOSURE = {
    "item-TOTAL_FORMS": "1", "item-INITIAL_FORMS": "0", "item-0-use": "on", "item-0-label": "Anbefalingen",
    "item-0-text": "En mentor.", "purpose": "crime-prevention", "basis": "rpl-115-1-1", "necessity": "De beslutter.",
}  # fmt: skip
ROUND = {"act": "round", "situation": "Bedre", "parents": "Ro", "siblings": "Ved ikke"}
ROWS = {
    "cases:mine": Row({"GET": CASE_PEOPLE | {"nanna", "dorte"}}),
    "cases:hanging": Row({"GET": OVERSEES | {"nanna"}}),
    "cases:hand_over": Row({"GET": HOLDER, "POST": HOLDER}, _of(after.confirmed), data=_give),
    "cases:give_out": Row({"GET": HOLDER, "POST": HOLDER}, _confirmed_with_partner, data=_give_out),
    "cases:decide": Row({"GET": BOTH, "POST": RECEIVER}, _of(after.handed_over), data=_with_version(act="accept")),
    "cases:follow_up": Row({"GET": BOTH, "POST": BOTH}, _of(after.decided), data=_with_version(**ROUND)),
    "cases:goal": Row({"GET": BOTH | {"malik"}, "POST": BOTH | {"malik"}}, _of(after.with_goal), data=_log),
    "cases:return_flow": Row({"GET": HOLDER, "POST": HOLDER}, _of(after.a_case_without_child_duties), data=_offer),
    "cases:receive": Row(
        {"GET": frozenset({"vera"}), "POST": frozenset({"vera"})}, _of(after.offered), data=_with_version(act="accept")
    ),
    "cases:close": Row({"GET": HOLDER, "POST": HOLDER}, _of(_looked), data=_close),
    "cases:close_second": Row(
        {"GET": frozenset({"karen", "mette"}), "POST": frozenset({"mette"})},
        _of(after.proposed),
        data=_with_version(act="yes"),
    ),
    "cases:reopen": Row(
        {"GET": HOLDER, "POST": HOLDER}, _of(after.closed), data=_with_version(act="reopen", text="Nyt")
    ),
    "cases:feedback": Row({"GET": HOLDER, "POST": HOLDER}, _of(after.a_case_without_child_duties), data=_tell),
    "cases:learning": Row(
        {"GET": HOLDER, "POST": HOLDER}, _of(after.closed), data={"act": "review", "points": ["quick"]}
    ),
}
