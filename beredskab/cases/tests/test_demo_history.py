"""The demo's past lies on working days, in order, and never beyond what the database holds fast."""

from datetime import UTC, date, datetime, timedelta

import pytest

from beredskab.cases import demo_history
from beredskab.cases.demo_history import Past, working_day
from beredskab.cases.models import Exchange
from beredskab.frameworks.clocks import is_weekday

THURSDAY, SUNDAY = date(2026, 11, 26), date(2026, 11, 29)


@pytest.mark.parametrize(
    ("back", "today", "day"),
    [
        (0, THURSDAY, THURSDAY),
        (0, SUNDAY, date(2026, 11, 27)),
        (1, SUNDAY, THURSDAY),
        (4, THURSDAY, date(2026, 11, 20)),
        (-3, THURSDAY, date(2026, 12, 1)),
        (-1, SUNDAY, date(2026, 11, 30)),
        (1, date(2027, 1, 4), date(2026, 12, 31)),
    ],
)
def test_working_days_pass_over_weekends_and_holidays(back, today, day):
    assert working_day(back, today=today) == day


def test_steps_lie_in_order_on_working_days_before_today():
    for count in range(1, 9):
        moments = demo_history._spread(count, 9, 2)
        assert moments == sorted(set(moments))
        assert all(is_weekday(one.date(), saturday=False) for one in moments)


def test_what_leads_up_to_a_step_goes_with_it_and_what_is_held_fast_stays():
    begin = datetime(2026, 11, 26, 12, tzinfo=UTC)
    places = (begin - timedelta(days=9), begin - timedelta(days=2))
    past = Past((begin, begin + timedelta(seconds=2)), places, begin + timedelta(seconds=4))
    assert past.moved(begin) == places[0]
    assert past.moved(begin + timedelta(seconds=1)) == places[1] - timedelta(seconds=1)
    assert past.moved(begin + timedelta(seconds=3)) == places[1] + timedelta(seconds=1)
    assert past.moved(begin + timedelta(seconds=4)) == begin + timedelta(seconds=4)


def test_what_an_exchange_was_closed_with_is_not_moved():
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    names = [name for name, _moment in demo_history._moments(Exchange(created_at=now, closed_at=now))]
    assert "created_at" in names and "closed_at" not in names


def test_only_the_owner_moves_what_happened(cast):
    assert not demo_history.possible()
