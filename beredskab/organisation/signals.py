"""Logins are events of the house: they belong to a person, not yet to an authority."""

from typing import Any, Final

from django.apps import apps
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import pre_save
from django.dispatch import receiver

from beredskab.audit.actions import record_house
from beredskab.organisation.models import Person

KEPT_CLAIMS: Final = ("sub", "name", "email")


@receiver(user_logged_in)
def _logged_in(sender: object, user: Person, **_: Any) -> None:
    record_house(person_id=user.pk, event="organisation.login.succeeded")


@receiver(user_logged_out)
def _logged_out(sender: object, user: Person | None, **_: Any) -> None:
    record_house(person_id=user.pk if user else None, event="organisation.login.ended")


@receiver(user_login_failed)
def _login_failed(sender: object, **_: Any) -> None:
    record_house(person_id=None, event="organisation.login.failed")


def _keep_few_claims(sender: object, instance: Any, **_: Any) -> None:
    """Of what an identity provider tells, only who it is: it may send titles, groups, numbers and more."""
    told = instance.extra_data or {}
    claims = told.get("userinfo") or told.get("id_token") or told
    instance.extra_data = {key: claims[key] for key in KEPT_CLAIMS if key in claims}


if apps.is_installed("allauth.socialaccount"):  # only the process with a login has it
    pre_save.connect(_keep_few_claims, sender="socialaccount.SocialAccount")
