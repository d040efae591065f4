"""Legal clocks: when something is due, and the warnings ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beredskab.frameworks import clocks, loader

CLOCKS = {clock.id: clock for clock in loader.load("dk-law").clocks}
REVISION = CLOCKS["revision"]
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("clock", "start", "due"),
    [
        ("revision", date(2024, 6, 24), date(2028, 6, 24)),
        ("revision", date(2024, 2, 29), date(2028, 2, 29)),
        ("revision", date(2096, 2, 29), date(2100, 2, 28)),  # 2100 is no leap year
        ("child-assessment", date(2026, 10, 31), date(2027, 2, 28)),
        ("inform-data-subject", date(2027, 1, 31), date(2027, 2, 28)),
        ("urgent-assessment", date(2026, 12, 24), date(2026, 12, 25)),  # runs through holidays
        ("acknowledgement", date(2026, 11, 23), date(2026, 11, 30)),  # Monday; Saturday counts, Sunday does not
        ("acknowledgement", date(2027, 3, 24), date(2027, 4, 3)),  # over Easter
    ],
)
def test_a_clock_runs_out_on_the_day_the_law_says(clock: str, start: date, due: date) -> None:
    assert clocks.due(CLOCKS[clock], start) == due


def test_without_saturday_the_acknowledgement_is_due_later() -> None:
    assert clocks.due(CLOCKS["acknowledgement"], date(2026, 11, 23), saturday=False) == date(2026, 12, 1)


@given(days)
def test_four_years_keep_the_day_of_the_month_but_for_29_february(adopted: date) -> None:
    due = clocks.due(REVISION, adopted)
    assert (due.year, due.month) == (adopted.year + 4, adopted.month)
    assert due.day == adopted.day or (adopted.month, adopted.day, due.day) == (2, 29, 28)
    assert timedelta(days=1460) <= due - adopted <= timedelta(days=1461)


@given(days, days)
def test_a_later_adoption_is_never_due_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert clocks.due(REVISION, first) <= clocks.due(REVISION, second)


@given(days)
def test_warnings_fall_in_order_before_the_due_date(adopted: date) -> None:
    found = clocks.warnings(REVISION, adopted)
    assert [warning.before for warning in found] == ["P12M", "P6M", "P3M"]
    assert adopted < found[0].on < found[1].on < found[2].on < clocks.due(REVISION, adopted)


@given(days)
def test_six_weekdays_are_six_days_that_count(start: date) -> None:
    due = clocks.due(CLOCKS["acknowledgement"], start)
    between = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(clocks.is_weekday(day) for day in between) == 6
    assert clocks.is_weekday(due)
    assert due <= clocks.due(CLOCKS["acknowledgement"], start, saturday=False)


def test_the_warning_that_has_fallen_is_the_latest() -> None:
    adopted = date(2024, 6, 24)
    assert clocks.reached(REVISION, adopted, date(2027, 6, 23)) is None
    latest = clocks.reached(REVISION, adopted, date(2028, 1, 1))
    assert latest == clocks.ClockWarning("P6M", date(2027, 12, 24))


def test_great_prayer_day_is_a_weekday_since_2024() -> None:
    assert not clocks.is_weekday(date(2023, 5, 5))
    assert clocks.is_weekday(date(2024, 4, 26))


@pytest.mark.parametrize("text", ["", "P", "4Y", "PT", "P4W", "P-1Y", "P1.5Y"])
def test_a_duration_we_do_not_use_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        clocks.parse(text)


def test_each_clock_says_how_it_counts_and_how_sure_we_are() -> None:
    assert {clock.id: (clock.every, clock.counts, clock.certainty) for clock in CLOCKS.values()} == {
        "revision": ("P4Y", "calendar", "confirmed"),
        "urgent-assessment": ("PT24H", "calendar", "confirmed"),
        "acknowledgement": ("P6D", "weekdays", "unconfirmed"),
        "child-assessment": ("P4M", "calendar", "confirmed"),
        "inform-data-subject": ("P1M", "calendar", "unconfirmed"),
        "answer-access": ("P1M", "calendar", "unconfirmed"),
    }
