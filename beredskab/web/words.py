"""The words people see for force, verdict, confidence and severity: one place, so that all pages say the same."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FORCE: dict[str, Promise] = {
    "law": _("Law"),
    "guidance": _("Guidance"),
    "recommendation": _("Recommendation"),
    "concept": _("Concept"),
    "local": _("Local"),
}
FORCE_EXPLAINED: dict[str, Promise] = {
    "law": _("The law demands this of every municipality."),
    "guidance": _("The guidance to the law says how it should be done. It is not law in itself."),
    "recommendation": _("National recommendations. Good practice, not a demand."),
    "concept": _("The national concept from 2018: a way to think about preparedness. Use what helps."),
    "local": _("Your own municipality has added this."),
}
VERDICT: dict[str, Promise] = {
    "covered": _("Covered"),
    "partly": _("Partly"),
    "missing": _("Missing"),
    "elsewhere": _("Covered elsewhere"),
    "not-relevant": _("Not relevant"),
}
CONFIDENCE: dict[str, Promise] = {
    "clear": _("the words are clear"),
    "likely": _("the words are likely to mean it"),
    "weak": _("the words point faintly to it"),
}
SEVERITY: dict[str, Promise] = {
    "error": _("Against the law"),
    "warning": _("Should be changed"),
    "advice": _("Worth considering"),
}
