"""What the public guide may know of a municipality's intake: whether it is open, and who reads when."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def intake_door(authority_id: UUID) -> tuple[bool, str]:
    """Whether concerns are taken in writing, and who reads when, in the municipality's words. Needs no viewer."""
    with connection.cursor() as cursor:
        cursor.execute("select is_open, reads_when from cases_intake_door(%s)", [authority_id])
        row = cursor.fetchone()
    return (bool(row[0]), str(row[1])) if row else (False, "")
