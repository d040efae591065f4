"""An exchange, and the one it answers, belong to the authority whose case it is about."""

from typing import ClassVar

from django.db import migrations

OWNED = """
alter table cases_exchange add constraint cases_exchange_owner unique (owner_authority_id, id);
alter table cases_exchange add constraint cases_exchange_case_owner
  foreign key (owner_authority_id, case_id) references cases_case (authority_id, id);
alter table cases_exchange add constraint cases_exchange_reply_owner
  foreign key (owner_authority_id, reply_to_id) references cases_exchange (owner_authority_id, id);
"""
FREE = """
alter table cases_exchange drop constraint cases_exchange_reply_owner;
alter table cases_exchange drop constraint cases_exchange_case_owner;
alter table cases_exchange drop constraint cases_exchange_owner;
"""


class Migration(migrations.Migration):
    """What `TenantReferences` does for tables with one authority, for the one that has two."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0062_unfinished")]

    operations: ClassVar[list[object]] = [migrations.RunSQL(OWNED, FREE)]
