"""The only ways to give and end access, and to answer from outside: functions that check who asks.

They run as the owner of the tables, so the application cannot insert a grant by itself. Each takes who is asking from
the transaction's settings, never from an argument. `not_allowed` is raised with SQLSTATE 42501.
"""

from typing import ClassVar

from django.db import migrations

from beredskab.kit import roles
from beredskab.kit.migrations import TenantReferences

WORK, INTAKE = roles.WORK, roles.INTAKE

HELPERS = """
create function cases_person() returns uuid language sql stable as
$$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function cases_authority() returns uuid language sql stable as
$$ select nullif(current_setting('app.authority', true), '')::uuid $$;

create function cases_refuse(why text) returns void language plpgsql as $$
begin
  raise exception '%', why using errcode = 'insufficient_privilege';
end $$;

create function cases_has_role(wanted text[], who uuid default null) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select 1 from organisation_membership m
    where m.authority_id = cases_authority() and m.person_id = coalesce(who, cases_person())
      and m.roles::text[] && wanted and m.accepted_at is not null
      and m.valid_from <= current_date and (m.valid_to is null or m.valid_to >= current_date))
$$;

create function cases_is_colleague(who uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select 1 from organisation_membership m
    where m.authority_id = cases_authority() and m.person_id = who and m.accepted_at is not null
      and m.valid_from <= current_date and (m.valid_to is null or m.valid_to >= current_date))
$$;

create function cases_holds_all(of_case uuid, who uuid default null) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select 1 from cases_grant g
    where g.case_id = of_case and g.person_id = coalesce(who, cases_person()) and '*' = any(g.sections::text[])
      and g.ended_at is null and g.starts_at <= now() and g.ends_at > now())
$$;

-- Until when the asker holds the whole case, by a break-glass or only otherwise; null: not at all.
create function cases_held_until(of_case uuid, without_glass boolean) returns timestamptz
language sql stable security definer set search_path = pg_catalog, public as $$
  select max(g.ends_at) from cases_grant g
  where g.case_id = of_case and g.person_id = cases_person() and '*' = any(g.sections::text[])
    and g.ended_at is null and g.starts_at <= now() and g.ends_at > now()
    and not (without_glass and g.reason = 'break_glass')
$$;
"""

# For whoever was let in to a part of a case, and does not see the road: their step leads back to where it came from,
# and the figures follow the case by themselves.
ROAD = """
create function cases_came_from(of_case uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if not exists (
    select 1 from cases_grant g
    where g.case_id = of_case and g.person_id = cases_person() and g.authority_id = cases_authority()
      and g.ended_at is null and g.starts_at <= now() and g.ends_at > now()) then
    perform cases_refuse('does not hold the case'); end if;
  return (
    select p.source from cases_passed p join cases_case c on c.id = p.case_id
    where c.id = of_case and p.target = c.stage order by p.created_at desc, p.id desc limit 1);
end $$;

create function cases_figures_follow() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update cases_indicator set stage = new.stage, outcome = new.outcome where case_id = new.id;
  return new;
end $$;
create trigger cases_case_figures after update of stage, outcome on cases_case
  for each row when (old.stage <> new.stage or old.outcome <> new.outcome) execute function cases_figures_follow();
"""

