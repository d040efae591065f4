"""Bad input: every fault gives one clear answer with a stable code, in bounded time, and never a traceback."""

from __future__ import annotations

import copy
import io
import random
import time
import zipfile

import pytest
from lxml import etree

from beredskab.documents.errors import MESSAGES, ReadError
from beredskab.documents.readers import read, read_files
from beredskab.documents.tests.read_samples import docx, every_format, odt, paragraph, pdf_of, zipped

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def bomb(size: int) -> bytes:
    return zipped({"word/document.xml": b"<w>" + b" " * size})


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(every_format()["plan.pdf"])))
    writer.encrypt("hemmeligt", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def deep_docx() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 300 + paragraph("x") + "</w:sdtContent></w:sdt>" * 300)


def boxes_in_boxes() -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * 60 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 60)


CASES = {
    "empty_file": [("a.docx", b""), ("a.txt", b" \n\t\r\n "), ("a.pdf", bytes(1000))],
    "no_text": [("a.docx", docx("")), ("a.html", b"<html><body><nav>Menu</nav></body></html>"), ("a.odt", odt(""))],
    "too_large": [("a.txt", bytes(26 * 1024 * 1024))],
    "zip_bomb": [("a.docx", bomb(61 * 1024 * 1024)), ("a.docx", bomb(20 * 1024 * 1024))],
    "broken_zip": [("a.docx", b"PK\x03\x04 og saa ikke mere"), ("a.docx", every_format()["plan.docx"][:900])],
    "broken_xml": [
        ("a.docx", zipped({"word/document.xml": "<w:document"})),
        ("a.odt", zipped({"content.xml": "<a/>"})),
    ],
    "xml_entities": [
        ("a.docx", zipped({"word/document.xml": LAUGHS + "<a>&b;</a>"})),
        ("a.odt", zipped({"content.xml": LAUGHS + "<a>&b;</a>"})),
        ("a.docx", zipped({"word/document.xml": (LAUGHS + "<a>&b;</a>").encode("utf-16")})),
    ],
    "too_deep": [("a.docx", deep_docx()), ("a.docx", boxes_in_boxes()), ("a.html", b"<div>" * 5000 + b"tekst")],
    "too_long": [("a.html", b"<table>" + b"<tr><td colspan=199>a<td>b</tr>" * 600 + b"</table>")],
    "encrypted_pdf": [("a.pdf", locked_pdf())],
    "scanned_pdf": [("a.pdf", pdf_of([("p", "#rect(width: 5cm)")]))],
    "broken_pdf": [("a.pdf", b"%PDF-1.7 og saa ikke mere")],
    "encrypted_office": [
        ("a.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le")),
        ("a.odt", odt("<x/>", parts={"META-INF/manifest.xml": "<manifest:encryption-data/>"})),
    ],
    "legacy_doc": [("a.doc", COMPOUND + "WordDocument".encode("utf-16-le"))],
    "unsupported_format": [
        ("a.xls", COMPOUND),
        ("a.rtf", b"{\\rtf1 tekst}"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("a.xlsx", zipped({"xl/workbook.xml": "<a/>"})),
        ("a.zip", zipped({"plan.txt": "tekst"})),
        ("a.txt", b"tekst\0med nul"),
        ("a.xml", b"<?xml version='1.0'?><a>b</a>"),
    ],
    "bad_encoding": [
        ("a.txt", b"\xff\xfe\xfa"),
        ("a.txt", "Planen gælder børn ".encode() + b"\xff\xfe\x80 og flere"),
        ("a.txt", bytes(range(128, 256))),
    ],
    "no_files": [],
}


@pytest.mark.parametrize(("code", "number"), [(code, n) for code, cases in CASES.items() for n in range(len(cases))])
def test_bad_input_has_a_stable_code_and_says_what_to_do(code: str, number: int) -> None:
    name, data = CASES[code][number]
    started = time.monotonic()
    with pytest.raises(ReadError) as caught:
        read(name, data)
    assert caught.value.code == code
    assert caught.value.file == name
    assert caught.value.message("da") != caught.value.message("en")
    assert time.monotonic() - started < 5


