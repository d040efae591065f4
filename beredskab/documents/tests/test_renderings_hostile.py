"""Hostile files: bombs, half files, two files in one, files that take over the child. One answer, and no leak."""

from __future__ import annotations

import ctypes
import io
import os
import socket
import struct
import sys
import zlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from beredskab.documents import child, sandbox
from beredskab.documents.confine import CREATE_RULESET
from beredskab.documents.renderings import RenderingError, render_safely, safely
from beredskab.documents.renderings.errors import MESSAGES
from beredskab.documents.renderings.model import MAX_RENDERED_BYTES
from beredskab.documents.renderings.proof import is_only_pixels
from beredskab.documents.renderings.work import render
from beredskab.documents.tests.read_samples import docx_of, every_format, odt, pdf_of, zipped
from beredskab.documents.tests.rendering_samples import (
    SECRET,
    encoded,
    filled_form,
    pdf,
    pdf_of_pages,
    photo,
    stream,
    telling,
    two_colours,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">]><a>&a;</a>'


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that promises any number of pixels."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = part(b"IDAT", zlib.compress(bytes(100_000)))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + pixels + part(b"IEND", b"")


def jpeg_that_says(width: int, height: int) -> bytes:
    data = bytearray(encoded(two_colours(), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def gif_that_says(width: int, height: int) -> bytes:
    data = bytearray(encoded(two_colours(), "GIF"))
    data[6:10] = struct.pack("<HH", width, height)
    return bytes(data)


def webp_that_says(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def lossless_webp_that_says(width: int, height: int) -> bytes:
    body = b"WEBPVP8L" + struct.pack("<IBI", 20, 0x2F, (width - 1) | (height - 1) << 14) + bytes(16)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of_pages())))
    writer.encrypt("hemmeligt", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


CASES: dict[str, list[bytes]] = {
    "empty_file": [b"", b" \r\n\t", bytes(5000)],
    "too_large": [bytes(25 * 1024 * 1024 + 1)],
    "heic": [b"\0\0\0\x18ftyp" + brand + bytes(99) for brand in (b"heic", b"mif1", b"avif")],
    "film_or_sound": [
        b"\0\0\0\x18ftypisom" + bytes(99),
        b"\0\0\0\x14ftypqt  " + bytes(99),
        b"\x1aE\xdf\xa3" + bytes(99),
        b"ID3\x04\0" + bytes(99),
        b"OggS\0" + bytes(99),
        b"RIFF\0\0\0\0WAVE" + bytes(99),
    ],
    "packed": [zipped({"billede.jpg": photo()}), b"\x1f\x8b\x08\0" + bytes(99), b"Rar!\x1a\x07\0" + bytes(99)],
    "unknown_kind": [
        COMPOUND,
        zipped({"xl/workbook.xml": "<a/>"}),
        b"{\\rtf1 tekst}",
        b"<!doctype html><html><body><script>alert(1)</script></body></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><p>a</p></svg>",
        b"<?xml version='1.0'?><a>b</a>",
        encoded(two_colours(), "TIFF"),
        encoded(two_colours(), "BMP"),
        b"MZ\x90\0" + bytes(99),
        b"RIFF\0\0\0\0ABCD" + bytes(99),
        b"\x01\0\x02",
    ],
    "legacy_doc": [COMPOUND + "WordDocument".encode("utf-16-le")],
    "locked": [
        COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        odt("<x/>", parts={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        locked_pdf(),
    ],
    "broken": [
        photo()[:700],
        encoded(two_colours(), "PNG")[:90],
        encoded(two_colours(), "WEBP")[:60],
        b"GIF89a" + bytes(20),
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7 og saa ikke mere",
        pdf_of_pages(1).replace(b"/Count 1", b"/Count 9"),
        zipped({"word/document.xml": "<w:document"}),
        b"PK\x03\x04 og saa ikke mere",
    ],
    "unsafe": [
        zipped({"word/document.xml": b"<w>" + b" " * (61 * 1024 * 1024)}),
        zipped({"word/document.xml": LAUGHS}),
        zipped({"content.xml": "<a>" * 300 + "</a>" * 300}),
    ],
    "bad_encoding": [b"\xff\xfe\xfa", bytes(range(128, 256))],
    "no_text": [zipped({"word/document.xml": "<document/>"}), "\u202e\ufeff\x07".encode()],
    "too_many_pixels": [
        png_that_says(50_000, 50_000),
        png_that_says(2_000_000, 26),
        jpeg_that_says(65_000, 65_000),
        gif_that_says(60_000, 60_000),
        webp_that_says(16_000, 16_000),
        lossless_webp_that_says(16_000, 16_000),
    ],
}


@pytest.mark.parametrize(("code", "number"), [(code, n) for code, cases in CASES.items() for n in range(len(cases))])
def test_what_cannot_be_shown_has_a_code_and_a_sentence(code: str, number: int) -> None:
    with pytest.raises(RenderingError) as caught:
        render_safely("x", CASES[code][number])
    assert caught.value.code == code
    assert "{" not in caught.value.message_da + caught.value.message_en


def test_every_code_has_a_file_that_leads_to_it() -> None:
    elsewhere = {"busy", "too_slow", "too_heavy", "too_many_pages", "too_long", "too_much"}
    assert set(CASES) | elsewhere == set(MESSAGES)


def test_two_files_in_one_are_only_the_picture() -> None:
    behind = zipped({"a.html": f"<script>{SECRET}</script>"}) + pdf_of_pages() + b"<script>alert(1)</script>"
    for form in ("JPEG", "PNG", "GIF"):
        (page,) = render_safely("x", encoded(two_colours(), form) + behind).pages
        assert is_only_pixels(page.data)
        for trace in (b"PK\x03\x04", b"%PDF", b"<script", SECRET.encode()):
            assert trace not in page.data


def test_a_picture_behind_the_head_of_a_pdf_is_read_as_what_it_begins_with() -> None:
    assert render(photo().replace(SECRET.encode(), b"%PDF-1.7" + SECRET.encode()[8:])).kind == "picture"
    assert render(b"\n" * 90 + every_format()["plan.pdf"]).kind == "pdf"


def test_a_picture_in_a_pdf_that_unfolds_without_end_is_an_answer() -> None:
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        b"/Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream"
    )
    inner = zlib.compress(zlib.compress(bytes(200_000_000), 1))
    data = pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
            b"/Resources << /XObject << /I 5 0 R >> >> >>",
            stream(b"300 0 0 200 0 0 cm /I Do"),
            image % (len(inner), inner),
        ]
    )
    try:
        assert len(render_safely("x", data).pages) == 1
    except RenderingError as error:
        assert error.code in ("too_heavy", "too_slow", "broken")


def test_a_page_that_paints_for_ever_is_stopped() -> None:
    forms = b"q 300 0 0 200 0 0 cm /A Do Q " * 40
    nested = [
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /A %d 0 R >> >> /Length %d >>\n"
        b"stream\n%s\nendstream" % (number + 1, len(forms), forms)
        for number in range(5, 12)
    ]
    data = pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
            b"/Resources << /XObject << /A 5 0 R >> >> >>",
            stream(b"/A Do"),
            *nested,
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 20 >>\nstream\n0 0 1 1 re f         \nendstream",
        ]
    )
    try:
        assert len(render_safely("x", data, seconds=2).pages) == 1
    except RenderingError as error:
        assert error.code in ("too_slow", "too_heavy")


