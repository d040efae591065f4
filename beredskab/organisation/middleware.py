"""The second factor, where the installation asks for it."""

from collections.abc import Callable
from typing import Any, Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

OPEN_ROUTES: Final = frozenset({"account_logout", "account_reauthenticate", "account_login", "set_language", "healthz"})
ANSWER_ROUTES: Final = frozenset(
    {"organisation:home", "organisation:choose", "organisation:accept", "organisation:decline"}
)


class SecondFactorMiddleware:
    """Sends a person who logged in with a password alone to set up a second factor, before anything else.

    A person who came through the municipality's identity provider is not asked again: the factor is asked for there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Before the view runs."""
        if not settings.REQUIRE_MFA or not request.user.is_authenticated or _is_open(request):
            return None
        methods = {record.get("method") for record in get_authentication_records(request)}
        if "socialaccount" in methods or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_index")


class ChosenAuthorityMiddleware:
    """Sends a person who must first choose an authority, or answer an invitation, to the page where they do so.

    Stands inside `TransactionMiddleware`, which has found out who is asking.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Before the view runs."""
        standing = getattr(request, "standing", None)
        waits = standing is not None and (standing.viewers or standing.invitations)
        if not waits or getattr(request, "viewer", None) is not None or _is_open(request) or _answers(request):
            return None
        return redirect("organisation:home")


def _answers(request: HttpRequest) -> bool:
    match = request.resolver_match
    name = match.view_name if match else ""
    return name in ANSWER_ROUTES or name.startswith(("account_", "demo:"))


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    name = match.view_name if match else ""
    return name in OPEN_ROUTES or name.startswith("mfa_")
