"""A comment's words stand, a section is never deleted, and no row points at another authority's."""

from typing import ClassVar

from django.db import migrations

from beredskab.kit.migrations import TenantReferences

NARROW = """
revoke update on plans_comment from beredskab_work;
grant update (resolved_at, resolved_by_name) on plans_comment to beredskab_work;
revoke delete on plans_section from beredskab_work;
"""
WIDE = """
revoke update (resolved_at, resolved_by_name) on plans_comment from beredskab_work;
grant update on plans_comment to beredskab_work;
grant delete on plans_section to beredskab_work;
"""


class Migration(migrations.Migration):
    """Fewer rights, and foreign keys within one authority."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("plans", "0003_published_stands")]

    operations: ClassVar[list[object]] = [migrations.RunSQL(NARROW, WIDE), TenantReferences("plans")]
