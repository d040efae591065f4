"""The app's place in Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The municipality's plan and its editions."""

    name = "beredskab.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the record our sentences."""
        from beredskab.plans import events  # noqa: F401  importing registers them
