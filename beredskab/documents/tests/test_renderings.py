"""Renderings: what somebody sends along becomes pictures or plain words, and nothing hidden comes with them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from beredskab.documents.renderings import MAX_PAGES, RenderingError, render_safely, safe_name
from beredskab.documents.renderings.errors import MESSAGES, OF_READERS
from beredskab.documents.renderings.jpeg import QUALITIES, Budget
from beredskab.documents.renderings.model import MAX_CHARACTERS, Page, Rendering
from beredskab.documents.renderings.proof import is_only_pixels
from beredskab.documents.renderings.words import REMARKS
from beredskab.documents.renderings.work import render
from beredskab.documents.tests.read_samples import docx, docx_of, every_format, odt_of, paragraph, zipped
from beredskab.documents.tests.rendering_samples import (
    BLUE,
    RED,
    SECRET,
    encoded,
    filled_form,
    pdf_of_pages,
    pdf_with_a_file_in_it,
    photo,
    telling,
    two_colours,
)

CHAT = "12/11 21:03 - A: kommer du\n12/11 21:04 - B: nej\n\n  - Menu\nSide 1\n"


def opened(page: Page) -> Image.Image:
    image = Image.open(io.BytesIO(page.data))
    image.load()
    return image


def only(made: Rendering) -> Image.Image:
    (page,) = made.pages
    return opened(page)


def near(image: Image.Image, where: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    return all(abs(seen - meant) < 40 for seen, meant in zip(image.getpixel(where), colour, strict=True))


def refused(data: bytes, extension: str = "") -> str:
    with pytest.raises(RenderingError) as caught:
        render(data, extension=extension)
    return caught.value.code


# --- pictures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", sorted(telling()))
def test_nothing_hidden_in_a_picture_comes_with_it(form: str) -> None:
    data = telling()[form]
    assert SECRET.encode() in data
    (page,) = render_safely("x", data).pages
    image = opened(page)
    assert near(image, (20, 40), RED)
    assert near(image, (100, 40), BLUE)
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (SECRET.encode(), b"Exif", b"adobe", b"xmp", b"ICC_PROFILE"):
        assert trace not in page.data
    assert is_only_pixels(page.data)
    assert (page.mime, page.width, page.height) == ("image/jpeg", *image.size)


def test_a_jpeg_with_any_metadata_is_not_only_pixels() -> None:
    plain = encoded(two_colours(), "JPEG")
    assert is_only_pixels(plain)
    for more in (photo(), plain + b"x", plain[:-2], plain[:40], b"", encoded(two_colours(), "PNG")):
        assert not is_only_pixels(more)
    assert not is_only_pixels(encoded(two_colours(), "JPEG", comment=b"navn"))
    assert not is_only_pixels(encoded(two_colours(), "JPEG", exif=Image.Exif()) + plain)


LEFT_EDGE_AFTER = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}


@pytest.mark.parametrize("orientation", sorted(LEFT_EDGE_AFTER))
def test_a_photo_stands_upright_however_the_telephone_was_held(orientation: int) -> None:
    image = only(render(photo(orientation)))
    width, height = image.size
    places = {
        "left": (5, height // 2),
        "right": (width - 5, height // 2),
        "top": (width // 2, 5),
        "bottom": (width // 2, height - 5),
    }
    assert near(image, places[LEFT_EDGE_AFTER[orientation]], RED)


def test_a_large_photo_becomes_smaller_and_keeps_its_shape() -> None:
    (page,) = render(encoded(two_colours(4000, 3000), "JPEG")).pages
    assert (page.width, page.height) == (2400, 1800)


def test_a_small_picture_is_not_made_larger() -> None:
    assert only(render(encoded(two_colours(), "PNG"))).size == (120, 80)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_a_picture(mode: str) -> None:
    grey = Image.linear_gradient("L")
    image = grey.convert("I").point(lambda level: level * 256).convert("I;16") if mode == "I;16" else grey.convert(mode)
    made = only(render(encoded(image, "PNG")))
    assert (made.mode, made.size) == ("RGB", (256, 256))
    assert near(made, (128, 2), (0, 0, 0))
    assert near(made, (128, 253), (255, 255, 255))


def test_what_is_transparent_becomes_white() -> None:
    assert near(only(render(encoded(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"))), (4, 4), (255, 255, 255))


def test_the_colours_of_print_become_those_of_a_screen() -> None:
    assert near(only(render(encoded(two_colours().convert("CMYK"), "JPEG"))), (20, 40), RED)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_gives_its_first_and_says_so(form: str) -> None:
    frames = [Image.new("RGB", (30, 30), colour) for colour in (RED, BLUE, RED)]
    made = render_safely("x", encoded(frames[0], form, save_all=True, append_images=frames[1:]))
    assert near(only(made), (15, 15), RED)
    assert [told.code for told in made.remarks] == ["first_picture_only"]


def test_a_damaged_note_about_the_camera_does_not_cost_the_picture() -> None:
    damaged = photo(6).replace(b"Exif\0\0MM\0*", b"Exif\0\0MMxx").replace(b"Exif\0\0II*\0", b"Exif\0\0IIxx")
    assert only(render(damaged)).size == (120, 80)


# --- room ---------------------------------------------------------------------------------------------------------


def test_pages_that_take_much_room_lose_quality_and_not_their_place() -> None:
    noise = Image.effect_noise((400, 400), 60).convert("RGB")
    sizes = []
    for quality, subsampling in QUALITIES:
        size = len(encoded(noise, "JPEG", quality=quality, subsampling=subsampling))
        sizes.append(size)
        assert len(Budget(2, room=2 * size).encoded(noise).data) == size
    assert sizes == sorted(sizes, reverse=True)


def test_a_page_may_use_what_the_pages_before_it_left() -> None:
    blank, noise = Image.new("RGB", (400, 400)), Image.effect_noise((400, 400), 60).convert("RGB")
    best = len(encoded(noise, "JPEG", quality=QUALITIES[0][0], subsampling=QUALITIES[0][1]))
    room = len(encoded(blank, "JPEG", quality=QUALITIES[0][0], subsampling=QUALITIES[0][1])) + best
    budget = Budget(2, room)
    budget.encoded(blank)
    assert len(budget.encoded(noise).data) == best


def test_pages_that_never_fit_are_refused() -> None:
    with pytest.raises(RenderingError) as caught:
        Budget(1, room=1000).encoded(Image.effect_noise((400, 400), 60))
    assert caught.value.code == "too_much"


# --- PDF ----------------------------------------------------------------------------------------------------------


def test_every_page_of_a_pdf_is_drawn() -> None:
    content = b"0 0 0 rg 0 0 150 200 re f"
    made = render_safely("x.pdf", pdf_of_pages(3, content=content))
    assert (made.kind, made.text, len(made.pages)) == ("pdf", "", 3)
    for page in made.pages:
        image = opened(page)
        assert image.size == (1600, 1067)
        assert near(image, (400, 500), (0, 0, 0))
        assert near(image, (1200, 500), (255, 255, 255))


def test_what_somebody_blacked_out_stays_black_and_its_words_are_not_kept() -> None:
    content = b"BT /F 40 Tf 20 100 Td (%s) Tj ET 0 0 0 rg 0 0 300 200 re f" % SECRET.encode()
    made = render(pdf_of_pages(content=content))
    assert only(made).getextrema() == ((0, 0), (0, 0), (0, 0))
    assert made.text == ""


def test_a_form_shows_what_was_filled_in_and_its_script_does_not_run() -> None:
    darkest = min(low for low, _high in only(render_safely("x", filled_form())).getextrema())
    assert darkest < 60


def test_a_file_inside_a_pdf_stays_behind() -> None:
    data = pdf_with_a_file_in_it()
    assert SECRET.encode() in data
    (page,) = render_safely("x", data).pages
    assert SECRET.encode() not in page.data
    assert is_only_pixels(page.data)


def test_a_page_as_large_as_a_house_is_drawn_as_small_as_any() -> None:
    assert only(render(pdf_of_pages(box="0 0 14400 14400"))).size == (1600, 1600)


def test_a_page_as_thin_as_a_thread_is_drawn() -> None:
    width, height = only(render(pdf_of_pages(box="0 0 1 14400"))).size
    assert (1 <= width <= 2, height) == (True, 1600)


def test_sixty_pages_are_taken_and_one_more_is_refused_with_the_number() -> None:
    assert len(render(pdf_of_pages(MAX_PAGES, box="0 0 30 20")).pages) == MAX_PAGES
    with pytest.raises(RenderingError, match="mere end 60 sider") as caught:
        render(pdf_of_pages(MAX_PAGES + 1))
    assert caught.value.code == "too_many_pages"


# --- words --------------------------------------------------------------------------------------------------------


def test_word_and_opendocument_become_plain_words() -> None:
    outline = [("h1", "Det, jeg så"), ("p", "Han stod ved skolen."), ("li", "Mandag"), ("li", "Tirsdag")]
    for data in (docx_of(outline), odt_of(outline)):
        made = render_safely("x", data)
        assert (made.kind, made.pages) == ("document", ())
        assert made.text == "Det, jeg så\n\nHan stod ved skolen.\n\n- Mandag\n- Tirsdag"


def test_a_text_file_is_kept_line_by_line() -> None:
    assert render_safely("chat.txt", CHAT.encode()).text == CHAT.strip("\n")
    assert render(CHAT.replace("\n", "\r\n").encode("utf-16")).text == CHAT.strip("\n")


def test_text_that_begins_like_a_binary_file_is_text() -> None:
    for words in ("BMW'en holdt foran skolen.", "ID3 er en bil.", "BZh", "# Overskrift\n\n## Endnu en", "MZ"):
        assert render(words.encode()).text == words


def test_signs_that_turn_or_hide_a_text_are_taken_out() -> None:
    assert render("Kald \u202emig\u202c\x07\x1b[2J\ufeff bare Bo \u200d".encode()).text == "Kald mig[2J bare Bo \u200d"


def test_an_old_character_set_is_read_and_said() -> None:
    made = render("Børn på skolen".encode("cp1252"), language="en")
    assert made.text == "Børn på skolen"
    assert [(told.code, told.message) for told in made.remarks] == [("old_encoding", REMARKS["old_encoding"][1])]


def test_pictures_in_a_document_are_missed_aloud() -> None:
    drawing = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='a'/></wp:inline></w:drawing></w:r></w:p>"
    made = render_safely("a.docx", docx(paragraph("Se billedet.") + drawing))
    assert [told.code for told in made.remarks] == ["pictures_left_out"]
    assert refused(docx(drawing)) == "no_text"


def test_comments_and_deleted_words_stay_behind_and_that_is_said() -> None:
    deleted = f"<w:p><w:r><w:t>Jeg så</w:t></w:r><w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>"
    hidden = f"<a>{SECRET}</a>"
    made = render_safely("x", docx(deleted, parts={"word/comments.xml": hidden, "docProps/core.xml": hidden}))
    assert made.text == "Jeg så"
    assert {told.code for told in made.remarks} == {"comments", "deleted_text"}


def test_every_remark_has_two_languages() -> None:
    assert all(danish != english for danish, english in REMARKS.values())


def test_more_text_than_anybody_reads_is_refused() -> None:
    assert len(render(b"a" * MAX_CHARACTERS).text) == MAX_CHARACTERS
    assert refused(b"a" * (MAX_CHARACTERS + 1)) == "too_long"


# --- names and sentences ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Mikkel Hansen 8.b.JPG", "billede"),
        ("010203-1234.pdf", "pdf"),
        ("brev om Mikkel.docx", "dokument"),
        ("Mikkel", "fil"),
        ("mikkel.hansen", "fil"),
        ("", "fil"),
    ],
)
def test_of_a_file_name_only_a_word_for_its_kind_is_kept(name: str, word: str) -> None:
    assert safe_name(name) == word
    assert safe_name(name, language="en") in ("picture", "pdf", "document", "file")


def test_no_error_tells_the_name_of_the_file() -> None:
    with pytest.raises(RenderingError) as caught:
        render_safely("Mikkel Hansen.zip", zipped({"a": "b"}))
    assert "Mikkel" not in f"{caught.value!r} {caught.value} {caught.value.args} {vars(caught.value)}"


def test_a_rendering_in_a_log_shows_neither_words_nor_pixels() -> None:
    printed = repr(render(SECRET.encode())) + repr(render(photo()))
    assert SECRET not in printed
    assert len(printed) < 400


def test_every_code_says_in_two_languages_what_is_wrong_and_what_to_do() -> None:
    for danish, english in MESSAGES.values():
        assert danish != english
        assert danish.count(". ") >= 1
        assert english.count(". ") >= 1
    assert set(OF_READERS.values()) <= set(MESSAGES)


def test_the_sentence_comes_in_the_language_asked_for() -> None:
    with pytest.raises(RenderingError) as caught:
        render_safely("a.heic", b"\0\0\0\x18ftypheic" + bytes(99))
    assert "HEIC" in caught.value.message("da")
    assert "screenshot" in caught.value.message("en")


def test_all_formats_that_plans_come_in_are_taken_but_web_pages() -> None:
    kinds = {}
    for name, data in every_format().items():
        try:
            kinds[name] = render_safely(name, data).kind
        except RenderingError as error:
            kinds[name] = error.code
    documents = dict.fromkeys(("plan.docx", "plan.odt", "plan.txt", "plan.md"), "document")
    assert kinds == {**documents, "plan.pdf": "pdf", "plan.html": "unknown_kind"}