GIVING = """
create function cases_insert_grant(
  new_id uuid, of_case uuid, who uuid, why text, on_basis text, which text[], until timestamptz
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into cases_grant (
    id, created_at, authority_id, case_id, person_id, person_name, given_by_id, given_by_name,
    reason, basis, sections, starts_at, ends_at)
  select new_id, now(), cases_authority(), of_case, who, p.name, cases_person(), giver.name,
         why, on_basis, which, now(), until
  from organisation_person p, organisation_person giver
  where p.id = who and giver.id = cases_person();
  if not found then perform cases_refuse('unknown person'); end if;
end $$;

-- Who leads is written here and by no other way. What was for the lead alone goes along.
create function cases_set_lead(of_case uuid, who uuid) returns void
language sql security definer set search_path = pg_catalog, public as $$
  update cases_task t set for_id = who from cases_case c
   where c.id = of_case and t.case_id = c.id and t.kind = 'mentor' and t.for_id = c.lead_id and t.done_at is null;
  update cases_case c set lead_id = p.id, lead_name = p.name from organisation_person p
   where c.id = of_case and p.id = who;
$$;

-- The first grant: whoever opens a case leads it. Never a second time.
create function cases_open_grant(new_id uuid, of_case uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not cases_has_role(array['coordinator']) then perform cases_refuse('not a coordinator'); end if;
  if exists (select 1 from cases_grant g where g.case_id = of_case) then
    perform cases_refuse('the case has had a grant'); end if;
  if not exists (select 1 from cases_case c where c.id = of_case and c.authority_id = cases_authority()) then
    perform cases_refuse('not a case of this authority'); end if;
  perform cases_insert_grant(new_id, of_case, cases_person(), 'lead', 'task', array['*'], '9000-01-01 00:00+00');
end $$;

-- Whoever holds the whole case may give access to a colleague. The lead is given on by whoever leads, the whole case no
-- longer than the giver has it; and a break-glass gives nothing that outlives it, or it would never end.
create function cases_give_grant(
  new_id uuid, of_case uuid, who uuid, why text, on_basis text, which text[], until timestamptz
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  mine timestamptz := cases_held_until(of_case, true);
  by_glass boolean := mine is null;
begin
  perform 1 from cases_case c where c.id = of_case and why = 'lead' for update;  -- two leads never at once
  if not cases_holds_all(of_case) then perform cases_refuse('does not hold the case'); end if;
  mine := coalesce(mine, cases_held_until(of_case, false));
  if why = 'lead' and not (
       mine >= timestamptz '9000-01-01 00:00+00' and until >= timestamptz '9000-01-01 00:00+00' and '*' = any(which)
       and exists (select 1 from cases_case c where c.id = of_case and c.lead_id = cases_person())) then
    perform cases_refuse('only a lead gives the lead'); end if;
  if ('*' = any(which) or by_glass) and until > mine then perform cases_refuse('longer than the giver'); end if;
  if not exists (select 1 from cases_case c where c.id = of_case and c.authority_id = cases_authority()) then
    perform cases_refuse('not a case of this authority'); end if;
  if not cases_is_colleague(who) then perform cases_refuse('not a colleague'); end if;
  if why not in ('lead', 'deputy', 'second', 'hand_over', 'mentor', 'risk', 'duty', 'receiver') then
    perform cases_refuse('not a reason to give'); end if;
  if until >= timestamptz '9000-01-01 00:00+00' and why <> 'lead' then
    perform cases_refuse('only the lead has no end'); end if;
  if '*' = any(which) and not cases_has_role(array['coordinator', 'case_manager'], who) then
    perform cases_refuse('only a coordinator or manager holds a whole case'); end if;
  if why = 'lead' and not cases_has_role(array['coordinator'], who) then
    perform cases_refuse('only a coordinator leads'); end if;
  perform cases_insert_grant(new_id, of_case, who, why, on_basis, which, until);
  if why = 'lead' then perform cases_set_lead(of_case, who); end if;
end $$;

-- When nobody who still works here holds the case, a coordinator or manager takes it over.
create function cases_take_over(new_id uuid, of_case uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not cases_has_role(array['coordinator']) then perform cases_refuse('not a coordinator'); end if;
  if not exists (select 1 from cases_case c where c.id = of_case and c.authority_id = cases_authority()) then
    perform cases_refuse('not a case of this authority'); end if;
  -- A moved case is the other municipality's; access here has ended.
  if exists (select 1 from cases_case c where c.id = of_case and c.stage in ('moved', 'erased')) then
    perform cases_refuse('the case is gone'); end if;
  if exists (
    select 1 from cases_grant g
    where g.case_id = of_case and '*' = any(g.sections::text[]) and g.reason <> 'break_glass'
      and g.ended_at is null and g.ends_at > now() and cases_is_colleague(g.person_id)) then
    perform cases_refuse('somebody holds the case'); end if;
  perform cases_insert_grant(new_id, of_case, cases_person(), 'take_over', 'task', array['*'], '9000-01-01 00:00+00');
  perform cases_set_lead(of_case, cases_person());
end $$;

-- Break-glass: a coordinator or manager, three hours, never where the case says no, and never without a task to look at
-- it for somebody else.
create function cases_break_glass(new_id uuid, of_case uuid, because text, task_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if because is null or because not in ('danger', 'child', 'police', 'lead_away') then
    perform cases_refuse('not a reason to break the glass'); end if;
  if not cases_has_role(array['coordinator', 'case_manager']) then perform cases_refuse('not a coordinator'); end if;
  if not exists (
    select 1 from cases_case c
    where c.id = of_case and c.authority_id = cases_authority() and c.breakable and c.restricted_at is null) then
    perform cases_refuse('this case cannot be opened by break-glass'); end if;
  perform cases_insert_grant(
    new_id, of_case, cases_person(), 'break_glass', 'task', array['*'], now() + interval '3 hours');
  insert into cases_task (
    id, created_at, authority_id, case_id, report_id, subject_id, kind, force, rule, due_at, opened_at, stops_at,
    for_role, for_id, reminded_at, escalated_at, done_at, done_by_id, outcome)
  values (
    task_id, now(), cases_authority(), of_case, null, new_id, 'glass', 'local', 'glass.' || because,
    now() + interval '1 day', now(), null, 'coordinator', null, null, null, null, null, '');
end $$;

-- A grant is ended by the person, or by whoever holds the case, by a break-glass nobody else's, and a lead's by a lead;
-- the last hold cannot lapse without a successor, and whoever leads holds the case: a former lead locks nobody out.
create function cases_end_grant(of_grant uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare one cases_grant; mine timestamptz;
begin
  select * into one from cases_grant g
   where g.id = of_grant and g.authority_id = cases_authority() and g.ended_at is null for update;
  if one.id is null then perform cases_refuse('no such grant'); end if;
  mine := coalesce(cases_held_until(one.case_id, true), '-infinity');
  if one.person_id is distinct from cases_person() and (
       mine < now() or (one.ends_at >= '9000-01-01 00:00+00' and mine < '9000-01-01 00:00+00')) then
    perform cases_refuse('does not hold the case'); end if;
  if '*' = any(one.sections::text[]) and one.reason <> 'break_glass'
     and exists (select 1 from cases_case c where c.id = one.case_id and c.stage not in ('erased', 'moved'))
     and not exists (
       select 1 from cases_grant g
       where g.case_id = one.case_id and g.id <> one.id and '*' = any(g.sections::text[]) and g.ended_at is null
         and g.ends_at = timestamptz '9000-01-01 00:00+00' and cases_is_colleague(g.person_id)) then
    perform cases_refuse('the last one needs a successor'); end if;
  if one.ends_at >= '9000-01-01 00:00+00' and cases_is_colleague(one.person_id)
     and exists (
       select 1 from cases_case c
       where c.id = one.case_id and c.lead_id = one.person_id and c.stage not in ('erased', 'moved'))
     and not exists (
       select 1 from cases_grant g
       where g.case_id = one.case_id and g.id <> one.id and g.person_id = one.person_id and g.ended_at is null
         and '*' = any(g.sections::text[]) and g.ends_at = timestamptz '9000-01-01 00:00+00') then
    perform cases_refuse('whoever leads holds the case'); end if;
  update cases_grant set ended_at = now() where id = of_grant;
end $$;

create function cases_review_glass(of_grant uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update cases_grant set reviewed_at = now(), reviewed_by_id = cases_person()
   where id = of_grant and authority_id = cases_authority() and reason = 'break_glass'
     and reviewed_at is null and person_id <> cases_person() and cases_has_role(array['coordinator', 'case_manager']);
  if not found then perform cases_refuse('not for you to review'); end if;
end $$;
"""

