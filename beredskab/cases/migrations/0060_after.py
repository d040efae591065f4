# ruff: noqa: S608  from our own constants only
"""What follows a close: two people decide on storage, and an erasure leaves a thin row and a line in the ledger.

The keys are destroyed in the key store before `cases_erase` runs. It takes the rows away, and adds the ledger's line in
the same transaction; nobody else adds one.
"""

from typing import ClassVar, Final

from django.db import migrations

from beredskab.kit import roles

WORK = roles.WORK

# The content of a case, those that point at others first. A test compares it with the models.
OF_CASE: Final = (
    "accessitem", "accessrequest", "familycontact", "childtrack", "informing", "lookupentry", "judgement",
    "familysilence", "threshold", "note", "attendance", "agendaitem", "boardfield", "disagreement", "confirmed",
    "goallog", "goal", "measurecontact", "measure", "decision", "handover", "recommendation", "statusround",
    "returnflow", "closing", "handlingreview", "earlierlook", "hold", "caseperson", "passed",
)  # fmt: skip
DELETES = "\n".join(f"  delete from cases_{name} where case_id = of_case;" for name in OF_CASE)

FACTS = """
-- Municipal cases about children are preserved: this says whether it is one, to people who do not see its content.
create function cases_concerns_child(of_case uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select cases_has_role(array['coordinator', 'case_manager']) and exists (
    select 1 from cases_case c
    where c.id = of_case and c.authority_id = cases_authority()
      and (c.about = 'child'
           or exists (select 1 from cases_caseperson p where p.case_id = c.id and (p.is_child or p.kind = 'child'))
           or exists (select 1 from cases_childtrack t where t.case_id = c.id)))
$$;

create function cases_on_hold(of_case uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select cases_has_role(array['coordinator', 'case_manager']) and exists (
    select 1 from cases_hold h where h.case_id = of_case and h.authority_id = cases_authority() and h.lifted_at is null)
$$;

-- Which keys open anything of the case here: its own, its reports', and our wrap of what was exchanged.
create function cases_key_ids(of_case uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select array(
    select of_case
    union select r.id from cases_report r where r.case_id = of_case
    union select e.root_id from cases_exchange e where e.case_id = of_case)
  where cases_has_role(array['coordinator', 'case_manager'])
    and exists (select 1 from cases_case c where c.id = of_case and c.authority_id = cases_authority())
$$;
"""

PURGE = f"""
create function cases_purge(of_case uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from cases_feedback where case_id = of_case;
  delete from cases_task where case_id = of_case or report_id in (select id from cases_report where case_id = of_case);
  delete from cases_filechunk where file_id in (
    select f.id from cases_reportfile f join cases_report r on r.id = f.report_id where r.case_id = of_case);
  delete from cases_reportfile where report_id in (select id from cases_report where case_id = of_case);
  delete from cases_reportmessage where report_id in (select id from cases_report where case_id = of_case);
  delete from cases_report where case_id = of_case;
{DELETES}
  update cases_indicator
     set age_band = '', month = date_trunc('year', month)::date, stage = 'erased' where case_id = of_case;
  insert into cases_passed (id, created_at, authority_id, case_id, verb, source, target, by_id, by_name)
  select gen_random_uuid(), now(), c.authority_id, c.id, 'erase', c.stage, 'erased', null, ''
    from cases_case c where c.id = of_case;
  update cases_case set stage = 'erased', stage_since = now(), version = version + 1
   where id = of_case and stage <> 'erased';
  update cases_grant set ended_at = now() where case_id = of_case and ended_at is null;
  update cases_disposal set state = 'done', done_at = now() where case_id = of_case and state = 'confirmed';
  update cases_disposal set state = 'refused' where case_id = of_case and state in ('proposed', 'handed');
end $$;

-- The rows of an erasure whose keys are destroyed, and its line in the ledger. Safe to repeat.
create function cases_erase_rows(of_disposal uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare d cases_disposal; c cases_case; keys uuid[];
begin
  select * into d from cases_disposal where id = of_disposal for update;
  if d.id is null or d.state <> 'confirmed' or d.answer not in ('destroy', 'transfer') then return; end if;
  select * into c from cases_case where id = d.case_id for update;
  keys := array(
    select c.id union select r.id from cases_report r where r.case_id = c.id
    union select e.root_id from cases_exchange e where e.case_id = c.id);
  insert into cases_ledgerentry (id, created_at, authority_id, case_id, number, key_ids, provision, answer)
  select gen_random_uuid(), now(), c.authority_id, c.id, c.year || '-' || lpad(c.sequence::text, 3, '0'), keys,
         coalesce((select p.title || ', ' || p.reference from cases_provision p where p.id = d.provision_id), ''),
         d.answer;
  perform cases_purge(c.id);
end $$;

-- The same for a case that a copy has brought back: for the owner, who replays what was noted outside.
create function cases_ledger_again(of_case uuid, keys uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into cases_ledgerentry (id, created_at, authority_id, case_id, number, key_ids, provision, answer)
  select gen_random_uuid(), now(), c.authority_id, c.id, c.year || '-' || lpad(c.sequence::text, 3, '0'), keys, '',
         'destroy'
    from cases_case c
   where c.id = of_case and not exists (select 1 from cases_ledgerentry l where l.case_id = c.id);
  perform cases_purge(of_case);
end $$;

create function cases_erase(of_disposal uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (
    select 1 from cases_disposal d
    where d.id = of_disposal and d.authority_id = cases_authority() and d.state = 'confirmed'
      and cases_has_role(array['coordinator', 'case_manager'])) then
    perform cases_refuse('not confirmed by two'); end if;
  perform cases_erase_rows(of_disposal);
end $$;
"""

