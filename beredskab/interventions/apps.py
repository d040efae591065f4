"""The app's place in Django."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """What the municipality offers."""

    name = "beredskab.interventions"
    label = "interventions"

    def ready(self) -> None:
        """Give the record our sentences."""
        from beredskab.interventions import events  # noqa: F401  importing registers them
