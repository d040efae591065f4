"""Whatever fails while somebody writes about a person, no log and no error page holds a word of it.

The real processes, as they run: what they write to standard error, what PostgreSQL writes to its log, and what the
error page says.
"""

import http.cookiejar
import re
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from beredskab.cases.tests.intake_process import CODE, CONCERN, clean, run_as_work
from tests import database
from tests.browser import servers
from tests.database import Clone

NAME, STORY, NUMBER = "Karl Ubemærketsen", "Han sagde ordet kvalmstjerne til mig i går", "010203-1234"
TELLING = ("Ubemærketsen", "kvalmstjerne", "010203-1234", "0102031234")
SETUP = """
import django; django.setup()
from beredskab.organisation import demo
from beredskab.cases.actions import keys
from beredskab.cases.tests import situations
cast = demo.cast()
keys.ensure_pair(by=cast["karen"])
print(situations.a_case(cast).id)
"""
# What the database can do to an insert: quote the row and the statement in its error, tell it to whoever listens to
# warnings, or end the connection under it.
QUOTE = "raise exception 'row-in-an-error: % %', new::text, current_query() using detail = new::text, hint = new::text;"
WARN = "raise warning 'row-in-a-warning: % %', new::text, current_query(); raise exception using errcode = '23514';"
END = "perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(0.1);"
HOWS = {"quote": QUOTE, "warn": WARN, "end": END}


Send = Callable[[], tuple[int, str]]


@dataclass(frozen=True)
class Site:
    """Both processes with their logs, and one case that Karen holds."""

    intake: str
    work: str
    case: str
    house: Clone
    output: Path

    def logs(self) -> str:
        """Everything that anybody has written down so far; PostgreSQL's own log where the server is ours."""
        files = sorted(self.output.iterdir())
        if self.house.server.ours:
            files.append(database.folder() / "server" / "log" / "server.log")
        return "\n".join(file.read_bytes().decode(errors="replace") for file in files)

    @contextmanager
    def broken(self, table: str, how: str) -> Iterator[None]:
        """Nothing can be added to a table until the block ends."""
        function = f"create function fails() returns trigger language plpgsql as $$ begin {how} return new; end $$"
        trigger = f"create trigger fails before insert on {table} for each row execute function fails()"
        with psycopg.connect(self.house.admin_url, autocommit=True) as owner:
            owner.execute(function)
            owner.execute(trigger)
            try:
                yield
            finally:
                owner.execute(f"drop trigger fails on {table}")
                owner.execute("drop function fails")

    @contextmanager
    def revoked(self, table: str, role: str) -> Iterator[None]:
        """A role has lost its right to add until the block ends."""
        with psycopg.connect(self.house.admin_url, autocommit=True) as owner:
            owner.execute(f"revoke insert on {table} from {role}")
            try:
                yield
            finally:
                owner.execute(f"grant insert on {table} to {role}")


