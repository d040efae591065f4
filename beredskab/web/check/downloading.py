"""The answer as a file to mail to a colleague, with what the reader has agreed and disagreed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from beredskab.frameworks.render import docx, html
from beredskab.frameworks.report import ElementResult, Report
from beredskab.web import words

DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class File:
    """A file for the browser to save."""

    name: str
    content_type: str
    data: bytes


def file(report: Report, kind: str, judgements: Mapping[str, str]) -> File:
    """The report as `html` or `docx`; `judgements` maps refs to `yes` or `no`."""
    judged = replace(report, elements=tuple(_judged(result, judgements) for result in report.elements))
    name = _("plan-check")
    if kind == "docx":
        return File(f"{name}.docx", DOCX_TYPE, docx.render(judged, words.lang()))
    return File(f"{name}.html", "text/html; charset=utf-8", html.render(judged, words.lang()).encode())


def _judged(result: ElementResult, judgements: Mapping[str, str]) -> ElementResult:
    said = {"yes": _("We agree."), "no": _("We disagree.")}.get(judgements.get(result.element.ref, ""))
    return replace(result, why=f"{result.why} {said}") if said else result
