"""Pages about the contact points, for those who keep them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.kit.http import shown_at_field, viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.organisation.contacts import actions, queries
from beredskab.organisation.contacts.forms import ContactForm, initial_of
from beredskab.organisation.contacts.permissions import refuse_keeping_contacts
from beredskab.organisation.contacts.words import week_in_words
from beredskab.organisation.permissions import require
from beredskab.organisation.queries import authority


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """All contact points, with those that nobody has tried for a year."""
    viewer, today = _keeper(request), timezone.localdate()
    rows = [
        {"point": one, "hours": week_in_words(one.week), "stale": one.is_stale(today), "later": one.valid_from > today}
        for one in queries.kept(viewer)
    ]
    context = {"rows": rows, "authority": authority(viewer.authority_id)}
    return render(request, "organisation/contacts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new contact point."""
    viewer = _keeper(request)
    form = ContactForm(request.POST or None)
    if form.is_valid() and shown_at_field(form, lambda: actions.add_contact(by=viewer, values=form.values)):
        return redirect("organisation:contacts")
    return render(request, "organisation/contact.html", {"form": form, "point": None})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Another number, other hours."""
    viewer = _keeper(request)
    found = queries.contact(viewer, contact_id)
    form = ContactForm(request.POST or None, initial=initial_of(found))
    if form.is_valid() and shown_at_field(
        form, lambda: actions.change_contact(by=viewer, contact_id=contact_id, values=form.values)
    ):
        return redirect("organisation:contacts")
    return render(request, "organisation/contact.html", {"form": form, "point": found})


@require_POST
def verify(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Say that it has been tried and is right."""
    actions.verify_contact(by=viewer_of(request), contact_id=contact_id)
    return redirect("organisation:contacts")


@require_POST
def end(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Take it off the pages."""
    actions.end_contact(by=viewer_of(request), contact_id=contact_id)
    return redirect("organisation:contacts")


def _keeper(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    require(refuse_keeping_contacts(viewer))
    return viewer
