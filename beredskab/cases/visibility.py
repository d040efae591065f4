"""What may they see now? The sections that a grant can open, and what each reason for access opens as a rule."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOREVER: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""A lead's hold ends by hand only; Python knows no infinity, so this is it (`migrations/0003_grants.py`)."""

SECTIONS: Final[dict[str, Promise]] = {
    "*": _("the whole case"),
    "reports": _("the reports"),
    "people": _("who it regards"),
    "assessment": _("the first assessment"),
    "children": _("the duties to children"),
    "notes": _("notes"),
    "between": _("what was shared between authorities"),
    "board": _("the analysis meeting"),
    "recommendation": _("the recommendation"),
    "decision": _("the decision"),
    "measures": _("the measures"),
    "goals": _("the goals with the citizen"),
    "return": _("the return flow"),
    "closing": _("the close"),
    "after": _("storage, access and archive"),
}
OPENS: Final[dict[str, tuple[str, ...]]] = {
    "lead": ("*",),
    "deputy": ("*",),
    "duty": ("*",),
    "second": ("recommendation", "closing"),
    "hand_over": ("recommendation", "decision", "measures", "goals"),
    "risk": ("children", "people"),
    "mentor": ("goals",),
    "receiver": ("return",),
}
"""The least that each reason needs; see `migrations/0002_policies.py` for which table is in which section."""
