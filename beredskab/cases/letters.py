"""Letters that leave the house on paper: the answer to a request for access."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beredskab.cases import exemptions, papers
from beredskab.cases.queries.subject_access import Asking, Weighing


def access_report(authority: str, number: str, asked: Asking, things: Sequence[Weighing]) -> bytes:
    """What is given in full, and of the rest only how much there is and on which paragraph."""
    given = [(one.one.title, f"{formats.date_format(one.one.at)}\n{one.one.text}") for one in things if _given(one)]
    kept = Counter(one.was.basis for one in things if one.was and not one.was.given)
    lines = [
        ngettext("%(count)s thing is kept back: %(basis)s.", "%(count)s things are kept back: %(basis)s.", count)
        % {"count": count, "basis": exemptions.BASES.get(basis, basis)}
        for basis, count in sorted(kept.items())
    ]
    parts = [
        (_("About this letter"), _about()),
        *given,
        (_("What is kept back"), "\n".join(lines) or _("Nothing is kept back.")),
        (_("If you do not agree"), _("You can complain to Datatilsynet, and ask us to correct what is wrong.")),
    ]
    title = _("What we have written about you in case %(number)s") % {"number": number}
    day = formats.date_format(asked.row.received_on)
    return papers.letter(title, parts, authority, _("Answer to your request of %(day)s") % {"day": day})


def _given(one: Weighing) -> bool:
    return one.was is not None and one.was.given


def _about() -> str:
    return _(
        "You have asked what information we have about you (GDPR, article 15). We use it to help people and to prevent"
        " crime. A person has looked at every single thing and decided whether you can have it."
    )
