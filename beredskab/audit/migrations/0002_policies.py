"""Who may add to the record and read it; nobody, the owner included, changes or removes a row."""

from typing import ClassVar

from django.db import migrations

from beredskab.kit.migrations import TenantTable

REFUSE = """
create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit record is only added to' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function audit_refuse();
create trigger audit_event_no_truncate before truncate on audit_event
  for each statement execute function audit_refuse();
"""
ALLOW = """
drop trigger audit_event_append_only on audit_event;
drop trigger audit_event_no_truncate on audit_event;
drop function audit_refuse();
"""


class Migration(migrations.Migration):
    """The table's policies and its triggers."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("audit", "0001_initial")]

    operations: ClassVar[list[object]] = [
        TenantTable("audit", "Event", {"beredskab_work": "select,insert", "beredskab_worker": "select,insert"}),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
