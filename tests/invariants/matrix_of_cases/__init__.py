"""Who may do what on the road of a concern: one module per noun, each with its own ROWS."""

import pkgutil
from importlib import import_module

from tests.invariants.rows import Row

CASES: dict[str, Row] = {}
for _found in pkgutil.iter_modules(__path__):
    CASES.update(import_module(f"{__name__}.{_found.name}").ROWS)
