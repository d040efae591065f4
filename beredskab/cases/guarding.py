# ruff: noqa: S608  built from our own constants, for migrations only
"""The SQL conditions of the case tables' policies: who may see what now, as the database itself decides it.

Row-level security is the floor. The same rules in Python stand in `visibility.py`, for the reader's sake.
"""

from typing import Final

from beredskab.kit.migrations import SETTING

AUTHORITY: Final = SETTING.format("authority")
PERSON: Final = SETTING.format("person")
LIVE: Final = "g.ended_at is null and g.starts_at <= now() and g.ends_at > now()"


def member(*roles: str) -> str:
    """The viewer has one of these roles in the authority they act for, now, with their own yes."""
    wanted = ", ".join(f"'{role}'" for role in roles)
    return (  # built from our own words only, in migrations
        "exists (select 1 from organisation_membership m"
        f" where m.authority_id = {AUTHORITY} and m.person_id = {PERSON} and m.roles::text[] && array[{wanted}]"
        " and m.accepted_at is not null and m.valid_from <= current_date"
        " and (m.valid_to is null or m.valid_to >= current_date))"
    )


def granted(section: str = "", column: str = "case_id") -> str:
    """The viewer holds a live grant on the row's case with this section; without one, with any section."""
    sections = f" and g.sections::text[] && array['*', '{section}']" if section else ""
    return f"{column} in (select g.case_id from cases_grant g where g.person_id = {PERSON} and {LIVE}{sections})"
