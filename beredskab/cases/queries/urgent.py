"""Who may decide what when it cannot wait: our table, with the municipality's own functions in it."""

from __future__ import annotations

from beredskab.cases.lawful import language
from beredskab.cases.queries.headers import settings_of
from beredskab.frameworks.law.urgent import UrgentPower, powers, shipped
from beredskab.kit.viewer import Viewer


def table(viewer: Viewer) -> tuple[UrgentPower, ...]:
    """The whole table as it holds in the viewer's municipality."""
    free = {row.id for row in shipped() if row.setting}
    stored = settings_of(viewer.authority_id).urgent
    # A row that a later edition of the table has closed to settings falls back to ours.
    own = {row_id: str(text) for row_id, text in stored.items() if row_id in free}
    return powers(own, language=language())


def rows() -> tuple[UrgentPower, ...]:
    """What a municipality may settle, as we ship it."""
    return tuple(row for row in shipped(language()) if row.setting)


def ids() -> frozenset[str]:
    """The rows of the table."""
    return frozenset(row.id for row in shipped())
