"""How an attack is tried: in SQL as the application role in the attacker's own scope, past what Python says."""

import pytest
from django.db import DatabaseError, connection, transaction

from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Membership
from beredskab.organisation.tests.administering import administering


def sql(viewer, statement, *values):
    """As the application in the viewer's scope; what it gives, or how many rows it changed."""
    with as_viewer(viewer), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall() if cursor.description else cursor.rowcount


def denied(viewer, statement, *values):
    with pytest.raises(DatabaseError) as caught:
        sql(viewer, statement, *values)
    return caught.value.__cause__.sqlstate == "42501"


def acts_as(cast, key, *roles):
    """Other roles for somebody in their authority, as whoever administers there could give them."""
    with administering(cast, key):
        assert Membership.objects.filter(person_id=cast[key].person_id).update(roles=list(roles)) == 1
