"""Which language a page speaks."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from beredskab.kit.language import LanguageMiddleware


def spoken(request: HttpRequest) -> HttpResponse:
    """Answer with the language that is active."""
    return HttpResponse(get_language() or "")


@pytest.mark.parametrize(
    ("cookie", "browser", "expected"),
    [("", "en-US,en;q=0.9", "da"), ("en", "da", "en"), ("da", "en", "da"), ("klingon", "en", "da")],
)
def test_pages_are_danish_until_one_asks_for_english(cookie, browser, expected):
    request = RequestFactory().get("/", headers={"accept-language": browser})
    request.COOKIES["beredskab_sprog"] = cookie
    response = LanguageMiddleware(spoken)(request)
    assert response.content.decode() == expected
    assert response["Content-Language"] == expected
