from datetime import timedelta
from types import SimpleNamespace

import psycopg
import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from beredskab.audit.actions import record
from beredskab.audit.chain import Break, breaks, digest
from beredskab.audit.details import KEYS, DetailRefused, checked
from beredskab.audit.models import GENESIS, Event
from beredskab.audit.queries import head, verify
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer


def link(position, previous, **changes):
    from django.utils import timezone

    made = SimpleNamespace(
        id=new_id(), authority_id=new_id(), position=position, at=timezone.now(), person_id=new_id(), event="a.b.c",
        subject_type="x", subject_id=new_id(), detail={"count": position}, request_id=None, prev_hash=previous,
    )  # fmt: skip
    vars(made).update(changes)
    made.hash = digest(made, previous)
    return made


def chain(length):
    made, previous = [], GENESIS
    for position in range(1, length + 1):
        made.append(link(position, previous))
        previous = made[-1].hash
    return made


CHANGES = {
    "at": lambda e: e.at + timedelta(seconds=1),
    "person_id": lambda e: new_id(),
    "event": lambda e: "a.b.d",
    "subject_id": lambda e: None,
    "detail": lambda e: {"count": -1},
    "authority_id": lambda e: new_id(),
    "request_id": lambda e: new_id(),
}


@given(length=st.integers(1, 8), data=st.data())
def test_a_whole_chain_holds_and_a_changed_event_is_found(length, data):
    events = chain(length)
    assert list(breaks(events, GENESIS)) == []
    victim = events[data.draw(st.integers(0, length - 1))]
    name = data.draw(st.sampled_from(sorted(CHANGES)))
    setattr(victim, name, CHANGES[name](victim))
    assert Break(victim.position, "changed") in list(breaks(events, GENESIS))


@given(length=st.integers(2, 8), data=st.data())
def test_a_removed_event_is_found(length, data):
    events = chain(length)
    place = data.draw(st.integers(0, length - 2))
    del events[place]
    assert Break(place + 1, "missing") in list(breaks(events, GENESIS))


@given(length=st.integers(2, 8), data=st.data())
def test_two_events_that_changed_places_are_found(length, data):
    events = chain(length)
    one = data.draw(st.integers(0, length - 2))
    events[one].position, events[one + 1].position = events[one + 1].position, events[one].position
    events[one], events[one + 1] = events[one + 1], events[one]
    assert list(breaks(events, GENESIS))


def test_an_event_put_in_with_a_right_hash_but_a_wrong_chain_is_found():
    events = chain(3)
    events[1] = link(2, b"x" * 32)
    assert Break(2, "unlinked") in list(breaks(events, GENESIS))
    assert Break(3, "unlinked") in list(breaks(events, GENESIS))


def test_events_are_chained_per_authority(cast):
    for viewer in (cast["pernille"], cast["niels"], cast["pernille"]):
        with as_viewer(viewer):
            record(by=viewer, event="test.it.happened", subject=None, detail={"count": 1})
    assert verify(cast["pernille"].authority_id) == ()
    assert verify(cast["niels"].authority_id) == ()


def test_a_cut_off_end_is_found_by_a_noted_head(cast):
    viewer = cast["pernille"]
    with as_viewer(viewer):
        record(by=viewer, event="test.it.happened", subject=None)
    noted = head(viewer.authority_id)
    assert verify(viewer.authority_id, noted) == ()
    with as_viewer(viewer):
        longer = head(viewer.authority_id)
    ahead = type(longer)(longer.authority_id, longer.position + 1, "00" * 32)
    assert verify(viewer.authority_id, ahead) == (Break(ahead.position, "missing"),)


def test_a_row_changed_behind_our_back_is_found(fresh_house, cast):
    authority = str(cast["pernille"].authority_id)
    with psycopg.connect(fresh_house.admin_url) as admin:
        admin.execute("alter table audit_event disable trigger all")
        admin.execute("update audit_event set event = 'forged' where authority_id = %s and position = 1", [authority])
        rows = admin.execute(
            "select id, authority_id, position, at, person_id, event, subject_type, subject_id, detail, request_id,"
            " prev_hash, hash from audit_event where authority_id = %s order by position",
            [authority],
        )
        names = [column.name for column in rows.description or ()]
        events = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows]
    assert list(breaks(events, GENESIS)) == [Break(1, "changed")]


@pytest.mark.parametrize("statement", ["update", "delete"])
def test_the_application_can_neither_change_nor_remove_an_event(cast, statement):
    viewer = cast["pernille"]
    with as_viewer(viewer), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Event.objects.update(event="forged") if statement == "update" else Event.objects.all()._raw_delete("default")


@pytest.mark.parametrize(
    "statement", ["update audit_event set event = 'x'", "delete from audit_event", "truncate audit_event"]
)
def test_not_even_the_owner_changes_the_record(owner, statement):
    with pytest.raises(psycopg.Error, match="only added to"):
        owner.execute(statement)


@pytest.mark.parametrize("value", ["Karl Karlsen", "en lang forklaring", "a@b.dk", 1.5, {"x": 1}, ["to ord her"]])
def test_free_text_is_refused_in_the_detail(value):
    with pytest.raises(DetailRefused):
        checked({"reason": value})


def test_an_unknown_key_is_refused_and_known_ones_hold_codes():
    with pytest.raises(DetailRefused, match="navn"):
        checked({"navn": "x"})
    assert checked({"roles": ("dpo", "plan_editor"), "count": 2, "date": "2026-11-21", "to": None})["roles"]
    assert "name" not in KEYS and "email" not in KEYS
