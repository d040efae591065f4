"""What a description says that is worth a second look: law that is superseded, old names, a person named.

The same rules as the check of a plan (`frameworks.findings`), field by field. Advice only: nothing is refused by it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from beredskab.documents import markdown
from beredskab.documents.model import Document
from beredskab.frameworks import findings
from beredskab.frameworks.report import Finding
from beredskab.interventions.description import Description
from beredskab.interventions.words import FIELD_NAMES

TEXTS: Final = ("name", "content", "purpose", "target_group", "responsible", "partners", "legal_basis", "follow_up")
CODES: Final = frozenset(
    {
        "superseded-notification-law", "superseded-prevention-law", "superseded-children-law",
        "superseded-counselling-wording", "outdated-name", "alarming-wording", "named-person",
    }
)  # fmt: skip
OWN_WORDS: Final[dict[str, str | Promise]] = {
    "named-person": _("A person seems to be named here. Write the function instead. No citizen may be named here."),
}


def remarks(described: Description, today: date) -> list[tuple[str | Promise, str | Promise]]:
    """The field's name and what is worth looking at, in the order of the page; each once per field."""
    found = [(name, finding.code, finding.message) for name in TEXTS for finding in _findings(described, name, today)]
    once = dict.fromkeys((name, code, message) for name, code, message in found if code in CODES)
    return [(FIELD_NAMES[name], OWN_WORDS.get(code, message)) for name, code, message in once]


def _findings(described: Description, name: str, today: date) -> tuple[Finding, ...]:
    language = "en" if (get_language() or "da").startswith("en") else "da"
    text = Document(markdown.parse(getattr(described, name)))
    return findings.find(text, today, language, looks_like_plan=False)
