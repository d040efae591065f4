"""The catalogue's rows of the permission matrix: the municipality reads, some write, outside authorities have none."""

from dataclasses import replace
from typing import Any

from beredskab.interventions import actions
from beredskab.interventions.tests.test_catalogue import WHOLE
from tests.invariants.rows import HOME, NEIGHBOUR, Cast, Row

READERS = HOME | NEIGHBOUR
WRITERS_HERE = frozenset({"pernille", "karen", "stine", "adam"})
WRITERS = WRITERS_HERE | NEIGHBOUR  # the neighbours write in the neighbours' own


def _in_use(cast: Cast) -> dict[str, Any]:
    return {"intervention_id": actions.add(by=cast["pernille"], described=WHOLE, use=True).id}


def _draft(cast: Cast) -> dict[str, Any]:
    draft = replace(WHOLE, name="Kladde")
    return {"intervention_id": actions.add(by=cast["pernille"], described=draft, use=False).id}


POSTED = {"name": "Forældrecoach", "kind": "parent_coaching", "level": "specific"}

INTERVENTIONS = {
    "interventions:home": Row({"GET": READERS, "POST": READERS}, data={"text": "mentor"}),
    "interventions:add": Row({"GET": WRITERS, "POST": WRITERS}, data=POSTED),
    "interventions:intervention": Row({"GET": HOME}, _in_use),
    "interventions:change": Row({"GET": WRITERS_HERE, "POST": WRITERS_HERE}, _draft, data={**POSTED, "version": "1"}),
    "interventions:use": Row({"POST": WRITERS_HERE}, _draft),
    "interventions:retire": Row({"POST": WRITERS_HERE}, _in_use),
}
