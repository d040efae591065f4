"""`beredskab serve public|intake|work|worker`: one process, in the foreground, as production runs it."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from typing import Final

from beredskab.cli import leash
from beredskab.cli.say import refuse

PORTS: Final = {"public": 8000, "work": 8001, "intake": 8002}
SEALER_SECONDS: Final = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to serve, and how widely."""
    parser.add_argument("process", choices=("public", "intake", "work", "worker"), help="hvilken proces")
    ports = ", ".join(f"{port} for {name}" for name, port in PORTS.items())
    parser.add_argument("--bind", help=f"adresse og port (standard 127.0.0.1 og {ports})")
    parser.add_argument("--workers", type=int, default=2, help="antal processer (standard 2)")
    parser.add_argument("--threads", type=int, default=4, help="tråde i hver proces (standard 4)")


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop; 3 when the installation is not safe to serve, with each reason on a line."""
    leash.follow()
    os.environ["DJANGO_SETTINGS_MODULE"] = f"beredskab.config.settings.{args.process}"
    if os.environ.get("BEREDSKAB_ENV", "production") == "production":
        from beredskab.cli import doctor

        problems = doctor.problems([args.process])
        if problems:
            return refuse(*problems, code=3)
    if args.process == "worker":
        return _worker()
    return _gunicorn(args)


def _gunicorn(args: argparse.Namespace) -> int:
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = [
        "gunicorn", f"beredskab.config.wsgi_{args.process}",
        "--bind", args.bind or f"127.0.0.1:{PORTS[args.process]}",
        "--worker-class", "gthread", "--workers", str(args.workers), "--threads", str(args.threads),
        "--graceful-timeout", "8", "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip
    WSGIApplication("%(prog)s", prog="beredskab").run()
    return 0


def _worker() -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from beredskab.audit.sealing import keep_sealing
    from beredskab.kit.beats import Beats

    # A thread beside the queue: a periodic job starts once a minute, and a chain should not wait that long.
    stop = threading.Event()
    sealer = threading.Thread(target=keep_sealing, args=(stop,), name="sealer", daemon=True)
    sealer.start()
    try:
        with Beats(settings.BEATS):
            call_command("procrastinate", "worker", "--shutdown-graceful-timeout", "8")
    finally:
        stop.set()
        sealer.join(SEALER_SECONDS)
    return 0
