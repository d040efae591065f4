import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from beredskab.organisation import demo


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
