from datetime import timedelta

import pytest
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.viewer import NOBODY, as_scope, as_viewer
from beredskab.organisation.contacts import actions, queries
from beredskab.organisation.contacts.models import ContactKind, ContactPoint

VALUES = {"kind": ContactKind.SCHOOL, "function": "Skolens SSP-kontakt", "phone": "99 99 10 70"}
FORM = {**VALUES, "email": "", "url": "", "read_by": "", "note": "", "is_public": "on", "day_0": "9-12, 13-15.30"}


def test_the_public_reads_what_is_shown_and_nothing_else(cast, owner):
    with as_scope(NOBODY):
        found = queries.contact_points(cast["karen"].authority_id)
    assert [one.kind for one in found] == ["coordinator", "notifications", "form", "night", "counselling", "school"]
    policies = owner.execute(
        "select roles[1], qual from pg_policies"
        " where tablename = 'organisation_contactpoint' and policyname like 'wider%'"
    )
    assert dict(policies.fetchall()) == dict.fromkeys(
        ("beredskab_public", "beredskab_intake", "beredskab_work"), "is_public"
    )


def test_a_neighbour_sees_only_what_is_public(cast):
    with as_viewer(cast["nanna"]):
        assert not ContactPoint.objects.filter(kind=ContactKind.POLICE).exists()
        assert queries.kept(cast["nanna"]) == ()


def test_a_neighbours_contact_point_cannot_be_changed(cast):
    with as_viewer(cast["karen"]):
        theirs = queries.kept(cast["karen"])[0]
    with pytest.raises(NotFound):
        actions.verify_contact(by=cast["nanna"], contact_id=theirs.id)


def test_only_those_who_keep_them_add(cast):
    with pytest.raises(NotAllowed):
        actions.add_contact(by=cast["rasmus"], values=VALUES)


def test_a_contact_point_can_be_reached(cast):
    with pytest.raises(DomainError) as refused:
        actions.add_contact(by=cast["karen"], values={**VALUES, "phone": ""})
    assert refused.value.field == "phone"
    with pytest.raises(DomainError) as refused:
        actions.add_contact(by=cast["karen"], values={"kind": ContactKind.FORM, "function": "Formular"})
    assert refused.value.field == "url"


def test_what_is_ended_disappears_at_once_and_stays_in_the_table(cast):
    made = actions.add_contact(by=cast["karen"], values=VALUES)
    actions.end_contact(by=cast["karen"], contact_id=made.id)
    with as_viewer(cast["karen"]):
        assert made.id not in {one.id for one in queries.kept(cast["karen"])}
        assert ContactPoint.objects.filter(id=made.id).exists()
    with pytest.raises(NotFound):
        actions.change_contact(by=cast["karen"], contact_id=made.id, values=VALUES)


def test_a_number_that_comes_later_is_kept_and_not_yet_shown(cast, log_in):
    later = (timezone.localdate() + timedelta(days=30)).isoformat()
    assert log_in(cast["karen"]).post("/organisation/kontakter/ny/", {**FORM, "valid_from": later}).status_code == 302
    assert "Gælder fra" in log_in(cast["karen"]).get("/organisation/kontakter/").content.decode()
    with as_scope(NOBODY):
        shown = queries.contact_points(cast["karen"].authority_id)
        then = queries.contact_points(cast["karen"].authority_id, timezone.localdate() + timedelta(days=30))
    assert len(then) == len(shown) + 1


def test_the_last_day_cannot_come_before_the_first(cast, log_in):
    page = log_in(cast["karen"]).post("/organisation/kontakter/ny/", {**FORM, "valid_to": "2026-01-01"})
    assert "Den sidste dag ligger før den første" in page.content.decode()


def test_a_year_without_a_check_is_said_and_one_press_ends_it(cast, log_in):
    made = actions.add_contact(by=cast["karen"], values=VALUES)
    with as_viewer(cast["karen"]):
        old = timezone.localdate() - timedelta(days=366)
        ContactPoint.objects.filter(id=made.id).update(verified_on=old)
    client = log_in(cast["karen"])
    assert "Ikke tjekket i et år" in client.get("/organisation/kontakter/").content.decode()
    assert client.post(f"/organisation/kontakter/{made.id}/bekraeft/").status_code == 302
    assert "Ikke tjekket i et år" not in client.get("/organisation/kontakter/").content.decode()
    with as_viewer(cast["karen"]):
        assert Event.objects.filter(event="organisation.contact.verified", subject_id=made.id).exists()


def test_hours_are_written_as_people_write_them(cast, log_in):
    client = log_in(cast["karen"])
    assert client.post("/organisation/kontakter/ny/", FORM).status_code == 302
    with as_viewer(cast["karen"]):
        made = ContactPoint.objects.get(function="Skolens SSP-kontakt")
    assert made.week[0] == ((540, 720), (780, 930)) and made.week[1:] == ((),) * 6
    page = client.get(f"/organisation/kontakter/{made.id}/").content.decode()
    assert 'value="9-12, 13-15.30"' in page


def test_a_mistake_in_the_hours_is_shown_at_the_day(cast, log_in):
    page = log_in(cast["karen"]).post("/organisation/kontakter/ny/", {**FORM, "day_3": "fra ni"}).content.decode()
    assert 'href="#id_day_3"' in page
    assert "Skriv tiden som 9-15.30" in page


def test_a_number_that_cannot_be_called_is_refused(cast, log_in):
    page = log_in(cast["karen"]).post("/organisation/kontakter/ny/", {**FORM, "phone": "ring til Karen"})
    assert "kun med tal og mellemrum" in page.content.decode()


def test_an_empty_list_teaches(cast, log_in):
    assert "Ingen kontaktpunkter endnu" in log_in(cast["nanna"]).get("/organisation/kontakter/").content.decode()
