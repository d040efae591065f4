"""Contact points: each authority keeps its own; what is shown to the public is read by all."""

from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import beredskab.kit.ids
from beredskab.kit.migrations import TenantTable

SHOWN = "is_public"
GRANTS = {
    "beredskab_public": "select",
    "beredskab_intake": "select",
    "beredskab_work": "select,insert,update",
    "beredskab_worker": "select",
}


class Migration(migrations.Migration):
    """No delete: a printed card may name a contact point, so one ends and stays."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("organisation", "0007_intake_reads_authorities")]

    operations: ClassVar[list[object]] = [
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=beredskab.kit.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("coordinator", "Coordinator of concerns (Infohus)"),
                            ("notifications", "Receives notifications about children"),
                            ("form", "The municipality's own form for notifications"),
                            ("night", "Social duty officer out of hours"),
                            ("counselling", "Counselling for those who seek help (section 12 b)"),
                            ("school", "SSP or school"),
                            ("police", "The police's coordinator"),
                            ("hotline", "Local hotline"),
                        ],
                        max_length=20,
                    ),
                ),
                ("function", models.CharField(max_length=120)),
                ("phone", models.CharField(blank=True, default="", max_length=20)),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                ("url", models.URLField(blank=True, default="", max_length=300)),
                ("hours", models.JSONField(blank=True, default=list)),
                ("closed_on_holidays", models.BooleanField(default=True)),
                ("read_by", models.CharField(blank=True, default="", max_length=300)),
                ("note", models.CharField(blank=True, default="", max_length=300)),
                ("is_public", models.BooleanField(default=True)),
                ("verified_on", models.DateField(blank=True, null=True)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.authority",
                    ),
                ),
            ],
            options={
                "ordering": ("kind", "function", "id"),
                "indexes": [models.Index(fields=["authority", "kind"], name="contact_by_kind")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", ""), ("phone", ""), ("url", ""), _negated=True),
                        name="contact_can_be_reached",
                    )
                ],
            },
        ),
        TenantTable(
            "organisation",
            "ContactPoint",
            GRANTS,
            using={"beredskab_public": SHOWN, "beredskab_intake": SHOWN, "beredskab_work": SHOWN},
        ),
    ]
