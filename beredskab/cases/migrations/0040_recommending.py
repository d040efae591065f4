"""What the database itself holds fast of a meeting and a recommendation, whatever the application asks.

Finished minutes and a frozen recommendation never change. A yes is to exactly the frozen text, from the person who
gives it, for the unit where they work; another authority's yes is one that was answered in an exchange.
"""

from typing import ClassVar

from django.db import migrations

from beredskab.kit import roles

FROZEN = """
create function cases_recommendation_holds() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if new.frozen_at is not null or new.withdrawn_at is not null then
      perform cases_refuse('a recommendation begins as a draft'); end if;
    if not cases_holds_all(new.case_id) then perform cases_refuse('does not hold the case'); end if;
    return new;
  end if;
  if new.case_id <> old.case_id or new.number <> old.number or new.authority_id <> old.authority_id
     or new.created_at <> old.created_at then
    perform cases_refuse('a recommendation stays where it is'); end if;
  if old.withdrawn_at is not null then perform cases_refuse('withdrawn'); end if;
  if old.frozen_at is not null and (
       new.content <> old.content or new.sha256 <> old.sha256 or new.frozen_at is distinct from old.frozen_at
       or new.by_id <> old.by_id or new.by_name <> old.by_name) then
    perform cases_refuse('a frozen text does not change'); end if;
  if old.remark is not null and new.remark is distinct from old.remark then
    perform cases_refuse('a remark stays'); end if;
  if (old.frozen_at is null or new.withdrawn_at is not null) and not cases_holds_all(new.case_id) then
    perform cases_refuse('does not hold the case'); end if;
  if new.frozen_at is not null and new.sha256 !~ '^[0-9a-f]{64}$' then
    perform cases_refuse('frozen without its checksum'); end if;
  return new;
end $$;
revoke execute on function cases_recommendation_holds() from public;
create trigger cases_recommendation_holds before insert or update on cases_recommendation
  for each row execute function cases_recommendation_holds();
"""
NOT_FROZEN = """
drop trigger cases_recommendation_holds on cases_recommendation;
drop function cases_recommendation_holds();
"""

CONFIRMED = """
create function cases_confirmed_is_a_yes() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if not exists (
    select 1 from cases_recommendation r
    where r.id = new.recommendation_id and r.case_id = new.case_id and r.frozen_at is not null
      and r.withdrawn_at is null and r.sha256 = new.sha256) then
    perform cases_refuse('not the frozen text'); end if;
  if new.by_id <> cases_person() then perform cases_refuse('not in another name'); end if;
  if new.exchange_id is null then
    if not exists (
      select 1 from organisation_membership m
      where m.authority_id = cases_authority() and m.person_id = cases_person() and m.accepted_at is not null
        and m.valid_from <= current_date and (m.valid_to is null or m.valid_to >= current_date)
        and coalesce(m.unit_id, m.authority_id) = new.stands_for_id) then
      perform cases_refuse('not the unit of this person'); end if;
  elsif not exists (
      select 1 from cases_exchange a join cases_exchange q on q.id = a.reply_to_id
      where a.id = new.exchange_id and a.case_id = new.case_id and a.kind = 'answer' and a.answer = 'accepted'
        and q.kind = 'confirm' and a.from_authority_id = new.stands_for_id
        and a.from_authority_id <> new.authority_id
        -- Who said the first yes does not write the second one down and take it in as well.
        and not (a.recorded and a.by_id = cases_person() and exists (
          select 1 from cases_confirmed y
          where y.recommendation_id = new.recommendation_id and y.by_id = cases_person() and y.exchange_id is null)))
    then perform cases_refuse('no such yes from another authority'); end if;
  return new;
end $$;
revoke execute on function cases_confirmed_is_a_yes() from public;
create trigger cases_confirmed_is_a_yes before insert on cases_confirmed
  for each row execute function cases_confirmed_is_a_yes();
"""
NOT_CONFIRMED = """
drop trigger cases_confirmed_is_a_yes on cases_confirmed;
drop function cases_confirmed_is_a_yes();
"""

