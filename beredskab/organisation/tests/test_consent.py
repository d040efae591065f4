"""Nobody acts for an authority without having said yes, nor for another one than they have chosen."""

import pytest

from beredskab.audit.models import Event
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Membership, Person, Role
from beredskab.organisation.queries import viewers_of
from beredskab.organisation.tests.administering import administering


@pytest.fixture
def invited(cast, log_in):
    """Niels has an account in Naboby, and Adam of Eksempel adds his address."""
    form = {"name": "Hvem Som Helst", "email": "niels@naboby.invalid", "roles": [Role.PLAN_EDITOR]}
    assert log_in(cast["adam"]).post("/organisation/kolleger/ny/", form).status_code == 302
    with as_viewer(cast["adam"]):
        return Membership.objects.get(person_id=cast["niels"].person_id, authority_id=cast["adam"].authority_id)


def test_an_existing_account_is_invited_and_gets_nothing_before_it_accepts(cast, log_in, invited):
    assert invited.accepted_at is None
    with as_viewer(cast["niels"]):
        assert [one.authority_id for one in viewers_of(cast["niels"].person_id)] == [cast["niels"].authority_id]
    niels = log_in(cast["niels"])
    assert "Naboby" in niels.get("/organisation/").content.decode()
    assert niels.post(f"/organisation/valg/{cast['adam'].authority_id}/").status_code == 404


def test_the_administrator_sees_the_address_and_not_the_name_before_the_yes(cast, log_in, invited):
    page = log_in(cast["adam"]).get("/organisation/").content.decode()
    assert "niels@naboby.invalid" in page and "har ikke sagt ja endnu" in page
    assert "Niels Nabo" not in page


def test_the_invitation_stands_on_the_persons_own_page_and_in_the_header(cast, log_in, invited):
    page = log_in(cast["niels"]).get("/organisation/").content.decode()
    assert "Sig ja til Eksempel Kommune (demo)" in page and "Du er inviteret" in page


def test_after_the_yes_the_person_chooses_where_to_work(cast, log_in, invited):
    niels = log_in(cast["niels"])
    assert niels.post(f"/organisation/invitation/{invited.id}/ja/").status_code == 302
    with as_viewer(cast["adam"]):
        assert Event.objects.filter(event="organisation.invitation.accepted", subject_id=invited.id).exists()
    answer = niels.get("/plan/")
    assert (answer.status_code, answer["Location"]) == (302, "/organisation/")
    assert "Hvor vil du arbejde?" in niels.get("/organisation/").content.decode()
    assert niels.post(f"/organisation/valg/{cast['adam'].authority_id}/").status_code == 302
    page = niels.get("/organisation/").content.decode()
    assert "Hanne Høring" in page and "Skift kommune" in page


def test_a_post_before_the_choice_changes_nothing(cast, log_in, invited):
    niels = log_in(cast["niels"])
    niels.post(f"/organisation/invitation/{invited.id}/ja/")
    form = {"name": "Nete Ny", "email": "nete@eksempel.invalid", "roles": [Role.PLAN_EDITOR]}
    assert niels.post("/organisation/kolleger/ny/", form).headers["Location"] == "/organisation/"
    assert not Person.objects.filter(email="nete@eksempel.invalid").exists()


def test_a_no_ends_the_invitation(cast, log_in, invited):
    niels = log_in(cast["niels"])
    assert niels.post(f"/organisation/invitation/{invited.id}/nej/").status_code == 302
    assert "Sig ja til" not in niels.get("/organisation/").content.decode()
    assert niels.post(f"/organisation/invitation/{invited.id}/ja/").status_code == 404


def test_nobody_accepts_for_somebody_else(cast, log_in, invited):
    assert log_in(cast["adam"]).post(f"/organisation/invitation/{invited.id}/ja/").status_code == 404


def test_a_person_without_any_membership_can_accept(cast, log_in, invited):
    with administering(cast, "niels"):
        Membership.objects.filter(authority_id=cast["niels"].authority_id).update(
            valid_from="2026-01-01", valid_to="2026-01-02"
        )
    niels = log_in(cast["niels"])
    assert niels.get("/plan/").headers["Location"] == "/organisation/"
    assert niels.get("/organisation/").status_code == 200
    assert niels.post(f"/organisation/invitation/{invited.id}/ja/").status_code == 302
    assert niels.get("/organisation/").status_code == 200


def test_an_account_made_for_the_colleague_is_in_at_once(cast, log_in):
    form = {"name": "Nete Ny", "email": "nete@eksempel.invalid", "roles": [Role.PLAN_EDITOR]}
    log_in(cast["adam"]).post("/organisation/kolleger/ny/", form)
    with as_viewer(cast["adam"]):
        assert Membership.objects.get(person__email="nete@eksempel.invalid").accepted_at is not None


def test_an_invited_administrator_does_not_count_as_the_last_one(cast, log_in, invited):
    adam = log_in(cast["adam"])
    adam.post(f"/organisation/kolleger/{invited.id}/", {"roles": [Role.ADMINISTRATOR]})
    with as_viewer(cast["adam"]):
        mine = Membership.objects.get(person_id=cast["adam"].person_id)
    assert adam.post(f"/organisation/kolleger/{mine.id}/afslut/").status_code == 422
