# ruff: noqa: S608  from our own constants only
"""What the database itself refuses in the first part of the road, whatever the application asks.

A contact to a child's custody holders waits for the risk assessment (barnets lov § 18, stk. 3) and for the police's
silence, and ends on the 18th birthday; only a social worker records that assessment; a place has no people.
"""

from typing import ClassVar

from django.db import migrations

from beredskab.cases.guarding import LIVE, PERSON
from beredskab.kit import roles

TODAY = "(now() at time zone 'Europe/Copenhagen')::date"
PEACE = f"""
create function cases_family_in_peace() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  -- Whoever writes a child, a track or a silence holds the case's row: nothing slips in between.
  perform 1 from cases_case c where c.id = new.case_id for update;
  if not exists (
    select 1 from cases_caseperson p where p.id = new.child_id and p.case_id = new.case_id and p.is_child
      and (p.adult_on is null or p.adult_on > {TODAY})) then
    perform cases_refuse('no custody holders: not a child'); end if;
  if exists (
    select 1 from cases_caseperson p where p.case_id = new.case_id and p.is_child
      and (p.adult_on is null or p.adult_on > {TODAY})
      and not exists (
        select 1 from cases_childtrack t where t.person_id = p.id and t.closed_at is null
          and (t.honour = false or t.risk_at is not null))) then
    perform cases_refuse('risk assessment first'); end if;
  if exists (
    select 1 from cases_familysilence s
    where s.case_id = new.case_id and s.lifted_at is null and s.until >= {TODAY}) then
    perform cases_refuse('the police have asked for silence'); end if;
  return new;
end $$;
revoke execute on function cases_family_in_peace() from public;
create trigger cases_familycontact_in_peace before insert on cases_familycontact
  for each row execute function cases_family_in_peace();
"""
NO_PEACE = """
drop trigger cases_familycontact_in_peace on cases_familycontact;
drop function cases_family_in_peace();
"""

RISK = """
create function cases_risk_by_social_worker() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if (new.risk_at is not null or (tg_op = 'UPDATE' and old.risk_at is not null))
     and not cases_has_role(array['caseworker']) and (
    tg_op = 'INSERT' or new.risk_at is distinct from old.risk_at or new.risk is distinct from old.risk
    or new.risk_by is distinct from old.risk_by) then
    perform cases_refuse('only a social worker'); end if;
  return new;
end $$;
revoke execute on function cases_risk_by_social_worker() from public;
create trigger cases_childtrack_risk before insert or update on cases_childtrack
  for each row execute function cases_risk_by_social_worker();
"""
NO_RISK = """
drop trigger cases_childtrack_risk on cases_childtrack;
drop function cases_risk_by_social_worker();
"""

# While a clock of the law runs for a child, nobody stops following it. On the 18th birthday they end by themselves.
TRACK = """
create function cases_track_runs_out() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if new.closed_at is not null and old.closed_at is null and exists (
    select 1 from cases_task t
    where t.subject_id = new.id and t.case_id = new.case_id and t.force = 'law' and t.done_at is null
      and (t.stops_at is null or t.stops_at > now())) then
    perform cases_refuse('a clock of the law runs'); end if;
  return new;
end $$;
revoke execute on function cases_track_runs_out() from public;
create trigger cases_childtrack_closes before update on cases_childtrack
  for each row execute function cases_track_runs_out();
"""
NO_TRACK = """
drop trigger cases_childtrack_closes on cases_childtrack;
drop function cases_track_runs_out();
"""

# A place, a group or a milieu registers no members (issue: a road of its own).
PLACE = """
create function cases_no_people_in_a_place() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from cases_case c where c.id = new.case_id and c.track = 'place') then
    perform cases_refuse('a place has no people'); end if;
  return new;
end $$;
revoke execute on function cases_no_people_in_a_place() from public;
create trigger cases_caseperson_no_place before insert or update on cases_caseperson
  for each row execute function cases_no_people_in_a_place();
"""
NO_PLACE = """
drop trigger cases_caseperson_no_place on cases_caseperson;
drop function cases_no_people_in_a_place();
"""

# Seeking help never leads to the police, and a place has no clearance of persons: the only tables that could say so.
NARROW = """
create function cases_no_clearance_here() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from cases_case c where c.id = new.case_id and c.track <> 'concern') then
    perform cases_refuse('this road does not lead to the police'); end if;
  return new;
end $$;
revoke execute on function cases_no_clearance_here() from public;
create trigger cases_threshold_concern_only before insert on cases_threshold
  for each row execute function cases_no_clearance_here();
create trigger cases_exchange_concern_only before insert on cases_exchange
  for each row when (new.kind = 'clearance' or new.threshold_id is not null)
  execute function cases_no_clearance_here();
"""
NO_NARROW = """
drop trigger cases_exchange_concern_only on cases_exchange;
drop trigger cases_threshold_concern_only on cases_threshold;
drop function cases_no_clearance_here();
"""

