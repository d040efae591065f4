# ruff: noqa: S608  built from our own constants, for migrations only
"""What a receiver inside the authority answers, what is told back, and what happens to access when a case closes.

Each function takes who asks from the transaction's settings and checks it; none is wider than its one act.
"""

from typing import ClassVar

from django.db import migrations

from beredskab.cases.guarding import AUTHORITY, granted
from beredskab.kit import roles

WORK = roles.WORK

FUNCTIONS = """
-- The receiver has answered what was handed over: nothing more is waited for.
create function cases_settle(asked uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not cases_may_answer(asked) then perform cases_refuse('not asked of you'); end if;
  update cases_exchange set closed_at = now()
   where id = asked and kind = 'hand_over' and owner_authority_id = cases_authority() and closed_at is null;
end $$;

-- Whoever accepted a recommendation tells back what may be told, until it is taken back or the case is closed: a record
-- of its own, in their own name, and a task to read it. `decides`: another authority has decided, which is told once; a
-- colleague inside decides in the case. Between two authorities it rests on a basis, and is for no new purpose.
create function cases_tell_back(
  new_id uuid, asked uuid, decides boolean, its_items bytea, its_necessity bytea, its_basis text, its_purpose text,
  task_id uuid
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  q cases_exchange;
  stood text;
  across boolean;
begin
  select * into q from cases_exchange where id = asked for update;
  stood := cases_stands(asked);
  if stood is null or q.kind <> 'hand_over' then perform cases_refuse('not handed over to you'); end if;
  if stood not in ('accepted', 'decided') then perform cases_refuse('not theirs to tell'); end if;
  across := q.owner_authority_id <> cases_authority();
  if decides is null or (decides and (not across or stood = 'decided')) then perform cases_refuse('decided'); end if;
  if across and (coalesce(its_basis, '') in ('', 'internal') or its_purpose is null
     or its_purpose not in (q.purpose, 'follow-up')) then perform cases_refuse('on no basis'); end if;
  insert into cases_exchange (
    id, created_at, from_authority_id, to_authority_id, owner_authority_id, case_id, case_number, root_id, reply_to_id,
    meeting_id, kind, answer, basis, purpose, threshold_id, necessity, items, recorded, due_at, open_until,
    to_person_id, to_name, seen_at, closed_at, by_id, by_name)
  select
    new_id, clock_timestamp(), q.to_authority_id, q.from_authority_id, q.owner_authority_id, q.case_id, q.case_number,
    q.root_id, q.id, null, 'told_back', case when decides then 'decided' else '' end, its_basis, its_purpose,
    case when across then q.threshold_id end, its_necessity, its_items, false, null, q.open_until, null, '', null, null,
    p.id, p.name from organisation_person p where p.id = cases_person();
  -- Where the case waits for the decision, the task is to take it in; else to read what was told.
  insert into cases_task (
    id, created_at, authority_id, case_id, report_id, subject_id, kind, force, rule, due_at, opened_at, stops_at,
    for_role, for_id, reminded_at, escalated_at, done_at, done_by_id, outcome)
  select
    task_id, now(), q.owner_authority_id, q.case_id, null, case when taken then asked end,
    case when taken then 'hand_over_answered' else 'told_back' end, 'none', '', null, now(), null, 'coordinator', null,
    null, null, null, null, ''
  from (select decides and c.stage = 'decision' as taken from cases_case c where c.id = q.case_id) at
  on conflict (case_id, kind, subject_id) where done_at is null do nothing;
end $$;

-- A hand-over is made by whoever holds the whole case, once of what was given. It is answered by whoever received it or
-- by whoever holds the whole case, stays where it was sent, and does not come back once: neither after a return, nor,
-- where another authority has told its decision, at all.
create function cases_handover_holds() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'pending' or not cases_holds_all(new.case_id) or exists (
         select 1 from cases_handover h where h.exchange_id = new.exchange_id) then
      perform cases_refuse('nothing is handed over by this'); end if;
    return new;
  end if;
  if new.id <> old.id or new.case_id <> old.case_id or new.exchange_id <> old.exchange_id
     or new.to_person_id is distinct from old.to_person_id or new.recommendation_id <> old.recommendation_id then
    perform cases_refuse('a hand-over stays where it is'); end if;
  if old.to_person_id is distinct from cases_person() and not cases_holds_all(new.case_id) then
    perform cases_refuse('neither received nor holds it'); end if;
  if old.state = 'returned' or (old.state = 'accepted' and new.state = 'pending') then
    perform cases_refuse('answered'); end if;
  if new.state = 'returned' and exists (
    select 1 from cases_exchange e
    where e.reply_to_id = old.exchange_id and e.kind = 'told_back' and e.answer = 'decided' and not e.recorded) then
    perform cases_refuse('decided'); end if;
  return new;
end $$;
create trigger cases_handover_holds before insert or update on cases_handover
  for each row execute function cases_handover_holds();

-- Whether the asker is the second person who has just said yes to the close of this case.
create function cases_has_closed(of_case uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select 1 from cases_case c join cases_closing p on p.case_id = c.id
    where c.id = of_case and c.authority_id = cases_authority() and c.stage = 'closed'
      and p.state = 'confirmed' and p.second_id = cases_person() and p.answered_at >= c.closed_at - interval '1 minute')
$$;

-- At the close everybody's access ends but that of whoever leads, so that somebody can reopen it.
create function cases_end_grants_at_close(of_case uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare ended integer;
begin
  if not cases_has_closed(of_case) then perform cases_refuse('not closed by you'); end if;
  update cases_grant set ended_at = now()
   where case_id = of_case and ended_at is null and ends_at > now()
     and reason not in ('lead', 'take_over', 'appointed');
  get diagnostics ended = row_count;
  return ended;
end $$;

-- What turned out to be unfounded leaves the look at earlier contacts after the municipality's own term.
create function cases_leaves_lookup(of_case uuid, day date) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not cases_has_closed(of_case) then perform cases_refuse('not closed by you'); end if;
  update cases_lookupentry set leaves_on = day where case_id = of_case;
end $$;

-- A close is a proposal first, by the one who asks, and its words never change; another person answers it, once.
create function cases_closing_holds() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' or new.second_id is not null or new.by_id <> cases_person() then
      perform cases_refuse('a close begins as a proposal'); end if;
    if not cases_holds_all(new.case_id) then perform cases_refuse('does not hold the case'); end if;
    return new;
  end if;
  if old.state <> 'proposed' then perform cases_refuse('answered'); end if;
  if new.case_id <> old.case_id or new.by_id <> old.by_id or new.outcome <> old.outcome or new.reason <> old.reason
     or new.receiver <> old.receiver or new.nothing_further <> old.nothing_further then
    perform cases_refuse('a proposal does not change'); end if;
  if new.state = 'withdrawn' then
    if new.second_id is not null or not cases_holds_all(new.case_id) then
      perform cases_refuse('does not hold the case'); end if;
    return new;
  end if;
  if new.second_id is distinct from cases_person()
     or not cases_has_role(array['coordinator', 'case_manager']) then
    perform cases_refuse('not the second person'); end if;
  return new;
end $$;
create trigger cases_closing_holds before insert or update on cases_closing
  for each row execute function cases_closing_holds();

-- A mentor or parent coach is the contact of a measure: its goals are theirs, and those of other measures are not.
create function cases_is_contact(of_measure uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select 1 from cases_measure m
    where m.id = of_measure and m.authority_id = cases_authority() and m.contact_id = cases_person())
$$;

-- When nothing that is still going on has them as its contact, a mentor's access ends with the last measure.
create function cases_end_mentor(of_case uuid, who uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare ended integer;
begin
  if not exists (
    select 1 from cases_grant g
    where g.case_id = of_case and g.authority_id = cases_authority() and g.person_id = cases_person()
      and g.sections::text[] && array['*', 'measures'] and g.ended_at is null and g.ends_at > now()) then
    perform cases_refuse('does not follow the case'); end if;
  if exists (
    select 1 from cases_measure m where m.case_id = of_case and m.contact_id = who and m.state <> 'ended') then
    return 0; end if;
  update cases_grant set ended_at = now()
   where case_id = of_case and person_id = who and reason = 'mentor' and ended_at is null and ends_at > now();
  get diagnostics ended = row_count;
  return ended;
end $$;
"""
OWN_GOALS = f"authority_id = {AUTHORITY} and ({granted('measures')} or cases_is_contact(measure_id))"
OWN_WORDS = f"authority_id = {AUTHORITY} and goal_id in (select g.id from cases_goal g)"
NARROW = f"""
create policy own_goals_{WORK} on cases_goal as restrictive to {WORK} using ({OWN_GOALS}) with check ({OWN_GOALS});
create policy own_words_{WORK} on cases_goallog as restrictive to {WORK} using ({OWN_WORDS}) with check ({OWN_WORDS});
"""
WIDE = f"""
drop policy own_goals_{WORK} on cases_goal;
drop policy own_words_{WORK} on cases_goallog;
"""
FOR_WORK = (
    "cases_settle(uuid)",
    "cases_tell_back(uuid, uuid, boolean, bytea, bytea, text, text, uuid)",
    "cases_end_grants_at_close(uuid)",
    "cases_leaves_lookup(uuid, date)",
    "cases_is_contact(uuid)",
    "cases_end_mentor(uuid, uuid)",
)
INSIDE = ("cases_has_closed(uuid)", "cases_closing_holds()", "cases_handover_holds()")
OPEN = "\n".join(
    [
        *(f"revoke execute on function {name} from public;" for name in (*FOR_WORK, *INSIDE)),
        *(f"grant execute on function {name} to {WORK};" for name in FOR_WORK),
    ]
)
TRIGGERS = "drop trigger cases_closing_holds on cases_closing;\ndrop trigger cases_handover_holds on cases_handover;\n"
DROP = TRIGGERS + "\n".join(f"drop function {name};" for name in (*FOR_WORK, *INSIDE))


class Migration(migrations.Migration):
    """Functions, a trigger and two narrower policies; no column."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0040_recommending")]

    operations: ClassVar[list[object]] = [migrations.RunSQL(FUNCTIONS + OPEN + NARROW, WIDE + DROP)]
