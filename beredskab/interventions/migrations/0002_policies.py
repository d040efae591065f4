"""Who may read and write the catalogue."""

from typing import ClassVar

from django.db import migrations

from beredskab.kit.migrations import TenantTable

CATALOGUE = {"beredskab_work": "select,insert,update", "beredskab_worker": "select"}


class Migration(migrations.Migration):
    """Nothing is deleted: what a case once chose keeps its name."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("interventions", "0001_initial")]

    operations: ClassVar[list[object]] = [TenantTable("interventions", "Intervention", CATALOGUE)]
