# ruff: noqa: S608  built from our own constants, for migrations only
"""The SQL conditions of the case tables' policies: who may see what now, as the database itself decides it.

Row-level security is the floor. The same rules in Python stand in `visibility.py`, for the reader's sake.
"""

from typing import Final

from beredskab.kit.migrations import SETTING

AUTHORITY: Final = SETTING.format("authority")
PERSON: Final = SETTING.format("person")
LIVE: Final = "g.ended_at is null and g.starts_at <= now() and g.ends_at > now()"


MEMBER: Final = """
-- In plpgsql, because it keeps its plan and is asked once in a query: the policies of the memberships, planned again
-- inside the policy of each table, took longer than the query itself.
create function cases_member(wanted text[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (
    select 1 from organisation_membership m
    where m.authority_id = nullif(current_setting('app.authority', true), '')::uuid
      and m.person_id = nullif(current_setting('app.person', true), '')::uuid
      and m.roles::text[] && wanted and m.accepted_at is not null
      and m.valid_from <= current_date and (m.valid_to is null or m.valid_to >= current_date));
end $$;
revoke execute on function cases_member(text[]) from public;
grant execute on function cases_member(text[]) to beredskab_work;
"""
NO_MEMBER: Final = "drop function cases_member(text[]);"


def member(*roles: str) -> str:
    """The viewer has one of these roles in the authority they act for, now, with their own yes."""
    wanted = ", ".join(f"'{role}'" for role in roles)
    return f"(select cases_member(array[{wanted}]))"


def granted(section: str = "", column: str = "case_id") -> str:
    """The viewer holds a live grant on the row's case with this section; without one, with any section.

    By `exists`, so that the database may look up one case or collect all, whichever is less: somebody may hold
    thousands. `opens` is the grant's case, for `column` must mean the guarded table's.
    """
    sections = f" and g.sections::text[] && array['*', '{section}']" if section else ""
    held = f"select g.case_id as opens from cases_grant g where g.person_id = {PERSON} and {LIVE}{sections}"
    return f"exists (select 1 from ({held}) held where held.opens = {column})"
