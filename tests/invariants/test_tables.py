"""What the database says of its tables is what the models and the policies promise."""

import re

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from beredskab.kit import roles
from beredskab.kit.models import TenantModel
from beredskab.kit.privacy import privacy_of

# Tables that no authority owns. A new one needs a reason here.
GLOBAL = {
    "organisation_authority": "shared reference data, read-only to the application",
    "organisation_person": "one account can act for several authorities",
    "account_emailaddress": "belongs to an account",
    "account_emailconfirmation": "belongs to an account",
    "mfa_authenticator": "belongs to an account",
    "socialaccount_socialaccount": "belongs to an account",
    "socialaccount_socialapp": "the identity provider",
    "socialaccount_socialtoken": "belongs to an account",
    "django_session": "holds a login before an authority is known",
    "django_content_type": "Django's own list of models",
    "django_migrations": "the owner's; no application role may read it",
    "auth_permission": "Django's; unused, no application role may read it",
    "auth_group": "Django's; unused, no application role may read it",
    "auth_group_permissions": "Django's; unused, no application role may read it",
    "procrastinate_jobs": "the queue; arguments are ids only",
    "procrastinate_events": "the queue",
    "procrastinate_periodic_defers": "the queue",
    "procrastinate_workers": "the queue",
}
UNREADABLE = {"django_migrations", "auth_permission", "auth_group", "auth_group_permissions"}
# An exchange belongs to two authorities: each policy of it names one of the columns first.
BETWEEN_RULE = r"^\(+(owner_authority_id|to_authority_id|from_authority_id) = "
OWNING = {"authority_id", "owner_authority_id"}
AUTHORITY_RULE = "(authority_id = ( SELECT (NULLIF(current_setting('app.authority'::text, true), ''::text))::uuid AS"


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("beredskab.")]


def tables(owner):
    rows = owner.execute(
        "select c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) from pg_class c"
        " where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace"
    )
    return {name: (enabled, forced, owner_name) for name, enabled, forced, owner_name in rows}


def test_every_table_is_under_forced_row_level_security_or_a_named_exception(owner):
    bare = {name for name, (enabled, forced, _) in tables(owner).items() if not (enabled and forced)}
    assert bare == set(GLOBAL)


def test_every_table_belongs_to_the_owner_role(owner):
    assert {name for name, (_, _, who) in tables(owner).items() if who != roles.OWNER} == set()


def test_every_tenant_model_has_a_tenant_table(owner):
    protected = set(tables(owner)) - set(GLOBAL)
    assert {model._meta.db_table for model in own_models() if issubclass(model, TenantModel)} <= protected
    assert protected <= {model._meta.db_table for model in own_models()}


def test_every_policy_is_the_owners_or_by_authority(owner):
    rows = owner.execute("select tablename, policyname, roles, qual, with_check, cmd from pg_policies").fetchall()
    for table, name, who, using, check, command in rows:
        if name == "house_owner":
            assert (who, using, check) == ([roles.OWNER], "true", "true"), table
        elif name.startswith("between_"):
            assert table == "cases_exchange" and re.search(BETWEEN_RULE, using or check), (table, name, using)
        elif name.startswith("adds_"):
            assert command == "INSERT" and check.startswith(AUTHORITY_RULE), (table, name)
        elif name.startswith(("wider_", "reads_")):
            assert command == "SELECT", (table, name)
            assert name.startswith("wider_") or using.lstrip("(").startswith(AUTHORITY_RULE[1:]), (table, name)
        else:
            assert using or command == "INSERT", (table, name)
            using = using or check
            assert using.lstrip("(").startswith(AUTHORITY_RULE[1:]), (table, name, using)
            assert check.lstrip("(").startswith(AUTHORITY_RULE[1:]), (table, name, check)
    with_policy = {row[0] for row in rows}
    assert with_policy == set(tables(owner)) - set(GLOBAL)


def test_reading_wider_than_the_own_authority_is_a_short_list(owner):
    rows = owner.execute("select tablename, roles, qual from pg_policies where policyname like 'wider_%'").fetchall()
    assert {(table, who[0]) for table, who, _ in rows} == {
        ("organisation_membership", roles.WORK),  # a person finds the own memberships
        ("organisation_message", roles.WORK),  # a person follows the link of a mail to them
        ("organisation_message", roles.WORKER),  # the one sender finds what waits, whoever sent it
        *(("organisation_contactpoint", role) for role in (roles.PUBLIC, roles.INTAKE, roles.WORK)),  # for anybody
        ("plans_publication", roles.PUBLIC),  # published to everybody
    }


def test_every_tenant_table_has_an_index_that_begins_with_the_authority(owner):
    rows = owner.execute(
        "select c.relname from pg_index i join pg_class c on c.oid = i.indrelid"
        " join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]"
        " where a.attname in ('authority_id', 'owner_authority_id')"
    )
    assert set(tables(owner)) - set(GLOBAL) - {row[0] for row in rows} == set()


