import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beredskab.lib import receipts
from beredskab.lib.receipts import CONSONANTS, VOWELS, NotAReceipt, Receipt

secrets = st.binary(min_size=16, max_size=16)
# Of the bytes 0 to 15; the keys were worked out with HMAC alone. A change here locks people out of their inbox.
KNOWN_TEXT = "babad-bamag-bibaj-bimal-boban-bomar-bubat-bumaz-kah"
KNOWN_LOOKUP = "7e433e0579c228228d778865b54362c277bff8d84df9cb74e281ed2f34d945fc"
KNOWN_KEY = "67c1cd8ca1955270407805710a4923ce7e603e2178b0b54b6765a093587fa812"
ALPHABET = CONSONANTS + VOWELS


def test_a_receipt_is_eight_groups_of_five_letters_and_three_of_check():
    assert re.fullmatch(r"([a-z]{5}-){8}[a-z]{3}", receipts.new().text)
    assert len({receipts.new().secret for _ in range(200)}) == 200


def test_a_known_secret_has_a_known_text():
    """The groups are proquints: 127.0.0.1 is lusab-babad in the published list."""
    text = Receipt(bytes([127, 0, 0, 1]) + bytes(12)).text
    assert text.startswith("lusab-babad-babab-babab-babab-babab-babab-babab-")
    assert receipts.parse(text).secret == bytes([127, 0, 0, 1]) + bytes(12)


@given(secrets)
def test_what_is_shown_is_read_again(secret):
    assert receipts.parse(Receipt(secret).text) == Receipt(secret)


@given(secrets, st.data())
def test_case_spaces_and_hyphens_do_not_matter(secret, data):
    gaps = st.sampled_from(["", " ", "-", " - ", "\n", "\t", "–", "‐", "\u00a0", ".", ", "])
    letters = Receipt(secret).text.replace("-", "")
    typed = "".join(letter + data.draw(gaps) for letter in letters)
    typed = "".join(letter.upper() if data.draw(st.booleans()) else letter for letter in typed)
    assert receipts.parse(f"  {typed} ") == Receipt(secret)


@given(secrets, st.data())
def test_one_wrong_letter_always_shows_as_a_slip(secret, data):
    letters = list(Receipt(secret).text.replace("-", ""))
    at = data.draw(st.integers(0, 42))
    letters[at] = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != letters[at]]))
    with pytest.raises(NotAReceipt) as slip:
        receipts.parse("".join(letters))
    same_kind = (letters[at] in VOWELS) == ((at % 5) % 2 == 1)
    assert slip.value.code == ("check" if same_kind else "letters")


@given(secrets, st.integers(0, 7), st.sampled_from([(0, 2), (2, 4), (0, 4), (1, 3)]))
def test_two_letters_exchanged_within_a_group_always_show(secret, group, pair):
    groups = Receipt(secret).text.split("-")
    letters = list(groups[group])
    letters[pair[0]], letters[pair[1]] = letters[pair[1]], letters[pair[0]]
    if "".join(letters) != groups[group]:
        with pytest.raises(NotAReceipt):
            receipts.parse("-".join([*groups[:group], "".join(letters), *groups[group + 1 :]]))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "length"),
        ("lusab-babad", "length"),
        ("lusab-" * 20, "length"),
        ("x" * 43, "letters"),
        ("æ" * 43, "letters"),
        ("1" * 43, "letters"),
        ("b" * 43, "letters"),
        ("-".join(["babab"] * 8 + ["bab"]), "check"),
    ],
)
def test_what_is_wrong_has_a_code(text, code):
    with pytest.raises(NotAReceipt) as wrong:
        receipts.parse(text)
    assert wrong.value.code == code
    assert not text or text not in str(wrong.value)


@given(st.text(max_size=80))
def test_anything_typed_is_a_receipt_or_refused(text):
    try:
        receipts.parse(text)
    except NotAReceipt as refused:
        assert refused.code in {"length", "letters", "check"}


def test_the_server_can_neither_look_up_nor_open_with_what_it_stores():
    receipt = receipts.new()
    assert receipt.stored == hashlib.sha256(receipt.lookup).digest()
    assert len({receipt.lookup, receipt.key, receipt.stored}) == 3
    assert {len(receipt.lookup), len(receipt.key), len(receipt.stored)} == {32}
    again = receipts.parse(receipt.text)
    assert (again.lookup, again.key) == (receipt.lookup, receipt.key)
    assert receipts.new().key != receipt.key


def test_the_derived_keys_never_change():
    receipt = Receipt(bytes(range(16)))
    assert receipt.text == KNOWN_TEXT
    assert (receipt.lookup.hex(), receipt.key.hex()) == (KNOWN_LOOKUP, KNOWN_KEY)


def test_a_receipt_is_never_printed():
    receipt = receipts.new()
    for shown in (repr(receipt), str(receipt), f"{receipt}"):
        assert receipt.text not in shown and repr(receipt.secret) not in shown
        assert not any(group in shown for group in receipt.text.split("-")[:8])


def test_a_receipt_of_another_length_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        Receipt(bytes(15))
