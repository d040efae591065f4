from collections import Counter

import pytest

from beredskab.kit.errors import NotFound
from beredskab.organisation import demo, queries
from beredskab.organisation.models import Authority, AuthorityKind


def real():
    return queries.municipalities().exclude(code__in=demo.DEMO_CODES)


def test_there_are_ninety_eight_municipalities_with_codes_of_their_own(db):
    codes = [municipality.code for municipality in real()]
    assert len(codes) == len(set(codes)) == 98
    assert all(len(code) == 4 and code.isdigit() and code.startswith("0") for code in codes)
    assert "0411" not in codes  # Christiansø is no municipality


def test_each_municipality_lies_in_one_of_twelve_police_districts(db):
    districts = set(Authority.objects.filter(kind=AuthorityKind.POLICE_DISTRICT).order_by("code"))
    assert len(districts) == 12
    assert {municipality.district for municipality in real()} == districts
    sizes = Counter(municipality.district.name for municipality in real())
    assert sizes["Bornholms Politi"] == 1
    assert sizes["Københavns Politi"] == 4
    assert sizes["Fyns Politi"] == 10


def test_names_are_the_official_ones(db):
    names = {municipality.code: municipality.name for municipality in real()}
    assert names["0101"] == "Københavns Kommune"
    assert names["0400"] == "Bornholms Regionskommune"
    assert names["0851"] == "Aalborg Kommune"
    assert all(name.endswith(("Kommune", "Regionskommune")) for name in names.values())
    assert len(set(names.values())) == 98


def test_a_municipality_is_found_by_its_code(db):
    assert queries.municipality_by_code("0851").slug == "aalborg"
    with pytest.raises(NotFound):
        queries.municipality_by_code("0000")


def test_the_demos_municipalities_say_that_they_are_demos(db):
    for code in demo.DEMO_CODES:
        assert "(demo)" in queries.municipality_by_code(code).name
