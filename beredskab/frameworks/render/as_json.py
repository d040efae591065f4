"""A report as JSON, the form other programs read. The keys are public and stable; see `docs/check.md`."""

from __future__ import annotations

import json
from typing import Any

import beredskab
from beredskab.frameworks.report import ElementResult, Finding, Passage, Report


def render(report: Report) -> str:
    """Indented UTF-8 JSON text, ending in a line break."""
    return json.dumps(data(report), ensure_ascii=False, indent=2) + "\n"


def data(report: Report) -> dict[str, Any]:
    """The same as plain Python data."""
    return {
        "version": beredskab.__version__,
        "as_of": report.as_of.isoformat(),
        "language": report.language,
        "frameworks": dict(report.frameworks),
        "looks_like_plan": report.looks_like_plan,
        "documents": [
            {"name": file.name, "format": file.format, "pages": file.pages, "words": file.words}
            for file in report.documents
        ],
        "elements": [_element(result) for result in report.elements],
        "findings": [_finding(finding) for finding in report.findings],
        "notes": list(report.notes),
    }


def _element(result: ElementResult) -> dict[str, Any]:
    element = result.element
    return {
        "ref": element.ref,
        "id": element.id,
        "title": element.title,
        "force": str(element.force),
        "strength": element.strength,
        "verdict": str(result.verdict),
        "passages": [_passage(passage) for passage in result.passages],
        "why": result.why,
        "missing_parts": list(result.missing_parts),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "quote": passage.anchor.quote,
        "heading": list(passage.heading),
        "page": passage.page,
        "file": passage.file,
        "confidence": str(passage.confidence),
        "words": list(passage.words),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "force": str(finding.force),
        "quote": finding.quote,
        "heading": list(finding.heading),
        "page": finding.page,
        "file": finding.file,
        "message": finding.message,
    }
