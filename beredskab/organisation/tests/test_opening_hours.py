from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from beredskab.organisation.contacts import hours, words

HERE = ZoneInfo("Europe/Copenhagen")
OFFICE = (*(((540, 900),),) * 4, ((540, 780),), (), ())
HOTLINE = (((480, 1320),),) * 7
NIGHT = (*(((0, 480), (900, 1440)),) * 5, ((0, 1440),), ((0, 1440),))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


def said(week, moment, *, closed_on_holidays=True):
    with translation.override("da"):
        return words.opening_now(hours.opening(week, at(moment), closed_on_holidays=closed_on_holidays), at(moment))


def test_it_says_until_when_it_is_open():
    assert said(OFFICE, "2026-11-26T14:59") == "Åbent nu, til kl. 15"


def test_it_has_closed_at_the_minute_it_closes():
    assert said(OFFICE, "2026-11-26T15:00") == "Lukket nu, åbner i morgen kl. 9"


def test_it_says_when_it_opens_the_same_day():
    assert said(OFFICE, "2026-11-26T07:00") == "Lukket nu, åbner kl. 9"


def test_it_names_the_day_after_a_weekend():
    assert said(OFFICE, "2026-11-27T16:00") == "Lukket nu, åbner mandag kl. 9"


def test_a_holiday_is_closed():
    assert said(OFFICE, "2026-12-25T10:00") == "Lukket nu, åbner mandag kl. 9"
    assert said(HOTLINE, "2026-12-25T10:00", closed_on_holidays=False) == "Åbent nu, til kl. 22"


def test_a_night_is_one_opening_over_midnight():
    assert said(NIGHT, "2026-11-26T23:00", closed_on_holidays=False) == "Åbent nu, til i morgen kl. 8"
    assert said(NIGHT, "2026-11-27T23:00", closed_on_holidays=False) == "Åbent nu, til mandag kl. 8"


def test_midnight_is_the_end_of_the_day_and_not_the_next():
    assert said((((600, 1440),),) * 7, "2026-11-26T12:00") == "Åbent nu, til kl. 24"


def test_day_and_night_has_no_end():
    assert said(hours.ALWAYS, "2026-11-26T12:00", closed_on_holidays=False) == "Åbent døgnet rundt"


def test_of_unknown_hours_nothing_is_said():
    assert said(hours.NEVER, "2026-11-26T12:00") == ""


def test_the_clock_on_the_wall_counts_when_summer_time_begins():
    assert said(HOTLINE, "2026-03-29T08:30", closed_on_holidays=False) == "Åbent nu, til kl. 22"


def test_equal_days_are_told_together():
    with translation.override("da"):
        assert words.week_in_words(OFFICE) == "man-tor 9-15 · fre 9-13"
        assert words.week_in_words(hours.ALWAYS) == "Hele døgnet, alle dage"


@pytest.mark.parametrize("text", ["9", "15-9", "9-25", "9.70-10", "9-12, 11-13", "ni til fire", "9--10"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError):
        hours.parse_day(text)


SPANS = st.lists(st.integers(0, hours.MIDNIGHT), min_size=2, max_size=6, unique=True).map(
    lambda found: tuple(zip(*[iter(sorted(found)[: len(found) // 2 * 2])] * 2, strict=True))
)


@given(SPANS)
def test_a_day_reads_back_as_it_was_written(spans):
    assert hours.parse_day(hours.show_day(spans)) == spans


@given(st.lists(SPANS, min_size=7, max_size=7).map(tuple), st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_open_is_open_by_the_table(week, moment):
    now = moment.replace(tzinfo=HERE)
    found = hours.opening(week, now, closed_on_holidays=False)
    minutes = now.hour * 60 + now.minute + now.second / 60 + now.microsecond / 60e6
    by_table = any(start <= minutes < end for start, end in week[now.weekday()])
    assert (found is not None and found.is_open) == by_table
