"""A new lead for a case whose lead is away: a manager names a coordinator, and somebody else looks at it afterwards.

The function gives the grant, changes the lead and opens both tasks, or nothing: whoever calls it without our pages
names nobody in secret.
"""

from typing import ClassVar

from django.db import migrations

from beredskab.kit import roles

WORK = roles.WORK

NAMING = """
-- Who looks at it afterwards: neither who named nor who was named. Another manager first, then the data protection
-- officer, then a coordinator; whoever led before only when there is nobody else.
create function cases_lead_reviewer(who uuid, before uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.person_id from organisation_membership m join organisation_person p on p.id = m.person_id
  where m.authority_id = cases_authority() and p.is_active and m.accepted_at is not null
    and m.valid_from <= current_date and (m.valid_to is null or m.valid_to >= current_date)
    and m.person_id not in (cases_person(), who) and m.roles::text[] && array['case_manager', 'dpo', 'coordinator']
  order by m.person_id = before,
    case when 'case_manager' = any(m.roles::text[]) then 1 when 'dpo' = any(m.roles::text[]) then 2 else 3 end,
    m.created_at, m.person_id
  limit 1
$$;

create function cases_lead_task(
  task_id uuid, of_case uuid, of_grant uuid, what text, what_force text, what_rule text, until timestamptz, who uuid
) returns void language sql security definer set search_path = pg_catalog, public as $$
  insert into cases_task (
    id, created_at, authority_id, case_id, report_id, subject_id, kind, force, rule, due_at, opened_at, stops_at,
    for_role, for_id, reminded_at, escalated_at, done_at, done_by_id, outcome)
  values (
    task_id, now(), cases_authority(), of_case, null, of_grant, what, what_force, what_rule, until, now(), null,
    'coordinator', who, null, null, null, null, '')
$$;

-- Nobody names themself, and a case that no colleague may open in an emergency is given to nobody this way either.
-- Whoever led keeps their access until the new lead ends it, for the lead must not be locked out by surprise.
create function cases_appoint_lead(
  new_id uuid, of_case uuid, who uuid, because text, review_id uuid, notice_id uuid
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare c cases_case;
begin
  if not cases_has_role(array['case_manager']) then perform cases_refuse('not a manager'); end if;
  if because is null or because not in ('away_weeks', 'unreachable', 'other_work') then
    perform cases_refuse('not a reason to name'); end if;
  select * into c from cases_case x where x.id = of_case and x.authority_id = cases_authority() for update;
  if c.id is null or c.stage in ('moved', 'erased') then perform cases_refuse('the case is gone'); end if;
  if not c.breakable or c.restricted_at is not null then
    perform cases_refuse('closed to everybody who does not hold it'); end if;
  if c.lead_id = cases_person() then perform cases_refuse('the lead gives it on'); end if;
  if who is null or who = cases_person() then perform cases_refuse('nobody names themself'); end if;
  if who = c.lead_id then perform cases_refuse('leads it already'); end if;
  if not cases_has_role(array['coordinator'], who)
     or not exists (select 1 from organisation_person p where p.id = who and p.is_active) then
    perform cases_refuse('only a coordinator leads'); end if;
  perform cases_insert_grant(new_id, of_case, who, 'appointed', 'task', array['*'], '9000-01-01 00:00+00');
  perform cases_set_lead(of_case, who);
  perform cases_lead_task(
    review_id, of_case, new_id, 'lead_review', 'local', 'lead.' || because, now() + interval '1 day',
    cases_lead_reviewer(who, c.lead_id));
  if cases_is_colleague(c.lead_id) then
    perform cases_lead_task(notice_id, of_case, new_id, 'lead_seen', 'none', '', null, c.lead_id); end if;
end $$;

create function cases_review_lead(of_grant uuid, answer text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if answer is null or answer not in ('right', 'not_right') then perform cases_refuse('no answer to this'); end if;
  update cases_grant set reviewed_at = now(), reviewed_by_id = cases_person()
   where id = of_grant and authority_id = cases_authority() and reason = 'appointed' and reviewed_at is null
     and person_id <> cases_person() and given_by_id <> cases_person()
     and cases_has_role(array['coordinator', 'case_manager', 'dpo']);
  if not found then perform cases_refuse('not for you to review'); end if;
  update cases_task set done_at = now(), done_by_id = cases_person(), outcome = answer
   where authority_id = cases_authority() and kind = 'lead_review' and subject_id = of_grant and done_at is null;
end $$;
"""
FOR_WORK = (
    "cases_appoint_lead(uuid, uuid, uuid, text, uuid, uuid)",
    "cases_review_lead(uuid, text)",
)
INSIDE = (
    "cases_lead_reviewer(uuid, uuid)",
    "cases_lead_task(uuid, uuid, uuid, text, text, text, timestamptz, uuid)",
)
OPEN = "\n".join(
    [
        *(f"revoke execute on function {name} from public;" for name in (*FOR_WORK, *INSIDE)),
        *(f"grant execute on function {name} to {WORK};" for name in FOR_WORK),
    ]
)
DROP = "\n".join(f"drop function {name};" for name in (*FOR_WORK, *INSIDE))


class Migration(migrations.Migration):
    """Four functions; no column."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0003_grants")]

    operations: ClassVar[list[object]] = [migrations.RunSQL(NAMING + OPEN, DROP)]
