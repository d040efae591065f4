"""Addresses under /organisation/kontakter/, in the namespace `organisation`."""

from django.urls import path

from beredskab.organisation.contacts import views

urlpatterns = [
    path("", views.contacts, name="contacts"),
    path("ny/", views.add, name="contact_add"),
    path("<uuid:contact_id>/", views.change, name="contact"),
    path("<uuid:contact_id>/bekraeft/", views.verify, name="contact_verify"),
    path("<uuid:contact_id>/afslut/", views.end, name="contact_end"),
]
