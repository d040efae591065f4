"""Nobody sees or changes a row of another authority, whatever they ask the database."""

import uuid

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beredskab.audit.actions import record
from beredskab.audit.models import Event
from beredskab.kit.models import TenantModel
from beredskab.kit.viewer import Scope, as_scope, as_viewer
from beredskab.organisation.models import ContactPoint, Membership, Person, Unit
from beredskab.plans.models import Comment, Edition, Plan, Section

TENANT_MODELS = [m for m in apps.get_models() if issubclass(m, TenantModel)]
RELAXED = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def two_authorities(cast):
    """Units and events in both of the demo's authorities, and their viewers."""
    here, there = cast["pernille"], cast["niels"]
    for viewer in (here, there):
        with as_viewer(viewer):
            for number in range(3):
                unit = Unit.objects.create(authority_id=viewer.authority_id, name=f"Enhed {number}")
                record(by=viewer, event="test.made", subject=unit)
    return here, there


conditions = st.recursive(
    st.one_of(
        st.builds(lambda n: Q(name__contains=n), st.sampled_from(["Enhed", "1", "", "Demo"])),
        st.builds(lambda n: Q(name__gt=n), st.sampled_from(["A", "Z", ""])),
        st.builds(lambda i: Q(authority_id=i), st.sampled_from([0, 1]).map(lambda n: uuid.UUID(int=n))),
        st.just(Q(parent__isnull=True)),
        st.just(Q(authority__kind="municipality")),
        st.just(Q(authority__code__in=["9998", "9999"])),
    ),
    lambda inner: st.one_of(
        st.builds(lambda a, b: a | b, inner, inner),
        st.builds(lambda a, b: a & b, inner, inner),
        st.builds(lambda a: ~a, inner),
    ),
    max_leaves=5,
)
shapes = st.sampled_from(["plain", "union", "subquery", "aggregate", "join", "raw"])


@RELAXED
@given(condition=conditions, shape=shapes)
def test_no_query_returns_a_neighbours_row(two_authorities, condition, shape):
    here, _ = two_authorities
    with as_viewer(here):
        assert set(ask(condition, shape)) <= {here.authority_id}


def ask(condition, shape):
    units = Unit.objects.filter(condition)
    if shape == "union":
        return list(units.union(Unit.objects.all()).values_list("authority_id", flat=True))
    if shape == "subquery":
        inside = Unit.objects.filter(authority=models.OuterRef("authority")).values("authority_id")[:1]
        return list(units.annotate(whose=models.Subquery(inside)).values_list("whose", flat=True))
    if shape == "aggregate":
        return list(units.values("authority_id").annotate(n=models.Count("id")).values_list("authority_id", flat=True))
    if shape == "join":
        return list(Membership.objects.filter(unit__in=units).values_list("unit__authority_id", flat=True))
    if shape == "raw":
        return [unit.authority_id for unit in Unit.objects.raw("select * from organisation_unit")]
    return list(units.values_list("authority_id", flat=True))


@RELAXED
@given(person=st.booleans(), known=st.booleans())
def test_no_scope_but_the_own_authority_shows_its_rows(two_authorities, person, known):
    here, there = two_authorities
    scope = Scope(there.authority_id if known else uuid.uuid4(), here.person_id if person else None)
    with as_scope(scope):
        assert here.authority_id not in set(Unit.objects.values_list("authority_id", flat=True))
        assert here.authority_id not in set(Event.objects.values_list("authority_id", flat=True))


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model._meta.label)
def test_without_a_viewer_every_tenant_table_is_empty(two_authorities, model):
    if model is not ContactPoint:  # numbers that anybody may call, shown on the open pages of every municipality
        assert not model.objects.exists()


def test_a_row_cannot_be_written_for_a_neighbour(two_authorities):
    here, there = two_authorities
    with as_viewer(here), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Unit.objects.create(authority_id=there.authority_id, name="Fremmed")


def test_a_row_cannot_be_moved_to_a_neighbour(two_authorities):
    here, there = two_authorities
    with as_viewer(here), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Unit.objects.update(authority_id=there.authority_id)


