"""What is published stands: the application may note when a publication was replaced, and change nothing else of it."""

from typing import ClassVar

from django.db import migrations

NARROW = """
revoke update on plans_publication from beredskab_work;
grant update (replaced_on) on plans_publication to beredskab_work;
"""
WIDE = """
revoke update (replaced_on) on plans_publication from beredskab_work;
grant update on plans_publication to beredskab_work;
"""


class Migration(migrations.Migration):
    """A right to one column instead of the table."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("plans", "0002_policies")]

    operations: ClassVar[list[object]] = [migrations.RunSQL(NARROW, WIDE)]
