"""What a row of the permission matrix is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from beredskab.cases.tests import situations
from beredskab.kit.viewer import Viewer

Cast = Mapping[str, Viewer]
PLAN_READERS = frozenset({"pernille", "hanne", "rita", "lars", "adam", "dorte"})  # Eksempel Kommune, the open half
CASE_PEOPLE = frozenset({"karen", "stine", "mette", "rasmus", "vera", "malik", "tina"})  # and its secret half
HOME = PLAN_READERS | CASE_PEOPLE
NEIGHBOUR = frozenset({"niels", "nanna"})  # Naboby Kommune
POLICE = frozenset({"poul"})
PARTNERS = frozenset({"petra", "kurt"})  # region, prison and probation
EVERYBODY = HOME | NEIGHBOUR | POLICE | PARTNERS
ADMINISTRATOR = frozenset({"adam"})
NOBODY: frozenset[str] = frozenset()


def _nothing(cast: Cast) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """Who gets through, by method; what the address needs. `json`: the data is posted as JSON, as a script does."""

    who: Mapping[str, frozenset[str]]
    make: Callable[[Cast], dict[str, Any]] = _nothing
    data: Mapping[str, Any] | Callable[[Cast, Mapping[str, Any]], Mapping[str, Any]] = field(default_factory=dict)
    json: bool = False

    def sent(self, cast: Cast, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """How and what the test client posts, in the situation that `make` built."""
        data = self.data(cast, arguments) if callable(self.data) else self.data
        return {"data": data, **({"content_type": "application/json"} if self.json else {})}


def a_case(cast: Cast) -> dict[str, Any]:
    """A case that Karen leads, with nothing done in it: rows with the same situation are tried together."""
    return {"case_id": situations.a_case(cast).id}