def test_a_neighbours_rows_are_neither_changed_nor_removed(two_authorities):
    here, there = two_authorities
    with as_viewer(there):
        before = set(Unit.objects.values_list("id", "name"))
    with as_viewer(here):
        assert Unit.objects.filter(authority_id=there.authority_id).update(name="Overtaget") == 0
        assert Unit.objects.filter(id__in=[i for i, _ in before]).delete()[0] == 0
    with as_viewer(there):
        assert set(Unit.objects.values_list("id", "name")) == before


def test_the_own_membership_elsewhere_is_read_but_not_changed(two_authorities):
    here, there = two_authorities
    with as_viewer(there):
        Membership.objects.create(
            authority_id=there.authority_id, person_id=here.person_id, roles=["plan_reviewer"], valid_from="2026-01-01"
        )
    with as_viewer(here):
        elsewhere = Membership.objects.filter(authority_id=there.authority_id)
        assert elsewhere.count() == 1
        assert elsewhere.update(roles=["administrator"]) == 0


def test_a_scope_inside_a_scope_gives_back_the_outer_one(two_authorities):
    here, there = two_authorities
    with as_viewer(here):
        with as_viewer(there):
            assert {u.authority_id for u in Unit.objects.order_by("id")} == {there.authority_id}
        assert {u.authority_id for u in Unit.objects.order_by("id")} == {here.authority_id}
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.authority', true)")
        assert cursor.fetchone() == ("",)


def test_a_scope_left_by_an_exception_is_gone(two_authorities):
    here, _ = two_authorities
    with pytest.raises(KeyError), as_viewer(here):
        raise KeyError
    assert not Unit.objects.exists()


@RELAXED
@given(kind=st.sampled_from(["unit", "membership", "edition", "section", "comment"]), own=st.booleans())
def test_no_own_row_points_at_a_neighbours(two_authorities, kind, own):
    """A foreign key does not ask the policies, so whoever knows an id could point at it."""
    here, there = two_authorities
    with as_viewer(here if own else there) as owner_of_target:
        target = _target(owner_of_target, kind)
    with as_viewer(here), transaction.atomic():
        if own:
            _pointing(here, kind, target)
        else:
            with pytest.raises(IntegrityError, match="_tenant"), transaction.atomic():
                _pointing(here, kind, target)
        transaction.set_rollback(True)


def _target(viewer, kind):
    if kind in {"unit", "membership"}:
        return Unit.objects.filter(authority_id=viewer.authority_id).order_by("name").first().id
    plan, _ = Plan.objects.get_or_create(authority_id=viewer.authority_id, defaults={"title": "Plan"})
    if kind == "edition":
        return plan.id
    edition = plan.editions.first() or _edition(viewer, plan.id, 1)
    if kind == "section":
        return edition.id
    return (edition.sections.first() or _section(viewer, edition.id)).id


def _pointing(viewer, kind, target):
    mine = viewer.authority_id
    if kind == "unit":
        Unit.objects.create(authority_id=mine, name="Egen", parent_id=target)
    elif kind == "membership":
        person = Person.objects.create(email="ny@eksempel.invalid", name="Ny")
        Membership.objects.create(authority_id=mine, person=person, unit_id=target, valid_from="2026-01-01")
    elif kind == "edition":
        _edition(viewer, target, 2)
    elif kind == "section":
        _section(viewer, target, "ny")
    else:
        Comment.objects.create(authority_id=mine, section_id=target, text="Se", author_id=viewer.person_id)


def _edition(viewer, plan_id, number):
    values = {"state": "withdrawn", "origin": "empty", "disposition": "own", "state_since": timezone.now()}
    return Edition.objects.create(authority_id=viewer.authority_id, plan_id=plan_id, number=number, **values)


def _section(viewer, edition_id, key="a"):
    return Section.objects.create(
        authority_id=viewer.authority_id, edition_id=edition_id, key=key, title="A", position=0
    )
