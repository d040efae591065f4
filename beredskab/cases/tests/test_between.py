"""Both sides of what passes between authorities, at the database itself: by property, over who, when and what."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beredskab.kit import roles
from beredskab.kit.ids import new_id

OUTSIDE = {"poul", "petra", "kurt"}
LOOKERS = ("karen", "stine", "mette", "rasmus", "adam", "dorte", "nanna", "poul", "petra", "kurt")
RECEIVERS = ("poul", "petra", "kurt", "nanna")
MINUTES = st.sampled_from([-1, 1, 60 * 24 * 30, -60 * 24])
RELAXED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def case_id(cast, owner):
    """A case of Eksempel Kommune that Karen holds."""
    made, karen = new_id(), cast["karen"]
    owner.execute(
        "insert into cases_case (id, created_at, authority_id, year, sequence, track, stage, stage_since, about,"
        " lead_id, lead_name, breakable, outcome, version) values"
        " (%s, now(), %s, 2026, 901, 'concern', 'clearance', now(), 'adult', %s, 'K', true, '', 1)",
        [made, karen.authority_id, karen.person_id],
    )
    owner.execute(
        "insert into cases_grant (id, created_at, authority_id, case_id, person_id, person_name, given_by_id,"
        " given_by_name, reason, basis, sections, starts_at, ends_at) values"
        " (%s, now(), %s, %s, %s, 'K', %s, 'K', 'lead', 'task', array['*'], now(), timestamptz '9000-01-01 00:00+00')",
        [new_id(), karen.authority_id, made, karen.person_id, karen.person_id],
    )
    return made


def threshold(owner, case_id, karen) -> UUID:
    """What Karen stated before the police could be asked."""
    made = new_id()
    owner.execute(
        "insert into cases_threshold (id, created_at, authority_id, case_id, by_id, by_name, kind, text)"
        " values (%s, now(), %s, %s, %s, 'K', 'threat', 'x')",
        [made, karen.authority_id, case_id, karen.person_id],
    )
    return made


def put(owner, cast, case_id, to, kind, minutes, person=None, answer_by=None, basis="x") -> UUID:
    """A request from Karen, or an answer back by somebody of the other side."""
    row, karen, other = new_id(), cast["karen"], cast[to]
    ends = (karen.authority_id, other.authority_id, karen)
    if answer_by is not None:
        ends = (other.authority_id, karen.authority_id, cast[answer_by])
    stated = threshold(owner, case_id, karen) if kind == "clearance" and basis == "x" else None
    owner.execute(
        "insert into cases_exchange (id, created_at, from_authority_id, to_authority_id, owner_authority_id, case_id,"
        " case_number, root_id, kind, answer, basis, purpose, items, recorded, open_until, to_person_id, to_name,"
        " by_id, by_name, threshold_id) values (%s, now(), %s, %s, %s, %s, '2026-901', %s, %s, '', %s, 'x', %s, false,"
        " now() + %s * interval '1 minute', %s, '', %s, 'N', %s)",
        [row, ends[0], ends[1], karen.authority_id, case_id, row, kind, basis, b"x", minutes,
         cast[person].person_id if person else None, ends[2].person_id, stated],
    )  # fmt: skip
    return row


def seen(owner, viewer) -> set[UUID]:
    """What the application's own role is shown for a person."""
    owner.execute(f"set local role {roles.WORK}")
    owner.execute(
        "select set_config('app.authority', %s, true), set_config('app.person', %s, true)",
        [str(viewer.authority_id), str(viewer.person_id)],
    )
    found = {row[0] for row in owner.execute("select id from cases_exchange")}
    owner.execute(f"set local role {roles.OWNER}")
    return found


def expected(looker, to, kind, minutes, person, answer_by) -> bool:
    if looker == "karen":
        return True  # the case's holder sees every record of it, for ever
    if minutes <= 0:
        return False
    if answer_by is not None:
        return looker == answer_by
    if person is not None:
        return looker == person and looker == to
    contacts = {"move": {"nanna"}, "clearance": {"poul"}, "advice": {"poul"}}.get(kind, OUTSIDE | {"nanna"})
    return looker == to and looker in contacts


@RELAXED
@given(
    to=st.sampled_from(RECEIVERS), kind=st.sampled_from(["clearance", "invitation", "disclosure", "advice", "move"]),
    minutes=MINUTES, personal=st.sampled_from([None, "poul", "petra", "nanna"]), answers=st.booleans(),
)  # fmt: skip
def test_each_record_is_seen_by_its_two_sides_in_its_window_and_by_nobody_else(
    cast, owner, case_id, to, kind, minutes, personal, answers
):
    by = to if answers else None
    with owner.transaction(force_rollback=True):
        row = put(owner, cast, case_id, to, "answer" if answers else kind, minutes, personal, by)
        shown = {key for key in LOOKERS if row in seen(owner, cast[key])}
    assert shown == {key for key in LOOKERS if expected(key, to, kind, minutes, personal, by)}


@pytest.mark.parametrize("column", ["items", "open_until", "seen_at", "basis", "to_authority_id"])
def test_a_record_is_never_changed_by_the_application(cast, owner, column):
    may = owner.execute("select has_column_privilege(%s, 'cases_exchange', %s, 'update')", [roles.WORK, column])
    assert may.fetchone() == (False,)
    deleting = owner.execute("select has_table_privilege(%s, 'cases_exchange', 'delete')", [roles.WORK])
    assert deleting.fetchone() == (False,)


def test_a_late_answer_is_not_taken(cast, owner, case_id):
    row = put(owner, cast, case_id, "poul", "clearance", -1)
    owner.execute(f"set local role {roles.WORK}")
    poul = cast["poul"]
    owner.execute(
        "select set_config('app.authority', %s, true), set_config('app.person', %s, true)",
        [str(poul.authority_id), str(poul.person_id)],
    )
    with pytest.raises(Exception, match="not asked of you"):
        owner.execute("select cases_reply(%s, %s, 'proceed', %s, %s, 'x', %s)", [new_id(), row, b"x", b"x", new_id()])


@pytest.mark.parametrize("kind", ["clearance", "invitation", "disclosure", "advice", "hand_over"])
def test_the_database_lets_nothing_out_under_section_115_without_a_stated_threshold(cast, owner, case_id, kind):
    with pytest.raises(Exception, match="no threshold is stated"):
        put(owner, cast, case_id, "poul", kind, 60, basis="rpl-115-1-1")
