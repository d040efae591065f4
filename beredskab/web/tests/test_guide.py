"""The guide's pages, as the open process serves them."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, override_settings

from beredskab.kit.viewer import NOBODY, as_scope
from beredskab.organisation.contacts.queries import contact_points
from beredskab.web.guide import drafting, presenting
from beredskab.web.guide.answers import read
from beredskab.web.guide.intake import Door
from beredskab.web.guide.rules import outcome

OPEN = override_settings(
    ROOT_URLCONF="beredskab.config.urls_public",
    RECOGNISER="beredskab.kit.middleware.Nobody",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "beredskab.kit.language.LanguageMiddleware",
        "beredskab.kit.middleware.SameSitePostMiddleware",
        "beredskab.kit.middleware.TransactionMiddleware",
    ],
)
HERE = "/kommune/9999/hvad-goer-jeg/"
NOTIFICATION = {"capacity": "professional", "seen": "Han sagde, at han ville brænde skolen af.", "sender": "Nete Ny"}
OFFICE = datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
NIGHT = OFFICE.replace(hour=23)


@pytest.fixture
def client(db):
    with OPEN:
        yield Client(headers={"Accept-Language": "da"})


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def contacts(codes, now, *, is_open=True, authority=None):
    answers = read(codes)
    ends = outcome(answers)
    with as_scope(NOBODY):
        points = contact_points(authority) if authority else ()
    here = presenting.Here(points, Door("9999", is_open, "Læses hver dag."), now)
    return {step.road.value: step for step in presenting.steps(ends.steps, answers, ends, here)}


@pytest.mark.parametrize(
    "address", ["/hvad-goer-jeg/", HERE, f"{HERE}ansat/barn/", f"{HERE}borger/voksen/i-dag/tegn/", f"{HERE}tegn/"]
)
def test_every_page_says_first_whom_to_call_and_leaves_no_trace(client, address):
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert page.index("tel:112") < page.index("<h1")
    assert 'href="https://www.dmi.dk/"' in page


@pytest.mark.parametrize("rest", ["nogen/", "mig-selv/barn/", "borger/barn/nu/konkret/", "barn/"])
def test_an_address_that_no_question_offers_does_not_exist(client, rest):
    assert client.get(HERE + rest).status_code == 404


def test_an_unknown_municipality_does_not_exist(client):
    assert client.get("/kommune/1234/hvad-goer-jeg/").status_code == 404


def test_an_employee_with_a_child_is_shown_the_duty_and_the_numbers(client):
    page = text_of(client.get(f"{HERE}ansat/barn/kan-vente/tegn/"))
    assert "Underret: det er din egen pligt (barnets lov § 133)" in page
    assert "aldrig i stedet for" in page
    assert "Underretningsteamet, Børn og Familie" in page and "99 99 10 20" in page
    assert "inden for 24 timer" in page
    assert "Politiets Infohus-koordinator" not in page  # kept for the municipality's own people


def test_a_municipality_without_numbers_still_shows_somewhere_to_turn(client):
    page = text_of(client.get("/kommune/9998/hvad-goer-jeg/borger/barn/i-dag/usikker/"))
    assert "Ring til kommunens hovednummer" in page
    assert "114" in page and "41 74 90 90" in page


def test_out_of_hours_the_duty_officer_stands_beside_the_closed_office(cast):
    own = cast["karen"].authority_id
    by_day = contacts(["ansat", "barn", "i-dag", "tegn"], OFFICE, authority=own)["notify-133"]
    by_night = contacts(["ansat", "barn", "i-dag", "tegn"], NIGHT, authority=own)["notify-133"]
    assert "Social døgnvagt" not in [one.function for one in by_day.contacts]
    assert "Social døgnvagt" in [one.function for one in by_night.contacts]
    assert [one.is_open for one in by_night.contacts if one.function == "Social døgnvagt"] == [True]


def test_whoever_seeks_help_is_not_given_the_police_when_it_is_closed(cast):
    steps = contacts(["mig-selv", "i-dag"], NIGHT, authority=cast["karen"].authority_id)
    assert [one.tel for step in steps.values() for one in step.contacts] == ["99991040"]
    assert contacts(["mig-selv", "i-dag"], NIGHT)["counselling"].contacts == ()


def test_the_intake_is_offered_by_role_and_never_in_a_danger(cast):
    def address(*codes, **kwargs):
        return contacts(codes, OFFICE, **kwargs)["infohus"].intake

    assert address("borger", "voksen", "i-dag", "tegn").endswith("/kommune/9999/bekymring/")
    assert address("ansat", "voksen", "i-dag", "tegn").endswith("/kommune/9999/bekymring/fagperson/")
    assert address("ansat", "voksen", "nu") == ""
    help_form = contacts(["mig-selv", "kan-vente"], OFFICE)["counselling"].intake
    assert help_form.endswith("/kommune/9999/hjaelp/")
    assert contacts(["mig-selv", "nu"], OFFICE)["counselling"].intake == ""
    assert address("borger", "voksen", "i-dag", "tegn", is_open=False) == ""


def test_a_municipality_that_takes_nothing_in_writing_shows_numbers_only(client):
    page = client.get("/kommune/9998/hvad-goer-jeg/borger/voksen/i-dag/tegn/").content.decode()
    assert "/bekymring/" not in page and "Ring til kommunens hovednummer" in page


def test_the_hotline_is_open_from_8_to_22_on_holidays_too():
    christmas = datetime(2026, 12, 25, 21, 59, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert presenting.hotline(christmas).is_open
    assert not presenting.hotline(christmas.replace(hour=22, minute=0)).is_open


def test_signs_are_not_a_checklist(client):
    page = client.get(f"{HERE}tegn/").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "ikke en tjekliste" in main and "er lovlige" in main
    assert "<input" not in main and 'type="checkbox"' not in main


def test_a_notification_comes_back_as_text_and_is_kept_nowhere(client):
    answer = client.post(f"{HERE}underretning/", NOTIFICATION)
    page = answer.content.decode()
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert "Underretning efter barnets lov § 133" in page
    assert "brænde skolen af" in page
    assert "Den er ikke sendt" in page
    assert not answer.cookies
    assert "brænde skolen af" not in client.get(f"{HERE}underretning/").content.decode()


def test_a_public_employee_cannot_notify_anonymously(client):
    page = client.post(f"{HERE}underretning/", {**NOTIFICATION, "sender": ""}).content.decode()
    assert "Som ansat kan du ikke være anonym" in page
    assert "Din underretning" not in page


def test_a_citizen_may(client):
    page = client.post(f"{HERE}underretning/", {**NOTIFICATION, "capacity": "private", "sender": ""}).content.decode()
    assert "barnets lov § 135" in page and "ønsker at være anonym" in page


def test_another_site_cannot_post_the_form(client):
    answer = client.post(f"{HERE}underretning/", NOTIFICATION, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_the_text_is_danish_whatever_the_page_speaks(db):
    data = dict.fromkeys(drafting.HEADINGS, "") | NOTIFICATION
    assert drafting.compose(data).startswith("Underretning efter barnets lov § 133\n\nHvad jeg har set og hørt\n")


def test_what_is_written_is_shown_as_text(client):
    page = client.post(f"{HERE}underretning/", {**NOTIFICATION, "seen": "</textarea><script>x</script>"})
    assert "<script>x" not in page.content.decode()


def test_a_municipality_is_found_as_people_write_it(client):
    page = client.get("/hvad-goer-jeg/?q=ålborg").content.decode()
    assert "/kommune/0851/hvad-goer-jeg/" in page and "/kommune/0101/hvad-goer-jeg/" not in page


def test_an_answer_takes_few_queries(client, queries_at_most):
    with queries_at_most(8):
        client.get(f"{HERE}ansat/barn/kan-vente/tegn/")


def test_the_front_page_and_the_plan_lead_here(client):
    assert "/hvad-goer-jeg/" in client.get("/").content.decode()
    assert "/kommune/9998/hvad-goer-jeg/" in client.get("/kommune/9998/plan/").content.decode()
