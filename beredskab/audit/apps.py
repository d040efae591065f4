"""The app's place in Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The record of who did what."""

    name = "beredskab.audit"
    label = "audit"
