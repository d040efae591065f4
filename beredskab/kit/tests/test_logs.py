import json
import logging

from beredskab.kit import logs


def test_the_servers_own_loggers_repeat_nothing_that_somebody_wrote(capsys):
    root, names = logging.getLogger(), ("gunicorn.error", "gunicorn.access", "django")
    before = (root.handlers, root.level, {name: logging.getLogger(name).handlers for name in names})
    noisy = logging.getLogger("gunicorn.error")
    noisy.handlers, noisy.propagate = [logging.StreamHandler()], False
    try:
        logs.configure({"level": "INFO"})
        try:
            raise ValueError("Fortrolig Person")
        except ValueError:
            noisy.exception("Error handling request %s", "/plan/?q=Fortrolig")
        line = capsys.readouterr().err
    finally:
        root.handlers, root.level = before[0], before[1]
        for name in names:
            logging.getLogger(name).handlers = before[2][name]
    assert "Fortrolig" not in line
    assert json.loads(line)["error"] == "ValueError"
