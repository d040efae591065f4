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

from beredskab.interventions.permissions import refuse_reading
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Role
from beredskab.organisation.permissions import may, refuse_reading_the_record, works_on_cases
from beredskab.plans.permissions import may_read

PUBLIC_PAGES: tuple[tuple[str, Promise], ...] = (
    ("web:guide_choose", _("What do I do now?")),
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
INTERVENTIONS_PAGE: tuple[str, Promise] = ("interventions:home", _("Interventions"))
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
    intake: bool
    person: str
    authority: str
    login_url: str  # "" in the intake, which shows nobody the way to the cases
    logout_url: str
    about_url: str  # before the login the pages that explain are open on the public side
    accessibility_url: str
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
        home=open_address("web:home"),
        pages=_pages(path, _work_pages(viewer) if work else PUBLIC_PAGES),
        work=work,
        intake=is_intake(),
        person=getattr(viewer, "name", "") or (standing.name if standing else ""),
        authority=getattr(viewer, "authority_name", ""),
        login_url="" if is_intake() else settings.WORK_BASE_URL,
        logout_url=address("account_logout"),
        about_url=_explaining("web:about", work, viewer),
        accessibility_url=_explaining("web:accessibility", work, viewer),
        places=f"{address('organisation:home')}#steder" if invited or (standing and len(standing.viewers) > 1) else "",
        invited=invited,
        notices=tuple(get_messages(request)) if request else (),
    )


def is_work() -> bool:
    """Whether this process is the one behind the login."""
    return "django.contrib.auth.middleware.AuthenticationMiddleware" in settings.MIDDLEWARE


def is_intake() -> bool:
    """Whether this process is the one that takes concerns in."""
    return str(settings.ROOT_URLCONF).endswith("urls_intake")


def address(name: str) -> str:
    """The address of a named page, or "" where this process does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def open_address(name: str) -> str:
    """The address of a public page: here, or with its host where this process has no pages that explain."""
    if is_intake():
        return f"{settings.PUBLIC_BASE_URL}{reverse(name, urlconf='beredskab.config.urls_public')}"
    return address(name) or "/"


def _explaining(name: str, work: bool, viewer: Viewer | None) -> str:
    return f"{settings.PUBLIC_BASE_URL}{address(name)}" if work and not viewer else open_address(name)


def _work_pages(viewer: Viewer | None) -> tuple[tuple[str, Promise], ...]:
    """Nothing before the login; then the halves of the house that the person works in, and the log for its readers."""
    if viewer is None:
        return ()
    return (
        *([CASES_PAGE] if works_on_cases(viewer) or Role.DPO in viewer.roles else []),
        *(PLAN_PAGES if may_read(viewer) else []),
        *([INTERVENTIONS_PAGE] if may(refuse_reading(viewer)) else []),
        ORGANISATION_PAGE,
        *([LOG_PAGE] if may(refuse_reading_the_record(viewer)) else []),
    )


def front_page(viewer: Viewer | None) -> str:
    """The address that a person meets first: their plan, or the concerns, or who works here."""
    if viewer is not None and not may_read(viewer):
        return (address("cases:home") if works_on_cases(viewer) else "") or address("organisation:home")
    return address("plans:home") or address("web:check")


def _pages(path: str, pages: tuple[tuple[str, Promise], ...]) -> tuple[Link, ...]:
    find = open_address if is_intake() else address
    found = ((find(name), str(text)) for name, text in pages)
    return tuple(Link(href, text, href != "/" and path.startswith(href)) for href, text in found if href)
