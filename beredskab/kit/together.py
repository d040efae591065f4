"""Several writes in one round trip to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def sent_together() -> Iterator[None]:
    """Send the block's statements without waiting for the answer of each: for writes that read nothing back.

    The first error is raised at the end of the block, as Django's own class, and what follows it was not carried out.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield
