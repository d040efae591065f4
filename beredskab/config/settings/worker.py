"""The process that runs jobs. Serves no requests."""

import os

from beredskab.config.database import configure
from beredskab.config.settings.base import *  # noqa: F403

ROOT_URLCONF = "beredskab.config.urls_worker"
MIDDLEWARE: list[str] = []
DATABASES = {"default": configure("worker", os.environ)}
BEATS = {  # what runs beside the queue, and the seconds between
    "beredskab.organisation.outbox.sender.send_due": 5,
    "beredskab.cases.actions.reminding.remind_all": 60,
    "beredskab.cases.actions.erasing.finish_waiting": 60,
}
