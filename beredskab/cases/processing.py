"""What is processed along the road of a concern, for the record of processing."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from beredskab.kit.processing import Processing

TERM: Final = _(
    "Until the case is closed and the municipality's term has passed. Then two people decide: destroy on a recorded"
    " provision, keep until a day, or hand to the archive. Destroying the key makes all of it unreadable."
)
INSIDE: Final = _("Colleagues with a live access to the case, each to the parts that their reason opens.")

PROCESSING: Final = (
    Processing(
        title=_("Concerns as they come in"),
        purpose=_("To receive concerns from citizens and professionals, and to answer whoever reports anonymously."),
        basis=_(
            "GDPR art. 6(1)(c) and (e), 9(2)(f) and (g); databeskyttelsesloven §§ 7 and 8; barnets lov §§ 133-136."
        ),
        about=_("People about whom somebody is worried, their relatives, and reporters who gave a name."),
        recipients=_("The municipality's coordinators. Nobody else until a coordinator opens a case."),
        retention=_(
            "As the case it belongs to. A report that was set aside leaves daily view and can be destroyed by itself."
        ),
        models=("Report", "ReportFile", "FileChunk", "ReportMessage"),
    ),
    Processing(
        title=_("Casework on a concern"),
        purpose=_("To assess a concern, meet the duties to children, recommend and follow up help, and end it fairly."),
        basis=_(
            "GDPR art. 6(1)(c) and (e), 9(2)(f) and (g), 10; databeskyttelsesloven §§ 7 and 8; barnets lov §§ 18-20 and"
            " 133-136; serviceloven § 12 b; retsplejeloven § 115; offentlighedsloven § 13."
        ),
        about=_("The person whom the concern regards, children in the household, parents, siblings and others close."),
        recipients=INSIDE,
        retention=TERM,
        models=(
            "Case", "CasePerson", "Task", "Note", "Passed", "Judgement", "FamilySilence", "ChildTrack", "FamilyContact",
            "Informing", "Threshold", "Meeting", "MeetingMove", "AgendaItem", "Attendance", "BoardField",
            "Disagreement", "Recommendation", "Confirmed", "HandOver", "Decision", "Measure", "MeasureContact", "Goal",
            "GoalLog", "StatusRound", "ReturnFlow", "Closing", "Feedback", "HandlingReview",
        ),
    ),
    Processing(
        title=_("What passes between authorities"),
        purpose=_("To ask the police and other authorities, to answer them, and to hand over, each time as a record."),
        basis=_(
            "Per disclosure, as recorded: retsplejeloven § 115, forvaltningsloven § 28, consent, or another basis."
        ),
        about=_("The person whom the concern regards, and others only where an item names them."),
        recipients=_("The authority that the item was sent to, for as long as the exchange is open to it."),
        retention=TERM,
        models=("Exchange", "Move"),
    ),
    Processing(
        title=_("Earlier contacts"),
        purpose=_(
            "To tell a coordinator that an earlier concern may regard the same person, at intake and at the close."
        ),
        basis=_("GDPR art. 6(1)(e), 9(2)(f) and (g); databeskyttelsesloven §§ 7, 8 and 11."),
        about=_("The person whom the concern regards, and children in the household."),
        recipients=_("The municipality's coordinators, who see a case number and never the name."),
        retention=_(
            "An unfounded concern leaves look-up after the municipality's term; every other at its erasure. The number"
            " is kept only as a blind index."
        ),
        models=("LookupEntry", "EarlierLook"),
    ),
    Processing(
        title=_("Access to cases"),
        purpose=_("To let only those open a case who need it, and to show afterwards who could."),
        basis=_("GDPR art. 5(1)(f), 5(2) and 32."),
        about=_("Colleagues in the municipality."),
        recipients=_("Coordinators, managers and the data protection officer."),
        retention=_("As long as the row of the case, which holds no citizen."),
        models=("Grant",),
    ),
    Processing(
        title=_("Coded facts for figures"),
        purpose=_("To let management see how many concerns there were and what became of them, naming nobody."),
        basis=_("GDPR art. 6(1)(e); databeskyttelsesloven § 10."),
        about=_("The person whom the concern regards, as an age band and codes."),
        recipients=_("Counts only, and only where they are not small."),
        retention=_("Coarsened when the case is destroyed or handed over."),
        models=("Indicator",),
    ),
    Processing(
        title=_("Storage, access and archive"),
        purpose=_("To answer requests for access, and to destroy, keep or hand over by a decision of two people."),
        basis=_("GDPR art. 5(1)(e), 15 and 17; arkivloven; databeskyttelsesloven § 22."),
        about=_("The person who asks, those in the case, and the colleagues who decide."),
        recipients=_("The person who asked; the archive, when a case is handed over."),
        retention=_("The ledger of what was erased is kept and holds no citizen. The rest as the case."),
        models=("AccessRequest", "AccessItem", "Hold", "Disposal", "LedgerEntry"),
    ),
)  # fmt: skip
