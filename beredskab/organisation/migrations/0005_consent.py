"""A membership waits until its person has said yes. Those that are there already were in use, and stay so."""

from typing import ClassVar

from django.db import migrations, models

from beredskab.kit import roles
from beredskab.kit.migrations import TenantReferences, person_rule

# Roles open cases, and a membership that ends lets a colleague take a case over: so an administrator changes them, and
# the person says yes or no to an invitation. As the asker's role; the tables' owner is left alone.
CHANGED = f"""
create function organisation_by_administrator() returns trigger language plpgsql as $$
begin
  if current_user <> '{roles.WORK}' then return new; end if;
  if old.accepted_at is null and {person_rule("old.person_id")}
     and (new.id, new.authority_id, new.person_id, new.roles, new.unit_id)
           is not distinct from (old.id, old.authority_id, old.person_id, old.roles, old.unit_id) then
    return new; end if;
  if not exists (
    select 1 from organisation_membership m
    where m.authority_id = old.authority_id and {person_rule("m.person_id")} and 'administrator' = any(m.roles::text[])
      and m.accepted_at is not null and m.valid_from <= current_date
      and (m.valid_to is null or m.valid_to >= current_date)) then
    raise exception 'only an administrator' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger organisation_membership_changes before update on organisation_membership
  for each row execute function organisation_by_administrator();
"""  # noqa: S608  from our own constants only
NOT_CHANGED = """
drop trigger organisation_membership_changes on organisation_membership;
drop function organisation_by_administrator();
"""


class Migration(migrations.Migration):
    """The day of the yes, and foreign keys within one authority."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("organisation", "0004_login_and_queue")]

    operations: ClassVar[list[object]] = [
        migrations.AddField(
            model_name="membership", name="accepted_at", field=models.DateTimeField(blank=True, null=True)
        ),
        TenantReferences("organisation"),
        migrations.RunSQL("update organisation_membership set accepted_at = created_at", migrations.RunSQL.noop),
        migrations.RunSQL(CHANGED, NOT_CHANGED),
    ]
