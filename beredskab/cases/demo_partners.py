"""The demo's partners: whom Eksempel Kommune can invite, and one invitation that was answered. Nobody here exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from beredskab.cases.actions import gathering, outside
from beredskab.cases.actions.exchanging import Disclosure, Item
from beredskab.cases.actions.partners import save
from beredskab.cases.models import Case, Partner
from beredskab.kit.viewer import Viewer
from beredskab.organisation.demo import SINCE

Cast = Mapping[str, Viewer]
NOTHING: Final[Mapping[str, Any]] = {
    "self_owning": None, "public_task": None, "area": "", "valid_from": SINCE, "valid_to": None,
    "partner_authority_id": None,
}  # fmt: skip
PRISON: Final = "Kriminalforsorgen"
PARTNERS: Final = (
    ("petra", {
        "name": "Psykiatrien i regionen", "kind": "psychiatry",
        "brings": "Kan rådgive om, hvordan man taler med et menneske i krise. Afgør selv, hvad der må fortælles.",
    }),
    ("kurt", {
        "name": PRISON, "kind": "prison-probation",
        "brings": "Ved, om der er tilsyn, og hvad der er aftalt om løsladelse, arbejde og bolig.",
    }),
    ("", {
        "name": "Jobcenteret", "kind": "job-centre",
        "brings": "Kender til job, uddannelse og forsørgelse, og hvem borgeren har tillid til.",
    }),
    ("", {
        "name": "Prøveskolen og SSP", "kind": "school-ssp",
        "brings": "Ser den unge hver dag, og ved, hvem der er omkring ham eller hende.",
    }),
    ("", {
        "name": "Opholdsstedet Demogården", "kind": "self-owning",
        "brings": "Døgntilbud med overenskomst med kommunen.",
        "self_owning": True, "public_task": True, "area": "social",
    }),
)  # fmt: skip


def load(cast: Cast) -> None:
    """Write them down, in the coordinator's name."""
    for key, values in PARTNERS:
        login = cast[key].authority_id if key else None
        save(by=cast["karen"], values={**NOTHING, "partner_authority_id": login, **values})


def bring(cast: Cast, case: Case, items: tuple[tuple[str, str], ...], answer: tuple[str, str]) -> None:
    """Prison and Probation is invited, opens it, and brings something."""
    partner = Partner.objects.get(name=PRISON)
    given = Disclosure(
        items=tuple(Item(label=label, text=text) for label, text in items), basis="rpl-115-1-1",
        purpose="crime-prevention", necessity="I skal vide dette for at se, hvad I kender til.",
    )  # fmt: skip
    row = gathering.invite(by=cast["karen"], case_id=case.id, partner_id=partner.id, given=given)
    outside.open_received(by=cast["kurt"], exchange_id=row.id)
    outside.answer(
        by=cast["kurt"], exchange_id=row.id, what="contribution", basis="rpl-115-1-1", certain=True,
        items=(Item(label=answer[0], text=answer[1]),),
    )  # fmt: skip
