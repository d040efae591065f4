"""What the log holds of colleagues, for the record of processing."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from beredskab.kit.processing import Processing

PROCESSING: Final = (
    Processing(
        title=_("The log"),
        purpose=_("To show who did and saw what, so that misuse can be found and the work can be explained."),
        basis=_("GDPR art. 5(2) and 32."),
        about=_("Colleagues, by id. Citizens never: reasons are codes, and search terms cannot be read."),
        recipients=_("The data protection officer and the administrators."),
        retention=_("As long as the installation, for it is the proof of everything else."),
        models=("Event",),
    ),
)
