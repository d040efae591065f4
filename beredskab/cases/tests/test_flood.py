"""When reports are a flood, and what a proof of work is worth. Nothing here knows a database."""

import hashlib
import itertools

import pytest

from beredskab.cases.intake import work
from beredskab.cases.intake.rate import Rates

NOW = 1_800_000_000.0


def proof_for(code="9999", now=NOW):
    nonce = work.nonce(code, now)
    return next(
        f"{nonce}:{number}"
        for number in itertools.count()
        if hashlib.sha256(f"{nonce}:{number}".encode()).digest()[:2] == b"\0\0"
    )


def flood(rates, times, **more):
    values = {"per_hour": 20, "now": NOW, **more}
    return [rates.is_flood("9999", "192.0.2.7", **values) for _ in range(times)]


def test_a_proof_holds_for_its_municipality_and_an_evening():
    proof = proof_for()
    assert work.is_done("9999", proof, NOW)
    assert work.is_done("9999", proof, NOW + 11 * 3600)
    assert not work.is_done("9999", proof, NOW + 13 * 3600)
    assert not work.is_done("9998", proof, NOW)


@pytest.mark.parametrize("proof", ["", ":", "1", "x.y:1", f"{2**70}.0:0", "æ.ø:å", "9" * 500, "30000000.0:1"])
def test_whatever_else_somebody_sends_is_no_proof(proof):
    assert not work.is_done("9999", proof, NOW)


def test_a_number_without_the_work_is_no_proof():
    nonce = work.nonce("9999", NOW)
    lazy = next(
        f"{nonce}:{number}"
        for number in itertools.count()
        if hashlib.sha256(f"{nonce}:{number}".encode()).digest()[0] != 0
    )
    assert not work.is_done("9999", lazy, NOW)


def test_one_sender_has_half_the_measure_and_half_of_that_without_proofs():
    assert flood(Rates(), 7) == [False] * 5 + [True] * 2
    proved = Rates()
    assert [
        proved.is_flood("9999", "192.0.2.7", per_hour=20, proof=str(one), proved=True, now=NOW) for one in range(11)
    ] == [False] * 10 + [True]


def test_a_proof_that_is_sent_again_is_worth_nothing():
    assert flood(Rates(), 7, proof="the same", proved=True) == [False] * 5 + [True] * 2


def test_many_senders_together_are_a_flood_and_other_municipalities_are_not():
    rates = Rates()
    seen = [rates.is_flood("9999", f"192.0.2.{one}", per_hour=20, now=NOW) for one in range(12)]
    assert seen == [False] * 10 + [True] * 2
    assert not rates.is_flood("9998", "192.0.2.1", per_hour=20, now=NOW)


def test_a_new_hour_begins_anew_under_another_salt():
    rates = Rates()
    flood(rates, 9)
    before = set(rates._counts)
    assert flood(rates, 1, now=NOW + 3600) == [False]
    assert not before & set(rates._counts)


def test_no_address_can_be_read_from_what_is_kept():
    rates = Rates()
    flood(rates, 3)
    assert all(isinstance(one, bytes) and b"192.0.2.7" not in one for one in rates._counts)


def test_a_whole_network_of_new_addresses_is_one_sender():
    rates = Rates()
    seen = [rates.is_flood("9999", f"2001:db8::{one}", per_hour=20, now=NOW) for one in range(6)]
    assert seen[-1] and not any(seen[:-1])