class Browser:
    """Keeps cookies and sends forms with their token, as a browser does."""

    def __init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, address: str) -> tuple[int, str]:
        return self._ask(urllib.request.Request(address))

    def post(self, address: str, given: dict[str, str], *, page: str = "") -> tuple[int, str]:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        data = {**given, "csrfmiddlewaretoken": found[1]} if found else given
        return self._ask(urllib.request.Request(address, urllib.parse.urlencode(data).encode()))

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@pytest.fixture(scope="module")
def site(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    keys, output = tmp_path_factory.mktemp("keys"), tmp_path_factory.mktemp("output")
    house = database.clone(f"logs_{worker_id}")
    case = run_as_work(house, keys, SETUP).strip()
    ports = {name: servers.free_port() for name in ("intake", "work")}
    at = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    environment = {
        **clean(house, keys), "BEREDSKAB_ENV": "demo", "BEREDSKAB_DEMO": "1", "BEREDSKAB_WORK_URL": at["work"],
        "BEREDSKAB_INTAKE_URL": at["intake"],
    }  # fmt: skip
    with (output / "intake").open("wb") as first, (output / "work").open("wb") as second:
        started = [
            servers.start("intake", ports["intake"], environment, first),
            servers.start("work", ports["work"], environment, second),
        ]
        try:
            for process, name in zip(started, ports, strict=True):
                servers.wait_for(process, at[name])
            yield Site(at["intake"], at["work"], case, house, output)
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(20)
            database.drop(house)


@pytest.fixture
def karen(site: Site) -> Browser:
    """Karen, logged in at the work process."""
    browser = Browser()
    page = browser.get(f"{site.work}/demo/")[1]
    action = re.search(r'<form[^>]* action="([^"]*/karen/)"', page)
    assert action, page
    status, _ = browser.post(f"{site.work}{action[1]}", {}, page=page)
    assert status == 200
    return browser


def told(text: str) -> list[str]:
    """Which of the words stand in a text: as they are, or as bytes and addresses write them."""
    low = text.lower()
    ways = [(word, (word.lower(), word.encode().hex(), urllib.parse.quote(word).lower())) for word in TELLING]
    return [word for word, written in ways if any(one in low for one in written)]


def failures(site: Site) -> int:
    """How many errors the processes have written down."""
    return len(re.findall(r'"status": 500', site.logs()))


def send_concern(site: Site) -> tuple[int, str]:
    given = {**CONCERN, "who": f"{NAME}, {NUMBER}", "seen": STORY}
    return Browser().post(f"{site.intake}/kommune/{CODE}/bekymring/", given)


def note_form(site: Site, karen: Browser) -> Send:
    """The form for a note, filled in."""
    address = f"{site.work}/sager/{site.case}/notat/"
    given, page = {"kind": "call", "text": f"{NAME}, {NUMBER}: {STORY}"}, karen.get(address)[1]
    return lambda: karen.post(address, given, page=page)


def person_form(site: Site, karen: Browser) -> Send:
    """The form for somebody in the case, filled in."""
    address = f"{site.work}/sager/{site.case}/personer/ny/"
    given, page = {"kind": "subject", "name": NAME, "cpr": NUMBER, "note": STORY}, karen.get(address)[1]
    return lambda: karen.post(address, given, page=page)


def assert_silent(site: Site, answer: tuple[int, str], before: int) -> None:
    status, page = answer
    assert status == 500
    assert told(page) == []
    assert failures(site) > before, "the failure itself is written down"
    logs = site.logs()
    assert told(logs) == []
    assert "row-in-" not in logs, "nor does a log hold a row's ciphertext and codes"


@pytest.mark.parametrize("how", HOWS)
def test_a_concern_that_cannot_be_stored_leaves_no_word_in_a_log_or_on_the_error_page(site: Site, how: str) -> None:
    before = failures(site)
    with site.broken("cases_report", HOWS[how]):
        answer = send_concern(site)
    assert_silent(site, answer, before)


def test_a_concern_that_the_role_may_not_add_leaves_no_word(site: Site) -> None:
    before = failures(site)
    with site.revoked("cases_report", "beredskab_intake"):
        answer = send_concern(site)
    assert_silent(site, answer, before)


@pytest.mark.parametrize("how", HOWS)
def test_a_note_that_cannot_be_stored_leaves_no_word(site: Site, karen: Browser, how: str) -> None:
    before, send = failures(site), note_form(site, karen)
    with site.broken("cases_note", HOWS[how]):
        answer = send()
    assert_silent(site, answer, before)


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("table", ["cases_caseperson", "cases_lookupentry", "audit_event"])
def test_a_person_who_cannot_be_stored_leaves_no_word(site: Site, karen: Browser, table: str, how: str) -> None:
    before, send = failures(site), person_form(site, karen)
    with site.broken(table, HOWS[how]):
        answer = send()
    assert_silent(site, answer, before)


def test_what_is_written_in_an_address_or_a_broken_request_is_in_no_log(site: Site, karen: Browser) -> None:
    word = urllib.parse.quote(f"{NAME} {NUMBER}")
    for base in (site.intake, site.work):
        karen.get(f"{base}/{word}/?q={word}")
        with socket.create_connection(("127.0.0.1", int(base.rpartition(":")[2])), 10) as raw:
            raw.sendall(f"HEMMELIG {NAME} {NUMBER}\r\nX: {STORY}\r\n\r\n".encode())
            raw.recv(1000)
    assert told(site.logs()) == []


def test_a_form_without_its_token_is_answered_in_our_words_and_leaves_none_behind(site: Site, karen: Browser) -> None:
    status, page = karen.post(f"{site.work}/sager/{site.case}/notat/", {"text": STORY})
    assert status == 403
    assert "beredskab" in page.lower()
    assert "DEBUG" not in page
    assert told(page + site.logs()) == []


def test_what_is_stored_is_in_no_log_either_and_the_logs_are_read(site: Site, karen: Browser) -> None:
    assert send_concern(site)[0] == 200
    assert note_form(site, karen)()[0] == 200
    assert person_form(site, karen)()[0] == 200
    logs = site.logs()
    assert "cases:note" in logs
    assert told(logs) == []
    if site.house.server.ours:
        assert "terminating connection" in logs, "PostgreSQL's own log is among those that are read"
