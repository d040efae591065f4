"""The app's place in Django."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Authorities, people and roles."""

    name = "beredskab.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Start listening for logins."""
        from beredskab.organisation import signals  # noqa: F401  importing connects the receivers
