"""Answering from outside in one go, and finding whom to tell that a question waits. Partners are the municipality's."""

from typing import ClassVar

from django.db import migrations

from beredskab.cases.guarding import member
from beredskab.kit import roles
from beredskab.kit.migrations import GuardedTable

WORK = roles.WORK

FUNCTIONS = """
-- Whether the viewer is on the other side of an exchange and its window is open; answered or not. The police are never
-- somebody by name: nobody asks themself and says yes for them.
create function cases_is_receiver(which uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select 1 from cases_exchange q
    where q.id = which and q.to_authority_id = cases_authority() and q.open_until > now()
      and ((q.to_person_id = cases_person() and q.kind not in ('clearance', 'advice') and cases_has_role(
              array['coordinator', 'intake', 'case_manager', 'caseworker', 'mentor', 'police_coordinator', 'partner']))
           or (q.to_person_id is null and q.owner_authority_id <> cases_authority() and cases_has_role(
             case when q.kind = 'move' then array['coordinator']
                  when q.kind in ('clearance', 'advice') then array['police_coordinator']
                  else array['police_coordinator', 'partner', 'coordinator'] end))))
$$;

-- How what was sent stands with whoever it was sent to: waits or over; a recommendation also accepted, decided,
-- returned or taken_back. Null for everybody else. The other side sees neither the hand-over nor the case: this word is
-- all that it is told of them. Nobody reads what comes to a closed case, so nothing is answered to it but advice.
create function cases_stands(asked uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare stood text; at_stage text; what text;
begin
  if not cases_is_receiver(asked) then return null; end if;
  select q.kind, h.state, c.stage into what, stood, at_stage
    from cases_exchange q join cases_case c on c.id = q.case_id left join cases_handover h on h.exchange_id = q.id
   where q.id = asked;
  if what <> 'hand_over' then
    return case when at_stage in ('closed', 'moved', 'erased') then 'over' else 'waits' end; end if;
  if exists (select 1 from cases_exchange a where a.reply_to_id = asked and a.kind = 'answer' and a.answer = 'returned')
    then return 'returned'; end if;
  if stood = 'returned' then return 'taken_back'; end if;
  if at_stage in ('closed', 'moved', 'erased') then return 'over'; end if;
  if exists (
    select 1 from cases_exchange a where a.reply_to_id = asked and a.kind = 'told_back' and a.answer = 'decided')
    then return 'decided'; end if;
  if stood = 'accepted' or exists (
    select 1 from cases_exchange a where a.reply_to_id = asked and a.kind = 'answer' and a.answer = 'accepted')
    then return 'accepted'; end if;
  return 'waits';
end $$;

create or replace function cases_saw_exchange(which uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not cases_is_receiver(which) then perform cases_refuse('not asked of you'); end if;
  update cases_exchange set seen_at = now()
   where id = which and seen_at is null and not exists (select 1 from cases_taken_back(array[which]));
end $$;

-- Whom to tell by mail that something waits: only ids, and only for what the viewer's authority has asked in a case
-- that the viewer holds.
create function cases_receivers(which uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.person_id from cases_exchange q
  join organisation_membership m on m.authority_id = q.to_authority_id
  where q.id = which and q.owner_authority_id = cases_authority() and q.from_authority_id = cases_authority()
    and q.to_authority_id <> q.from_authority_id
    and exists (
      select 1 from cases_grant g
      where g.case_id = q.case_id and g.person_id = cases_person() and g.sections::text[] && array['*', 'between']
        and g.ended_at is null and g.starts_at <= now() and g.ends_at > now())
    and m.roles::text[] && case when q.kind in ('clearance', 'advice') then array['police_coordinator']
      else array['police_coordinator', 'partner', 'coordinator'] end
    and (q.to_person_id is null or q.to_person_id = m.person_id)
    and m.accepted_at is not null and m.valid_from <= current_date
    and (m.valid_to is null or m.valid_to >= current_date)
  order by m.person_id
$$;

-- In the answerer's own name: the other side's answer, the end of the question and the coordinator's task, all three or
-- none of them.
create function cases_reply(
  new_id uuid, asked uuid, what text, its_items bytea, its_necessity bytea, its_basis text, task_id uuid
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  q cases_exchange;
  fits text[];
begin
  select * into q from cases_exchange where id = asked for update;
  if q.id is null or not cases_is_receiver(asked) then perform cases_refuse('not asked of you'); end if;
  fits := case q.kind
    when 'clearance' then array['proceed', 'not_infohus', 'police', 'more', 'advice']
    when 'advice' then array['advice']
    when 'invitation' then array['contribution', 'no_contribution']
    when 'confirm' then array['accepted', 'returned']
    -- A colleague inside answers in the case itself, which moves it (`cases_answer`).
    when 'hand_over' then
      case when q.owner_authority_id <> cases_authority() then array['accepted', 'returned'] else array[]::text[] end
    else array[]::text[] end;
  if what is null or not what = any(fits) then perform cases_refuse('no answer to this'); end if;
  -- Advice on safety may be given as long as the window is open; everything else is answered once.
  if q.closed_at is not null and what <> 'advice' then perform cases_refuse('answered'); end if;
  if what = 'contribution' and (coalesce(its_basis, '') = ''
     or (its_basis = 'internal' and q.owner_authority_id <> cases_authority())) then
    perform cases_refuse('on no basis'); end if;
  if what <> 'advice' and cases_stands(asked) <> 'waits' then perform cases_refuse('over'); end if;
  insert into cases_exchange (
    id, created_at, from_authority_id, to_authority_id, owner_authority_id, case_id, case_number, root_id, reply_to_id,
    meeting_id, kind, answer, basis, purpose, threshold_id, necessity, items, recorded, due_at, open_until,
    to_person_id, to_name, seen_at, closed_at, by_id, by_name)
  select
    new_id, clock_timestamp(), q.to_authority_id, q.from_authority_id, q.owner_authority_id, q.case_id, q.case_number,
    q.root_id, q.id, q.meeting_id, 'answer', what, its_basis, q.purpose, q.threshold_id, its_necessity,
    its_items, false, null, q.open_until, null, '', null, null, p.id, p.name
  from organisation_person p where p.id = cases_person();
  if q.kind <> 'clearance' or what <> 'advice' then
    update cases_exchange set closed_at = now() where id = asked and closed_at is null;
  end if;
  if q.kind = 'clearance' and what <> 'advice' then
    update cases_task set done_at = now(), outcome = 'answered'
     where case_id = q.case_id and kind = 'await_police' and done_at is null;
  end if;
  if q.kind = 'invitation' then
    update cases_task set done_at = now(), outcome = 'answered'
     where case_id = q.case_id and kind in ('await_invited', 'bring') and subject_id = asked and done_at is null;
  end if;
  insert into cases_task (
    id, created_at, authority_id, case_id, report_id, subject_id, kind, force, rule, due_at, opened_at, stops_at,
    for_role, for_id, reminded_at, escalated_at, done_at, done_by_id, outcome)
  values (
    task_id, now(), q.owner_authority_id, q.case_id, null, asked,
    case when q.kind = 'invitation' then 'contribution' when q.kind = 'confirm' then 'second_answered'
         when q.kind = 'hand_over' then 'hand_over_answered'
         when what = 'more' then 'more_asked'
         when what = 'advice' then 'read_advice' else 'police_answered' end,
    'none', '', null, now(), null, 'coordinator', null, null, null, null, null, '')
  on conflict (case_id, kind, subject_id) where done_at is null do nothing;
end $$;
"""
# To those on the other side, an invitation without its meeting and a question that was taken back look answered.
ENDED = """
-- What was taken back from the viewer, and when: a hand-over also after their yes, all else without their answer.
create function cases_taken_back(which uuid[]) returns table (taken uuid, taken_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select q.id, coalesce(h.answered_at, q.closed_at)
  from cases_exchange q left join cases_handover h on h.exchange_id = q.id and h.state = 'returned'
  where q.id = any(which) and cases_is_receiver(q.id) and q.closed_at is not null
    and (q.kind <> 'hand_over' or h.id is not null)
    and not exists (
      select 1 from cases_exchange a
      where a.reply_to_id = q.id and a.kind = 'answer' and (h.id is null or a.answer = 'returned'))
$$;

-- When and where those invited meet, and whether it is called off. Nothing of the agenda.
create function cases_meeting_of(which uuid)
returns table (
  meeting_id uuid, meeting_at timestamptz, minutes_long smallint, place text, sequence smallint,
  cancelled_at timestamptz, changed_at timestamptz, was_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.id, m.at, m.minutes_long, m.place::text, m.sequence, m.cancelled_at,
    coalesce(m.cancelled_at, v.created_at, m.created_at), v.at
  from cases_exchange q join cases_meeting m on m.id = q.meeting_id
  left join lateral (
    select x.created_at, x.at from cases_meetingmove x where x.meeting_id = m.id order by x.sequence desc limit 1
  ) v on true
  where q.id = which and q.kind = 'invitation' and m.authority_id = q.owner_authority_id and q.seen_at is not null
    and cases_is_receiver(which)
$$;
"""
# Retsplejeloven § 115 and our own rule: nothing leaves on it without the act, threat, plan or legitimising of violence
# that somebody stated in this very case. What comes back rests on what was asked.
THRESHOLD = """
create function cases_threshold_stated() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if not exists (select 1 from cases_threshold t where t.id = new.threshold_id and t.case_id = new.case_id) then
    perform cases_refuse('no threshold is stated'); end if;
  return new;
end $$;
revoke execute on function cases_threshold_stated() from public;
create trigger cases_exchange_threshold before insert on cases_exchange
  for each row when (
    (new.kind = 'clearance' or new.basis like 'rpl-115%') and new.kind not in ('answer', 'told_back'))
  execute function cases_threshold_stated();

-- A thread's key is its own: under the id of a case, a report or another case's thread, that key would be shared with
-- the other side, and destroyed with this case.
create function cases_thread_is_its_own() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from cases_case c where c.id = new.root_id)
     or exists (select 1 from cases_report r where r.id = new.root_id)
     or (new.root_id <> new.id and not exists (
           select 1 from cases_exchange e
           where e.id = new.root_id and e.case_id = new.case_id and e.id = e.root_id))
     or (new.reply_to_id is not null and not exists (
           select 1 from cases_exchange e
           where e.id = new.reply_to_id and e.case_id = new.case_id and e.root_id = new.root_id)) then
    perform cases_refuse('not a thread of this case'); end if;
  return new;
end $$;
revoke execute on function cases_thread_is_its_own() from public;
create trigger cases_exchange_thread before insert on cases_exchange
  for each row execute function cases_thread_is_its_own();

-- What is answered or taken back is not opened again: it would be answered twice.
create function cases_exchange_closes_once() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if old.closed_at is not null and new.closed_at is distinct from old.closed_at then
    perform cases_refuse('closed already'); end if;
  return new;
end $$;
revoke execute on function cases_exchange_closes_once() from public;
create trigger cases_exchange_closes before update on cases_exchange
  for each row execute function cases_exchange_closes_once();
"""
NO_THRESHOLD = """
drop trigger cases_exchange_closes on cases_exchange;
drop function cases_exchange_closes_once();
drop trigger cases_exchange_thread on cases_exchange;
drop function cases_thread_is_its_own();
drop trigger cases_exchange_threshold on cases_exchange;
drop function cases_threshold_stated();
"""
NAMES = (
    "cases_is_receiver(uuid)",
    "cases_stands(uuid)",
    "cases_receivers(uuid)",
    "cases_reply(uuid, uuid, text, bytea, bytea, text, uuid)",
    "cases_taken_back(uuid[])",
    "cases_meeting_of(uuid)",
)
OPEN = "\n".join(
    f"revoke execute on function {name} from public; grant execute on function {name} to {WORK};" for name in NAMES
)
BEFORE = """
create or replace function cases_saw_exchange(which uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update cases_exchange q set seen_at = now()
   where q.id = which and q.seen_at is null and cases_may_answer(q.id);
end $$;
"""
DROP = BEFORE + "\n".join(f"drop function {name};" for name in reversed(NAMES))


class Migration(migrations.Migration):
    """What passes between authorities is answered through one function."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0020_floors")]

    operations: ClassVar[list[object]] = [
        # Everybody here reads whom something can go to.
        GuardedTable(
            "cases", "Partner", {WORK: "select,insert,update"}, member("coordinator", "administrator"), reads="true"
        ),
        migrations.RunSQL(FUNCTIONS + ENDED + OPEN, DROP),
        migrations.RunSQL(THRESHOLD, NO_THRESHOLD),
    ]
