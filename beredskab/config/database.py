"""Which database a process uses, from the environment.

`DATABASE_URL` is the administrator's address: migrations, back-up and the operator's commands log in with it and
take the owner's role. Each process of the application has its own address and role: `BEREDSKAB_DB_PUBLIC`,
`BEREDSKAB_DB_INTAKE`, `BEREDSKAB_DB_WORK`, `BEREDSKAB_DB_WORKER`. The launcher sets all five for run, test and demo.
"""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from beredskab.kit import roles

VARIABLES: Final = {
    "owner": "DATABASE_URL",
    "public": "BEREDSKAB_DB_PUBLIC",
    "intake": "BEREDSKAB_DB_INTAKE",
    "work": "BEREDSKAB_DB_WORK",
    "worker": "BEREDSKAB_DB_WORKER",
}
SCHEMES: Final = frozenset({"postgres", "postgresql"})
STATEMENT_TIMEOUT_MS: Final = 15_000
IDLE_TIMEOUT_MS: Final = 30_000


def parse_url(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name?host=/socket/folder` as Django's NAME, USER, HOST, PORT, OPTIONS.

    A `host` or `port` in the query wins over the one in the address, as in libpq; what else stands there goes to
    libpq as it is. Raises ImproperlyConfigured, without repeating the address, which holds a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("the database address cannot be read") from None
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in SCHEMES or not name:
        raise ImproperlyConfigured("a database address is postgresql://user:password@host:port/name")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(options.pop("port", None) or port or ""),
        "OPTIONS": options,
    }


def configure(process: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """Django's DATABASES entry for a process (`owner`, `public`, `intake`, `work`, `worker`).

    Raises ImproperlyConfigured when its variable is missing.
    """
    variable = VARIABLES[process]
    url = environment.get(variable, "")
    if not url:
        raise ImproperlyConfigured(f"{variable} is not set")
    database = parse_url(url)
    options: dict[str, Any] = database["OPTIONS"]
    options["server_side_binding"] = True
    options.setdefault("application_name", f"beredskab-{process}")
    if process == "owner":
        options["assume_role"] = roles.OWNER
    else:
        options["options"] = (
            f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c idle_in_transaction_session_timeout={IDLE_TIMEOUT_MS}"
        )
    return {
        **database,
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0 if process == "owner" else 300,
        "CONN_HEALTH_CHECKS": process != "owner",
        "ATOMIC_REQUESTS": False,  # our own middleware opens the transaction, together with the viewer
    }
