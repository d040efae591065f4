"""Storage, erasure, access, copies and moves in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beredskab.audit.sentences import register
from beredskab.cases import exemptions, storage
from beredskab.cases.actions.journal import REASONS as COPIES
from beredskab.cases.events.case import REASONS
from beredskab.cases.models import DisposalAnswer, Outcome, Provision
from beredskab.kit.viewer import Viewer

# Why a case was opened or copied, and why storage was decided so.
REASONS.update(
    {
        "storage": _("to decide on storage"),
        "archive": _("for the archive"),
        "subject_access": _("to answer a request for access"),
        "move": _("to move it to another municipality"),
        "no_proposal": _("nothing was proposed"),
        "not_opened": _("not opened yet"),
        **COPIES,
        **{code: label for found in storage.REASONS.values() for code, label in found.items()},
    }
)
CODES: Final[dict[str, str | Promise]] = {
    **{str(code): label for code, label in (*DisposalAnswer.choices, *Outcome.choices)}
}


def _provisions(viewer: Viewer, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    found = Provision.objects.filter(authority_id=viewer.authority_id, id__in=ids).order_by("id")
    return dict(found.values_list("id", "title"))


def _code(value: object) -> str:
    text = str(CODES.get(str(value), value))
    return text[:1].lower() + text[1:]


def _terms(value: object) -> str:
    codes = value if isinstance(value, list) else [value]
    return ", ".join(str(exemptions.BASES.get(str(code), code)) for code in codes) or "–"


register(
    sentences={
        "cases.provision.recorded": _("%(who)s put a decision on storage in the register: %(what)s."),
        "cases.provision.withdrawn": _("%(who)s took a decision on storage out of use: %(what)s."),
        "cases.hold.set": _("%(who)s put case %(ref)s on hold."),
        "cases.hold.lifted": _("%(who)s lifted a hold on case %(ref)s."),
        "cases.disposal.proposed": _("%(who)s proposed for case %(ref)s: %(code)s (%(reason)s)."),
        "cases.disposal.confirmed": _("%(who)s said yes, as the second person, for case %(ref)s: %(code)s."),
        "cases.disposal.refused": _("%(who)s said no, as the second person, for case %(ref)s: %(code)s."),
        "cases.case.erased": _("Case %(ref)s was erased by the yes of %(who)s: %(code)s, %(count)s keys destroyed."),
        "cases.erasure.finished": _("An interrupted erasure of case %(ref)s was finished: %(code)s, %(count)s keys."),
        "cases.ledger.read": _("%(who)s saw the list of erased cases."),
        "cases.ledger.replayed": _("After a restore %(count)s erasures were done again."),
        "cases.journal.read": _("%(who)s took everything in case %(what)s out (%(reason)s)."),
        "cases.journal.exported": _("%(who)s saved a copy of case %(what)s (%(reason)s)."),
        "cases.exchange.exported": _("%(who)s saved what was sent about case %(ref)s for the own records."),
        "cases.archive.taken": _("%(who)s saved the archive's file of case %(ref)s."),
        "cases.access_request.received": _("%(who)s received a request for access in case %(ref)s."),
        "cases.access_request.weighed": _("%(who)s weighed %(count)s things for a request for access in case %(ref)s."),
        "cases.access_request.answered": _(
            "%(who)s answered a request for access in case %(ref)s: %(count)s things given, %(placed)s kept back"
            " (%(terms)s)."
        ),
        "cases.move.offered": _("%(who)s offered case %(ref)s to %(to)s: %(basis)s."),
        "cases.move.taken_back": _("%(who)s took the offer of case %(ref)s back."),
        "cases.move.accepted": _("%(who)s took over a case from another municipality as case %(ref)s."),
        "cases.move.declined": _("%(who)s declined case %(ref)s from another municipality."),
        "cases.moves.read": _("%(who)s saw which cases others offer."),
    },
    kinds={
        "cases.provision": _("Decisions on storage"),
        "cases.hold": _("Holds"),
        "cases.disposal": _("Storage decided by two"),
        "cases.erasure": _("Interrupted erasures"),
        "cases.ledger": _("The list of erased cases"),
        "cases.journal": _("Copies of whole cases"),
        "cases.archive": _("Files for the archive"),
        "cases.access_request": _("Requests for access"),
        "cases.move": _("Moves to other municipalities"),
        "cases.moves": _("Cases offered by others"),
    },
    names={"cases.Provision": _provisions},
    words={"code": _code, "terms": _terms},
)
