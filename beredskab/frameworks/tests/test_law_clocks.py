"""The clocks of a case as moments in Danish time: hours elapsed, days to their end, the night the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beredskab.frameworks import clocks as days_of
from beredskab.frameworks import loader
from beredskab.frameworks.law import clocks
from beredskab.frameworks.law.clocks import DENMARK, deadline, due_at
from beredskab.frameworks.model import Force

moments = st.datetimes(datetime(2024, 1, 1), datetime(2080, 12, 31), timezones=st.just(UTC))
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
BY_DAY = [clock_id for clock_id in clocks.clock_ids() if clock_id != "urgent-assessment"]


def at(text: str) -> datetime:
    """A moment in Danish time."""
    return datetime.fromisoformat(text).replace(tzinfo=DENMARK)


@pytest.mark.parametrize(
    ("clock", "received", "due"),
    [
        ("urgent-assessment", "2026-11-26 14:30:00", "2026-11-27 14:30:00"),
        ("urgent-assessment", "2026-12-24 23:10:00", "2026-12-25 23:10:00"),  # through Christmas
        ("urgent-assessment", "2027-03-27 12:00:00", "2027-03-28 13:00:00"),  # the night that is an hour short
        ("urgent-assessment", "2026-10-24 12:00:00", "2026-10-25 11:00:00"),  # the night that is an hour long
        ("acknowledgement", "2026-11-23 08:00:00", "2026-11-30 23:59:59"),  # Monday; Saturday counts
        ("acknowledgement", "2027-03-24 23:59:59", "2027-04-03 23:59:59"),  # over Easter
        ("inform-data-subject", "2027-01-31 00:00:00", "2027-02-28 23:59:59"),
        ("inform-data-subject", "2028-01-31 00:00:00", "2028-02-29 23:59:59"),
        ("child-assessment", "2026-10-31 10:00:00", "2027-02-28 23:59:59"),
        ("child-assessment", "2027-10-31 10:00:00", "2028-02-29 23:59:59"),
        ("revision", "2024-02-29 19:00:00", "2028-02-29 23:59:59"),
    ],
)
def test_a_clock_runs_out_at_the_moment_the_law_says(clock: str, received: str, due: str) -> None:
    assert due_at(clock, at(received)).replace(tzinfo=None) == datetime.fromisoformat(due)


@given(moments)
def test_24_hours_are_24_hours_whatever_the_clocks_do(received: datetime) -> None:
    due = due_at("urgent-assessment", received)
    assert due.astimezone(UTC) - received == timedelta(hours=24)
    assert due.tzinfo is DENMARK


@given(moments, st.sampled_from(BY_DAY))
def test_a_day_ends_with_its_last_second_in_denmark(received: datetime, clock: str) -> None:
    due = due_at(clock, received)
    assert due.time() == time(23, 59, 59)
    assert due.tzinfo is DENMARK
    assert due > received


@given(moments, st.sampled_from(BY_DAY))
def test_the_day_is_the_frameworks_counted_from_the_danish_day_of_receipt(received: datetime, clock: str) -> None:
    rule = next(known for known in loader.load("dk-law").clocks if known.id == clock)
    assert due_at(clock, received).date() == days_of.due(rule, received.astimezone(DENMARK).date())


@given(moments, zones, st.sampled_from(clocks.clock_ids()))
def test_the_time_zone_a_moment_is_written_in_changes_nothing(received: datetime, zone: timezone, clock: str) -> None:
    assert due_at(clock, received.astimezone(zone)) == due_at(clock, received)


@given(moments, moments, st.sampled_from(clocks.clock_ids()))
def test_what_came_later_is_never_due_earlier(one: datetime, other: datetime, clock: str) -> None:
    first, second = sorted((one, other))
    assert due_at(clock, first).astimezone(UTC) <= due_at(clock, second).astimezone(UTC)


@given(moments)
def test_saturday_counts_by_default_and_that_is_never_the_later_day(received: datetime) -> None:
    assert due_at("acknowledgement", received) <= due_at("acknowledgement", received, saturday=False)
    assert due_at("acknowledgement", received) == due_at("acknowledgement", received, saturday=True)


@given(moments)
def test_an_acknowledgement_is_never_due_on_a_sunday_or_holiday(received: datetime) -> None:
    assert days_of.is_weekday(due_at("acknowledgement", received).date())


def test_just_after_midnight_in_denmark_is_the_new_day_though_utc_has_the_old() -> None:
    late, early = datetime(2026, 11, 22, 22, 59, tzinfo=UTC), datetime(2026, 11, 22, 23, 1, tzinfo=UTC)
    assert due_at("inform-data-subject", late).date() == date(2026, 12, 22)
    assert due_at("inform-data-subject", early).date() == date(2026, 12, 23)


def test_a_deadline_says_its_rule_its_force_and_how_it_counts() -> None:
    received = at("2026-11-23 08:00:00")
    found = {clock_id: deadline(clock_id, received) for clock_id in clocks.clock_ids()}
    assert {clock_id: (line.rule, line.counts, line.certainty) for clock_id, line in found.items()} == {
        "revision": ("revision", "calendar", "confirmed"),
        "urgent-assessment": ("urgent-assessment", "hours", "confirmed"),
        "acknowledgement": ("acknowledgement", "weekdays", "unconfirmed"),
        "child-assessment": ("child-assessment", "calendar", "confirmed"),
        "inform-data-subject": ("inform-data-subject", "calendar", "unconfirmed"),
        "answer-access": ("answer-access", "calendar", "unconfirmed"),
    }
    for clock_id, line in found.items():
        assert line.force is Force.LAW
        assert line.at == due_at(clock_id, received)
        assert line.source.at.startswith(("§", "art."))
        assert line.label
    assert found["acknowledgement"].source.at == "§ 138"


def test_the_way_of_counting_is_told_in_words_that_follow_the_setting() -> None:
    received = at("2026-11-23 08:00:00")
    assert "Lørdag tæller med" in deadline("acknowledgement", received).counting
    later = deadline("acknowledgement", received, saturday=False)
    assert later.at.date() == date(2026, 12, 1)
    assert "lørdag ikke tæller med" in later.counting
    assert deadline("urgent-assessment", received, saturday=False, language="en").counting.startswith("24 hours")


def test_a_moment_without_time_zone_and_an_unknown_clock_are_refused() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        due_at("urgent-assessment", datetime(2026, 11, 26, 12, 0))
    with pytest.raises(clocks.UnknownClock):
        due_at("tea", at("2026-11-26 12:00:00"))
    with pytest.raises(clocks.UnknownClock):
        deadline("tea", at("2026-11-26 12:00:00"))
