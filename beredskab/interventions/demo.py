"""The demo's catalogue: ten things that a municipality of middle size could offer, one of them retired, one a draft."""

from __future__ import annotations

from beredskab.interventions import actions, queries
from beredskab.interventions.demo_offers import DRAFT, IN_USE, RETIRED
from beredskab.kit.viewer import as_viewer
from beredskab.organisation import demo as people


def load() -> None:
    """Give the demo municipality its catalogue. Safe to repeat: one that has a catalogue keeps it.

    Needs the people of `organisation.demo`. Runs through the actions, as the plan's writer would.
    """
    writer = people.cast()["pernille"]
    with as_viewer(writer):
        if not queries.catalogue(writer).empty:
            return
    for described in IN_USE:
        actions.add(by=writer, described=described, use=True)
    actions.add(by=writer, described=DRAFT, use=False)
    gone = actions.add(by=writer, described=RETIRED, use=True)
    actions.retire(by=writer, intervention_id=gone.id)