OUTSIDE = """
-- The other side answers what was asked of it, once it may see it, in its own name.
create function cases_may_answer(asked uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select 1 from cases_exchange q
    where q.id = asked and q.to_authority_id = cases_authority() and q.open_until > now() and q.closed_at is null
      and (q.to_person_id = cases_person()
           or (q.to_person_id is null and q.owner_authority_id <> cases_authority() and cases_has_role(
             case when q.kind = 'move' then array['coordinator']
                  when q.kind in ('clearance', 'advice') then array['police_coordinator']
                  else array['police_coordinator', 'partner'] end))))
$$;

create function cases_answer(new_id uuid, asked uuid, what text, its_items bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare q cases_exchange;
begin
  if not cases_may_answer(asked) then perform cases_refuse('not asked of you'); end if;
  select * into q from cases_exchange where id = asked;
  -- What the police and partners answer goes through `cases_reply`, which knows what fits.
  if not (q.kind = 'move' or (q.kind = 'hand_over' and q.owner_authority_id = cases_authority()))
     or what is null or what not in ('accepted', 'returned') then
    perform cases_refuse('no answer to this'); end if;
  insert into cases_exchange (
    id, created_at, from_authority_id, to_authority_id, owner_authority_id, case_id, case_number, root_id, reply_to_id,
    meeting_id, kind, answer, basis, purpose, threshold_id, necessity, items, recorded, due_at, open_until,
    to_person_id, to_name, seen_at, closed_at, by_id, by_name)
  values (
    new_id, now(), q.to_authority_id, q.from_authority_id, q.owner_authority_id, q.case_id, q.case_number, q.root_id,
    q.id, q.meeting_id, 'answer', what, q.basis, q.purpose, q.threshold_id, null, its_items, false, null,
    q.open_until, null, '', null, null, cases_person(),
    (select p.name from organisation_person p where p.id = cases_person()));
end $$;

create function cases_saw_exchange(which uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update cases_exchange q set seen_at = now()
   where q.id = which and q.seen_at is null and cases_may_answer(q.id);
end $$;
"""

