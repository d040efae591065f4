from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beredskab.lib import cpr

days = st.dates(date(1900, 1, 1), date(2057, 12, 31))


@pytest.mark.parametrize("text", ["2110625629", "211062-5629", " 211062 5629 ", "21 10 62 56 29"])
def test_hyphen_and_spaces_do_not_matter(text):
    assert cpr.parse(text) == "2110625629"


def test_a_number_without_modulus_11_is_a_number():
    """Issued since 2007; here every last digit is taken, of which modulus 11 would let at most one through."""
    assert all(cpr.parse(f"010203123{last}") for last in range(10))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "010203",
        "010203-12345",
        "310203-1234",
        "000203-1234",
        "011303-1234",
        "610203-1234",
        "010203-ABC1",
        "٠١٠٢٠٣١٢٣٤",
    ],
    ids=["nothing", "date", "long", "31 February", "day 0", "month 13", "replacement", "letters", "other digits"],
)
def test_what_is_no_number_is_nothing(text):
    assert cpr.parse(text) is None
    with pytest.raises(ValueError, match="not an identity number"):
        cpr.born(text)


def test_nobody_has_a_number_before_birth():
    tomorrow = date.today() + timedelta(days=1)
    assert cpr.parse(f"{tomorrow:%d%m%y}4000") is None


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("0102030000", 1903),
        ("0102363999", 1936),
        ("0102364000", None),
        ("0102154000", 2015),
        ("0102374000", 1937),
        ("0102155000", 2015),
        ("0102158999", 2015),
        ("0102585000", 1858),
        ("0102159000", 2015),
        ("0102379000", 1937),
    ],
)
def test_the_seventh_digit_tells_the_century(number, year):
    if year is None:  # 2036: not born yet
        assert cpr.parse(number) is None
    else:
        assert cpr.born(number) == date(year, 2, 1)


@given(days, days)
def test_somebody_is_eighteen_from_the_day_they_are_an_adult(born, day):
    assert (cpr.age_on(born, day) >= 18) == (day >= cpr.adult_on(born))


def test_a_birthday_counts_from_its_morning():
    born = date(2008, 6, 15)
    assert [cpr.age_on(born, date(2026, 6, day)) for day in (14, 15, 16)] == [17, 18, 18]
    assert cpr.adult_on(born) == date(2026, 6, 15)


def test_a_child_of_29_february_is_a_child_until_1_march():
    born = date(2008, 2, 29)
    assert cpr.adult_on(born) == date(2026, 3, 1)
    assert [cpr.age_on(born, day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [17, 18]


def test_a_number_is_shown_as_people_write_it():
    assert cpr.shown("0102031234") == "010203-1234"
