"""What happens around every view: the log line, the headers, the transaction."""

import logging
import time
from collections.abc import Callable
from typing import Any, Final, Protocol, cast
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.utils.module_loading import import_string

from beredskab.kit.errors import DomainError
from beredskab.kit.http import refusal
from beredskab.kit.ids import new_id
from beredskab.kit.logs import REQUEST_LOGGER
from beredskab.kit.requests import request_id
from beredskab.kit.viewer import Scope, Viewer, as_scope, narrow_to

GetResponse = Callable[[HttpRequest], HttpResponseBase]
READING_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
PERMISSIONS_POLICY: Final = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"

logger = logging.getLogger(REQUEST_LOGGER)


class Recogniser(Protocol):
    """How a process knows who is asking. `settings.RECOGNISER` names one."""

    def person_of(self, request: HttpRequest) -> UUID | None:
        """The person who is logged in. Called outside the transaction."""

    def viewer_of(self, request: HttpRequest, person_id: UUID) -> Viewer | None:
        """The person with authority and roles. Called inside the transaction, in the person's scope."""


class Nobody:
    """The recogniser of a process without a login."""

    def person_of(self, request: HttpRequest) -> UUID | None:
        """Nobody."""
        return None

    def viewer_of(self, request: HttpRequest, person_id: UUID) -> Viewer | None:
        """Nobody."""
        return None


class RequestLogMiddleware:
    """Outermost: gives the request its id and writes its one log line."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.monotonic()
        token = request_id.set(new_id())
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = str(request_id.get())
            self._log(request, response.status_code, started)
        finally:
            request_id.reset(token)
        return response

    def _log(self, request: HttpRequest, status: int, started: float) -> None:
        match = request.resolver_match
        viewer = getattr(request, "viewer", None)
        line = {
            "request_id": str(request_id.get()),
            "route": match.view_name if match else None,
            "status": status,
            "ms": round((time.monotonic() - started) * 1000),
            "person_id": str(viewer.person_id) if viewer else None,
        }
        logger.info("request", extra=line)


class HeadersMiddleware:
    """The security headers that neither Django nor django-csp sends. Pages behind the login are never stored."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(settings, "PAGES_ARE_CONFIDENTIAL", True) and not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
        return response


class SameSitePostMiddleware:
    """For a process without cookies: a form is only taken from our own pages.

    Browsers say where a request comes from (Sec-Fetch-Site, Origin) and pages cannot forge it. A client that says
    neither is not a browser and carries nobody's rights.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING_METHODS and not self._from_us(request):
            return HttpResponseForbidden("cross-site", content_type="text/plain")
        return self.get_response(request)

    def _from_us(self, request: HttpRequest) -> bool:
        site = request.headers.get("Sec-Fetch-Site")
        if site is not None:
            return site in {"same-origin", "none"}
        origin = request.headers.get("Origin")
        return origin is None or origin == f"{request.scheme}://{request.get_host()}"


class TransactionMiddleware:
    """One transaction per request, in the viewer's scope, around the view and its rendering.

    Reading methods run READ ONLY. The transaction is rolled back when a view raises, refuses or answers with 500 or
    more. A streamed body is sent after the transaction has ended, so it must not query.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.recogniser: Recogniser = import_string(settings.RECOGNISER)()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        state = cast(Any, request)
        state.viewer = None
        state.refused = False
        person_id = self.recogniser.person_of(request)
        try:
            with as_scope(Scope(None, person_id)):
                if person_id is not None:
                    self._recognise(request, person_id)
                response = self.get_response(request)
                if self._must_roll_back(request, response):
                    raise _RollBack(response)
        except _RollBack as answer:
            return answer.response
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Before the view runs: a reading method may not write, except on the few named routes."""
        if request.method in READING_METHODS and not _may_write(request):
            with connection.cursor() as cursor:
                cursor.execute("set transaction read only")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A rule that said no becomes its page; every other exception goes on. Either way nothing is kept."""
        cast(Any, request).refused = True
        return refusal(request, error) if isinstance(error, DomainError) else None

    def _recognise(self, request: HttpRequest, person_id: UUID) -> None:
        viewer = self.recogniser.viewer_of(request, person_id)
        if viewer is not None:
            cast(Any, request).viewer = viewer
            narrow_to(Scope(viewer.authority_id, viewer.person_id))

    def _must_roll_back(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        reading = request.method in READING_METHODS and not _may_write(request)
        return reading or response.status_code >= 500 or cast(Any, request).refused


class _RollBack(Exception):
    """Not an error: it carries the answer out of the transaction."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__()
        self.response = response


def _may_write(request: HttpRequest) -> bool:
    """Routes where a protocol makes a reading method write, such as the return from an identity provider."""
    match = request.resolver_match
    return match is not None and match.view_name in getattr(settings, "WRITING_GET_ROUTES", ())
