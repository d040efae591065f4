"""The suite's one plug-in. It stands at the root because tests also lie inside the apps."""

import os

os.environ["BEREDSKAB_ENV"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "beredskab.config.settings.test"
# Playwright leaves its event loop in the worker's thread, and Django would refuse every query after a browser test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import django
from hypothesis import settings

from beredskab.kit import messages

messages.compile_all()
django.setup()

# A property is tried on fewer examples before each change; `make test-long` asks for Hypothesis' own number.
settings.register_profile("quick", max_examples=35)
settings.load_profile("quick")

pytest_plugins = ["tests.harness"]
