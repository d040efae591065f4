from collections import Counter

import pytest

from beredskab.kit.errors import NotFound
from beredskab.organisation import demo, queries
from beredskab.organisation.models import Authority, AuthorityKind, CouncilName

DISTRICT_SIZES = {
    "Nordjyllands Politi": 9,
    "Østjyllands Politi": 7,
    "Midt- og Vestjyllands Politi": 11,
    "Sydøstjyllands Politi": 7,
    "Syd- og Sønderjyllands Politi": 8,
    "Fyns Politi": 10,
    "Sydsjællands og Lolland-Falsters Politi": 7,
    "Midt- og Vestsjællands Politi": 10,
    "Nordsjællands Politi": 13,
    "Københavns Vestegns Politi": 11,
    "Københavns Politi": 4,
    "Bornholms Politi": 1,
}


def real():
    return queries.municipalities().exclude(code__in=demo.DEMO_CODES)


def real_districts():
    slugs = [place.slug for place in demo.AUTHORITIES.values()]
    return Authority.objects.filter(kind=AuthorityKind.POLICE_DISTRICT).exclude(slug__in=slugs).order_by("code")


def test_there_are_ninety_eight_municipalities_with_codes_of_their_own(db):
    codes = [municipality.code for municipality in real()]
    assert len(codes) == len(set(codes)) == 98
    assert all(len(code) == 4 and code.isdigit() and code.startswith("0") for code in codes)
    assert "0411" not in codes  # Christiansø is no municipality


def test_each_municipality_lies_in_one_of_twelve_police_districts(db):
    districts = set(real_districts())
    assert len(districts) == 12
    assert {municipality.district for municipality in real()} == districts
    sizes = Counter(municipality.district.name for municipality in real())
    assert sizes == DISTRICT_SIZES
    assert sum(DISTRICT_SIZES.values()) == 98


def test_districts_carry_the_public_codes(db):
    assert sorted(district.code for district in real_districts()) == [str(code) for code in range(1460, 1472)]


@pytest.mark.parametrize(
    ("code", "district"),
    [
        ("0253", "Midt- og Vestsjællands Politi"),  # Greve is not Vestegnen
        ("0329", "Midt- og Vestsjællands Politi"),  # Ringsted
        ("0330", "Sydsjællands og Lolland-Falsters Politi"),  # Slagelse
        ("0340", "Sydsjællands og Lolland-Falsters Politi"),  # Sorø
        ("0530", "Sydøstjyllands Politi"),  # Billund
        ("0575", "Syd- og Sønderjyllands Politi"),  # Vejen
        ("0741", "Østjyllands Politi"),  # Samsø
        ("0746", "Sydøstjyllands Politi"),  # Skanderborg
        ("0756", "Midt- og Vestjyllands Politi"),  # Ikast-Brande
        ("0773", "Midt- og Vestjyllands Politi"),  # Morsø and Thisted are in the region, not the district, of the north
        ("0787", "Midt- og Vestjyllands Politi"),
    ],
)
def test_municipalities_near_a_border_lie_in_the_right_district(db, code, district):
    assert queries.municipality_by_code(code).district.name == district


def test_only_copenhagen_has_a_citizens_representation(db):
    names = Counter(municipality.council_name for municipality in real())
    assert names[CouncilName.CITIZENS_REPRESENTATION] == 1
    assert queries.municipality_by_code("0101").council_name == CouncilName.CITIZENS_REPRESENTATION
    assert queries.municipality_by_code("0851").council_name == CouncilName.TOWN_COUNCIL
    assert queries.municipality_by_code("0340").council_name == CouncilName.COUNCIL  # Sorø, renamed in 2021
    assert names.total() == 98


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


def test_the_demos_authorities_say_that_they_are_demos(db):
    for place in demo.AUTHORITIES.values():
        assert Authority.objects.get(slug=place.slug).name.endswith("(demo)")


def test_the_demos_municipalities_lie_in_the_demos_police_district(db):
    for code in demo.DEMO_CODES:
        assert queries.municipality_by_code(code).district.slug == demo.AUTHORITIES["police"].slug
