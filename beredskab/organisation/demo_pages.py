"""The demo's own pages: enter as one of the fictional people with one click, and read the mail that was sent.

Only `config.urls_demo` has them, which refuses to be loaded anywhere but in the demo.
"""

import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from beredskab.organisation import demo
from beredskab.organisation.queries import person_by_email

app_name = "demo"


BETWEEN_LETTERS = b"\n" + b"-" * 79 + b"\n"  # Django's file backend puts it after each mail of a file


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that would have been sent."""

    to: str
    subject: str
    text: str


@login_not_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The cast, each with a button."""
    return render(request, "organisation/demo_people.html", {"places": demo.by_place()})


@login_not_required
@require_POST
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Log in as one of the cast."""
    part = next((part for part in demo.CAST if part.key == key), None)
    person = person_by_email(part.email) if part else None
    if person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("web:home")


@login_not_required
@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """The mailbox of all fictional people, newest first."""
    return render(request, "organisation/demo_post.html", {"letters": letters(Path(settings.EMAIL_FILE_PATH))})


def letters(folder: Path) -> list[Letter]:
    """The mails that Django's file backend has written to a folder, newest first. A file may hold several."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    parts = [part for file in files[:50] for part in reversed(file.read_bytes().split(BETWEEN_LETTERS))]
    return [_read(part) for part in parts if part.strip()]


def _read(raw: bytes) -> Letter:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return Letter(str(message["To"] or ""), str(message["Subject"] or ""), text)


urlpatterns = [
    path("", people, name="people"),
    path("ind/<slug:key>/", enter, name="enter"),
    path("post/", post, name="post"),
]
