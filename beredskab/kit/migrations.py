"""Migration operations that give a table its policies and grants. A table without one of them fails a test."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from beredskab.kit import roles

SETTING: Final = "(select nullif(current_setting('app.{}', true), '')::uuid)"
PRIVILEGES: Final = frozenset({"select", "insert", "update", "delete"})


def tenant_rule(column: str = "authority_id") -> str:
    """The SQL condition "this row belongs to the viewer's authority". Without a viewer it is never true."""
    return f"{column} = {SETTING.format('authority')}"


def person_rule(column: str = "person_id") -> str:
    """The SQL condition "this row is about the viewer"."""
    return f"{column} = {SETTING.format('person')}"


class TenantTable(Operation):
    """Put a table under row-level security by authority.

    `grants` maps a role of `kit.roles` to "select,insert,update,delete" or fewer. `using` widens what a role may
    read by an SQL condition; what it may write is always its own authority's rows.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        app_label: str,
        model_name: str,
        grants: Mapping[str, str],
        using: Mapping[str, str] | None = None,
        column: str = "authority_id",
    ) -> None:
        self.app_label = app_label
        self.model_name = model_name
        self.grants = dict(grants)
        self.using = dict(using or {})
        self.column = column

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in Django's own picture of the table."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = _table(schema_editor, to_state, self.app_label, self.model_name)
        schema_editor.execute(f"alter table {table} enable row level security")
        schema_editor.execute(f"alter table {table} force row level security")
        schema_editor.execute(f"create policy house_owner on {table} to {roles.OWNER} using (true) with check (true)")
        rule = tenant_rule(self.column)
        for role, privileges in self.grants.items():
            schema_editor.execute(
                f"create policy tenant_{role} on {table} to {role} using ({rule}) with check ({rule})"
            )
            if role in self.using:
                wider = self.using[role]
                schema_editor.execute(f"create policy wider_{role} on {table} for select to {role} using ({wider})")
            _grant(schema_editor, table, role, privileges)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = _table(schema_editor, from_state, self.app_label, self.model_name)
        for role in self.grants:
            schema_editor.execute(f"revoke all on {table} from {role}")
            schema_editor.execute(f"drop policy tenant_{role} on {table}")
            schema_editor.execute(f"drop policy if exists wider_{role} on {table}")
        schema_editor.execute(f"drop policy house_owner on {table}")
        schema_editor.execute(f"alter table {table} no force row level security")
        schema_editor.execute(f"alter table {table} disable row level security")

    def describe(self) -> str:
        return f"Put {self.app_label}.{self.model_name} under row-level security"


class GuardedTable(TenantTable):
    """A tenant table that shows its rows to less than the whole authority.

    `rule` is an SQL condition added to the tenant's for reading and writing by `beredskab_work`. `reads` lets it read
    (only) by another condition as well. `open_to` names roles that may add rows of their authority by the tenant rule
    alone, without being able to read them.
    """

    def __init__(
        self,
        app_label: str,
        model_name: str,
        grants: Mapping[str, str],
        rule: str,
        reads: str = "",
        open_to: tuple[str, ...] = (),
    ) -> None:
        super().__init__(app_label, model_name, grants)
        self.rule = rule
        self.reads = reads
        self.open_to = open_to

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        table = _table(schema_editor, to_state, self.app_label, self.model_name)
        tenant = tenant_rule(self.column)
        schema_editor.execute(f"drop policy tenant_{roles.WORK} on {table}")
        schema_editor.execute(
            f"create policy tenant_{roles.WORK} on {table} to {roles.WORK}"
            f" using ({tenant} and ({self.rule})) with check ({tenant} and ({self.rule}))"
        )
        if self.reads:
            schema_editor.execute(
                f"create policy reads_{roles.WORK} on {table} for select to {roles.WORK}"
                f" using ({tenant} and ({self.reads}))"
            )
        for role in self.open_to:
            if role != roles.WORK:  # made by TenantTable with the tenant rule for all commands; here it only adds
                schema_editor.execute(f"drop policy tenant_{role} on {table}")
            schema_editor.execute(f"create policy adds_{role} on {table} for insert to {role} with check ({tenant})")

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = _table(schema_editor, from_state, self.app_label, self.model_name)
        schema_editor.execute(f"drop policy if exists reads_{roles.WORK} on {table}")
        for role in self.open_to:
            schema_editor.execute(f"drop policy adds_{role} on {table}")
            if role != roles.WORK:
                schema_editor.execute(f"create policy tenant_{role} on {table} to {role} using (false)")
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Put {self.app_label}.{self.model_name} under row-level security and grants"


