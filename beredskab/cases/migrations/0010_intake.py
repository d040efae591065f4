"""What the intake process may do beside adding a report: tell the record, and show a reporter what they sent."""

from typing import ClassVar

from django.db import migrations

from beredskab.kit import roles

# The intake role may not write in the record at will: only that something was received, with nobody's name on it.
DEPOSIT = """
create function audit_deposit(
  p_id uuid, p_event text, p_subject_type text, p_subject uuid, p_detail jsonb, p_request uuid
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if p_event not like '%.received' or cases_authority() is null then
    perform cases_refuse('only what was received');
  end if;
  insert into audit_event
    (id, authority_id, lane, at, person_id, event, subject_type, subject_id, detail, request_id)
  values
    (p_id, cases_authority(), 'change', clock_timestamp(), '00000000-0000-0000-0000-000000000000',
     p_event, p_subject_type, p_subject, p_detail, p_request);
end $$;
revoke execute on function audit_deposit(uuid, text, text, uuid, jsonb, uuid) from public;
grant execute on function audit_deposit(uuid, text, text, uuid, jsonb, uuid) to beredskab_intake, beredskab_work;
"""
NO_DEPOSIT = "drop function audit_deposit(uuid, text, text, uuid, jsonb, uuid);"

# Whoever holds the receipt may read again what they wrote; the seal on it opens with the receipt only.
SENT = """
create function cases_sent(stored bytea) returns table (id uuid, answers bytea)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.id, r.answers from cases_report r where r.receipt_stored = stored and octet_length(stored) = 32
$$;
revoke execute on function cases_sent(bytea) from public;
grant execute on function cases_sent(bytea) to beredskab_intake;
"""
NO_SENT = "drop function cases_sent(bytea);"

# The public guide asks whether a municipality takes concerns in writing; of keys and settings it sees nothing.
DOOR = """
create function cases_intake_door(of_authority uuid) returns table (is_open boolean, reads_when text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(s.intake_open, true)
         and exists (select 1 from cases_intakekey k where k.authority_id = of_authority and k.retired_at is null),
         coalesce(s.reads_when, '')
  from (select 1) one left join cases_casesettings s on s.authority_id = of_authority
$$;
revoke execute on function cases_intake_door(uuid) from public;
grant execute on function cases_intake_door(uuid) to beredskab_public, beredskab_intake, beredskab_work;
"""
NO_DOOR = "drop function cases_intake_door(uuid);"

# A pair is destroyed two hours after it was retired; a process that slept must not seal to it in between.
FRESH = """
create function cases_fresh_key() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  if exists (
    select 1 from cases_intakekey k where k.id = new.intake_key_id and k.retired_at < now() - interval '1 hour') then
    perform cases_refuse('the intake key is retired');
  end if;
  return new;
end $$;
revoke execute on function cases_fresh_key() from public;
create trigger cases_report_fresh_key before insert on cases_report
  for each row execute function cases_fresh_key();
"""
NOT_FRESH = """
drop trigger cases_report_fresh_key on cases_report;
drop function cases_fresh_key();
"""

# A report comes in unread and belongs to no case: who could add one that does would write in cases they never saw.
# As the asker's role: whoever owns the tables may put a copy back.
UNPLACED = f"""
create function cases_report_unplaced() returns trigger language plpgsql as $$
begin
  if current_user in ('{roles.INTAKE}', '{roles.WORK}') and (new.case_id is not null or new.state <> 'unread') then
    raise exception 'a report comes in unread' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger cases_report_unplaced before insert on cases_report
  for each row execute function cases_report_unplaced();
"""
NOT_UNPLACED = """
drop trigger cases_report_unplaced on cases_report;
drop function cases_report_unplaced();
"""


class Migration(migrations.Migration):
    """Functions and one trigger; no column."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0004_leading"), ("audit", "0004_doors")]

    operations: ClassVar[list[object]] = [
        migrations.RunSQL(DEPOSIT, NO_DEPOSIT),
        migrations.RunSQL(SENT, NO_SENT),
        migrations.RunSQL(DOOR, NO_DOOR),
        migrations.RunSQL(FRESH, NOT_FRESH),
        migrations.RunSQL(UNPLACED, NOT_UNPLACED),
    ]
