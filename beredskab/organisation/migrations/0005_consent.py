"""A membership waits until its person has said yes. Those that are there already were in use, and stay so."""

from typing import ClassVar

from django.db import migrations, models

from beredskab.kit.migrations import TenantReferences


class Migration(migrations.Migration):
    """The day of the yes, and foreign keys within one authority."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("organisation", "0004_login_and_queue")]

    operations: ClassVar[list[object]] = [
        migrations.AddField(
            model_name="membership", name="accepted_at", field=models.DateTimeField(blank=True, null=True)
        ),
        TenantReferences("organisation"),
        migrations.RunSQL("update organisation_membership set accepted_at = created_at", migrations.RunSQL.noop),
    ]