def test_no_files_and_too_many_files_are_refused() -> None:
    with pytest.raises(ReadError, match="ingen filer"):
        read_files([])
    with pytest.raises(ReadError, match="højst 20"):
        read_files([("a.txt", b"tekst")] * 21)


def test_every_code_has_danish_and_english_of_two_sentences() -> None:
    for danish, english in MESSAGES.values():
        assert danish.count(". ") >= 1
        assert english.count(". ") >= 1


def test_a_truncated_word_file_is_refused_wherever_it_was_cut() -> None:
    whole = every_format()["plan.docx"]
    for cut in range(8, len(whole) - 1, max(1, len(whole) // 40)):
        with pytest.raises(ReadError):
            read("a.docx", whole[:cut])


def test_a_zip_that_lies_about_its_sizes_is_counted_as_it_unpacks() -> None:
    data = bytearray(bomb(70 * 1024 * 1024))
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(ReadError) as caught:
        read("a.docx", bytes(data))
    assert caught.value.code in ("zip_bomb", "broken_zip")


def test_too_many_zip_entries_are_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read("a.docx", zipped({f"word/{number}": "" for number in range(5001)}))
    assert caught.value.code == "zip_bomb"


def test_the_time_for_a_page_of_open_tags_is_bounded() -> None:
    started = time.monotonic()
    with pytest.raises(ReadError):
        read("a.html", b"<html><body>" + b"<b><i><a href=x>" * 60_000)
    assert time.monotonic() - started < 10


def mutations(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 3, 12))):
        at = dice.randrange(len(changed) or 1)
        match dice.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del changed[at : at + dice.randrange(1, 60)]
            case 2:
                changed[at:at] = changed[at : at + dice.randrange(1, 200)]
            case _:
                changed[at:at] = dice.choice((b"\0", b"\xff\xfe", b"<!DOCTYPE a>", b"</w:p>", b"999999999", b"<table>"))
    return bytes(changed)


def inner_mutations(data: bytes, dice: random.Random) -> bytes:
    """The same inside the parts of a zip, where a changed byte would else only break a checksum."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, mutations(source.read(name), dice) if dice.random() < 0.6 else source.read(name))
    return out.getvalue()


def tree_mutations(data: bytes, dice: random.Random) -> bytes:
    """Elements moved into, out of and after each other: well-formed, and not what any program writes."""
    root = etree.fromstring(data)
    for _ in range(dice.choice((1, 4, 20))):
        elements = list(root.iter("*"))
        one, other = dice.choice(elements), dice.choice(elements)
        if one is root or any(above is one for above in (other, *other.iterancestors())):
            continue
        if dice.random() < 0.5:
            one = copy.deepcopy(one)
        other.insert(dice.randrange(len(other) + 1), one)
        for name in list(other.attrib):
            other.set(name, dice.choice((other.get(name, ""), "", "-1", "99999", "x", "²")))
    return etree.tostring(root)


def shaken(data: bytes, dice: random.Random) -> bytes:
    """A zip with the trees of its XML parts shaken."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, tree_mutations(part, dice) if name.endswith(".xml") else part)
    return out.getvalue()


def damaged(name: str, data: bytes, dice: random.Random) -> bytes:
    chance = dice.random()
    if not name.endswith(("docx", "odt")) or chance < 0.2:
        return mutations(data, dice)
    return inner_mutations(data, dice) if chance < 0.5 else shaken(data, dice)


def test_more_text_than_a_plan_can_hold_is_refused_over_all_files_together() -> None:
    half = ("Et ord til. " * 80 + "\n\n") * 1_700
    assert read("a.txt", half.encode()).blocks
    with pytest.raises(ReadError) as caught:
        read_files([("a.txt", half.encode()), ("b.txt", half.encode())])
    assert caught.value.code == "too_long"


def fuzz(rounds: int, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(rounds):
        for name, data in every_format().items():
            changed = damaged(name, data, dice)
            try:
                read(name, changed)
            except ReadError as error:
                assert error.code in MESSAGES


def test_damaged_files_give_a_document_or_a_read_error() -> None:
    fuzz(rounds=60, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 12))
def test_many_damaged_files_give_a_document_or_a_read_error(seed: int) -> None:
    fuzz(rounds=800, seed=seed)
