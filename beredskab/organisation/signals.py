"""Logins are events of the house: they belong to a person, not yet to an authority."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from beredskab.audit.actions import record_house
from beredskab.organisation.models import Person


@receiver(user_logged_in)
def _logged_in(sender: object, user: Person, **_: Any) -> None:
    record_house(person_id=user.pk, event="organisation.login.succeeded")


@receiver(user_logged_out)
def _logged_out(sender: object, user: Person | None, **_: Any) -> None:
    record_house(person_id=user.pk if user else None, event="organisation.login.ended")


@receiver(user_login_failed)
def _login_failed(sender: object, **_: Any) -> None:
    record_house(person_id=None, event="organisation.login.failed")