MINUTES = """
create function cases_minutes_stay() returns trigger language plpgsql as $$
begin
  if old.minutes_at is not null and (
       new.minutes is distinct from old.minutes or new.minutes_at is distinct from old.minutes_at) then
    raise exception 'finished minutes do not change' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger cases_agendaitem_minutes before update on cases_agendaitem
  for each row execute function cases_minutes_stay();
"""
NO_MINUTES = """
drop trigger cases_agendaitem_minutes on cases_agendaitem;
drop function cases_minutes_stay();
"""


# Whoever calls meetings need not hold the cases on the agenda: what follows a change is done here; only ids come out.
MOVED = """
create function cases_meeting_changed(of_meeting uuid) returns table (whom uuid, invitation uuid)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare m cases_meeting; asked uuid[];
begin
  select * into m from cases_meeting x where x.id = of_meeting and x.authority_id = cases_authority() for update;
  if m.id is null or m.held_at is not null or not cases_has_role(array['coordinator', 'case_manager']) then
    perform cases_refuse('not a meeting of yours'); end if;
  -- No window follows a move that the mover has not written down, and none further than a meeting is planned.
  if m.cancelled_at is null and (m.at > now() + interval '550 days' or not exists (
       select 1 from cases_meetingmove v
       where v.meeting_id = m.id and v.sequence = m.sequence - 1 and v.by_id = cases_person())) then
    perform cases_refuse('not a move that is written down'); end if;
  -- A window that has run out stays shut: then they are invited anew.
  asked := array(
    select q.id from cases_exchange q
    where q.meeting_id = m.id and q.kind = 'invitation' and q.owner_authority_id = m.authority_id
      and q.open_until > now());
  if m.cancelled_at is null then
    update cases_exchange set open_until = m.at + interval '7 days'
     where meeting_id = m.id and owner_authority_id = m.authority_id and open_until > now()
       and kind in ('invitation', 'answer');
    update cases_exchange set due_at = m.at where id = any(asked);
    update cases_task set due_at = m.at
     where kind in ('await_invited', 'bring') and subject_id = any(asked) and done_at is null and due_at > m.at;
    update cases_task set stops_at = m.at + interval '7 days'
     where kind = 'bring' and subject_id = any(asked) and done_at is null;
  else
    update cases_exchange set closed_at = m.cancelled_at where id = any(asked) and closed_at is null;
    update cases_task set done_at = now(), outcome = 'called_off'
     where kind in ('await_invited', 'bring') and done_at is null and subject_id in (
       select q.id from cases_exchange q where q.meeting_id = m.id and q.owner_authority_id = m.authority_id);
  end if;
  return query
    select p.person_id, q.id from cases_exchange q
    join organisation_membership p on p.authority_id = q.to_authority_id
    where q.id = any(asked)
      and case when q.to_authority_id = q.from_authority_id then q.to_person_id = p.person_id  -- a colleague inside
        else p.roles::text[] && array['police_coordinator', 'partner', 'coordinator']
          and (q.to_person_id is null or q.to_person_id = p.person_id) end
      and p.accepted_at is not null and p.valid_from <= current_date
      and (p.valid_to is null or p.valid_to >= current_date)
    union
    select c.lead_id, null::uuid from cases_agendaitem i join cases_case c on c.id = i.case_id
    where i.meeting_id = m.id and c.lead_id is not null and c.lead_id <> cases_person();
end $$;
revoke execute on function cases_meeting_changed(uuid) from public;
"""
OPEN_MOVED = f"grant execute on function cases_meeting_changed(uuid) to {roles.WORK};"
NOT_MOVED = "drop function cases_meeting_changed(uuid);"


class Migration(migrations.Migration):
    """Triggers, and one function; no column."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0030_between")]

    operations: ClassVar[list[object]] = [
        migrations.RunSQL(FROZEN, NOT_FROZEN),
        migrations.RunSQL(CONFIRMED, NOT_CONFIRMED),
        migrations.RunSQL(MINUTES, NO_MINUTES),
        migrations.RunSQL(MOVED + OPEN_MOVED, NOT_MOVED),
    ]
