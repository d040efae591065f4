"""The app's place in Django."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Authorities, people and roles."""

    name = "beredskab.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Start listening for logins, and give the record our sentences."""
        from beredskab.organisation import events, signals  # noqa: F401  importing registers and connects
        from beredskab.organisation.contacts import events as contact_events  # noqa: F401
        from beredskab.organisation.duty import events as duty_events  # noqa: F401
