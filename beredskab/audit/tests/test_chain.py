"""The chain as a function: whatever is done to events and links, it is found."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from beredskab.audit.chain import FIRST, FORMAT, Break, Sealed, breaks, digest
from beredskab.audit.details import KEYS, DetailRefused, checked
from beredskab.audit.models import GENESIS
from beredskab.kit.ids import new_id


def content(**changes):
    values = {
        "id": new_id(), "authority_id": new_id(), "lane": "change", "at": timezone.now(), "person_id": new_id(),
        "event": "a.b.c", "subject_type": "x", "subject_id": new_id(), "detail": {"count": 1}, "request_id": None,
    }  # fmt: skip
    return SimpleNamespace(**{**values, **changes})


def link(position, previous, form=FORMAT):
    event = content()
    return Sealed(position, event.id, form, previous, digest(event, position, previous, form), event)


def chain(length, form=FORMAT):
    made, previous = [], GENESIS
    for position in range(1, length + 1):
        made.append(link(position, previous, form))
        previous = made[-1].hash
    return made


CHANGES = {
    "id": lambda e: new_id(),
    "at": lambda e: e.at + timedelta(seconds=1),
    "person_id": lambda e: new_id(),
    "event": lambda e: "a.b.d",
    "lane": lambda e: "access",
    "subject_type": lambda e: "y",
    "subject_id": lambda e: None,
    "detail": lambda e: {"count": -1},
    "authority_id": lambda e: new_id(),
    "request_id": lambda e: new_id(),
}


@given(length=st.integers(1, 8), form=st.sampled_from([FIRST, FORMAT]), data=st.data())
def test_a_whole_chain_holds_and_a_changed_event_is_found(length, form, data):
    links = chain(length, form)
    assert list(breaks(links, GENESIS)) == []
    victim = links[data.draw(st.integers(0, length - 1))]
    name = data.draw(st.sampled_from(sorted(CHANGES)))
    setattr(victim.content, name, CHANGES[name](victim.content))
    assert list(breaks(links, GENESIS)) == [Break(victim.position, "changed", victim.event_id)]


@given(length=st.integers(1, 8), data=st.data())
def test_a_removed_event_is_found(length, data):
    links = chain(length)
    place = data.draw(st.integers(0, length - 1))
    links[place] = replace(links[place], content=None)
    assert list(breaks(links, GENESIS)) == [Break(place + 1, "removed", links[place].event_id)]


@given(length=st.integers(2, 8), data=st.data())
def test_a_removed_link_is_found(length, data):
    links = chain(length)
    place = data.draw(st.integers(0, length - 2))
    del links[place]
    assert Break(place + 1, "missing") in list(breaks(links, GENESIS))


@given(length=st.integers(2, 8), data=st.data())
def test_two_events_that_changed_places_are_found(length, data):
    links = chain(length)
    one = data.draw(st.integers(0, length - 2))
    links[one], links[one + 1] = (
        replace(links[one + 1], position=one + 1),
        replace(links[one], position=one + 2),
    )
    assert list(breaks(links, GENESIS))


def test_an_event_put_in_with_a_right_hash_but_a_wrong_chain_is_found():
    links = chain(3)
    links[1] = link(2, b"x" * 32)
    found = [(one.position, one.why) for one in breaks(links, GENESIS)]
    assert found == [(2, "unlinked"), (3, "unlinked")]


def test_a_new_link_cannot_pass_for_an_old_one():
    links = chain(2)
    links[1] = replace(links[1], format=FIRST)
    assert [one.why for one in breaks(links, GENESIS)] == ["changed"]
    assert [one.why for one in breaks([replace(links[0], format=9)], GENESIS)] == ["changed"]


@pytest.mark.parametrize("value", ["Karl Karlsen", "en lang forklaring", "a@b.dk", 1.5, {"x": 1}, ["to ord her"]])
def test_free_text_is_refused_in_the_detail(value):
    with pytest.raises(DetailRefused):
        checked({"reason": value})


def test_an_unknown_key_is_refused_and_known_ones_hold_codes():
    with pytest.raises(DetailRefused, match="navn"):
        checked({"navn": "x"})
    assert checked({"roles": ("dpo", "plan_editor"), "count": 2, "date": "2026-11-21", "to": None})["roles"]
    assert "name" not in KEYS and "email" not in KEYS
