import hashlib
import hmac
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from beredskab.lib import crypto
from beredskab.lib.crypto import Tampered

ROW = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
texts = st.text(st.characters(codec="utf-8"), max_size=12)
parts = st.none() | st.integers(0, 2**63)


# RFC 9180 by hand, from HMAC and X25519 alone, so that our blobs are opened by something that is not the library.


def extract(suite, salt, label, ikm):
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def expand(suite, key, label, info, length):
    """One block of HKDF is enough for all we ask."""
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(key, labelled + b"\x01", "sha256")[:length]


def open_by_hand(private, blob, info, aad=b"", aead=2, key_bytes=32):
    encapsulated, ciphertext = blob[:32], blob[32:]
    key = X25519PrivateKey.from_private_bytes(private)
    kem, hpke = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01" + aead.to_bytes(2, "big")
    shared = key.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    context = encapsulated + key.public_key().public_bytes_raw()
    secret = expand(kem, extract(kem, b"", b"eae_prk", shared), b"shared_secret", context, 32)
    schedule = b"\x00" + extract(hpke, b"", b"psk_id_hash", b"") + extract(hpke, b"", b"info_hash", info)
    base = extract(hpke, secret, b"secret", b"")
    nonce = expand(hpke, base, b"base_nonce", schedule, 12)
    return AESGCM(expand(hpke, base, b"key", schedule, key_bytes)).decrypt(nonce, ciphertext, aad)


def test_the_reading_by_hand_is_right_by_the_rfcs_own_vector():
    """RFC 9180, appendix A.1.1, sequence number 0 (the same suite with AES-128)."""
    opened = open_by_hand(
        bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"),
        bytes.fromhex(
            "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
            "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
        ),
        bytes.fromhex("4f6465206f6e2061204772656369616e2055726e"),
        aad=bytes.fromhex("436f756e742d30"),
        aead=1,
        key_bytes=16,
    )
    assert opened == b"Beauty is truth, truth beauty"


def test_what_is_sealed_to_a_public_key_opens_by_the_standard():
    pair = crypto.new_pair()
    blob = crypto.seal_to(pair.public, b"en bekymring", aad=b"sted")
    assert blob[:1] == b"\x01"
    assert open_by_hand(pair.private, blob[1:], b"\x01sted") == b"en bekymring"


def test_a_sealed_value_is_plain_aes_gcm_with_its_nonce_in_front():
    """So that it can be opened in twenty years by whatever is then used."""
    key = bytes(range(32))
    blob = crypto.seal(key, b"tekst", aad=b"sted")
    assert blob[:1] == b"\x01"
    assert AESGCM(key).decrypt(blob[1:13], blob[13:], b"\x01sted") == b"tekst"


def test_a_blob_of_today_opens_for_ever():
    blob = bytes.fromhex("01000102030405060708090a0b") + AESGCM(bytes(range(32))).encrypt(
        bytes(range(12)), b"tekst", b"\x01" + crypto.place("cases_report", "text", ROW, 3)
    )
    assert crypto.open_sealed(bytes(range(32)), blob, aad=crypto.place("cases_report", "text", ROW, 3)) == b"tekst"
    assert crypto.place("cases_report", "text", ROW, 3).hex() == (
        "00000005706c6163650000000101"
        "0000000c63617365735f7265706f7274000000047465787400000010"
        "01890a5dac96774bbcceb302099a8057000000080000000000000003"
    )


def test_hmac_and_hkdf_give_the_standards_answers():
    """RFC 4231 case 1 shows the primitive; the rest is HKDF written out (RFC 5869, empty salt)."""
    assert hmac.digest(b"\x0b" * 20, b"Hi There", "sha256").hex().startswith("b0344c61d8db38535ca8afceaf0bf12b")
    key = bytes(range(32))
    assert crypto.blind(key, "0102031234") == hmac.new(key, b"0102031234", hashlib.sha256).digest()
    by_hand = hmac.digest(hmac.digest(bytes(32), b"secret", "sha256"), b"use\x01", "sha256")
    assert crypto.derive(b"secret", "use") == by_hand


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_what_is_sealed_opens_again(plaintext, aad):
    key, pair = crypto.new_key(), crypto.new_pair()
    assert crypto.open_sealed(key, crypto.seal(key, plaintext, aad=aad), aad=aad) == plaintext
    assert crypto.open_with(pair.private, crypto.seal_to(pair.public, plaintext, aad=aad), aad=aad) == plaintext


