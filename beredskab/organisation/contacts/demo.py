"""The contact points of the fictional municipality. The numbers are invented."""

from typing import Any, Final

from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.organisation.contacts.actions import add_contact
from beredskab.organisation.contacts.models import ContactKind
from beredskab.organisation.contacts.queries import kept

OFFICE: Final = [[[540, 900]]] * 3 + [[[540, 1020]]] + [[[540, 780]]] + [[], []]
OUT_OF_HOURS: Final = (
    [[[0, 540], [900, 1440]]] * 3 + [[[0, 540], [1020, 1440]]] + [[[0, 540], [780, 1440]]] + [[[0, 1440]]] * 2
)
AFTERNOON: Final = [[[600, 960]]] * 4 + [[], [], []]

POINTS: Final[tuple[dict[str, Any], ...]] = (
    {
        "kind": ContactKind.COORDINATOR,
        "function": "SSP og Infohus",
        "phone": "99 99 10 10",
        "email": "infohus@eksempel.invalid",
        "hours": OFFICE,
        "read_by": "Tovholderen læser alle hverdage inden kl. 10. I ferier læser stedfortræderen.",
    },
    {
        "kind": ContactKind.NOTIFICATIONS,
        "function": "Underretningsteamet, Børn og Familie",
        "phone": "99 99 10 20",
        "hours": OFFICE,
        "read_by": "Teamet læser alle underretninger samme dag og vurderer dem inden for 24 timer, også i weekenden.",
    },
    {
        "kind": ContactKind.FORM,
        "function": "Kommunens formular til underretning",
        "url": "https://www.eksempel.invalid/underretning",
        "read_by": "Læses af Underretningsteamet.",
    },
    {
        "kind": ContactKind.NIGHT,
        "function": "Social døgnvagt",
        "phone": "114",
        "hours": OUT_OF_HOURS,
        "closed_on_holidays": False,
        "read_by": "Politiet tager telefonen. Bed om at tale med kommunens sociale vagt.",
    },
    {
        "kind": ContactKind.COUNSELLING,
        "function": "Rådgivning for dig, der søger hjælp",
        "phone": "99 99 10 40",
        "hours": AFTERNOON,
        "read_by": "En rådgiver fra Ungeindsatsen tager telefonen. Du behøver ikke sige, hvad du hedder.",
    },
    {
        "kind": ContactKind.SCHOOL,
        "function": "SSP-konsulenterne",
        "phone": "99 99 10 50",
        "hours": OFFICE,
        "read_by": "En SSP-konsulent ringer tilbage samme dag eller næste hverdag.",
    },
    {
        "kind": ContactKind.POLICE,
        "function": "Politiets Infohus-koordinator",
        "phone": "99 99 10 60",
        "hours": OFFICE,
        "read_by": "For kommunens medarbejdere. Borgere ringer 114.",
        "is_public": False,
    },
)


def load(keeper: Viewer) -> None:
    """Give the demo municipality its contact points. Safe to repeat: one that has some keeps them."""
    with as_viewer(keeper):
        if kept(keeper):
            return
        for values in POINTS:
            add_contact(by=keeper, values=values)