class TenantReferences(Operation):
    """Make every foreign key of an app from one tenant table to another hold within one authority.

    A foreign key does not ask the policies: with the key alone, an own row could point at a neighbour's. The pair
    (authority, id) can only name a row of the same authority. Give it again when a foreign key is added.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, app_label: str) -> None:
        self.app_label = app_label

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in Django's own picture of the tables."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        pairs = _tenant_references(to_state, self.app_label)
        for target in sorted({target for _, _, target in pairs}):
            schema_editor.execute(f"alter table {target} add constraint {target}_tenant unique (authority_id, id)")
        for table, column, target in pairs:
            schema_editor.execute(
                f"alter table {table} add constraint {table}_{column}_tenant"
                f" foreign key (authority_id, {column}) references {target} (authority_id, id)"
            )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        pairs = _tenant_references(from_state, self.app_label)
        for table, column, _ in pairs:
            schema_editor.execute(f"alter table {table} drop constraint {table}_{column}_tenant")
        for target in sorted({target for _, _, target in pairs}):
            schema_editor.execute(f"alter table {target} drop constraint {target}_tenant")

    def describe(self) -> str:
        return f"Keep the foreign keys of {self.app_label} within one authority"


class GlobalTable(Operation):
    """Grants on a table that no authority owns (on the exception list of `tests/invariants`)."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, app_label: str, model_name: str, grants: Mapping[str, str]) -> None:
        self.app_label = app_label
        self.model_name = model_name
        self.grants = dict(grants)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in Django's own picture of the table."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = _table(schema_editor, to_state, self.app_label, self.model_name)
        for role, privileges in self.grants.items():
            _grant(schema_editor, table, role, privileges)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = _table(schema_editor, from_state, self.app_label, self.model_name)
        for role in self.grants:
            schema_editor.execute(f"revoke all on {table} from {role}")

    def describe(self) -> str:
        return f"Grants on {self.app_label}.{self.model_name}"


def _tenant_references(state: ProjectState, app_label: str) -> list[tuple[str, str, str]]:
    """Table, column and target table of the app's foreign keys between tables that have an authority."""
    models: list[Any] = sorted(state.apps.get_app_config(app_label).get_models(), key=lambda m: m._meta.db_table)
    return [
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in models
        for field in model._meta.concrete_fields
        if field.many_to_one or field.one_to_one
        if _has_authority(model) and _has_authority(field.related_model)
    ]


def _has_authority(model: Any) -> bool:
    return any(field.column == "authority_id" for field in model._meta.concrete_fields)


def _table(editor: BaseDatabaseSchemaEditor, state: ProjectState, app_label: str, model_name: str) -> str:
    model: Any = state.apps.get_model(app_label, model_name)
    return editor.quote_name(model._meta.db_table)


def _grant(editor: BaseDatabaseSchemaEditor, table: str, role: str, privileges: str) -> None:
    wanted = {privilege.strip() for privilege in privileges.split(",")}
    if role not in roles.APPLICATION_ROLES or not wanted <= PRIVILEGES:
        raise ValueError(f"unknown role or privilege: {role}: {privileges}")
    editor.execute(f"grant {', '.join(sorted(wanted))} on {table} to {role}")
