"""The open forms, as they run: what is asked, what is sealed, what the receipt opens, and what nobody can read."""

import io

import psycopg
import pytest
from PIL import Image

from beredskab.cases.tests.intake_process import CONCERN, running
from beredskab.kit import roles
from beredskab.lib import receipts
from tests import database

MARKS = ("Hemmelig", "010203-1234", "Skjulestræde", "brænde foreningens hus")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    folder.chmod(0o700)
    return folder


@pytest.fixture(scope="module")
def own_house():
    made = database.clone("intake_forms")
    yield made
    database.drop(made)


@pytest.fixture(scope="module")
def intake(own_house, keys):
    with running(own_house, keys) as started:
        yield started


def all_rows(house):
    """Every value of every table, as the owner's backup would hold it."""
    with psycopg.connect(house.admin_url) as connection:
        names = connection.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        ).fetchall()
        for (name,) in names:
            yield from connection.execute(f'select t::text from "{name}" t').fetchall()


def test_the_empty_form_says_who_reads_and_where_danger_goes_before_anybody_writes(intake):
    page = intake.get("bekymring/")
    assert page.status == 200
    assert page.text.index("112") < page.text.index('<form class="intake"')
    assert page.headers["Cache-Control"] == "no-store"
    assert not page.headers["Set-Cookie"]
    assert "maxlength" not in page.text and 'autocomplete="off"' in page.text


def test_an_anonymous_concern_gets_a_receipt_that_opens_it_again(intake):
    sent = intake.post("bekymring/", CONCERN)
    assert sent.status == 200
    opened = intake.post("kvittering/", {"receipt": sent.receipt.text.upper().replace("-", " ")})
    assert "brænde foreningens hus ned" in opened.text


def test_a_public_employee_cannot_be_anonymous_and_is_told_why(intake):
    page = intake.post("bekymring/fagperson/", {"about": "child", "seen": "Han tegnede en bombe."})
    assert page.status == 422
    assert "§ 133" in page.text and "Han tegnede en bombe." in page.text
    named = {"name": "Lone Lærer", "unit": "Prøveskolen", "phone": "12 34 56 78"}
    assert intake.post("bekymring/fagperson/", {"about": "child", "seen": "En tegning.", **named}).status == 200


def test_what_can_be_promised_about_a_name_stands_before_the_field(intake):
    page = intake.get("bekymring/").text
    assert page.index("ikke love, at det forbliver hemmeligt") < page.index('name="name"')


def test_a_name_beside_the_wish_to_be_anonymous_is_asked_about_and_not_stored(intake):
    page = intake.post("bekymring/", {**CONCERN, "name": "Gerda Henvender"})
    assert page.status == 422
    assert "vælg at oplyse dit navn" in page.text


def test_a_text_that_is_too_long_is_an_error_at_the_field_and_nothing_of_it_is_lost(intake):
    long = "æ" * 8001
    page = intake.post("bekymring/", {**CONCERN, "seen": long})
    assert page.status == 422
    assert long in page.text and "8001" in page.text


def test_asking_for_help_needs_nothing_but_the_wish(intake):
    sent = intake.post("hjaelp/", {"seen": "Jeg vil ud af gruppen."})
    assert sent.status == 200
    assert "Jeg vil ud af gruppen." in intake.post("kvittering/", {"receipt": sent.receipt.text}).text


def test_the_inbox_goes_both_ways_and_a_second_click_sends_one_message(intake):
    receipt = intake.post("bekymring/", CONCERN).receipt.text
    for _ in range(2):
        page = intake.post("kvittering/", {"receipt": receipt, "text": "Han har købt benzin."})
        assert page.status == 200
    assert page.text.count("Han har købt benzin.") == 1


def test_a_receipt_in_place_of_the_message_is_refused(intake):
    receipt = intake.post("bekymring/", CONCERN).receipt.text
    page = intake.post("kvittering/", {"receipt": receipt, "text": receipt})
    assert page.status == 422 and "selve kvitteringen" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lusab-babad", "otte grupper"),
        ("lusab-babad-gutih-tugad-mudof-sadij-pabis-nulod-kad", "slåfejl"),
        (receipts.Receipt(bytes(16)).text, "Ingen kender den kvittering"),
    ],
)
def test_a_wrong_receipt_says_what_is_wrong_with_it(intake, typed, said):
    page = intake.post("kvittering/", {"receipt": typed})
    assert page.status == 422 and said in page.text


