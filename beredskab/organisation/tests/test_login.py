import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from beredskab.kit.viewer import as_viewer
from beredskab.organisation import demo, demo_pages
from beredskab.organisation.actions import add_member


def test_with_a_required_second_factor_a_password_alone_leads_to_setting_one_up(cast, settings):
    settings.REQUIRE_MFA = True
    client = Client()
    client.post("/konto/login/", {"login": demo.CAST[0].email, "password": demo.PASSWORD})
    answer = client.get("/organisation/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/2fa/")
    assert client.get("/konto/2fa/").status_code == 200
    assert client.post("/konto/logout/").status_code == 302


def test_without_the_requirement_a_password_is_enough(cast, log_in, settings):
    settings.REQUIRE_MFA = False
    assert log_in(cast["pernille"]).get("/organisation/").status_code == 200


def test_a_closed_account_is_out(cast, log_in):
    from beredskab.organisation.models import Person

    client = log_in(cast["hanne"])
    Person.objects.filter(id=cast["hanne"].person_id).update(is_active=False)
    assert client.get("/organisation/").status_code == 302


@pytest.fixture
def demo_urls(settings):
    settings.DEMO = True
    with override_settings(ROOT_URLCONF="beredskab.config.urls_demo"):
        yield


def test_in_the_demo_one_click_lets_you_in(cast, demo_urls):
    client = Client()
    page = client.get("/demo/").content.decode()
    assert all(part.name in page for part in demo.CAST)
    assert client.post("/demo/ind/pernille/").status_code == 302
    assert "Pernille Planskriver" in client.get("/organisation/").content.decode()


def test_a_name_outside_the_cast_is_nobody(cast, demo_urls):
    assert Client().post("/demo/ind/ukendt/").status_code == 404


def test_the_demos_mailbox_shows_what_would_have_been_sent(cast, demo_urls, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    Client().post("/konto/password/reset/", {"email": demo.CAST[0].email})
    page = Client().get("/demo/post/").content.decode()
    assert demo.CAST[0].email in page


def test_the_demo_page_is_not_there_without_the_demo(db):
    assert Client().get("/demo/").status_code in {302, 404}
    assert Client().post("/demo/ind/pernille/").status_code in {302, 403, 404}


def test_the_demos_people_are_refused_in_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured):
        demo.create()


@pytest.mark.parametrize("page", ["email/", "signup/", "3rdparty/", "confirm-email/"])
def test_the_login_librarys_own_ways_to_another_address_are_shut(cast, log_in, page):
    client = log_in(cast["niels"])
    assert client.get(f"/konto/{page}").status_code == 404
    assert client.post(f"/konto/{page}", {"action_add": "", "email": "ny.kollega@eksempel.invalid"}).status_code == 404


def test_nobody_takes_the_address_of_a_person_whom_another_municipality_is_about_to_let_in(cast, log_in):
    wanted = "borgmester@eksempel.invalid"
    client = log_in(cast["niels"])
    client.post("/konto/email/", {"action_add": "", "email": wanted})
    client.post("/konto/email/", {"action_primary": "", "email": wanted})
    with as_viewer(cast["adam"]):
        made = add_member(by=cast["adam"], email=wanted, name="Berit Borgmester", roles=["plan_approver"])
    assert made.person_id != cast["niels"].person_id


@pytest.mark.parametrize(("behind", "status"), [(1, 200), (0, 429)])
def test_behind_our_proxy_a_strangers_failed_logins_shut_out_nobody_else(db, settings, behind, status):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = behind
    cache.clear()
    for number in range(12):
        wrong = {"login": f"nr{number}@eksempel.invalid", "password": "forkert-adgangskode"}
        Client().post("/konto/login/", wrong, headers={"X-Forwarded-For": "203.0.113.7"})
    other = {"login": "en.anden@eksempel.invalid", "password": "forkert-adgangskode"}
    answer = Client().post("/konto/login/", other, headers={"X-Forwarded-For": "198.51.100.4"})
    cache.clear()
    told = "for mange" in answer.content.decode().casefold() or answer.status_code == 429
    assert told == (status == 429)


def test_of_what_the_provider_tells_only_three_claims_are_kept(cast):
    from allauth.socialaccount.models import SocialAccount

    told = {"userinfo": {"sub": "1", "name": "P", "email": "p@x.invalid", "cpr": "0"}, "id_token": {"groups": ["a"]}}
    account = SocialAccount.objects.create(
        user_id=cast["pernille"].person_id, provider="kommune", uid="1", extra_data=told
    )
    account.refresh_from_db()
    assert account.extra_data == {"sub": "1", "name": "P", "email": "p@x.invalid"}


def test_two_mails_in_one_file_are_two_letters_in_the_mailbox(tmp_path):
    one = b"Subject: Du har en opgave i Beredskab\nTo: poul@politi.invalid\n\nF\xc3\xb8rste.\n"
    two = b"Subject: Du har en opgave i Beredskab\nTo: karen@eksempel.invalid\n\nAnden.\n"
    rule = b"-" * 79 + b"\n"
    (tmp_path / "a.log").write_bytes(one + rule + two + rule)
    assert [letter.to for letter in demo_pages.letters(tmp_path)] == ["karen@eksempel.invalid", "poul@politi.invalid"]
    assert demo_pages.letters(tmp_path / "empty") == []