def test_a_child_that_wants_too_much_memory_ends_as_too_heavy() -> None:
    data = encoded(Image.new("RGB", (5000, 4000)), "PNG")
    bounded = sys.platform != "darwin"  # macOS does not bound address space
    try:
        render_safely("x", data, memory_mb=100)
        ended = False
    except RenderingError as error:
        ended = error.code == "too_heavy"
    assert ended == bounded


def test_a_child_that_takes_too_long_is_an_answer() -> None:
    with pytest.raises(RenderingError) as caught:
        render_safely("x", photo(), seconds=0.001)
    assert caught.value.code == "too_slow"


def test_a_child_that_crashes_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "import os; os.abort()")
    with pytest.raises(RenderingError) as caught:
        render_safely("x", photo())
    assert caught.value.code == "too_heavy"


def test_when_all_places_are_taken_the_sentence_says_that_nothing_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "WAIT_SECONDS", 0.01)
    with sandbox.place(), sandbox.place(), sandbox.place(), pytest.raises(RenderingError, match="ikke gemt") as caught:
        render_safely("x", photo())
    assert caught.value.code == "busy"


def test_the_caller_loads_nothing_that_opens_files(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import beredskab.documents.renderings; "
        "decoders = {'PIL', 'pypdfium2', 'lxml', 'zipfile', 'django'} & set(sys.modules); "
        "sys.stdout.write(' '.join(sorted(decoders)))"
    )
    monkeypatch.setattr(child, "_START", code)
    assert child._exchange([], 10, 1000) == b""


# --- a child taken over by its file -------------------------------------------------------------------------------

ESCAPE = """
import os, socket, subprocess, sys
sys.path.insert(0, sys.argv[1])
from beredskab.documents import child
from beredskab.documents.renderings import work

def answer(head, bodies):
    reached = []
    def tried(name, what):
        try:
            what()
        except (OSError, subprocess.SubprocessError):
            return
        reached.append(name)
    tried("files", lambda: open("/etc/passwd").read())
    tried("data beside the package", lambda: os.listdir(sys.argv[1]))
    tried("the parent's keys", lambda: open(f"/proc/{os.getppid()}/environ").read())
    tried("programs", lambda: subprocess.run(["/bin/true"]))
    tried("writing", lambda: open("/tmp/beredskab-escape", "w"))
    tried("the network", lambda: socket.create_connection(("127.0.0.1", head["port"]), 1))
    made = work.render(bodies[0])
    return {"reached": reached, "kind": made.kind, "environment": sorted(os.environ)}, []

work.answer = answer
child.main()
"""


