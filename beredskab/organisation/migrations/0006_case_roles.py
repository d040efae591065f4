"""Roles of casework, and the kinds of authority it works with."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Choices only: the columns stay as they are."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("organisation", "0005_consent")]

    operations: ClassVar[list[object]] = [
        migrations.AlterField(
            model_name="authority",
            name="kind",
            field=models.CharField(
                choices=[
                    ("municipality", "Municipality"),
                    ("police_district", "Police district"),
                    ("region", "Region"),
                    ("prison_probation", "Prison and Probation Service"),
                    ("immigration", "Immigration authority"),
                    ("self_owning", "Self-governing institution"),
                    ("other", "Other authority"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="roles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("plan_editor", "Writes the plan"),
                        ("plan_reviewer", "Reviews the plan"),
                        ("plan_approver", "Records adoption and publishes"),
                        ("administrator", "Administrator"),
                        ("dpo", "Data protection officer"),
                        ("coordinator", "Coordinates concerns (tovholder)"),
                        ("intake", "Registers concerns that come by phone or in person"),
                        ("case_manager", "Manager: second person on cases"),
                        ("caseworker", "Receiving caseworker"),
                        ("mentor", "Mentor or parent coach"),
                        ("police_coordinator", "Police coordinator"),
                        ("partner", "Contact of an invited authority"),
                    ],
                    max_length=40,
                ),
                default=list,
                size=None,
            ),
        ),
    ]
