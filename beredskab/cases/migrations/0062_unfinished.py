# ruff: noqa: S608  from our own constants only
"""The worker finishes an erasure that was killed between the second person's yes and the end."""

from typing import ClassVar

from django.db import migrations

from beredskab.kit import roles

WAITING = f"""
-- What two people confirmed a minute ago or more, and that has not come to an end: with every key it has.
create function cases_erasures_waiting()
returns table (id uuid, authority_id uuid, case_id uuid, number text, answer text, key_ids uuid[])
language sql stable security definer set search_path = pg_catalog, public as $$
  select d.id, d.authority_id, c.id, c.year || '-' || lpad(c.sequence::text, 3, '0'), d.answer,
    array(
      select c.id union select r.id from cases_report r where r.case_id = c.id
      union select e.root_id from cases_exchange e where e.case_id = c.id)
  from cases_disposal d join cases_case c on c.id = d.case_id
  where d.state = 'confirmed' and d.answer in ('destroy', 'transfer') and exists (
    select 1 from cases_task t
    where t.subject_id = d.id and t.kind = 'dispose_second' and t.done_at < now() - interval '1 minute')
  order by d.created_at, d.id
$$;
revoke execute on function cases_erasures_waiting() from public;
grant execute on function cases_erasures_waiting() to {roles.WORKER};
grant execute on function cases_erase_rows(uuid) to {roles.WORKER};
"""
NOTHING = f"""
revoke execute on function cases_erase_rows(uuid) from {roles.WORKER};
drop function cases_erasures_waiting();
"""


class Migration(migrations.Migration):
    """One function, and the worker's right to two."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0061_moves")]

    operations: ClassVar[list[object]] = [migrations.RunSQL(WAITING, NOTHING)]