@given(st.binary(max_size=60), st.data())
def test_any_changed_bit_and_any_cut_shows(plaintext, data):
    key, pair = crypto.new_key(), crypto.new_pair()
    sealed = [
        (crypto.seal(key, plaintext, aad=b"a"), lambda blob: crypto.open_sealed(key, blob, aad=b"a")),
        (crypto.seal_to(pair.public, plaintext, aad=b"a"), lambda blob: crypto.open_with(pair.private, blob, aad=b"a")),
    ]
    for blob, reader in sealed:
        at = data.draw(st.integers(0, len(blob) - 1))
        changed = bytearray(blob)
        changed[at] ^= 1 << data.draw(st.integers(0, 7))
        with pytest.raises(Tampered):
            reader(bytes(changed))
        with pytest.raises(Tampered):
            reader(blob[:at])
        with pytest.raises(Tampered):
            reader(blob + b"\x00")


def test_another_key_does_not_open():
    blob = crypto.seal(crypto.new_key(), b"x", aad=b"")
    with pytest.raises(Tampered):
        crypto.open_sealed(crypto.new_key(), blob, aad=b"")
    sealed = crypto.seal_to(crypto.new_pair().public, b"x", aad=b"")
    with pytest.raises(Tampered):
        crypto.open_with(crypto.new_pair().private, sealed, aad=b"")


def test_a_public_key_that_is_a_weak_point_is_refused():
    pair = crypto.new_pair()
    with pytest.raises(Tampered):
        crypto.open_with(pair.private, b"\x01" + bytes(32) + bytes(17), aad=b"")


@pytest.mark.parametrize(
    "elsewhere",
    [
        ("cases_case", "text", ROW, None),
        ("cases_report", "name", ROW, None),
        ("cases_report", "text", uuid4(), None),
        ("cases_report", "text", ROW, 0),
    ],
    ids=["table", "column", "row", "part"],
)
def test_a_value_moved_to_another_place_fails_loudly(elsewhere):
    key = crypto.new_key()
    blob = crypto.seal(key, b"x", aad=crypto.place("cases_report", "text", ROW))
    with pytest.raises(Tampered):
        crypto.open_sealed(key, blob, aad=crypto.place(*elsewhere))


def test_two_parts_of_a_file_cannot_change_places():
    key = crypto.new_key()
    first, second = (crypto.seal(key, b"x", aad=crypto.place("f", "data", ROW, part)) for part in (0, 1))
    assert crypto.open_sealed(key, second, aad=crypto.place("f", "data", ROW, 1)) == b"x"
    with pytest.raises(Tampered):
        crypto.open_sealed(key, first, aad=crypto.place("f", "data", ROW, 1))


@given(st.tuples(texts, texts, st.uuids(), parts), st.tuples(texts, texts, st.uuids(), parts))
def test_no_two_places_look_alike(one, other):
    assert (crypto.place(*one) == crypto.place(*other)) == (one == other)


def test_letters_that_slide_from_the_table_to_the_column_make_another_place():
    assert crypto.place("ab", "c", ROW) != crypto.place("a", "bc", ROW)


def test_the_same_text_sealed_twice_looks_different():
    key = crypto.new_key()
    assert crypto.seal(key, b"x", aad=b"") != crypto.seal(key, b"x", aad=b"")


def test_a_short_key_is_refused_rather_than_used_for_a_weaker_cipher():
    for call in (
        lambda: crypto.seal(bytes(16), b"x", aad=b""),
        lambda: crypto.open_sealed(bytes(16), bytes(40), aad=b""),
        lambda: crypto.blind(bytes(16), "x"),
    ):
        with pytest.raises(ValueError, match="32 bytes"):
            call()


def test_a_private_half_is_not_printed():
    pair = crypto.new_pair()
    assert repr(pair.private) not in repr(pair) and "private" not in repr(pair)
