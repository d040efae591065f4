"""The check online: nothing is kept, nothing foreign is taken, and words and files come out as promised."""

import io
import json
from datetime import date

import pytest
from django.test import RequestFactory, override_settings
from django.utils import translation

from beredskab.documents import sandbox
from beredskab.documents.errors import ReadError
from beredskab.documents.files import FileInfo
from beredskab.documents.model import Document, Figure, Heading, Paragraph, Source, Span
from beredskab.web.check import downloading, reading
from beredskab.web.check.presenting import present
from beredskab.web.views import check as check_views

BLOCKS = (
    Heading("h", 1, (Span("Beredskab i Solby Kommune"),)),
    Paragraph("p", (Span("Vedtaget af Solby Byråd den 24. juni 2024."),)),
)
FILES = (FileInfo("solby.docx", "docx", None, 12),)
SOLBY = reading.Reading(Document(BLOCKS, {"p": Source("solby.docx", 2, ("Beredskab",))}), FILES)

REPORT = reading.examine(SOLBY)


@pytest.fixture(autouse=True)
def danish():
    with translation.override("da"):
        yield


def test_a_text_that_is_carried_by_the_page_comes_back_the_same():
    assert reading.unpack(reading.pack(SOLBY)) == SOLBY


def test_a_large_text_is_carried_without_its_pictures_and_without_losing_a_word():
    picture = Figure("f", "data:image/png;base64," + "A" * 1_300_000, "Et kort")
    heavy = reading.Reading(
        Document((*BLOCKS, *(picture.__class__(f"f{n}", picture.src, "x") for n in range(4))), {}), FILES
    )
    assert reading.unpack(reading.pack(heavy)).document.blocks == BLOCKS


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"doc": 1, "files": [], "sources": {}}', "nej", '{"sources": []}'])
def test_a_foreign_text_is_refused_in_a_sentence(text):
    with pytest.raises(ReadError) as refused:
        reading.unpack(text)
    assert refused.value.code == "unreadable"


def test_script_in_a_carried_text_is_refused():
    data = json.loads(reading.pack(SOLBY))
    data["doc"]["content"].append({"type": "html", "content": "<script>"})
    with pytest.raises(ReadError):
        reading.unpack(json.dumps(data))


def test_a_request_without_files_says_what_to_do():
    with pytest.raises(ReadError) as refused:
        reading.uploads(RequestFactory().post("/tjek/"))
    assert refused.value.code == "no_files"


def test_a_request_that_is_too_large_is_refused_before_it_is_read():
    with override_settings(MAX_UPLOAD_BYTES=1000), pytest.raises(ReadError) as refused:
        reading.uploads(RequestFactory().post("/tjek/", {"a": "b" * 5000}))
    assert refused.value.code == "too_large"


def test_the_fourth_at_once_is_asked_to_wait_before_anything_is_read_or_checked(monkeypatch):
    monkeypatch.setattr(sandbox, "WAIT_SECONDS", 0.01)
    packed = reading.pack(SOLBY)
    with sandbox.place(), sandbox.place(), sandbox.place():
        for address, data in (("/tjek/", {"files": io.BytesIO(b"En plan.")}), ("/tjek/hent/", {"document": packed})):
            answer = check_views.check if address == "/tjek/" else check_views.download
            page = answer(RequestFactory().post(address, data))
            assert page.status_code == 503
            assert "Vent et minut" in page.content.decode()
    with sandbox.place():
        pass


def test_the_place_is_held_while_the_text_is_checked(monkeypatch):
    free = []
    monkeypatch.setattr(check_views.reading, "examine", lambda found: free.append(sandbox._places._value) or REPORT)
    check_views.download(RequestFactory().post("/tjek/hent/", {"document": reading.pack(SOLBY)}))
    assert free == [sandbox.AT_ONCE - 1]


@pytest.mark.parametrize("block", ["editor-doc", "krav", "sted-1", "markdown", "id_title"])
def test_a_block_that_would_take_the_place_of_ours_in_the_page_is_refused(block):
    text = reading.pack(SOLBY).replace('"id":"p"', f'"id":"{block}"')
    with pytest.raises(ReadError):
        reading.unpack(text)


@pytest.mark.parametrize("source", [{"page": 2**40}, {"page": True}, {"file": "a\x00b"}, {"heading": ["\x00"]}])
def test_a_source_that_no_reader_made_is_refused(source):
    data = json.loads(reading.pack(SOLBY))
    data["sources"]["p"].update(source)
    with pytest.raises(ReadError):
        reading.unpack(json.dumps(data))


@pytest.mark.parametrize("made", ["b1", "f12-b304", "b0123456789ab", "bk3j9xz01mq2", "b3-2"])
def test_ids_that_we_make_are_taken(made):
    reading.unpack(reading.pack(SOLBY).replace('"id":"p"', f'"id":"{made}"'))


def test_the_answer_has_its_sentences_its_picture_and_all_requirements():
    report = reading.examine(SOLBY)
    answer = present(SOLBY, report)
    assert answer.picture.count("<a ") == len(answer.cells) == 27
    assert sum(len(group.requirements) for group in answer.groups) == len(report.elements)
    assert [group.force for group in answer.groups][:2] == ["law", "guidance"]
    assert answer.sentences
    adopted = next(one for one in answer.groups[0].requirements if one.element.ref == "P3")
    assert all(place.href.startswith("#sted-") for place in adopted.places)


def test_a_judgement_stands_in_the_file_and_in_no_other_requirement():
    report = reading.examine(SOLBY)
    plain = downloading.file(report, "html", {})
    judged = downloading.file(report, "html", {"P1": "no", "P2": "yes", "P3": "<b>"})
    assert b"Vi er uenige." not in plain.data
    assert (judged.data.count(b"Vi er uenige."), judged.data.count(b"Vi er enige.")) == (1, 1)
    assert judged.name == "tjek-af-plan.html"


def test_the_report_is_of_today():
    assert reading.examine(SOLBY).as_of == date.today()
