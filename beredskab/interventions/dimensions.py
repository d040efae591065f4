"""What an intervention works on, and what a meeting goes through: one list for both."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dimension(models.TextChoices):
    """The nine dimensions of the assessment tool: four of risk and threat, five of well-being and resilience."""

    CONVICTIONS = "convictions", _("Concerning convictions and rhetoric")
    VIOLENCE = "violence", _("Willingness to use violence")
    CRIME = "crime", _("Criminal history")
    RELATIONS = "relations", _("Concerning socialisation and relations")
    PERSONALITY = "personality", _("Personality factors")
    MENTAL = "mental", _("Mental vulnerability")
    FAMILY = "family", _("Family")
    NETWORK = "network", _("Network and spare time")
    EDUCATION = "education", _("Education and employment")


RISK = (Dimension.CONVICTIONS, Dimension.VIOLENCE, Dimension.CRIME, Dimension.RELATIONS)
WELLBEING = tuple(one for one in Dimension if one not in RISK)