def test_application_roles_own_nothing_and_cannot_step_around_a_policy(owner):
    rows = owner.execute(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles"
        " where rolname = any(%s)",
        [list(roles.APPLICATION_ROLES)],
    ).fetchall()
    assert {row[0] for row in rows} == set(roles.APPLICATION_ROLES)
    assert all(row[1:] == (False,) * 5 for row in rows)
    owned = owner.execute(
        "select count(*) from pg_shdepend where deptype = 'o' and refobjid = any(%s::regrole[])",
        [list(roles.APPLICATION_ROLES)],
    ).fetchone()
    assert owned == (0,)
    member = owner.execute(
        "select count(*) from pg_auth_members where member = any(%s::regrole[])", [list(roles.APPLICATION_ROLES)]
    ).fetchone()
    assert member == (0,)


def test_application_roles_cannot_make_tables_or_truncate(owner):
    for role in roles.APPLICATION_ROLES:
        assert owner.execute("select has_schema_privilege(%s, 'public', 'create')", [role]).fetchone() == (False,)
        for name in tables(owner):
            truncate = owner.execute("select has_table_privilege(%s, %s, 'truncate')", [role, name]).fetchone()
            assert truncate == (False,), (role, name)


def test_the_public_process_reads_what_is_public_and_writes_nothing(owner):
    allowed = {
        (name, privilege)
        for name in tables(owner)
        for privilege in ("select", "insert", "update", "delete")
        if owner.execute("select has_table_privilege(%s, %s, %s)", [roles.PUBLIC, name, privilege]).fetchone()
        == (True,)
    }
    read = ("organisation_authority", "organisation_contactpoint", "plans_publication")
    assert allowed == {(name, "select") for name in read}


def test_the_intake_reads_authorities_and_no_people(owner):
    readable = {
        name
        for name in tables(owner)
        if owner.execute("select has_table_privilege(%s, %s, 'select')", [roles.INTAKE, name]).fetchone() == (True,)
    }
    of_people = {name for name in readable if name.startswith(("organisation_", "account_", "mfa_", "django_"))}
    assert of_people - {"organisation_contactpoint"} == {"organisation_authority"}


def test_tables_that_the_application_has_no_business_with_are_closed_to_it(owner):
    for role in roles.APPLICATION_ROLES:
        for name in UNREADABLE:
            assert owner.execute("select has_table_privilege(%s, %s, 'select')", [role, name]).fetchone() == (False,)


def test_every_field_of_ours_has_a_privacy_class():
    for model in own_models():
        fields = {field.name for field in model._meta.get_fields() if field.concrete}
        assert fields - set(privacy_of(model)) == set(), model._meta.label
        assert set(privacy_of(model)) - fields == set(), model._meta.label


def test_the_models_and_the_migrations_are_the_same():
    with translation.override(None):  # labels are translated; the files hold the sources
        _compare()


def _compare():
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changes = {app: made[0].operations for app, made in detector.changes(graph=loader.graph).items()}
    assert {app: changes[app] for app in ("audit", "organisation", "interventions", "plans") if app in changes} == {}


def test_every_foreign_key_between_tenant_tables_stays_within_one_authority(owner):
    """The catalogue: beside each such key stands one that names the authority too."""
    rows = owner.execute(
        "select c.conrelid::regclass::text, c.confrelid::regclass::text,"
        " array(select attname from pg_attribute where attrelid = c.conrelid and attnum = any(c.conkey))::text[]"
        " from pg_constraint c where c.contype = 'f'"
    ).fetchall()
    tenant = set(tables(owner)) - set(GLOBAL)
    single = {(a, b, cols[0]) for a, b, cols in rows if len(cols) == 1 and {a, b} <= tenant}
    paired = {(a, b, next(c for c in cols if c not in OWNING)) for a, b, cols in rows if len(cols) == 2}
    assert single and single == paired


def test_the_application_may_not_change_a_comments_words_or_delete_a_section(owner):
    def may(question, *arguments):
        return owner.execute(f"select {question}", arguments).fetchone()[0]

    assert not may("has_column_privilege(%s, 'plans_comment', 'text', 'update')", roles.WORK)
    assert not may("has_column_privilege(%s, 'plans_comment', 'author_name', 'update')", roles.WORK)
    assert may("has_column_privilege(%s, 'plans_comment', 'resolved_at', 'update')", roles.WORK)
    assert not may("has_table_privilege(%s, 'plans_section', 'delete')", roles.WORK)


def test_application_roles_make_no_large_objects_and_reach_no_other_database(owner):
    for role in roles.APPLICATION_ROLES:
        for function in roles.LARGE_OBJECTS:
            allowed = owner.execute("select has_function_privilege(%s, %s, 'execute')", [role, function]).fetchone()
            assert allowed == (False,), (role, function)
        for name in roles.OTHER_DATABASES:
            allowed = owner.execute("select has_database_privilege(%s, %s, 'connect')", [role, name]).fetchone()
            assert allowed == (False,), (role, name)
