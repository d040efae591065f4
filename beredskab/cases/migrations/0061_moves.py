"""A case moves to another municipality: offered by one, accepted or declined by the other, in one act of the database.

The receiver's own case is made by the receiver, under a key of its own. Here the sender's case ends.
"""

from typing import ClassVar

from django.db import migrations

from beredskab.kit import roles

WORK = roles.WORK

FUNCTIONS = """
-- The other municipality's coordinators have a task, and are told. Only for what the viewer has just offered.
create function cases_move_offered(which uuid, task_id uuid) returns setof uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare q cases_exchange;
begin
  select * into q from cases_exchange e
   where e.id = which and e.kind = 'move' and e.owner_authority_id = cases_authority() and e.by_id = cases_person()
     and e.closed_at is null;
  if q.id is null then perform cases_refuse('not offered by you'); end if;
  insert into cases_task (
    id, created_at, authority_id, case_id, report_id, subject_id, kind, force, rule, due_at, opened_at, stops_at,
    for_role, for_id, reminded_at, escalated_at, done_at, done_by_id, outcome)
  values (
    task_id, now(), q.to_authority_id, null, null, q.id, 'moved_in', 'none', '', null, now(), q.open_until,
    'coordinator', null, null, null, null, null, '')
  on conflict do nothing;
  return query
    select m.person_id from organisation_membership m
    where m.authority_id = q.to_authority_id and m.roles::text[] && array['coordinator'] and m.accepted_at is not null
      and m.valid_from <= current_date and (m.valid_to is null or m.valid_to >= current_date)
    order by m.person_id;
end $$;

create function cases_move_answered(asked uuid, new_id uuid, what text, its_items bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare q cases_exchange;
begin
  select * into q from cases_exchange where id = asked for update;
  if q.id is null or q.kind <> 'move' or q.closed_at is not null or not cases_may_answer(asked) then
    perform cases_refuse('not asked of you'); end if;
  if what not in ('accepted', 'returned') then perform cases_refuse('no answer to this'); end if;
  perform cases_answer(new_id, asked, what, its_items);
  update cases_exchange set closed_at = now() where id = asked;
  update cases_move
     set state = case what when 'accepted' then 'accepted' else 'declined' end, answered_at = now()
   where exchange_id = asked and state = 'offered';
  if not found then perform cases_refuse('not offered'); end if;
  update cases_task set done_at = now(), done_by_id = cases_person(), outcome = what
   where subject_id = asked and kind = 'moved_in' and done_at is null;
  update cases_task set done_at = now(), outcome = what
   where case_id = q.case_id and kind = 'move' and done_at is null;
  if what = 'accepted' then perform cases_moved_away(q.case_id); end if;
end $$;

-- The sender's case ends: nobody there opens it any more, and nothing of it waits but the decision on storage.
create function cases_moved_away(of_case uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from cases_hold h where h.case_id = of_case and h.lifted_at is null) then
    perform cases_refuse('on hold'); end if;
  insert into cases_passed (id, created_at, authority_id, case_id, verb, source, target, by_id, by_name)
  select gen_random_uuid(), now(), c.authority_id, c.id, 'move_away', c.stage, 'moved', null, ''
    from cases_case c where c.id = of_case;
  update cases_case
     set stage = 'moved', stage_since = now(), version = version + 1, restricted_at = now(), closed_at = now(),
         outcome = 'moved'
   where id = of_case;
  update cases_indicator set stage = 'moved', outcome = 'moved' where case_id = of_case;
  update cases_task set done_at = now(), outcome = 'moved' where case_id = of_case and done_at is null;
  update cases_grant set ended_at = now() where case_id = of_case and ended_at is null;
  delete from cases_lookupentry where case_id = of_case;
  -- What lies here still has an end, though nobody opens it: two people decide on it.
  insert into cases_task (
    id, created_at, authority_id, case_id, report_id, subject_id, kind, force, rule, due_at, opened_at, stops_at,
    for_role, for_id, reminded_at, escalated_at, done_at, done_by_id, outcome)
  select gen_random_uuid(), now(), c.authority_id, c.id, null, null, 'dispose', 'none', '', null, now(), null,
         'coordinator', null, null, null, null, null, ''
    from cases_case c where c.id = of_case;
end $$;

-- Taken back by whoever holds the case, before it was answered.
create function cases_move_taken_back(which uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update cases_move m set state = 'declined', answered_at = now()
   where m.exchange_id = which and m.state = 'offered' and m.authority_id = cases_authority()
     and cases_holds_all(m.case_id);
  if not found then perform cases_refuse('not yours'); end if;
  update cases_exchange set closed_at = now(), open_until = now() where id = which;
  update cases_task set done_at = now(), outcome = 'taken_back'
   where subject_id = which and kind in ('moved_in', 'move') and done_at is null;
end $$;

-- A coordinator sees every move and begins one only of a case they hold.
create function cases_move_by_holder() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.by_id <> cases_person() or new.state <> 'offered' or not cases_holds_all(new.case_id) then
    perform cases_refuse('does not hold the case'); end if;
  return new;
end $$;
create trigger cases_move_by_holder before insert on cases_move
  for each row execute function cases_move_by_holder();

create unique index move_open_once on cases_move (case_id) where state = 'offered';
"""
FOR_WORK = (
    "cases_move_offered(uuid, uuid)",
    "cases_move_answered(uuid, uuid, text, bytea)",
    "cases_move_taken_back(uuid)",
)
INSIDE = ("cases_moved_away(uuid)", "cases_move_by_holder()")
OPEN = "\n".join(
    [
        *(f"revoke execute on function {name} from public;" for name in (*FOR_WORK, *INSIDE)),
        *(f"grant execute on function {name} to {WORK};" for name in FOR_WORK),
        # Whether it was accepted is the other municipality's word: only the functions write it.
        f"revoke update on cases_move from {WORK};",
    ]
)
DROP = (
    "drop trigger cases_move_by_holder on cases_move;\n"
    f"grant update on cases_move to {WORK};\ndrop index move_open_once;\n"
    + "\n".join(f"drop function {name};" for name in (*FOR_WORK, *INSIDE))
)


class Migration(migrations.Migration):
    """Functions and one index; no column."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0060_after")]

    operations: ClassVar[list[object]] = [migrations.RunSQL(FUNCTIONS + OPEN, DROP)]
