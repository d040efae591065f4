"""The suite's one plug-in. It stands at the root because tests also lie inside the apps."""

import os

os.environ["BEREDSKAB_ENV"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "beredskab.config.settings.test"
# Playwright leaves its event loop in the worker's thread, and Django would refuse every query after a browser test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import django

from beredskab.kit import messages

messages.compile_all()
django.setup()

pytest_plugins = ["tests.harness"]
