"""The rules of a disclosure: walked over the whole of the law's data."""

from dataclasses import replace
from datetime import date

import pytest

from beredskab.cases import lawful
from beredskab.cases.lawful import Sharing, refusal
from beredskab.frameworks.law.bases import all_bases, basis
from beredskab.frameworks.law.model import Age, Answer, Kind, Party, Situation
from beredskab.frameworks.law.sharing import may_share

ON = date(2026, 11, 26)
PLAIN = Sharing(
    "municipality-child", "police", "child", "crime-prevention", "rpl-115-1-1", threshold=True, informed=True
)


def every():
    """Every combination of receiver, age, purpose and basis, with all gates open and somebody asked."""
    for receiver in lawful.RECEIVERS:
        for age in Age:
            for purpose in Situation:
                for one in all_bases():
                    yield Sharing(
                        lawful.own_party(age), receiver, age, purpose, one.id, "Spurgt.", threshold=True,
                        informed=True, drawn_in=True,
                    )  # fmt: skip


def test_the_road_to_the_police_is_open_when_both_decisions_are_made():
    assert refusal(PLAIN, ON) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"threshold": False}, "no_threshold"),
        ({"informed": False}, "not_informed"),
        ({"purpose": "investigation"}, "purpose"),
        ({"purpose": "general-interest"}, "purpose"),
        ({"basis": "rpl-115-3"}, "basis"),
        ({"basis": "rpl-115-2-investigation"}, "basis"),
        ({"basis": "anonymous"}, "basis"),
        ({"basis": "nonsense"}, "basis"),
        ({"basis": "fvl-28-1"}, "basis_for_purpose"),
        ({"basis": "consent"}, "no_consent"),
        ({"track": "place"}, "place"),
        ({"track": "counselling"}, "purpose"),
        ({"track": "counselling", "purpose": "help-sought", "basis": "consent", "asked": "Ja."}, "help_sought"),
        ({"track": "counselling", "purpose": "danger-now", "basis": "stl-141"}, "help_sought"),
    ],
)
def test_each_rule_says_no_with_its_own_words(change, code):
    refused = refusal(replace(PLAIN, **change), ON)
    assert refused is not None and refused.code == code and str(refused)


def test_danger_waits_for_no_decision_on_informing():
    given = replace(PLAIN, purpose="danger-now", basis="stl-141", threshold=False, informed=False)
    assert refusal(given, ON) is None


def test_whatever_passes_rests_on_a_basis_that_carries_and_that_the_table_of_sharing_allows():
    for sharing in every():
        if refusal(sharing, ON) is not None:
            continue
        chosen = basis(sharing.basis)
        says = may_share(sharing.giver, sharing.receiver, sharing.age, sharing.purpose, on=ON)
        assert chosen.carries and chosen.in_force(ON)
        assert sharing.purpose in lawful.PURPOSES
        assert says.answer is not Answer.NO
        assert says.answer is not Answer.WITH_CONSENT or chosen.kind is Kind.CONSENT


def test_no_combination_leads_to_investigation():
    found = [one for one in every() if one.purpose == Situation.INVESTIGATION]
    assert found and all(refusal(one, ON) is not None for one in found)


def test_section_115_never_passes_without_a_threshold():
    for sharing in every():
        if basis(sharing.basis).needs_threshold:
            assert refusal(replace(sharing, threshold=False), ON) is not None, sharing


def test_where_somebody_must_be_asked_the_answer_is_demanded():
    for sharing in every():
        says = may_share(sharing.giver, sharing.receiver, sharing.age, sharing.purpose, on=ON)
        if says.answer in (Answer.ASK, Answer.WITH_CONSENT) and sharing.basis != lawful.DRAWN_IN:
            assert refusal(replace(sharing, asked=" "), ON) is not None, sharing


def test_the_clearance_has_a_basis_for_every_age():
    for age in Age:
        assert "rpl-115-1-1" in {one.id for one in lawful.bases(lawful.own_party(age), Party.POLICE, age, ON)}


def test_a_basis_that_is_no_longer_in_force_is_not_offered():
    ids = {one.id for one in lawful.bases("municipality-child", "school-ssp", "child", ON)}
    assert "ssd" in ids and "sel-49-a" not in ids
