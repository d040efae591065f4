"""What the rules of sharing ask of a case before anything leaves it. For whoever holds the case."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from beredskab.cases.lawful import own_party
from beredskab.cases.models import About, Case, CasePerson, PersonKind, Threshold
from beredskab.cases.queries.assessing import threshold_of
from beredskab.cases.queries.informing import why_no_disclosure
from beredskab.frameworks.law.model import Age, Party
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Gates:
    """The person's age group, which part of the municipality gives, and the two decisions that come first."""

    age: Age
    giver: Party
    threshold: Threshold | None
    uninformed: DomainError | None  # what must be decided about informing (GDPR art. 14) before the first disclosure

    @property
    def open(self) -> bool:
        """Whether both decisions are made."""
        return self.threshold is not None and self.uninformed is None


def gates(viewer: Viewer, case: Case) -> Gates:
    """As they stand now."""
    age = age_of(case)
    return Gates(age, own_party(age), threshold_of(viewer, case), why_no_disclosure(case))


def age_of(case: Case) -> Age:
    """Whether the person is under 18 today: what is known of the person, else what the report said it regards."""
    subject = CasePerson.objects.filter(case=case, kind=PersonKind.SUBJECT).order_by("-created_at", "-id").first()
    if subject is None:
        return Age.CHILD if case.about == About.CHILD else Age.ADULT
    if subject.adult_on is not None:
        return Age.CHILD if subject.adult_on > timezone.localdate() else Age.ADULT
    return Age.CHILD if subject.is_child or case.about == About.CHILD else Age.ADULT
