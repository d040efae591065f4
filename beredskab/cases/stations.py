"""What each station is for, in two lines, for somebody who stood there eight months ago. Interim help, our words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Station:
    """A station's name, its two lines, and the sections of a case that its page opens."""

    title: str | Promise
    what: str | Promise
    then: str | Promise


STATIONS: Final[dict[str, Station]] = {
    "assessment": Station(
        _("First assessment"),
        _("Answer four questions in your own name: danger, crime, children, and whether the family can be contacted."),
        _("Then you decide whether it is a matter for the police. Duties to children run beside, whatever you answer."),
    ),
    "police_first": Station(
        _("The police act first"),
        _("There is danger or a suspected crime. The police are told, and only the Infohus track waits."),
        _("Duties to children, counselling and return flow go on. Ask what the family must not hear, and until when."),
    ),
    "threshold": Station(
        _("Is it a matter for the police?"),
        _("State the act, the threat, the plan or the legitimising of violence. Dress, faith and opinion are lawful."),
        _("Without one, nothing can be shared under § 115: the concern goes to the ordinary services or is closed."),
    ),
    "clearance": Station(
        _("The police clear"),
        _("You choose exactly what the police get. They answer: proceed, not in Infohus, or the police handle it."),
        _("Silence is never a yes. When the local deadline passes you are reminded, and then a colleague is."),
    ),
    "own_duties": Station(
        _("The municipality's own duties"),
        _("Infohus does not deal with it. What the municipality must do by its own laws goes on all the same."),
        _("You can still ask the police for advice about safety. Then help, hand on or close."),
    ),
    "gathering": Station(
        _("Gathering"),
        _("Choose which authorities to ask, and what each can bring. Each disclosure is recorded by itself."),
        _("An authority may answer without contributing, and owes no reason. Then call the analysis meeting."),
    ),
    "analysis": Station(
        _("Analysis meeting"),
        _("Talk through nine dimensions: what is known, from whom, what speaks against it, and what helps."),
        _("Words only. Where you disagree, write both views. Afterwards comes the comprehensive assessment."),
    ),
    "recommendation": Station(
        _("Assessment and recommendation"),
        _("Write the main problems, the resources and what could help. Infohus recommends and decides nothing."),
        _("Freeze the text. A second person from another unit confirms the very same words, and it is handed over."),
    ),
    "decision": Station(
        _("The authority's own decision"),
        _("The receiver accepts or returns, and decides under its own law with reasons."),
        _("The recommendation binds nobody. What may be told back is a fixed form."),
    ),
    "follow_up": Station(
        _("Follow-up"),
        _("Measures, goals agreed with the citizen, and a status round at the time you have set."),
        _("Ask after parents and siblings too. When it is well enough, propose to close."),
    ),
    "return_flow": Station(
        _("Return flow"),
        _("It is not extremism but other distress. A named receiver says yes, or it comes back to you."),
        _("Until somebody has said yes, it hangs in the air and stays on your list."),
    ),
    "counselling": Station(
        _("Counselling that the citizen asked for"),
        _("The citizen has asked for help (serviceloven § 12 b) and has said yes to it."),
        _("This road never leads to the police clearance. Danger is for 112, as always."),
    ),
    "place": Station(
        _("A group, a place or a milieu"),
        _("Work with the place: SSP, the school, the local police, the network. No members are registered."),
        _("If one person worries you, that is a concern of its own."),
    ),
    "closing": Station(
        _("Waiting for the second person"),
        _("Somebody else reads why the case can be closed and who has received it."),
        _("They say yes, or it goes back to where it was."),
    ),
    "hand_over": Station(
        _("Hand the recommendation over"),
        _("Choose who decides, and write whom it regards. They see that and the recommendation, word for word."),
        _("They accept it or return it with a reason, within your own municipality's deadline. You can take it back."),
    ),
    "close": Station(
        _("Close the case"),
        _("Say who has it now, or that nothing further is needed, and why. Look for earlier contacts first."),
        _("A second person from another unit answers. Until then the case stays open."),
    ),
    "feedback": Station(
        _("Feedback to the reporter"),
        _("Whoever reported is told that it was read and dealt with, by a fixed text that holds nothing of the case."),
        _("Choose how you tell it. The inbox is sent from here; letter and telephone you do yourself."),
    ),
    "learning": Station(
        _("How was it handled?"),
        _("A short look back, so that the next one goes better: what worked, and what was missing."),
        _("The choices hold no person. What you write yourself stays in the case."),
    ),
    "closed": Station(
        _("Closed"),
        _("The case has left daily view. It can be reopened with its history."),
        _("Later you decide on storage: destroy on a provision, keep, or hand to the archive."),
    ),
    "moved": Station(
        _("Moved"), _("Another municipality has accepted the case."), _("Nobody here can open it any more.")
    ),
    "erased": Station(_("Erased"), _("The key is destroyed."), _("Only the number and the ledger are left.")),
    "children": Station(
        _("The duties to children"),
        _("The notification is sent by your own procedure, and the receiving side decides. Here you follow it."),
        _("These duties run whatever the police and Infohus say, and until the child is 18."),
    ),
    "family": Station(
        _("Letters and talks with the family"),
        _("What goes to custody holders is written here, so that it is never sent before it is safe."),
        _("A risk assessment may come first, and the police may have asked for silence. Then nothing can be made."),
    ),
    "informing": Station(
        _("Who is informed"),
        _("Those you have information about are told so within a month, unless an exemption holds (GDPR art. 14)."),
        _("Decide for each before anything is shared. Not yet has a reason, and a day to look again."),
    ),
    "earlier": Station(
        _("Earlier contacts"),
        _("Look back before the close: have others been worried about the same person?"),
        _("You judge whether it is the same. Nothing is counted or ranked."),
    ),
    "disposal": Station(
        _("Storage"),
        _("A closed case is destroyed, kept until a day, or handed over to the archive. Two people decide it."),
        _("Destroying takes a decision from the register. Children's cases are preserved, unless it covers them."),
    ),
    "journal": Station(
        _("Copy to the record system"),
        _("All texts of the case as a PDF, and facts about it as data, for the system where your records are kept."),
        _("The copy is no longer protected here. Choose why; the log keeps it."),
    ),
    "access_report": Station(
        _("Request for access"),
        _("The person wants to know what you have about them (GDPR art. 15). You weigh every item, one by one."),
        _("The reporter is withheld until you have weighed it and written why. Then you get a letter to send."),
    ),
    "move": Station(
        _("Move to another municipality"),
        _("You choose what goes with the case and on which basis. The other municipality accepts it or declines."),
        _("When they accept, it is theirs: a copy under their own key, and nobody here can open it any more."),
    ),
    "people": Station(
        _("Who it regards"),
        _("The person, children in the household, and others close to them. Names are shown after a reason is chosen."),
        _("Write down no more than the work needs. Each child gets the duties to children, whatever else happens."),
    ),
    "note": Station(
        _("Write a note"),
        _("What happened outside the steps: a call, a talk, something you must remember you considered."),
        _("It stands on the timeline with your name and the time. It cannot be changed; correct it with a new one."),
    ),
}
