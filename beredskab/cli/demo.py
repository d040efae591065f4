"""`beredskab demo` (`make run`): the whole thing with a fictional municipality, on this machine alone."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg

from beredskab.cli import place, prepare
from beredskab.cli.errors import CommandError
from beredskab.cli.manage import demo_environment
from beredskab.cli.say import refuse, say
from beredskab.cli.supervisor import Interrupted, Program, Supervisor, stop_on_signals
from beredskab.kit import messages, roles

HOST: Final = "127.0.0.1"
ANSWER_SECONDS: Final = 90
ROLES: Final = {"public": roles.PUBLIC, "intake": roles.INTAKE, "work": roles.WORK, "worker": roles.WORKER}
OPEN: Final = frozenset({"public", "intake"})
BEHIND_LOGIN_ONLY: Final = ("BEREDSKAB_KEYS", "BEREDSKAB_MAIL_FOLDER", "BEREDSKAB_SMTP_USER", "BEREDSKAB_SMTP_PASSWORD")
ASSET: Final = place.PACKAGE / "web" / "static" / "dist" / "site.css"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the data lies and which ports are wanted."""
    parser.add_argument("--data", type=Path, help="mappe til data (standard ./var i et checkout)")
    parser.add_argument("--port", type=int, default=8000, help="den åbne sides port (standard 8000)")
    parser.add_argument("--work-port", type=int, default=8001, help="arbejdssidens port (standard 8001)")
    parser.add_argument("--intake-port", type=int, default=8002, help="henvendelsernes port (standard 8002)")
    parser.add_argument("--once", action="store_true", help="start, se at alt svarer, og stop igen")


def run(args: argparse.Namespace) -> int:
    """Run until Ctrl-C. 0 when it ended as asked, 2 with one sentence when it could not run."""
    stop_on_signals()
    folder = (args.data or place.default_folder()).resolve()
    try:
        with _alone(folder), place.database(folder, serving=True) as addresses:
            people = _prepared(folder, addresses)
            _serve(args, folder, addresses, people)
    except Interrupted:
        say("Stoppet. Data ligger, til næste gang.")
    except CommandError as error:
        return refuse(error)
    except psycopg.OperationalError:
        return refuse(
            CommandError(
                "no-connection",
                "Databasen i DATABASE_URL svarer ikke eller afviser brugeren.",
                "The database of DATABASE_URL does not answer or refuses the user.",
            )
        )
    return 0


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One demo per folder: a second one would have the first one's people work in two places."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            where = file.read().strip()
            raise CommandError(
                "already-running",
                f"Demoen kører allerede fra {folder}: {where}",
                f"The demo already runs from {folder}: {where}",
            ) from None
        file.truncate(0)
        yield


def _prepared(folder: Path, addresses: place.Addresses) -> list[dict[str, str]]:
    if not ASSET.exists():
        raise CommandError(
            "no-assets",
            "Sidens stil og programmer er ikke bygget: kør make run, som bygger dem.",
            "The site's styles and scripts are not built: run make run, which builds them.",
        )
    _refuse_real_data(addresses.admin)
    messages.compile_all()
    # Beside the database it tells of, so that the one is never thrown away without the other.
    note = folder / "prepared.json"
    if note.exists() and "DATABASE_URL" not in os.environ:
        known: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        if known["fingerprint"] == prepare.fingerprint() and _has_tables(addresses.admin):
            return list(known["people"])
    say("Gør databasen og den opdigtede kommune klar ...")
    environment = {**_base(), **demo_environment(folder), **addresses.environment(None)}
    done = subprocess.run(
        [sys.executable, "-m", "beredskab.cli.prepare", str(note)], env=environment, check=False,
        capture_output=True, text=True, start_new_session=True,
    )  # fmt: skip
    if done.returncode != 0:
        log = folder / "log" / "prepare.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(done.stdout + done.stderr, encoding="utf-8")
        raise CommandError(
            "not-prepared",
            f"Databasen kunne ikke gøres klar; årsagen står i {log}.",
            f"The database could not be made ready; the reason stands in {log}.",
        )
    return list(json.loads(note.read_text(encoding="utf-8"))["people"])


