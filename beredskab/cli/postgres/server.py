"""Start, attach to, and stop the server."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final
from urllib.parse import quote

import psycopg

from beredskab.cli.postgres import account, cluster, engine, processes, sockets
from beredskab.cli.postgres.errors import PostgresError
from beredskab.cli.postgres.locks import Lock

PORT: Final = 5432
START_SECONDS: Final = 60
STOP_SECONDS: Final = 30
# A log holds no text of a person: no statements, no parameters, no details of a refused row.
SETTINGS: Final = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "log_statement": "none",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "logging_collector": "off",
    "max_connections": "100",
    "TimeZone": "UTC",
}
QUICK: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(slots=True)
class Server:
    """A running server. `attached` tells that another process started it."""

    files: cluster.Cluster
    programs: engine.Engine
    socket: Path
    pid: int
    attached: bool
    _use: Lock = field(repr=False)

    @property
    def admin_url(self) -> str:
        """Where the administrator logs in, on the database `postgres`."""
        return self.url(cluster.ADMIN, "postgres")

    def password(self, role: str) -> str:
        """The password that `url` uses for `role`; give it to the role with `ensure_roles`."""
        with Lock(self.files.folder / "start.lock", exclusive=True):
            return self.files.password(role)

    def url(self, role: str, database: str) -> str:
        """`postgresql://role:password@/database?host=SOCKET`, understood by libpq and by our settings."""
        secret = quote(self.password(role), safe="")
        return f"postgresql://{role}:{secret}@/{quote(database)}?host={quote(str(self.socket))}&port={PORT}"

    def alive(self) -> bool:
        """Whether the server process still runs."""
        return processes.serves(self.pid, self.files.data)

    def stop(self) -> None:
        """Stop the server unless another process of ours still uses it. Safe to call twice."""
        with Lock(self.files.folder / "start.lock", exclusive=True):
            if self._use.closed:
                return
            last = self._use.alone()
            self._use.close()
            if last and self.alive():
                _end(self)
                sockets.remove(self.socket)

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start(data_dir: Path, *, durable: bool = True) -> Server:
    """Run the database that lives in `data_dir`, making it the first time; attach when it runs already.

    As root the server runs as an existing unprivileged user, and a folder which that user cannot reach is replaced
    by one under /var/lib (see `Server.files.folder`). `durable=False` is for tests: a power cut may lose data.
    Raises PostgresError, one sentence each, codes in `errors.py`.
    """
    home = account.settle(data_dir)
    files = cluster.open_folder(home)
    runner = account.choose(files.data)
    with Lock(home / "start.lock", exclusive=True):
        programs = engine.install(home)
        cluster.ensure(files, programs, runner)
        running = _running(files, programs)
        return running or _launch(files, programs, runner, SETTINGS if durable else SETTINGS | QUICK)


def _running(files: cluster.Cluster, programs: engine.Engine) -> Server | None:
    found = processes.read(files.pid_file)
    if found is None:
        return None
    pid, socket = found
    if processes.serves(pid, files.data):
        server = Server(files, programs, socket, pid, True, Lock(files.folder / "use.lock", exclusive=False))
        try:
            _wait_for_answer(server, server.alive)
        except PostgresError as error:
            server._use.close()
            if error.code != "no-start":  # it died while we looked at it: start anew
                raise
        else:
            return server
    processes.disown(files.pid_file)
    sockets.remove(socket)
    return None


def _launch(
    files: cluster.Cluster, programs: engine.Engine, runner: account.Account, settings: dict[str, str]
) -> Server:
    socket = sockets.make(files.folder, runner)
    # Whoever still holds the old lock used a server that is dead; they must not keep this one running.
    (files.folder / "use.lock").unlink(missing_ok=True)
    command = [str(programs.program("postgres")), "-D", str(files.data)]
    for name, value in {**settings, "unix_socket_directories": str(socket)}.items():
        command += ["-c", f"{name}={value}"]
    deadline = time.monotonic() + START_SECONDS
    while True:
        child = _spawn(command, files, runner)
        server = Server(files, programs, socket, child.pid, False, Lock(files.folder / "use.lock", exclusive=False))
        try:
            # Asked of the child itself: what it runs cannot be read in the moment when it begins.
            _wait_for_answer(server, lambda child=child: child.poll() is None)  # type: ignore[misc]
        except PostgresError as error:
            server._use.close()
            # The workers of a server killed a moment ago may still be leaving; their memory blocks a new one.
            if error.code != "no-start" or time.monotonic() > deadline or not _memory_in_use(files.log):
                raise
            time.sleep(0.2)
        else:
            child.returncode = 0  # from here on it is known by its number, as a server that we attach to is
            return server


def _spawn(command: list[str], files: cluster.Cluster, runner: account.Account) -> subprocess.Popen[bytes]:
    # The folder belongs to the account: as root we must not follow where a link of its would lead us.
    handle = os.open(files.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        # A session of its own: Ctrl-C in the terminal must reach the processes that use the database first.
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=handle, stderr=handle, cwd="/", env=cluster.ENVIRONMENT,
            start_new_session=True, umask=0o077, **runner.process,
        )  # fmt: skip
    finally:
        os.close(handle)


def _wait_for_answer(server: Server, running: Callable[[], bool]) -> None:
    admin = cluster.ADMIN
    secret = server.files.password(admin)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            psycopg.connect(
                host=str(server.socket), port=PORT, user=admin, password=secret, dbname="postgres", connect_timeout=5
            ).close()
        except psycopg.OperationalError:
            if not running():
                raise PostgresError("no-start", path=server.files.data, log=server.files.log) from None
            time.sleep(0.03)
        else:
            return
    raise PostgresError("no-answer", path=server.files.data, log=server.files.log)


def _memory_in_use(log: Path) -> bool:
    return "shared memory block" in log.read_text(errors="replace")


def _end(server: Server) -> None:
    # Fast: open transactions are rolled back. Immediate: recovery at the next start. Kill: nothing left to ask.
    for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if not server.alive():
            return
        os.kill(server.pid, number)
        deadline = time.monotonic() + seconds
        while server.alive() and time.monotonic() < deadline:
            time.sleep(0.02)