def can_confine() -> bool:
    return sys.platform == "linux" and ctypes.CDLL(None).syscall(CREATE_RULESET, None, 0, 1) >= 4


@pytest.mark.parametrize("sample", ["photo", "pdf", "docx"])
def test_a_child_taken_over_reaches_nothing_and_still_draws(monkeypatch: pytest.MonkeyPatch, sample: str) -> None:
    data = {"photo": photo(), "pdf": pdf_of_pages(), "docx": docx_of([("p", "Ord.")])}[sample]
    monkeypatch.setattr(child, "_START", ESCAPE)
    monkeypatch.setenv("BEREDSKAB_SECRET", "hemmeligt")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        answered, _bodies = child.ask("render", {"port": port}, [data], seconds=20, memory_mb=700)
    assert answered["kind"] == {"photo": "picture", "pdf": "pdf", "docx": "document"}[sample]
    assert answered["reached"] == [] or not can_confine()
    assert "BEREDSKAB_SECRET" not in answered["environment"]
    assert os.environ["BEREDSKAB_SECRET"] == "hemmeligt"


GOOD = encoded(two_colours(), "JPEG")
HONEST: dict[str, Any] = {"kind": "picture", "text": "", "remarks": []}
LIES: list[tuple[dict[str, Any], list[bytes]]] = [
    ({}, []),
    ({"error": "no_such_code"}, []),
    ({"error": {"code": "broken"}}, []),
    (HONEST, [b"<svg/>"]),
    (HONEST, [photo()]),
    (HONEST, [GOOD + b"<script>"]),
    (HONEST, [jpeg_that_says(60_000, 80)]),
    (HONEST, [jpeg_that_says(120, 0)]),
    (HONEST, [GOOD] * 61),
    ({**HONEST, "kind": "program"}, [GOOD]),
    ({**HONEST, "text": ["a"]}, [GOOD]),
    ({**HONEST, "text": "a" * 400_001}, [GOOD]),
    ({**HONEST, "remarks": ["<b>"]}, [GOOD]),
    ({**HONEST, "remarks": "picture"}, [GOOD]),
]


def test_a_child_that_tells_the_truth_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safely.child, "ask", lambda *_args, **_options: (HONEST, [GOOD]))
    (page,) = render_safely("x", photo()).pages
    assert (page.width, page.height, page.data) == (120, 80, GOOD)


@pytest.mark.parametrize("number", range(len(LIES)))
def test_a_child_that_lies_is_not_believed(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(safely.child, "ask", lambda *_args, **_options: LIES[number])
    with pytest.raises(RenderingError) as caught:
        render_safely("x", photo())
    assert caught.value.code == "too_heavy"


def test_a_child_that_answers_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_START", "import os\nwhile True: os.write(1, bytes(1000000))")
    with pytest.raises(child.ChildFailed) as caught:
        child.ask("render", {}, [], seconds=20, memory_mb=700, most=3_000_000)
    assert caught.value.code == "too_heavy"


# --- damage -------------------------------------------------------------------------------------------------------

WHOLE = [
    *telling().values(),
    encoded(Image.linear_gradient("L").convert("P"), "PNG"),
    encoded(two_colours(), "WEBP", lossless=True),
    pdf_of([("p", "Han stod ved skolen.")]),
    filled_form(),
    docx_of([("p", "Ord."), ("li", "Et")]),
    "12/11 A: hvad så".encode(),
]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 8), st.binary(max_size=6)), min_size=1, max_size=8
)


def damaged(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for share, removed, put in changes:
        at = int(share * len(data))
        data = data[:at] + put + data[at + removed :]
    return data


def is_answered(data: bytes) -> None:
    try:
        made = render(data)
    except RenderingError as error:
        assert error.code in MESSAGES
    else:
        assert bool(made.pages) != bool(made.text)
        assert all(is_only_pixels(page.data) for page in made.pages)
        assert sum(len(page.data) for page in made.pages) <= MAX_RENDERED_BYTES


FUZZ = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "database": None, "derandomize": True}


@settings(max_examples=120, **FUZZ)
@given(st.sampled_from(WHOLE), CHANGES)
def test_a_damaged_file_gives_a_rendering_or_a_sentence(data: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    is_answered(damaged(data, changes))


@pytest.mark.long
@settings(max_examples=8000, **FUZZ)
@given(st.sampled_from(WHOLE), CHANGES)
def test_many_damaged_files_give_a_rendering_or_a_sentence(
    data: bytes, changes: list[tuple[float, int, bytes]]
) -> None:
    is_answered(damaged(data, changes))


@pytest.mark.parametrize("number", range(4))
def test_a_picture_cut_anywhere_gives_a_rendering_or_a_sentence(number: int) -> None:
    whole = list(telling().values())[number]
    for cut in range(1, len(whole), max(1, len(whole) // 60)):
        is_answered(whole[:cut])
