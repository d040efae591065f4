"""The duty rota's and the outbox's rows of the permission matrix."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from beredskab.kit.viewer import as_viewer
from beredskab.organisation.duty.actions import add_duty
from beredskab.organisation.outbox.actions import send
from tests.invariants.rows import ADMINISTRATOR, CASE_PEOPLE, POLICE, Cast, Row

COORDINATORS = frozenset({"karen", "stine"})
KEEPERS = ADMINISTRATOR | COORDINATORS
SEERS = CASE_PEOPLE | ADMINISTRATOR | {"nanna"}


def _duty(cast: Cast) -> dict[str, Any]:
    start = timezone.now() + timedelta(days=1)
    made = add_duty(
        by=cast["karen"], person_id=cast["stine"].person_id, starts_at=start, ends_at=start + timedelta(hours=8)
    )
    return {"duty_id": made.id}


def _span(cast: Cast, arguments: Mapping[str, Any]) -> dict[str, str]:
    return {
        "person": str(cast["karen"].person_id),
        "starts_at": "2040-01-06T16:00",
        "ends_at": "2040-01-09T08:00",
    }


def _mail_to_the_police(cast: Cast) -> dict[str, Any]:
    karen = cast["karen"]
    with as_viewer(karen):
        made = send(by=karen, template="task", link="/organisation/", person_id=cast["poul"].person_id)
    return {"message_id": made.id}


DUTY = {
    "organisation:rota": Row({"GET": SEERS, "POST": KEEPERS | {"nanna"}}, data=_span),
    "organisation:duty_end": Row({"POST": KEEPERS}, _duty),
    "organisation:letter": Row({"GET": POLICE}, _mail_to_the_police),
}
