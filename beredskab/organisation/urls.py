"""Addresses under /organisation/ behind the login."""

from django.urls import include, path

from beredskab.organisation import views

app_name = "organisation"

urlpatterns = [
    path("", views.home, name="home"),
    path("valg/<uuid:authority_id>/", views.choose, name="choose"),
    path("invitation/<uuid:membership_id>/ja/", views.accept, name="accept"),
    path("invitation/<uuid:membership_id>/nej/", views.decline, name="decline"),
    path("kolleger/ny/", views.add, name="add"),
    path("kolleger/<uuid:membership_id>/", views.member, name="member"),
    path("kolleger/<uuid:membership_id>/afslut/", views.end, name="end"),
    path("kontakter/", include("beredskab.organisation.contacts.urls")),
    path("vagt/", include("beredskab.organisation.duty.urls")),
    path("besked/", include("beredskab.organisation.outbox.urls")),
]
