"""What was chained becomes links; who may link; and the one door through which an access is written.

The columns go in the same step: before the first release there is no old process that still writes them.
"""

from typing import ClassVar

from django.db import migrations

from beredskab.kit.migrations import TenantTable

MOVE = """
insert into audit_link (event_id, authority_id, position, format, prev_hash, hash)
  select id, authority_id, position, 1, prev_hash, hash from audit_event;
"""
LINKS_STAND = """
create trigger audit_link_append_only before update or delete on audit_link
  for each row execute function audit_refuse();
create trigger audit_link_no_truncate before truncate on audit_link
  for each statement execute function audit_refuse();
"""
LINKS_FALL = """
drop trigger audit_link_append_only on audit_link;
drop trigger audit_link_no_truncate on audit_link;
"""
# Every insert is noted, whoever makes it: what is neither noted nor linked came in behind our back.
NOTE = """
create function audit_note() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  insert into audit_pending (event_id, authority_id) values (new.id, new.authority_id);
  return null;
end
$$;
revoke execute on function audit_note() from public;
create trigger audit_event_noted after insert on audit_event
  for each row execute function audit_note();
"""
UNNOTE = """
drop trigger audit_event_noted on audit_event;
drop function audit_note();
"""
# A second try after a lost connection carries the same id, and the first may have been kept.
ACCESS = """
create function audit_access(
  p_id uuid, p_authority uuid, p_person uuid, p_event text, p_subject_type text, p_subject uuid, p_detail jsonb,
  p_request uuid
) returns void language sql security definer set search_path = pg_catalog, public as $$
  insert into audit_event
    (id, authority_id, lane, at, person_id, event, subject_type, subject_id, detail, request_id)
  values
    (p_id, p_authority, 'access', clock_timestamp(), p_person, p_event, p_subject_type, p_subject, p_detail, p_request)
  on conflict (id) do nothing
$$;
revoke execute on function audit_access(uuid, uuid, uuid, text, text, uuid, jsonb, uuid) from public;
grant execute on function audit_access(uuid, uuid, uuid, text, text, uuid, jsonb, uuid)
  to beredskab_work, beredskab_worker;
"""
NO_ACCESS = "drop function audit_access(uuid, uuid, uuid, text, text, uuid, jsonb, uuid);"
UNSEALED = """
create function audit_unsealed() returns setof uuid language sql stable security definer
  set search_path = pg_catalog, public as $$
  select distinct authority_id from audit_pending
$$;
revoke execute on function audit_unsealed() from public;
grant execute on function audit_unsealed() to beredskab_worker;
"""
NOT_UNSEALED = "drop function audit_unsealed();"


class Migration(migrations.Migration):
    """Links with their policies and triggers, and the functions."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("audit", "0003_two_lanes")]

    operations: ClassVar[list[object]] = [
        TenantTable("audit", "Link", {"beredskab_work": "select", "beredskab_worker": "select,insert"}),
        TenantTable("audit", "Pending", {"beredskab_worker": "select,delete"}),
        migrations.RunSQL(MOVE),
        migrations.RemoveConstraint("event", "audit_event_one_chain"),
        migrations.RemoveField("event", "position"),
        migrations.RemoveField("event", "prev_hash"),
        migrations.RemoveField("event", "hash"),
        migrations.RunSQL(LINKS_STAND, LINKS_FALL),
        migrations.RunSQL(NOTE, UNNOTE),
        migrations.RunSQL(ACCESS, NO_ACCESS),
        migrations.RunSQL(UNSEALED, NOT_UNSEALED),
    ]
