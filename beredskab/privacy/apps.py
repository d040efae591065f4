"""The app's place in Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The log's pages."""

    name = "beredskab.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Give the record our sentences."""
        from beredskab.privacy import events  # noqa: F401  importing registers them
