"""The app's place in Django."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Authorities, people and roles."""

    name = "beredskab.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
