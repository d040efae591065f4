"""The shell as a Django app, so that its templates, tags, static files and translations are found."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """`beredskab.web`."""

    name = "beredskab.web"
    label = "web"
