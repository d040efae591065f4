"""Access to a case, opening one in an emergency, the municipality's own settings."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from beredskab.cases.actions import access, leading, settings
from beredskab.cases.models import Grant
from beredskab.cases.queries.headers import settings_of
from beredskab.cases.tests import situations
from beredskab.kit.viewer import as_viewer
from tests.invariants.rows import Cast, Row, a_case

OVERSEES = frozenset({"karen", "stine", "mette"})
LEAD = frozenset({"karen"})
SETS = frozenset({"karen", "stine", "adam"})
SETS_OWN = SETS | {"nanna"}  # Naboby's coordinator sets Naboby's
INSIDE = frozenset({"karen", "stine", "mette", "rasmus", "vera", "malik", "tina", "adam"})


def _seconds_grant(cast: Cast) -> dict[str, Any]:
    case, until = situations.a_case(cast), timezone.now() + timedelta(days=7)
    given = access.give(
        by=cast["karen"], case_id=case.id, person_id=cast["mette"].person_id, reason="second", until=until
    )
    return {"grant_id": given}


def _broken(cast: Cast) -> dict[str, Any]:
    case = situations.a_case(cast)
    return {"grant_id": access.break_glass(by=cast["stine"], case_id=case.id, reason="danger")}


def _left(cast: Cast) -> dict[str, Any]:
    """A case whose only holder's access is looked at: nobody takes it while Karen works here."""
    case = situations.a_case(cast)
    with as_viewer(cast["karen"]):
        assert Grant.objects.filter(case=case).exists()
    return {"case_id": case.id}


def _named(cast: Cast) -> dict[str, Any]:
    """A case of Karen's that Mette has given to Stine."""
    case = situations.a_case(cast)
    leading.appoint(by=cast["mette"], case_ids=[case.id], person_id=cast["stine"].person_id, reason="away_weeks")
    return {"case_id": case.id}


def _naming(cast: Cast) -> dict[str, Any]:
    case = _named(cast)
    with as_viewer(cast["karen"]):
        return {"grant_id": Grant.objects.get(reason="appointed", **case).id}


def _file(cast: Cast) -> dict[str, Any]:
    made = settings.add_aid(by=cast["karen"], station="analysis", title="Opdigtet", file=b"%PDF-1.7 opdigtet")
    return {"aid_id": made.id}


def _settings(cast: Cast, _arguments: Any) -> dict[str, Any]:
    with as_viewer(cast["karen"]):
        own = settings_of(cast["karen"].authority_id)
    return {name: getattr(own, name) for name in settings.FIELDS}


def _to_mette(cast: Cast, _arguments: Any) -> dict[str, str]:
    until = timezone.localdate() + timedelta(days=7)
    return {"give-person": str(cast["mette"].person_id), "give-reason": "second", "give-until": until.isoformat()}


def _to_stine(cast: Cast, _arguments: Any) -> dict[str, str]:
    return {"lead-person": str(cast["stine"].person_id)}


def _stine_leads(cast: Cast, _arguments: Any) -> dict[str, str]:
    return {"person": str(cast["stine"].person_id), "reason": "away_weeks"}


ROWS = {
    "cases:access": Row({"GET": OVERSEES, "POST": LEAD}, a_case, data=_to_mette),
    "cases:lead": Row({"POST": LEAD}, a_case, data=_to_stine),
    "cases:breakable": Row({"POST": LEAD}, a_case, data={"breakable": "no"}),
    "cases:end_access": Row({"POST": frozenset({"karen", "mette"})}, _seconds_grant),
    "cases:take_over": Row({"POST": frozenset()}, _left),
    "cases:leads": Row({"GET": frozenset({"mette"})}),
    "cases:appoint": Row({"GET": frozenset({"mette"}), "POST": frozenset({"mette"})}, a_case, data=_stine_leads),
    "cases:lead_change": Row({"GET": OVERSEES | {"dorte"}}, _named),
    "cases:lead_seen": Row({"POST": LEAD}, _named),
    "cases:review_lead": Row({"POST": frozenset({"karen", "dorte"})}, _naming, data={"outcome": "right"}),
    "cases:review_glass": Row({"POST": frozenset({"karen", "mette"})}, _broken, data={"outcome": "right"}),
    "cases:glass": Row({"GET": OVERSEES, "POST": OVERSEES}, a_case, data={"reason": "danger"}),
    "cases:aid": Row({"GET": INSIDE}, _file),
    "cases:settings": Row({"GET": SETS_OWN, "POST": SETS_OWN}, data=_settings),
    "cases:settings_urgent": Row({"POST": SETS_OWN}, data={"urgent-school": "Viceskoleleder"}),
    "cases:aid_add": Row(
        {"POST": SETS_OWN},
        data={"aid-station": "analysis", "aid-title": "Opdigtet", "aid-url": "https://eksempel.invalid/"},
    ),
    "cases:aid_remove": Row({"POST": SETS}, _file),
    "cases:intake_key": Row({"POST": SETS_OWN}, lambda _cast: {"verb": "ny"}),
}
