"""Who may read and write the plan's tables."""

from typing import ClassVar

from django.db import migrations

from beredskab.kit.migrations import TenantTable

READ = {"beredskab_worker": "select"}
ADD = {"beredskab_work": "select,insert", **READ}
CHANGE = {"beredskab_work": "select,insert,update", **READ}
REMOVE = {"beredskab_work": "select,insert,update,delete", **READ}
EVERYBODY = {"beredskab_public": "select", **CHANGE}


class Migration(migrations.Migration):
    """Versions, sources and adoptions are only ever added; a publication may be read across authorities by anybody."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("plans", "0001_initial")]

    operations: ClassVar[list[object]] = [
        TenantTable("plans", "Plan", CHANGE),
        TenantTable("plans", "Edition", CHANGE),
        TenantTable("plans", "BlockSource", ADD),
        TenantTable("plans", "Section", REMOVE),
        TenantTable("plans", "SectionVersion", ADD),
        TenantTable("plans", "Comment", CHANGE),
        TenantTable("plans", "Presence", REMOVE),
        TenantTable("plans", "Confirmation", CHANGE),
        TenantTable("plans", "Adoption", ADD),
        TenantTable("plans", "Publication", EVERYBODY, using={"beredskab_public": "true"}),
    ]