def _refuse_real_data(admin_url: str) -> None:
    """A DATABASE_URL left over from production must not get fictional people who enter without a password."""
    if not _has_tables(admin_url):
        return
    with psycopg.connect(admin_url) as connection:
        found = connection.execute("select 1 from organisation_authority where code = '9999'").fetchone()
    if found is None:
        raise CommandError(
            "real-data",
            "Databasen i DATABASE_URL er ikke demoens: fjern DATABASE_URL, eller peg på en tom database.",
            "The database of DATABASE_URL is not the demo's: unset DATABASE_URL, or point it at an empty database.",
        )


def _has_tables(admin_url: str) -> bool:
    with psycopg.connect(admin_url) as connection:
        row = connection.execute("select to_regclass('public.organisation_authority') is not null").fetchone()
    return bool(row and row[0])


def _serve(args: argparse.Namespace, folder: Path, addresses: place.Addresses, people: list[dict[str, str]]) -> None:
    public = _free_port(args.port, taken=set())
    work = _free_port(args.work_port, taken={public})
    intake = _free_port(args.intake_port, taken={public, work})
    places = {name: f"{HOST}:{port}" for name, port in (("public", public), ("work", work), ("intake", intake))}
    urls = {name: f"http://{place}" for name, place in places.items()}
    shared = {
        **_base(), **demo_environment(folder),
        **{f"BEREDSKAB_{name.upper()}_URL": url for name, url in urls.items()},
    }  # fmt: skip
    with Supervisor() as supervisor:
        for name, role in ROLES.items():
            serving = ["--bind", places[name], "--workers", "1", "--threads", "8"] if name in places else []
            command = [sys.executable, "-m", "beredskab", "serve", name, *serving]
            environment = {**_for(name, shared), **addresses.environment(role)}
            supervisor.start(Program(name, command, environment, folder / "log" / f"{name}.log"))
        deadline = time.monotonic() + ANSWER_SECONDS
        for url in urls.values():
            supervisor.watch(lambda url=url: _answers(url, deadline))  # type: ignore[misc]
        (folder / "demo.lock").write_text(" ".join(urls.values()))
        _tell(urls, people)
        if not args.once:
            supervisor.watch(lambda: False, pause=0.5)


def _for(name: str, shared: dict[str, str]) -> dict[str, str]:
    """A process without a login is told neither where the keys lie nor how mail is sent."""
    return {key: value for key, value in shared.items() if name not in OPEN or key not in BEHIND_LOGIN_ONLY}


def _answers(url: str, deadline: float) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:  # noqa: S310  our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        if time.monotonic() > deadline:
            raise CommandError(
                "no-answer", f"{url} svarer ikke; se mappen log.", f"{url} does not answer; see the folder log."
            ) from None
        return False


def _free_port(wanted: int, taken: set[int]) -> int:
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
        if port not in taken:
            if port != wanted:
                say(f"Port {wanted} er optaget; bruger {port}.")
            return port
    raise CommandError(
        "no-port",
        f"Ingen ledig port fra {wanted} og hundrede frem: vælg en anden med --port.",
        f"No free port from {wanted} and a hundred on: choose another with --port.",
    )


def _base() -> dict[str, str]:
    """Our own surroundings without the addresses: each process is told only what it needs."""
    hidden = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", *place.VARIABLES.values()}
    kept = {key: value for key, value in os.environ.items() if key not in hidden}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(place.PACKAGE.parent), *filter(None, [kept.get("PYTHONPATH")])])}


def _tell(urls: dict[str, str], people: list[dict[str, str]]) -> None:
    say()
    say("Beredskab kører.")
    say(f"  Det åbne websted:  {urls['public']}/   (tjek en plan, læs offentliggjorte planer)")
    say(f"  Henvendelser:      {urls['intake']}/   (her tager kommunen imod bekymringer)")
    say(f"  Arbejdsstedet:     {urls['work']}/demo/   (vælg, hvem du vil være)")
    say()
    home = ""
    for person in people:
        if person["home"] != home:
            home = person["home"]
            say(f"Opdigtede personer i {home}:")
        say(f"  {person['name']:<22} {person['note']}")
    say()
    say("Stop med Ctrl-C. Data bliver liggende til næste gang.")
