"""Pages that are the same for everybody, made once in some seconds: an empty form names nobody."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.translation import get_language

SECONDS: Final = 5.0
MOST: Final = 2000
Key = tuple[str, ...]
_kept: Final[dict[Key, tuple[float, bytes]]] = {}


class KeptFormMiddleware:
    """Gives an empty form that is in memory before a transaction is opened: many look, and few send."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        page = _found(form_key(request)) if request.method == "GET" else None
        if page is None:
            return self.get_response(request)
        request.resolver_match = resolve(request.path_info)  # for the line in the log
        return HttpResponse(page)


def form_key(request: HttpRequest) -> Key:
    """What an empty form depends on. No word of a query is among it, and none is looked at."""
    return ("form", request.path_info, str(get_language()), request.get_host())


def kept(key: Key, make: Callable[[], bytes]) -> bytes:
    """The page as it was made a moment ago, or made now."""
    page = _found(key)
    if page is None:
        if len(_kept) >= MOST:
            _kept.clear()
        page = make()
        _kept[key] = (time.monotonic(), page)
    return page


def _found(key: Key) -> bytes | None:
    found = _kept.get(key)
    return found[1] if found is not None and time.monotonic() - found[0] <= SECONDS else None
