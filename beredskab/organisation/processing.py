"""What is processed about colleagues, for the record of processing."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from beredskab.kit.processing import Processing

PROCESSING: Final = (
    Processing(
        title=_("Colleagues, roles and login"),
        purpose=_("To know who works here, what they may do, who is on duty, and to let them in safely."),
        basis=_("GDPR art. 6(1)(e) and 32."),
        about=_("Colleagues and contacts of other authorities."),
        recipients=_(
            "Colleagues in the same authority; the supplier that runs the server, under a processor agreement."
        ),
        retention=_("An account is closed, not deleted, while the log names it."),
        models=("Person", "Membership", "Duty"),
    ),
    Processing(
        title=_("Mails that say something waits"),
        purpose=_("To tell a colleague that there is a task, without telling what it is about."),
        basis=_("GDPR art. 6(1)(e)."),
        about=_("Colleagues and contacts of other authorities."),
        recipients=_("The mail server of the authority. The mail holds no content."),
        retention=_("Thirty days after it was sent."),
        models=("Message",),
    ),
)
