"""Danish identity numbers (CPR), read with python-stdnum.

No check digit is asked for: since 2007 numbers are issued without modulus 11. Replacement numbers (letters, or 60 added
to the day) are no CPR and are refused: they are not unique in the country.
"""

from __future__ import annotations

import re
from datetime import date

from stdnum.dk import cpr as stdnum_cpr
from stdnum.exceptions import ValidationError

ADULT = 18


def parse(text: str) -> str | None:
    """The ten digits, or None. A hyphen and spaces do not matter."""
    number = stdnum_cpr.compact(text)
    if re.fullmatch(r"[0-9]{10}", number) is None:
        return None
    try:
        return str(stdnum_cpr.validate(number))
    except ValidationError:
        return None


def born(cpr: str) -> date:
    """The day of birth; the seventh digit tells the century. Raises ValueError when it is no number."""
    number = parse(cpr)
    if number is None:
        raise ValueError("not an identity number")
    return stdnum_cpr.get_birth_date(number)


def age_on(born: date, day: date) -> int:
    """Whole years lived on `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def adult_on(born: date) -> date:
    """The first day as an adult (værgemålsloven § 1: under 18 is a minor)."""
    try:
        return born.replace(year=born.year + ADULT)
    except ValueError:
        # Born 29 February: on 28 February the 18 years are not yet full, and a child's protection never ends early.
        return date(born.year + ADULT, 3, 1)


def shown(cpr: str) -> str:
    """As people write it: `010203-1234`."""
    return f"{cpr[:6]}-{cpr[6:]}"
