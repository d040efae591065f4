"""The app's place in Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The municipality's plan and its editions."""

    name = "beredskab.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