TWO = """
create unique index disposal_open_once on cases_disposal (case_id) where state in ('proposed', 'handed', 'confirmed');

-- Why nothing of the case can be destroyed now; null when it can.
create function cases_disposal_refusal(d cases_disposal) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select case
    when not exists (
      select 1 from cases_case c where c.id = d.case_id and c.stage in ('closed', 'moved')) then 'not closed'
    when cases_on_hold(d.case_id) then 'on hold'
    when d.answer = 'transfer' and d.state <> 'handed' then 'archive file not taken'
    when d.answer = 'transfer' and exists (
      select 1 from cases_case c where c.id = d.case_id and c.stage = 'moved') then 'nobody opens it to hand it over'
    when d.answer <> 'destroy' then null
    when not exists (
      select 1 from cases_provision p where p.id = d.provision_id and p.authority_id = d.authority_id
        and p.withdrawn_at is null) then 'no provision'
    when cases_concerns_child(d.case_id) and not exists (
      select 1 from cases_provision p where p.id = d.provision_id and p.covers_children) then 'a child'
  end
$$;

create function cases_disposal_holds() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare why text;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' or new.second_id is not null or new.by_id is distinct from cases_person() then
      perform cases_refuse('storage begins as a proposal'); end if;
    return new;
  end if;
  if new.case_id <> old.case_id or new.answer <> old.answer or new.by_id <> old.by_id
     or new.provision_id is distinct from old.provision_id or new.keep_until is distinct from old.keep_until then
    perform cases_refuse('a proposal does not change'); end if;
  if old.state = 'proposed' and new.state = 'handed' and new.answer = 'transfer' then return new; end if;
  if old.state in ('proposed', 'handed') and new.state = 'refused'
     and not exists (select 1 from cases_case c where c.id = new.case_id and c.stage in ('closed', 'moved')) then
    return new; end if;
  if old.state in ('proposed', 'handed') and new.state in ('confirmed', 'refused') then
    if new.second_id is distinct from cases_person() or new.second_id = new.by_id
       or not cases_has_role(array['coordinator', 'case_manager']) then perform cases_refuse('not the second person');
    end if;
    why := case when new.state = 'confirmed' then cases_disposal_refusal(old) end;
    if why is not null then perform cases_refuse(why); end if;
    return new;
  end if;
  if old.state = 'confirmed' and new.state = 'done' and (
     new.answer = 'keep' or exists (select 1 from cases_case c where c.id = new.case_id and c.stage = 'erased')) then
    return new; end if;
  perform cases_refuse('not a step of storage');
end $$;
create trigger cases_disposal_holds before insert or update on cases_disposal
  for each row execute function cases_disposal_holds();

-- A case whose keys are about to be destroyed is not reopened; another one that is reopened drops its proposal.
create function cases_case_leaves_closed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if exists (
    select 1 from cases_disposal d
    where d.case_id = new.id and d.state = 'confirmed' and d.answer in ('destroy', 'transfer')) then
    perform cases_refuse('the case is being erased'); end if;
  update cases_disposal set state = 'refused' where case_id = new.id and state in ('proposed', 'handed');
  return new;
end $$;
create trigger cases_case_leaves_closed after update of stage on cases_case
  for each row when (old.stage = 'closed' and new.stage not in ('closed', 'erased'))
  execute function cases_case_leaves_closed();
"""
FOR_WORK = (
    "cases_concerns_child(uuid)",
    "cases_on_hold(uuid)",
    "cases_key_ids(uuid)",
    "cases_erase(uuid)",
)
INSIDE = (
    "cases_erase_rows(uuid)",
    "cases_purge(uuid)",
    "cases_ledger_again(uuid, uuid[])",
    "cases_disposal_holds()",
    "cases_disposal_refusal(cases_disposal)",
    "cases_case_leaves_closed()",
)
OPEN = "\n".join(
    [
        *(f"revoke execute on function {name} from public;" for name in (*FOR_WORK, *INSIDE)),
        *(f"grant execute on function {name} to {WORK};" for name in FOR_WORK),
        # A line of the ledger destroys keys when it is replayed: only the function above adds one.
        f"revoke insert on cases_ledgerentry from {WORK};",
    ]
)
DROP = f"""
grant insert on cases_ledgerentry to {WORK};
drop trigger cases_case_leaves_closed on cases_case;
drop trigger cases_disposal_holds on cases_disposal;
drop index disposal_open_once;
""" + "\n".join(f"drop function {name};" for name in (*FOR_WORK, *INSIDE))


class Migration(migrations.Migration):
    """Functions, triggers and one index; no column."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0050_deciding")]

    operations: ClassVar[list[object]] = [migrations.RunSQL(FACTS + PURGE + TWO + OPEN, DROP)]
