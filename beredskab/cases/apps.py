"""The app's place in Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The road of a concern."""

    name = "beredskab.cases"
    label = "cases"

    def ready(self) -> None:
        """Give the record our sentences."""
        from beredskab.cases import events  # noqa: F401  importing registers them
