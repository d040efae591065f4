"""The address that stands in a mail, in the namespace `organisation`."""

from django.urls import path

from beredskab.organisation.outbox import views

urlpatterns = [path("<uuid:message_id>/", views.letter, name="letter")]
