"""Content rules: faults in a plan's text with a stable code, a place and what to do, as a linter's.

`find(document, as_of)` is pure and needs no network. The rules stand as data in `data/rules/findings.yaml`; what each
looks for is a small function in this package. A rule about what is absent speaks only of a text that looks like a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from beredskab.documents.model import Document
from beredskab.frameworks.findings import contacts, formalities, law, scope
from beredskab.frameworks.findings.plan import looks_like_plan as _looks_like_plan
from beredskab.frameworks.findings.rules import Rule, rules
from beredskab.frameworks.findings.text import Detector, Hit, Text, read
from beredskab.frameworks.report import Finding, Severity

DETECTORS: Mapping[str, Detector] = MappingProxyType(
    {
        "superseded-notification-law": law.superseded_notification,
        "superseded-prevention-law": law.superseded_prevention,
        "superseded-children-law": law.superseded_children,
        "superseded-counselling-wording": law.superseded_counselling,
        "adopted-by-other-body": formalities.adopted_by_other_body,
        "no-adoption-date": formalities.no_adoption_date,
        "review-overdue": formalities.review_overdue,
        "review-date-passed": formalities.review_date_passed,
        "review-after-four-years": formalities.review_after_four_years,
        "no-review-date": formalities.no_review_date,
        "hotline-hours": contacts.hotline_hours,
        "employee-anonymity": contacts.employee_anonymity,
        "no-notification-duty": scope.no_notification_duty,
        "no-acute-number": contacts.no_acute_number,
        "named-person": contacts.named_person,
        "two-topics-mixed": scope.two_topics_mixed,
        "adults-left-out": scope.adults_left_out,
        "alarming-wording": scope.alarming_wording,
        "outdated-name": law.outdated_name,
    }
)
"""What each rule looks for, by its code."""

_GRAVEST = list(Severity)


def find(
    document: Document, as_of: date, language: str = "da", *, looks_like_plan: bool | None = None
) -> tuple[Finding, ...]:
    """The findings of a document on a day: gravest first, then by force, then as they stand in the text.

    `looks_like_plan` overrides our own judgement; where it is false, nothing absent is reported.
    """
    plan = _looks_like_plan(document) if looks_like_plan is None else looks_like_plan
    text = read(document, as_of, plan, language)
    found = list(_found(text))
    found.sort(key=lambda one: (_GRAVEST.index(one[0].severity), one[0].force.rank, _position(one[1])))
    return tuple(_finding(rule, hit, language) for rule, hit in found)


def _found(text: Text) -> Iterator[tuple[Rule, Hit]]:
    for code, rule in rules().items():
        if text.as_of < rule.since:
            continue
        told: set[int] = set()
        for hit in DETECTORS[code](text):
            if _position(hit) not in told:  # a sentence is told of a fault once
                told.add(_position(hit))
                yield rule, hit


def _position(hit: Hit) -> int:
    return hit.sentence.index if hit.sentence else -1


def _finding(rule: Rule, hit: Hit, language: str) -> Finding:
    message = rule.messages[language].format_map(hit.values)
    if hit.sentence is None:
        return Finding(rule.code, rule.severity, rule.force, message)
    anchor, source = hit.sentence.anchor(hit.start, hit.end), hit.sentence.source
    return Finding(
        rule.code, rule.severity, rule.force, message, anchor.quote, anchor, source.heading, source.page, source.file
    )
