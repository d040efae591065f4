"""The process that takes concerns in must know whose they are."""

from typing import ClassVar

from django.db import migrations

from beredskab.kit.migrations import GlobalTable


class Migration(migrations.Migration):
    """Reads the list of authorities; of people and memberships nothing."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("organisation", "0006_case_roles")]

    operations: ClassVar[list[object]] = [
        GlobalTable("organisation", "Authority", {"beredskab_intake": "select"}),
    ]
