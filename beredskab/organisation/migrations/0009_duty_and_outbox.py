"""The duty rota, and the outbox."""

from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import beredskab.kit.ids
from beredskab.kit.migrations import TenantTable, person_rule, tenant_rule

DUTIES = {"beredskab_work": "select,insert,update,delete", "beredskab_worker": "select"}
MESSAGES = {"beredskab_work": "select,insert", "beredskab_worker": "select,insert,update,delete"}
OWN_OR_MINE = f"{tenant_rule()} or {person_rule()}"


class Migration(migrations.Migration):
    """A mail leads its person to what it is about; the one sender finds what waits, whoever sent it."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("organisation", "0008_contact_points")]

    operations: ClassVar[list[object]] = [
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=beredskab.kit.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("kind", models.CharField(choices=[("concerns", "Concerns")], default="concerns", max_length=20)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.authority",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("starts_at", "id"),
                "indexes": [models.Index(fields=["authority", "ends_at"], name="duty_by_end")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="duty_ends_after_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=beredskab.kit.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                (
                    "template",
                    models.CharField(
                        choices=[
                            ("task", "Something new waits"),
                            ("reminder", "Something still waits"),
                            ("notice", "Something has happened that you must see"),
                        ],
                        max_length=20,
                    ),
                ),
                ("link", models.CharField(max_length=200)),
                ("subject_id", models.UUIDField(blank=True, null=True)),
                ("caused_by", models.UUIDField()),
                ("exercise", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits to be sent"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Could not be sent"),
                            ("unsure", "Perhaps sent"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, default="", max_length=60)),
                (
                    "authority",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.authority",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("due_at", "id"),
                "indexes": [
                    models.Index(fields=["authority", "subject_id"], name="message_by_subject"),
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "sending"))),
                        fields=["due_at"],
                        name="message_to_send",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), ("person__isnull", False)),
                            models.Q(("person__isnull", True), models.Q(("email", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="message_has_one_recipient",
                    )
                ],
            },
        ),
        TenantTable("organisation", "Duty", DUTIES),
        TenantTable(
            "organisation", "Message", MESSAGES, using={"beredskab_work": OWN_OR_MINE, "beredskab_worker": "true"}
        ),
    ]
