from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.duty import queries
from beredskab.organisation.duty.actions import add_duty, end_duty
from beredskab.organisation.duty.forms import DutyForm, next_weekend
from beredskab.organisation.duty.models import Duty
from beredskab.organisation.models import Membership

NOW = timezone.now()
PAGE = "/organisation/vagt/"


def put(cast, who="stine", start=-1, end=8, by="karen"):
    return add_duty(
        by=cast[by],
        person_id=cast[who].person_id,
        starts_at=NOW + timedelta(hours=start),
        ends_at=NOW + timedelta(hours=end),
    )


def on_duty(cast, hours=0):
    with as_viewer(cast["karen"]) as viewer:
        return queries.on_duty(viewer.authority_id, NOW + timedelta(hours=hours))


def test_the_one_on_duty_is_found_by_the_hour(cast):
    put(cast)
    assert on_duty(cast) == [cast["stine"].person_id]
    assert on_duty(cast, -2) == on_duty(cast, 8) == []


def test_two_can_be_on_duty_at_once(cast):
    put(cast)
    put(cast, "karen", -0.5)
    assert on_duty(cast) == [cast["stine"].person_id, cast["karen"].person_id]


def test_nobody_is_put_on_duty_twice_for_the_same_time(cast):
    put(cast)
    put(cast, start=8, end=16)
    with pytest.raises(DomainError) as refused:
        put(cast, start=7, end=9)
    assert refused.value.code == "on_duty_already"


def test_a_duty_of_somebody_who_no_longer_coordinates_counts_for_nothing(cast):
    put(cast)
    with as_viewer(cast["adam"]):
        Membership.objects.filter(person_id=cast["stine"].person_id).update(roles=["mentor"])
    assert on_duty(cast) == []


def test_without_a_rota_the_coordinators_are_all_there_is(cast):
    assert on_duty(cast) == []
    with as_viewer(cast["karen"]) as viewer:
        assert set(queries.coordinators(viewer.authority_id)) == {cast["karen"].person_id, cast["stine"].person_id}


def test_a_neighbours_rota_is_not_ours(cast):
    put(cast, "nanna", by="nanna")
    assert on_duty(cast) == []
    with pytest.raises(DomainError) as refused:
        put(cast, "nanna")
    assert refused.value.field == "person"


@pytest.mark.parametrize(("start", "end", "code"), [(2, 1, "wrong_span"), (-9, -1, "past"), (0, 24 * 40, "too_long")])
def test_a_span_that_cannot_be_is_refused_at_its_field(cast, start, end, code):
    with pytest.raises(DomainError) as refused:
        put(cast, start=start, end=end)
    assert (refused.value.code, refused.value.field) == (code, "ends_at")


def test_only_coordinators_are_put_on_duty(cast):
    with pytest.raises(DomainError, match="koordinerer"):
        put(cast, "malik")
    with pytest.raises(NotAllowed):
        put(cast, by="tina")


def test_ending_a_running_duty_ends_it_now_and_a_coming_one_is_taken_off(cast):
    running, coming = put(cast), put(cast, start=24, end=32)
    end_duty(by=cast["adam"], duty_id=running.id)
    end_duty(by=cast["karen"], duty_id=coming.id)
    assert on_duty(cast, 0.5) == []
    with as_viewer(cast["karen"]):
        assert Duty.objects.get().id == running.id
        events = Event.objects.filter(event="organisation.duty.ended").order_by("id")
        assert {event.subject_id for event in events} == {running.id, coming.id}
    with pytest.raises(NotFound):
        end_duty(by=cast["karen"], duty_id=running.id)


def test_the_page_explains_what_happens_without_a_rota(cast, log_in):
    page = log_in(cast["karen"]).get(PAGE).content.decode()
    assert "Der er ikke planlagt nogen vagt" in page
    assert "får alle koordinatorer en mail" in page


def test_a_duty_is_added_on_the_page_and_seen_by_those_who_take_calls(cast, log_in):
    span = {"person": str(cast["stine"].person_id), "starts_at": "2040-01-06T16:00", "ends_at": "2040-01-09T08:00"}
    assert log_in(cast["karen"]).post(PAGE, span).status_code == 302
    page = log_in(cast["tina"]).get(PAGE).content.decode()
    assert "Stine Stedfortræder" in page and "6. januar 2040" in page
    assert "Ingen har vagt lige nu" in page
    assert "Sæt på vagtplanen" not in page and "Tag af planen" not in page


def test_a_wrong_span_is_told_at_the_field_and_keeps_what_was_written(cast, log_in):
    span = {"person": str(cast["stine"].person_id), "starts_at": "2040-01-09T16:00", "ends_at": "2040-01-06T08:00"}
    answer = log_in(cast["karen"]).post(PAGE, span)
    assert answer.status_code == 422
    assert "Vagten skal slutte" in answer.content.decode()
    assert "2040-01-09T16:00" in answer.content.decode()


@pytest.mark.parametrize("written", ["2040-01-06T16:00", "06-01-2040 16:00", "6.1.2040 16.00"])
def test_a_moment_is_understood_as_browsers_and_people_write_it(db, written):
    form = DutyForm({"person": "a", "starts_at": written, "ends_at": "2040-01-09T08:00"}, [("a", "Anna")])
    assert form.is_valid(), form.errors
    assert timezone.localtime(form.cleaned_data["starts_at"]).replace(tzinfo=None) == datetime(2040, 1, 6, 16)


def test_the_form_offers_the_coming_weekend():
    offered = next_weekend()
    assert [timezone.localtime(moment).weekday() for moment in offered.values()] == [4, 0]
    assert offered["ends_at"] > timezone.now()
