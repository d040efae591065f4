"""Fixtures of the whole suite, and what makes every test stricter than production.

Queries run as the application role `beredskab_work`, each test in a transaction that is rolled back. An unordered
query comes back shuffled, and a template of ours that names an unknown variable fails.
"""

import inspect
import os
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections
from django.db.models.query import QuerySet
from django.template.base import Node
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beredskab.kit import roles
from beredskab.kit.viewer import Viewer
from tests import database


def pytest_configure(config: pytest.Config) -> None:
    """The process that started the run makes its folder; workers inherit it."""
    if not hasattr(config, "workerinput"):
        database.open_folder()


def pytest_unconfigure(config: pytest.Config) -> None:
    """And takes it away."""
    if not hasattr(config, "workerinput") and database.FOLDER in os.environ:
        database.close()
        del os.environ[database.FOLDER]


STARTS_PROCESSES = {"site", "fresh_house", "clean"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that start processes come first: a long one must not be left to one worker at the end."""
    long = {item.path for item in items if STARTS_PROCESSES & set(getattr(item, "fixturenames", ()))}
    items.sort(key=lambda item: item.path not in long)


class UnknownVariable(str):
    """Put in place of a variable that a template names and the context does not have."""

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, name: object) -> str:
        origin = _template_being_rendered()
        if "/beredskab/" in origin:
            raise AssertionError(f"{origin} names {name}, which nobody gave it")
        return ""


def _template_being_rendered() -> str:
    frame = inspect.currentframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return str(node.origin.name)
        frame = frame.f_back
    return ""


@pytest.fixture(scope="session", autouse=True)
def strict_templates() -> None:
    """An unknown variable in one of our templates fails the test."""
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("%s")


@pytest.fixture(scope="session", autouse=True)
def shuffled_queries() -> Iterator[None]:
    """A query without an order comes back in any order, so that no test passes by luck."""
    original = QuerySet._fetch_all
    chance = random.Random(20260101)

    def fetch_all(self: QuerySet[Any]) -> None:
        fresh = self._result_cache is None
        original(self)
        if fresh and not self.ordered and self._result_cache is not None:
            chance.shuffle(self._result_cache)

    QuerySet._fetch_all = fetch_all
    yield
    QuerySet._fetch_all = original


@pytest.fixture(scope="session", autouse=True)
def key_folder(worker_id: str) -> None:
    """This worker's key store. A process a test starts is told of it with BEREDSKAB_KEYS, if it may know."""
    settings.KEY_FOLDER = str(database.folder() / f"keys_{worker_id}")


@pytest.fixture(scope="session")
def house(worker_id: str) -> Iterator[database.Clone]:
    """This worker's database."""
    made = database.clone(worker_id)
    yield made
    connections.close_all()
    database.drop(made)


@pytest.fixture(scope="session")
def django_db_setup(house: database.Clone, django_db_blocker: Any) -> None:
    """Point Django at this worker's database, as the application role."""
    parts = database.parse_url(house.url(roles.WORK))
    for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        connections["default"].settings_dict[key] = parts[key]


@pytest.fixture
def owner(house: database.Clone) -> Iterator[psycopg.Connection]:
    """A connection with the rights of the tables' owner, outside the test's transaction; rolled back."""
    with psycopg.connect(house.admin_url) as opened:
        opened.execute(f"set role {roles.OWNER}")
        yield opened
        opened.rollback()


@pytest.fixture
def fresh_house() -> Iterator[database.Clone]:
    """A database of its own for a test that commits or starts processes."""
    made = database.clone(f"own_{random.randbytes(4).hex()}")
    yield made
    database.drop(made)


@pytest.fixture
def cast(db: None) -> dict[str, Viewer]:
    """The people of the demo, as viewers by key: pernille, hanne, rita, lars, adam, dorte and niels."""
    from beredskab.organisation import demo

    return demo.cast()


@pytest.fixture
def log_in(db: None) -> Callable[[Viewer], Client]:
    """A browser in which a person is logged in; `log_in(cast["pernille"]).get("/plan/")`.

    As `force_login`, in one statement instead of ten: the suite logs in some thousand times.
    """
    from beredskab.organisation.models import Person

    def start(viewer: Viewer) -> Client:
        person = Person.objects.get(id=viewer.person_id)
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save(must_create=True)
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return start


@pytest.fixture
def queries_at_most() -> Callable[[int], AbstractContextManager[CaptureQueriesContext]]:
    """`with queries_at_most(8): ...` fails with the statements when more were sent."""

    class Pin(CaptureQueriesContext):
        def __init__(self, limit: int) -> None:
            super().__init__(connection)
            self.limit = limit

        def __exit__(self, *error: Any) -> None:
            super().__exit__(*error)
            if error[0] is None and len(self) > self.limit:
                raise AssertionError(
                    "\n".join([f"{len(self)} queries, {self.limit} allowed", *(q["sql"] for q in self)])
                )

    return Pin
