import pytest
from django.core import mail
from django.test import Client

from beredskab.audit.models import HOUSE, Event
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Scope, as_scope, as_viewer
from beredskab.organisation import demo
from beredskab.organisation.actions import add_member
from beredskab.organisation.models import Membership, Person, Role
from beredskab.organisation.permissions import roles_of


def test_a_stranger_is_sent_to_the_login(db):
    answer = Client().get("/organisation/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/login/")


def test_the_login_page_is_danish_and_strict(db):
    answer = Client().get("/konto/login/")
    assert answer.status_code == 200
    assert "Log ind" in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store" or "no-store" in answer["Cache-Control"]


def test_a_person_logs_in_with_a_password_and_it_is_recorded(cast):
    client = Client()
    part = demo.CAST[0]
    answer = client.post("/konto/login/", {"login": part.email.upper(), "password": demo.PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get("/organisation/").status_code == 200
    with as_scope(Scope(HOUSE)):
        assert Event.objects.filter(event="organisation.login.succeeded", person_id=cast[part.key].person_id).exists()


def test_a_wrong_password_is_refused_and_recorded(cast):
    answer = Client().post("/konto/login/", {"login": demo.CAST[0].email, "password": "forkert"})
    assert answer.status_code == 200
    with as_scope(Scope(HOUSE)):
        assert Event.objects.filter(event="organisation.login.failed").exists()


def test_nobody_can_sign_up(db):
    answer = Client().post("/konto/signup/", {"email": "ny@eksempel.invalid", "password1": "et-langt-kodeord-1"})
    assert not Person.objects.filter(email="ny@eksempel.invalid").exists()
    assert answer.headers["Location"].startswith("/konto/login/")  # as any address that does not exist


def test_colleagues_are_listed_and_neighbours_are_not(cast, log_in):
    page = log_in(cast["pernille"]).get("/organisation/").content.decode()
    assert "Hanne Høring" in page
    assert "Niels Nabo" not in page
    assert "Tilføj en kollega" not in page


def test_only_the_administrator_adds_a_colleague(cast, log_in):
    form = {"name": "Nete Ny", "email": "Nete@eksempel.invalid", "roles": [Role.PLAN_EDITOR]}
    assert log_in(cast["pernille"]).post("/organisation/kolleger/ny/", form).status_code == 403
    assert log_in(cast["adam"]).post("/organisation/kolleger/ny/", form).status_code == 302
    with as_viewer(cast["adam"]):
        made = Membership.objects.get(person__email="nete@eksempel.invalid")
        assert made.roles == [Role.PLAN_EDITOR]
        assert Event.objects.filter(event="organisation.member.added", subject_id=made.id).exists()


def test_the_new_colleague_can_choose_a_password_by_mail(cast, log_in):
    form = {"name": "Nete Ny", "email": "nete@eksempel.invalid", "roles": [Role.PLAN_EDITOR]}
    log_in(cast["adam"]).post("/organisation/kolleger/ny/", form)
    Client().post("/konto/password/reset/", {"email": "nete@eksempel.invalid"})
    assert [letter.to for letter in mail.outbox] == [["nete@eksempel.invalid"]]


def test_the_last_administrator_stays(cast, log_in):
    with as_viewer(cast["adam"]):
        mine = Membership.objects.get(person_id=cast["adam"].person_id)
    client = log_in(cast["adam"])
    page = client.post(f"/organisation/kolleger/{mine.id}/", {"roles": [Role.DPO]})
    assert "mindst én administrator" in page.content.decode()
    assert client.post(f"/organisation/kolleger/{mine.id}/afslut/").status_code == 422
    with as_viewer(cast["adam"]):
        mine.refresh_from_db()
    assert mine.valid_to is None


def test_an_ended_colleague_is_out_at_once(cast, log_in):
    with as_viewer(cast["adam"]):
        theirs = Membership.objects.get(person_id=cast["hanne"].person_id)
    hanne = log_in(cast["hanne"])
    assert hanne.get("/organisation/").status_code == 200
    assert log_in(cast["adam"]).post(f"/organisation/kolleger/{theirs.id}/afslut/").status_code == 302
    assert hanne.get("/organisation/").status_code == 403


def test_a_neighbours_membership_does_not_exist(cast, log_in):
    with as_viewer(cast["niels"]):
        theirs = Membership.objects.get(person_id=cast["niels"].person_id)
    assert log_in(cast["adam"]).get(f"/organisation/kolleger/{theirs.id}/").status_code == 404


@pytest.mark.parametrize(
    "route", ["/konto/2fa/", "/konto/password/change/", "/konto/logout/", "/konto/2fa/totp/activate/"]
)
def test_the_pages_of_the_login_open(cast, log_in, route):
    answer = log_in(cast["pernille"]).get(route)
    assert answer.status_code in {200, 302}, answer.content.decode()[:500]


def test_an_authority_offers_only_the_roles_it_can_give(cast, log_in):
    page = log_in(cast["adam"]).get("/organisation/kolleger/ny/").content.decode()
    assert "Koordinerer bekymringer (tovholder)" in page
    assert "Politiets koordinator" not in page and "Kontakt hos en inviteret" not in page
    with pytest.raises(DomainError) as refused:
        add_member(by=cast["adam"], email="ny@eksempel.invalid", name="Ny", roles=["police_coordinator"])
    assert refused.value.code == "unknown_role"


def test_police_and_partners_have_roles_of_their_own():
    assert {str(role) for role in roles_of("police_district")} == {"police_coordinator", "administrator", "dpo"}
    assert {str(role) for role in roles_of("region")} == {"partner", "administrator", "dpo"}
