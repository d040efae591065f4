"""Content rules: faults in a plan's text with a stable code, a place and what to do, as a linter's."""

from __future__ import annotations

from datetime import date

from beredskab.documents.model import Document
from beredskab.frameworks.report import Finding


def find(document: Document, as_of: date, language: str = "da") -> tuple[Finding, ...]:
    """The findings of a document on a day, gravest first."""
    return ()