RECEIPTS = """
-- Reading by receipt goes through these only; what is known is the hash of what the receipt gives.
create function cases_by_receipt(stored bytea)
returns table (id uuid, authority_id uuid, receipt_key bytea, received_at timestamptz, state text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.id, r.authority_id, r.receipt_key, r.received_at, r.state from cases_report r
  where r.receipt_stored = stored and octet_length(stored) = 32
$$;

create function cases_inbox(stored bytea)
returns table (id uuid, created_at timestamptz, from_reporter boolean, text bytea)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.id, m.created_at, m.from_reporter, m.text from cases_reportmessage m
  join cases_report r on r.id = m.report_id
  where r.receipt_stored = stored and octet_length(stored) = 32 order by m.created_at, m.id limit 500
$$;

create function cases_write_by_receipt(stored bytea, new_id uuid, sealed bytea, task_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare r cases_report;
begin
  if octet_length(sealed) >= 100000 then perform cases_refuse('too long'); end if;
  select * into r from cases_report x where x.receipt_stored = stored and octet_length(stored) = 32;
  if r.id is null then perform cases_refuse('unknown receipt'); end if;
  if (select count(*) from cases_reportmessage m where m.report_id = r.id and m.from_reporter) >= 200 then
    perform cases_refuse('too many messages'); end if;
  insert into cases_reportmessage (id, created_at, authority_id, report_id, from_reporter, text, by_id)
  values (new_id, now(), r.authority_id, r.id, true, sealed, null);
  insert into cases_task (
    id, created_at, authority_id, case_id, report_id, subject_id, kind, force, rule, due_at, opened_at, stops_at,
    for_role, for_id, reminded_at, escalated_at, done_at, done_by_id, outcome)
  values (
    task_id, now(), r.authority_id, r.case_id, r.id, r.id, 'inbox', 'none', '', null, now(), null,
    'coordinator', null, null, null, null, null, '')
  on conflict do nothing;
end $$;
"""

FOR_WORK = (
    "cases_came_from(uuid)",
    "cases_open_grant(uuid, uuid)",
    "cases_give_grant(uuid, uuid, uuid, text, text, text[], timestamptz)",
    "cases_take_over(uuid, uuid)",
    "cases_break_glass(uuid, uuid, text, uuid)",
    "cases_end_grant(uuid)",
    "cases_review_glass(uuid)",
    "cases_may_answer(uuid)",
    "cases_answer(uuid, uuid, text, bytea)",
    "cases_saw_exchange(uuid)",
)
FOR_INTAKE = (
    "cases_by_receipt(bytea)",
    "cases_inbox(bytea)",
    "cases_write_by_receipt(bytea, uuid, bytea, uuid)",
)
INSIDE = (
    "cases_insert_grant(uuid, uuid, uuid, text, text, text[], timestamptz)",
    "cases_set_lead(uuid, uuid)",
    "cases_has_role(text[], uuid)",
    "cases_is_colleague(uuid)",
    "cases_holds_all(uuid, uuid)",
    "cases_held_until(uuid, boolean)",
    "cases_figures_follow()",
    "cases_refuse(text)",
    "cases_person()",
    "cases_authority()",
)
OPEN = "\n".join(
    [
        *(f"revoke execute on function {name} from public;" for name in (*FOR_WORK, *FOR_INTAKE, *INSIDE)),
        *(f"grant execute on function {name} to {WORK};" for name in FOR_WORK),
        *(f"grant execute on function {name} to {INTAKE};" for name in FOR_INTAKE),
    ]
)
DROP = "drop trigger cases_case_figures on cases_case;\n" + "\n".join(
    f"drop function {name};" for name in (*FOR_WORK, *FOR_INTAKE, *INSIDE)
)


class Migration(migrations.Migration):
    """Grants, answers and receipts by function; keys between tables stay within one authority."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0002_policies")]

    operations: ClassVar[list[object]] = [
        migrations.RunSQL(HELPERS + ROAD + GIVING + OUTSIDE + RECEIPTS + OPEN, DROP),
        TenantReferences("cases"),
    ]
