"""Every address: who gets in, that reading writes nothing, and that the log tells no more than it may."""

import json
import logging
import re
import sys

import pytest
from django.contrib.auth.views import redirect_to_login
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, reverse

from beredskab.config import urls_public, urls_work
from beredskab.kit.logs import AllowListFormatter
from tests.invariants.permission_matrix import OPEN, ROWS
from tests.invariants.rows import EVERYBODY

# allauth's own pages. They act on the account that is logged in, never on another's.
ACCOUNT_OPEN = {
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_request_login_code",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_trust",
    "mfa_login_webauthn",
    "mfa_signup_webauthn",
    "account_signup_by_passkey",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    "account_logout",
}
REFUSED = {403, 404}


def routes(urlconf, space="", address=""):
    """Every (name with namespaces, address, view) of a urlconf."""
    patterns = urlconf.url_patterns if isinstance(urlconf, URLResolver) else urlconf.urlpatterns
    for pattern in patterns:
        here = address + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, here)
        else:
            yield f"{space}{pattern.name}", here, pattern.callback


def by_situation():
    """The addresses by the situation in which they are asked."""
    found = {}
    for name, row in ROWS.items():
        found.setdefault(row.make, []).append(name)
    return list(found.values())


WORK = list(routes(urls_work))
ACCOUNT = {name: view for name, address, view in WORK if address.startswith("konto/")}
OURS = {name for name, address, _ in WORK if not address.startswith("konto/")}
SITUATIONS = by_situation()


def test_every_route_behind_the_login_has_a_row_and_every_row_a_route():
    assert set(ROWS) == OURS - OPEN


@pytest.mark.parametrize("names", SITUATIONS, ids=lambda names: names[0])
def test_the_permission_matrix_holds(cast, log_in, names):
    """Everybody tries, each in the same situation: what one of them changed is taken back before the next."""
    arguments = ROWS[names[0]].make(cast)
    browsers = {key: log_in(cast[key]) for key in sorted(EVERYBODY)}
    wrong = {}
    for name, method in calls(names):
        got_in = tried(browsers, method, reverse(name, kwargs=arguments), ROWS[name].sent(cast, arguments))
        assert max(got_in.values()) < 500, (name, method, got_in)
        if {key for key, status in got_in.items() if status not in REFUSED} != set(ROWS[name].who[method]):
            wrong[name, method] = got_in
    assert not wrong


def calls(names):
    return [(name, method) for name in names for method in ROWS[name].who]


def tried(browsers, method, address, sent):
    """The answer's number by who asked; each begins where the situation left off."""
    got_in = {}
    for key, browser in browsers.items():
        kept = browser.cookies.copy()
        with transaction.atomic():
            answer = browser.get(address) if method == "GET" else browser.post(address, **sent)
            transaction.set_rollback(True)
        browser.cookies = kept
        got_in[key] = answer.status_code
    return got_in


ANYTHING = {"uuid": "00000000-0000-7000-8000-000000000001", "int": 1, "slug": "x", "str": "x"}


def anywhere(cast, name):
    """An address of the route, for questions that are answered before anything is looked up."""
    where = next(address for each, address, _ in WORK if each == name)
    parts = re.findall(r"<(?:(\w+):)?(\w+)>", where)
    simple = "(?P" not in where and all(kind in ANYTHING for kind, _ in parts)
    return reverse(name, kwargs={part: ANYTHING[kind] for kind, part in parts} if simple else ROWS[name].make(cast))


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_stranger_meets_the_login(cast, name):
    row = ROWS[name]
    address = anywhere(cast, name)
    for method in row.who:
        answer = Client().generic(method, address)
        assert answer.status_code == 302
        assert answer["Location"] == redirect_to_login(address)["Location"]


@pytest.mark.parametrize("name", sorted(set(ROWS)))
def test_a_method_without_a_row_is_not_allowed(cast, log_in, name):
    """Lars may read the plan and none of the cases, so of the plan it must be a real address."""
    row = ROWS[name]
    address = anywhere(cast, name) if name.startswith("cases:") else reverse(name, kwargs=row.make(cast))
    client = log_in(cast["lars"])
    for method in {"GET", "POST", "PUT", "DELETE", "PATCH"} - set(row.who):
        assert client.generic(method, address).status_code in {405, *REFUSED}, (method, address)


def test_every_account_page_needs_a_login_unless_it_is_the_way_in():
    way_in = {name for name, view in ACCOUNT.items() if not getattr(view, "login_required", True)}
    assert way_in <= ACCOUNT_OPEN


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if "GET" in row.who))
def test_reading_never_writes(cast, log_in, name):
    """The transaction of a GET is READ ONLY, so PostgreSQL itself refuses what a view would write."""
    row = ROWS[name]
    address = reverse(name, kwargs=row.make(cast))
    client = log_in(cast[sorted(row.who["GET"])[0]])
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    statements = [query["sql"].lower() for query in queries]
    begun = statements.index("set transaction read only")
    assert not [sql for sql in statements[begun:] if sql.startswith(("insert", "update", "delete"))]


def test_addresses_carry_no_personal_word():
    for name, address, _ in [*routes(urls_public), *WORK]:
        if name in ACCOUNT:
            continue
        assert not {"name", "navn", "email", "cpr"} & set(address.replace("<", "/").replace(">", "/").split("/")), name


def test_a_log_line_holds_its_keys_and_nothing_a_person_wrote():
    formatter = AllowListFormatter()
    try:
        raise ValueError("Karl Hemmelig skrev dette")
    except ValueError:
        record = logging.LogRecord("django", 40, "x", 1, "Karl Hemmelig %s", ("010203-1234",), sys.exc_info())
    record.status, record.request = 500, "Karl Hemmelig"
    line = formatter.format(record)
    assert "Hemmelig" not in line and "010203" not in line
    assert set(json.loads(line)) == {"at", "level", "logger", "status", "error", "places"}
