"""Two lanes, and the chain in a table of its own, so that nobody waits for a place in it."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Case, F, Func, Q, Value, When

KIND = models.GeneratedField(
    db_persist=True,
    expression=Func(F("event"), Value(r"^[^.]*\.[^.]*"), function="substring"),
    output_field=models.CharField(max_length=80, null=True),
)
SHELF = models.GeneratedField(
    db_persist=True,
    expression=Case(
        When(Q(event__endswith=".refused") | Q(event__endswith=".searched"), then=Value("watched")),
        When(event__endswith=".exported", then=Value("taken")),
        default=Value(""),
    ),
    output_field=models.CharField(choices=[("", "Daily"), ("watched", "Watched"), ("taken", "Taken")], max_length=7),
)
LANE = models.CharField(
    choices=[("change", "Change"), ("access", "Access")], default="change", editable=False, max_length=6
)


class Migration(migrations.Migration):
    """The new columns, tables and indexes."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("audit", "0002_policies")]

    operations: ClassVar[list[object]] = [
        migrations.AddField("event", "lane", LANE),
        migrations.AddField("event", "kind", KIND),
        migrations.AddField("event", "shelf", SHELF),
        migrations.AlterModelOptions("event", {"ordering": ("id",)}),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("event_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("authority_id", models.UUIDField(editable=False)),
                ("position", models.BigIntegerField(editable=False)),
                ("format", models.PositiveSmallIntegerField(editable=False)),
                ("prev_hash", models.BinaryField(max_length=32)),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "position"), name="audit_link_one_chain")
                ],
            },
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("event_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("authority_id", models.UUIDField(editable=False)),
            ],
            options={
                "ordering": ("event_id",),
                "indexes": [models.Index(fields=["authority_id", "event_id"], name="audit_pending_order")],
            },
        ),
        migrations.AddIndex("event", models.Index(fields=["authority_id", "-id"], name="audit_event_newest")),
        migrations.AddIndex(
            "event", models.Index(fields=["authority_id", "subject_id", "id"], name="audit_event_subject")
        ),
        migrations.AddIndex(
            "event", models.Index(fields=["authority_id", "person_id", "id"], name="audit_event_person")
        ),
        migrations.AddIndex("event", models.Index(fields=["authority_id", "kind", "id"], name="audit_event_kind")),
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["authority_id", "shelf", "id"],
                name="audit_event_shelf",
                condition=Q(("shelf", ""), _negated=True),
            ),
        ),
    ]
