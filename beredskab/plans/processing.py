"""What the plan's tables hold of colleagues, for the record of processing."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from beredskab.kit.processing import Processing

PROCESSING: Final = (
    Processing(
        title=_("Who writes and adopts the plan"),
        purpose=_("To show who wrote, commented on, confirmed and adopted the municipality's plan."),
        basis=_("GDPR art. 6(1)(e); barnets lov § 15, stk. 3."),
        about=_("Colleagues."),
        recipients=_("Colleagues in the same authority. The published plan names none of them as writer."),
        retention=_("As long as the edition. That somebody has a section open is forgotten after minutes."),
        models=("Confirmation", "Adoption", "SectionVersion", "Comment", "Presence"),
    ),
)