def test_the_receipt_is_saved_as_a_file_that_tells_nothing_else(intake):
    receipt = intake.post("bekymring/", CONCERN).receipt.text
    saved = intake.post("kvittering/gem/", {"receipt": receipt})
    assert saved.text.splitlines()[0] == receipt and len(saved.text.splitlines()) == 2
    assert saved.headers["Content-Disposition"] == 'attachment; filename="kvittering.txt"'


def test_a_file_is_kept_as_a_picture_without_its_name_or_what_hides_in_it(intake, own_house):
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Hemmeligt sted i billedet"
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG", exif=exif)
    sent = intake.post("bekymring/", CONCERN, files={"attached": ("Karl Hemmelig.jpg", picture.getvalue())})
    assert sent.status == 200
    with psycopg.connect(own_house.admin_url) as owner:
        assert owner.execute("select kind, pages, mime from cases_reportfile").fetchall() == [
            ("picture", 1, "image/jpeg")
        ]


def test_a_file_that_cannot_be_shown_safely_is_refused_and_the_text_stays(intake):
    page = intake.post("bekymring/", CONCERN, files={"attached": ("virus.exe", b"MZ" + bytes(100))})
    assert page.status == 422
    assert "brænde foreningens hus ned" in page.text and "Din tekst er her stadig" in page.text


def test_an_unknown_municipality_does_not_exist(intake):
    assert intake.elsewhere("0000").get("bekymring/").status == 404


def test_where_the_intake_is_closed_the_page_leads_on_and_takes_nothing(intake):
    closed = intake.elsewhere("9998")
    for page in (closed.get("bekymring/"), closed.post("bekymring/", CONCERN)):
        assert "hvad-goer-jeg" in page.text and '<form class="intake"' not in page.text


def test_a_flood_is_held_and_nothing_of_it_is_refused_or_lost(own_house, keys):
    with running(own_house, keys) as fresh:
        sent = [fresh.post("hjaelp/", {"seen": f"Bølge nummer {number}."}) for number in range(8)]
    with psycopg.connect(own_house.admin_url) as owner:
        rows = owner.execute(
            "select held from cases_report where receipt_stored = any(%s) order by received_at",
            [[one.receipt.stored for one in sent]],
        ).fetchall()
    assert [row[0] for row in rows] == [False] * 5 + [True] * 3, (
        "half the measure from one sender, half of it without a proof"
    )


# --- what an attacker finds --------------------------------------------------------------------------------------


def test_a_copy_of_the_database_tells_no_word_of_what_was_sent(intake, own_house):
    intake.post("bekymring/", {**CONCERN, "anonymous": "no", "name": "Gerda Hemmelig", "phone": "87 65 43 21"})
    receipt = intake.post("bekymring/", CONCERN).receipt
    intake.post("kvittering/", {"receipt": receipt.text, "text": "Skjulestræde er stedet."})
    everything = "\n".join(row[0] for row in all_rows(own_house))
    held_back = [*MARKS, "87 65 43 21", receipt.text, receipt.secret.hex(), receipt.lookup.hex(), receipt.key.hex()]
    for mark in held_back:
        assert mark not in everything, mark
        assert mark.encode().hex() not in everything, mark


def test_the_intakes_role_adds_reports_and_reads_none(own_house):
    with psycopg.connect(own_house.url(roles.INTAKE)) as intake_role:
        for table in ("cases_report", "cases_reportmessage", "cases_task", "cases_case", "audit_event"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                intake_role.execute(f"select * from {table}")
            intake_role.rollback()


def test_the_intakes_role_writes_in_the_log_only_that_something_was_received(own_house):
    with psycopg.connect(own_house.url(roles.INTAKE)) as intake_role:
        for event in ("cases.case.opened", "privacy.log.read"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                intake_role.execute(
                    "select set_config('app.authority', gen_random_uuid()::text, true),"
                    " audit_deposit(gen_random_uuid(), %s, '', null, '{}', null)",
                    [event],
                )
            intake_role.rollback()


def test_the_log_says_that_something_came_and_not_from_whom(intake, own_house):
    intake.post("bekymring/", CONCERN)
    with psycopg.connect(own_house.admin_url) as owner:
        rows = owner.execute(
            "select person_id, detail from audit_event where event = 'cases.report.received'"
        ).fetchall()
    assert {str(who) for who, _ in rows} == {"00000000-0000-0000-0000-000000000000"}
    assert all(set(detail) == {"kind"} for _, detail in rows)
