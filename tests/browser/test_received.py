"""What those who were asked do on one page: a recommendation that they decide on, and a question inside."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from django.utils import timezone

from tests import database
from tests.browser import servers, walking
from tests.browser.conftest import EVERY_SCREEN, LAPTOP, PHONE, SMALLEST
from tests.browser.walking import press, told
from tests.database import ROOT

look = walking.look
LOAD = """
import django; django.setup()
from django.urls import set_urlconf
from beredskab.organisation.demo import create
from beredskab.cases.tests import situations, situations_after
from beredskab.cases.actions import gathering, handing_out
set_urlconf("beredskab.config.urls_work")
cast = create()
situations_after.given_out(cast)
case = situations.at_gathering(cast)
partner = situations.a_partner(cast, "", "job-centre", name="Jobcenteret")
gathering.invite(
    by=cast["karen"], case_id=case.id, partner_id=partner.id, given=situations.some_items(),
    person_id=cast["vera"].person_id,
)
case = situations_after.confirmed(cast)
neighbour = situations.a_partner(cast, "nanna", "other-municipality", name="Naboby Kommune")
version = situations.version_of(cast["karen"], case)
handing_out.give_out(
    by=cast["karen"], case_id=case.id, version=version, partner_id=neighbour.id, given=situations.some_items()
)
"""


@pytest.fixture(scope="module")
def made(worker_id):
    """Prison and probation is to decide, and Vera of the job centre is asked what she can bring."""
    clone = database.clone(f"received_{worker_id}")
    environment = {
        **os.environ, **clone.environment(), "DJANGO_SETTINGS_MODULE": "beredskab.config.settings.owner",
        "BEREDSKAB_KEYS": settings.KEY_FOLDER,
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", LOAD], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    yield clone
    database.drop(clone)


@pytest.fixture(scope="module")
def site(made):
    with servers.running(made) as running:
        yield running


@pytest.fixture
def station(made, site):
    """The coordinator's page of the hand-over."""
    with psycopg.connect(made.admin_url) as connection:
        (case,) = connection.execute(
            "select case_id from cases_exchange where kind = 'hand_over' and to_name = 'Kriminalforsorgen'"
        ).fetchone()
    return f"{site.work}/sager/{case}/overdragelse/"


def test_the_receiver_accepts_and_tells_on_a_phone_that_they_have_decided(enter, look, station):
    kurt = enter("kurt", PHONE)
    look(kurt, "received_list")
    kurt.locator("main li").get_by_role("link").first.click()
    look(kurt, "received_cover")
    press(kurt, "Åbn")
    look(kurt, "received_open")
    press(kurt, "Tag imod")
    assert "Vi har truffet vores afgørelse" in told(kurt)
    look(kurt, "received_accepted")
    kurt.get_by_role("button", name="Fortæl det til kommunen").first.click()
    assert kurt.locator(".error-summary").count() == 1
    look(kurt, "received_refused")
    kurt.get_by_label("Efter hvilken lov og paragraf").first.fill("straffuldbyrdelsesloven § 94")
    kurt.get_by_label("En indsats er sat i gang").first.check()
    kurt.get_by_label("Samarbejde om at forebygge kriminalitet (SSP)").first.check()
    kurt.get_by_label("Min myndighed har besluttet at give netop det").first.check()
    press(kurt, "Fortæl det til kommunen")
    assert "I har fortalt jeres afgørelse" in told(kurt)
    look(kurt, "received_told")
    karen = enter("karen", LAPTOP)
    karen.goto(station)
    assert "straffuldbyrdelsesloven § 94" in told(karen)
    look(karen, "received_station")
    press(karen, "Tag svaret ind")
    karen.goto(station.replace("overdragelse", "opfoelgning"))
    assert f"den {timezone.localdate().day}. " in told(karen)
    look(karen, "received_follow_up")


@EVERY_SCREEN
def test_a_colleague_inside_reads_the_question_on_every_screen(enter, look, size):
    vera = enter("vera", size)
    look(vera, "asked_list")
    vera.get_by_role("link", name="Fortæl, hvad du kan bidrage med").click()
    look(vera, "asked_cover")
    if vera.get_by_role("button", name="Åbn").count():
        press(vera, "Åbn")
    assert "nogen skal mærke det" in told(vera)
    look(vera, "asked_open")


def test_a_colleague_inside_answers_without_script(enter, made):
    vera = enter("vera", PHONE, script=False)
    vera.get_by_role("link", name="Fortæl, hvad du kan bidrage med").click()
    if vera.get_by_role("button", name="Åbn").count():
        press(vera, "Åbn")
    press(vera, "Intet bidrag")
    assert "Jeres svar er sendt" in told(vera)


def test_a_neighbours_coordinator_finds_what_was_sent_from_the_list_of_the_day(enter, look):
    nanna = enter("nanna", SMALLEST)
    look(nanna, "neighbour_home")
    nanna.get_by_role("link", name="Se, hvad der er sendt til os").click()
    look(nanna, "neighbour_list")
    nanna.locator("main li").get_by_role("link").first.click()
    look(nanna, "neighbour_cover")


@EVERY_SCREEN
def test_the_coordinator_chooses_who_answers_inside(enter, look, made, site, size):
    with psycopg.connect(made.admin_url) as connection:
        (case,) = connection.execute(
            "select case_id from cases_exchange where kind = 'invitation' and to_name = 'Jobcenteret'"
        ).fetchone()
        (partner,) = connection.execute("select id from cases_partner where name = 'Jobcenteret'").fetchone()
    karen = enter("karen", size)
    karen.goto(f"{site.work}/sager/{case}/samling/")
    look(karen, "inside_gathering")
    karen.goto(f"{site.work}/sager/{case}/samling/{partner}/")
    assert karen.get_by_label("Hvem svarer der?").locator("option").count() > 3
    look(karen, "inside_invite")
