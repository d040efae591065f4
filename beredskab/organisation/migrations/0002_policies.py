"""Who may read and write authorities, people and memberships."""

from typing import ClassVar

from django.db import migrations

from beredskab.kit.migrations import GlobalTable, TenantTable, person_rule, tenant_rule

READ = {"beredskab_public": "select", "beredskab_work": "select", "beredskab_worker": "select"}
UNITS = {"beredskab_work": "select,insert,update,delete", "beredskab_worker": "select"}
MEMBERSHIPS = {"beredskab_work": "select,insert,update", "beredskab_worker": "select"}
OWN_OR_MINE = f"{tenant_rule()} or {person_rule()}"


class Migration(migrations.Migration):
    """A person finds the own memberships before any authority is chosen; an authority sees its own."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("organisation", "0001_initial")]

    operations: ClassVar[list[object]] = [
        GlobalTable("organisation", "Authority", READ),
        GlobalTable("organisation", "Person", {"beredskab_work": "select,insert,update", "beredskab_worker": "select"}),
        TenantTable("organisation", "Unit", UNITS),
        TenantTable("organisation", "Membership", MEMBERSHIPS, using={"beredskab_work": OWN_OR_MINE}),
    ]