# Nor is anything given to the police there on another basis, under another of their names, or as a return flow.
POLICE = """
create function cases_is_police(authority uuid, partner_of uuid, partner_name text, partner uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from organisation_authority a where a.id = authority and a.kind = 'police_district')
      or exists (
        select 1 from cases_partner p left join organisation_authority a on a.id = p.partner_authority_id
        where p.authority_id = partner_of and (p.id = partner or p.name = partner_name)
          and (p.kind = 'police' or a.kind = 'police_district'))
$$;
revoke execute on function cases_is_police(uuid, uuid, text, uuid) from public;

create function cases_nothing_to_police_here() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from cases_case c where c.id = new.case_id and c.track <> 'concern')
     and cases_is_police(new.to_authority_id, new.owner_authority_id, new.to_name, null) then
    perform cases_refuse('this road does not lead to the police'); end if;
  return new;
end $$;
revoke execute on function cases_nothing_to_police_here() from public;
create trigger cases_exchange_no_police before insert on cases_exchange
  for each row execute function cases_nothing_to_police_here();

create function cases_no_return_to_police_here() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  -- A place is handed to whom it belongs, the local police too: there is nobody in it.
  if exists (select 1 from cases_case c where c.id = new.case_id and c.track = 'counselling')
     and cases_is_police(null, new.authority_id, new.to_name, new.partner_id) then
    perform cases_refuse('this road does not lead to the police'); end if;
  return new;
end $$;
revoke execute on function cases_no_return_to_police_here() from public;
create trigger cases_returnflow_no_police before insert or update of to_name, partner_id on cases_returnflow
  for each row execute function cases_no_return_to_police_here();
"""
NO_POLICE = """
drop trigger cases_returnflow_no_police on cases_returnflow;
drop function cases_no_return_to_police_here();
drop trigger cases_exchange_no_police on cases_exchange;
drop function cases_nothing_to_police_here();
drop function cases_is_police(uuid, uuid, text, uuid);
"""

# Coordinators see every header and change only those of cases that they hold; who leads is the functions' to write, and
# whoever broke the glass does not close the case to the next. Whoever was let in to a part takes the step of that part
# and changes nothing else, but that the second person closes. As the asker's role, so that the other functions, which
# run as the owner and have checked, are left alone.
HEADER = f"""
create function cases_header_by_holder() returns trigger language plpgsql as $$
declare held text[];
begin
  if current_user <> '{roles.WORK}' then return new; end if;
  select array_agg(s) into held from cases_grant g, unnest(g.sections::text[]) s
   where g.case_id = old.id and g.person_id = {PERSON} and {LIVE};
  if held is null or new.id <> old.id or new.authority_id <> old.authority_id
     or new.lead_id <> old.lead_id or new.lead_name <> old.lead_name
     or (new.stage <> old.stage and new.stage in ('moved', 'erased'))
     or not (held && array['*', 'decision', 'measures', 'return', 'closing'])
     or (not held && array['*'] and (
           new.year <> old.year or new.sequence <> old.sequence or new.track <> old.track or new.about <> old.about
           or ((new.closed_at, new.restricted_at, new.outcome)
                 is distinct from (old.closed_at, old.restricted_at, old.outcome)
               and not (held && array['closing'] and new.stage = 'closed'))))
     or (new.breakable <> old.breakable and not exists (
           select 1 from cases_grant g
           where g.case_id = old.id and g.person_id = {PERSON} and {LIVE} and g.reason <> 'break_glass'
             and '*' = any(g.sections::text[]))) then
    raise exception 'does not hold the case' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger cases_case_by_holder before update on cases_case
  for each row execute function cases_header_by_holder();
"""
NO_HEADER = """
drop trigger cases_case_by_holder on cases_case;
drop function cases_header_by_holder();
"""

# The look that somebody else owes is not taken away by whoever oversees all tasks: it ends by the answer, and what a
# former lead is told by that lead. As the asker's role, like the headers.
LOOKS = f"""
create function cases_look_stays() returns trigger language plpgsql as $$
begin
  if current_user <> '{roles.WORK}' then return new; end if;
  if (new.kind, new.case_id, new.subject_id, new.for_id, new.for_role, new.opened_at, new.stops_at, new.due_at)
       is distinct from
     (old.kind, old.case_id, old.subject_id, old.for_id, old.for_role, old.opened_at, old.stops_at, old.due_at)
     or (new.done_at is distinct from old.done_at and not case old.kind
           when 'lead_seen' then old.for_id = {PERSON}
           when 'glass' then exists (
             select 1 from cases_grant g where g.id = old.subject_id and g.reviewed_at is not null)
           else false end) then
    raise exception 'somebody else looks at it' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger cases_task_look_stays before update on cases_task
  for each row when (old.kind in ('glass', 'lead_review', 'lead_seen')) execute function cases_look_stays();
"""
NO_LOOKS = """
drop trigger cases_task_look_stays on cases_task;
drop function cases_look_stays();
"""

# The worker asks which authorities have something that waits; it sees no row of them before it has chosen one.
WAITING = f"""
create function cases_authorities_waiting() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct t.authority_id from cases_task t
  where t.done_at is null and t.escalated_at is null and t.opened_at <= now()
    and (t.stops_at is null or t.stops_at > now())
    and ((t.kind = 'read' and t.reminded_at is null)
         or t.due_at - case when t.force = 'law' then (t.due_at - t.opened_at) / 4 else interval '0' end <= now())
$$;
revoke execute on function cases_authorities_waiting() from public;
grant execute on function cases_authorities_waiting() to {roles.WORKER};
"""
NO_WAITING = "drop function cases_authorities_waiting();"


class Migration(migrations.Migration):
    """Triggers and one function; no column."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0010_intake")]

    operations: ClassVar[list[object]] = [
        migrations.RunSQL(PEACE, NO_PEACE),
        migrations.RunSQL(RISK, NO_RISK),
        migrations.RunSQL(TRACK, NO_TRACK),
        migrations.RunSQL(PLACE, NO_PLACE),
        migrations.RunSQL(NARROW, NO_NARROW),
        migrations.RunSQL(POLICE, NO_POLICE),
        migrations.RunSQL(HEADER, NO_HEADER),
        migrations.RunSQL(LOOKS, NO_LOOKS),
        migrations.RunSQL(WAITING, NO_WAITING),
    ]
