"""What the frame of a page shows: which process we are, who is here, where one can go."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from beredskab.kit.viewer import Viewer
from beredskab.organisation.permissions import may, refuse_reading_the_record, works_on_cases
from beredskab.plans.permissions import may_read

PUBLIC_PAGES: tuple[tuple[str, Promise], ...] = (
    ("web:check", _("Check a plan")),
    ("web:requirements", _("What the law asks")),
    ("web:municipalities", _("Municipalities")),
)
PLAN_PAGES: tuple[tuple[str, Promise], ...] = (
    ("plans:home", _("Our plan")),
    ("web:check", _("Check a text")),
    ("web:requirements", _("What the law asks")),
)
CASES_PAGE: tuple[str, Promise] = ("cases:home", _("Concerns"))
ORGANISATION_PAGE: tuple[str, Promise] = ("organisation:home", _("Organisation"))
LOG_PAGE: tuple[str, Promise] = ("privacy:log", _("Log"))


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the navigation."""

    href: str
    text: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame's data. `person` and `authority` are empty on the public side."""

    language: str
    languages: tuple[tuple[str, str], ...]
    path: str
    home: str
    pages: tuple[Link, ...]
    work: bool
    person: str
    authority: str
    login_url: str
    logout_url: str
    elsewhere: str  # where the pages that explain are open: before the login, on the public side
    places: str  # where one changes authority or answers an invitation; "" when there is nothing to choose
    invited: bool
    notices: tuple[Message, ...]


def shell_for(request: HttpRequest | None) -> Shell:
    """The frame for a request; also for none, as on an error page that renders before the request is whole."""
    work = is_work()
    viewer = getattr(request, "viewer", None)
    path = request.path if request else "/"
    standing = getattr(request, "standing", None)
    invited = bool(standing and standing.invitations)
    return Shell(
        language=get_language() or settings.LANGUAGE_CODE,
        languages=tuple(settings.LANGUAGES),
        path=path,
        home=address("web:home") or "/",
        pages=_pages(path, _work_pages(viewer) if work else PUBLIC_PAGES),
        work=work,
        person=getattr(viewer, "name", "") or (standing.name if standing else ""),
        authority=getattr(viewer, "authority_name", ""),
        login_url=settings.WORK_BASE_URL,
        logout_url=address("account_logout"),
        elsewhere=settings.PUBLIC_BASE_URL if work and not viewer else "",
        places=f"{address('organisation:home')}#steder" if invited or (standing and len(standing.viewers) > 1) else "",
        invited=invited,
        notices=tuple(get_messages(request)) if request else (),
    )


def is_work() -> bool:
    """Whether this process is the one behind the login."""
    return "django.contrib.auth.middleware.AuthenticationMiddleware" in settings.MIDDLEWARE


def address(name: str) -> str:
    """The address of a named page, or "" where this process does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _work_pages(viewer: Viewer | None) -> tuple[tuple[str, Promise], ...]:
    """Nothing before the login; then the halves of the house that the person works in, and the log for its readers."""
    if viewer is None:
        return ()
    return (
        *([CASES_PAGE] if works_on_cases(viewer) else []),
        *(PLAN_PAGES if may_read(viewer) else []),
        ORGANISATION_PAGE,
        *([LOG_PAGE] if may(refuse_reading_the_record(viewer)) else []),
    )


def front_page(viewer: Viewer | None) -> str:
    """The address that a person meets first: their plan, or the concerns, or who works here."""
    if viewer is not None and not may_read(viewer):
        return (address("cases:home") if works_on_cases(viewer) else "") or address("organisation:home")
    return address("plans:home") or address("web:check")


def _pages(path: str, pages: tuple[tuple[str, Promise], ...]) -> tuple[Link, ...]:
    found = ((address(name), str(text)) for name, text in pages)
    return tuple(Link(href, text, href != "/" and path.startswith(href)) for href, text in found if href)
