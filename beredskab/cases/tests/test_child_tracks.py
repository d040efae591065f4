"""When a child's track ends, and from when the four months count."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from beredskab.cases.actions import children, people
from beredskab.cases.models import About, CasePerson, ChildTrack, Task
from beredskab.cases.queries.children import children as read_children
from beredskab.cases.queries.headers import opened
from beredskab.cases.tests import situations
from beredskab.cases.tests.refusing import refused
from beredskab.cases.tests.test_children import YOUNG, ago, confirm, received, tasks
from beredskab.frameworks.law import clocks
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import as_viewer


def close(cast, track, reason="done", key="karen"):
    children.close_track(by=cast[key], case_id=track.case_id, track_id=track.id, reason=reason)


def seen(cast, track):
    with as_viewer(cast["karen"]):
        return read_children(opened(cast["karen"], track.case_id, "children"))[0]


def met_clocks(cast, track):
    """The two first clocks are met."""
    for step in ("urgent", "acknowledged"):
        confirm(cast, track, step)


def adult_case_track(cast, **before):
    return received(cast, situations.a_case(cast, About.ADULT), ago(**(before or {"hours": 3})))


def test_a_track_closes_when_the_duties_are_done(cast):
    track = adult_case_track(cast)
    met_clocks(cast, track)
    with refused("not_done"):
        close(cast, track)
    confirm(cast, track, "route_none")
    close(cast, track)
    with as_viewer(cast["karen"]):
        saved = ChildTrack.objects.get(id=track.id)
        assert saved.closed_reason == "done" and saved.closed_at is not None
        assert not Task.objects.filter(subject_id=track.id, done_at__isnull=True).exists()
    assert seen(cast, track).before[0].why


@pytest.mark.parametrize("reason", children.CLOSES)
def test_no_reason_closes_it_while_a_clock_of_the_law_runs_not_even_by_sql(cast, reason):
    track = adult_case_track(cast)
    confirm(cast, track, "urgent")
    with refused("runs"):
        close(cast, track, reason)
    with as_viewer(cast["karen"]), pytest.raises(DatabaseError, match="clock of the law"), transaction.atomic():
        ChildTrack.objects.filter(id=track.id).update(closed_at=timezone.now(), closed_reason=reason)


def test_a_clock_that_runs_since_the_report_holds_it_open_too(cast):
    track = situations.followed(cast, situations.a_case(cast, About.CHILD), **YOUNG)
    with refused("runs"):
        close(cast, track, "other_case")


def test_the_page_says_which_clocks_run_and_shows_no_button(cast, log_in):
    track = adult_case_track(cast)
    page = f"/sager/{track.case_id}/boern/"
    karen, address = log_in(cast["karen"]), f"{page}{track.person_id}/slut/"
    before = karen.get(page).content.decode()
    assert "Lovens frister løber stadig" in before and address not in before
    assert karen.post(address, {"reason": "done"}).status_code == 422
    met_clocks(cast, track)
    confirm(cast, track, "route_none")
    assert address in karen.get(page).content.decode()
    assert karen.post(address, {"reason": ""}).status_code == 422
    assert karen.post(address, {"reason": "done"}).status_code == 302
    assert "pligterne er opfyldt" in karen.get(page).content.decode()


def test_an_investigation_holds_it_open_until_it_is_finished(cast):
    track = adult_case_track(cast, days=3)
    met_clocks(cast, track)
    confirm(cast, track, "route_s20")
    with refused("runs"):
        close(cast, track)
    confirm(cast, track, "finished")
    close(cast, track)


def test_only_whoever_holds_the_case_closes_it(cast):
    track = situations.followed(cast, situations.a_case(cast, About.ADULT), **YOUNG)
    children.ask_risk(by=cast["karen"], case_id=track.case_id, track_id=track.id, person_id=cast["rasmus"].person_id)
    for key in ("rasmus", "stine", "mette"):
        with pytest.raises(NotFound):
            close(cast, track, "other_case", key)
    with refused("reason"):
        close(cast, track, "bored")


def test_who_turns_out_to_be_no_child_has_no_clocks_and_can_be_closed(cast, log_in):
    track = adult_case_track(cast)
    karen = cast["karen"]
    people.change(
        by=karen, case_id=track.case_id, person_id=track.person_id, kind="subject",
        details={"name": "Bertram Opdigtet", "born": "1990-05-05"},
    )  # fmt: skip
    with as_viewer(karen):
        assert not CasePerson.objects.get(id=track.person_id).is_child
        assert not Task.objects.filter(subject_id=track.id, done_at__isnull=True).exists()
    page = log_in(karen).get(f"/sager/{track.case_id}/boern/")
    assert page.status_code == 200 and "/slut/" in page.content.decode()
    close(cast, track, "not_a_child")


def test_a_child_that_is_followed_no_longer_can_be_followed_again(cast):
    track = situations.followed(cast, situations.a_case(cast, About.ADULT), **YOUNG)
    close(cast, track, "other_case")
    again = children.follow(by=cast["karen"], case_id=track.case_id, person_id=track.person_id)
    assert again.id != track.id and len(seen(cast, track).before) == 1


# --- the need is known ---


def test_the_four_months_run_from_the_day_that_is_written_before_anything_is_decided(cast):
    track, known = adult_case_track(cast, days=3), ago(days=20)
    confirm(cast, track, "need_known", known)
    case = track.case
    assert tasks(cast, case)["investigate"].due_at == clocks.due_at("child-assessment", known)
    assert any(one.at == clocks.due_at("child-assessment", known) for one in seen(cast, track).clocks)
    confirm(cast, track, "route_s20", ago(days=1))
    assert tasks(cast, case)["investigate"].due_at == clocks.due_at("child-assessment", known)


def test_the_day_written_afterwards_counts_instead_of_the_receipt(cast):
    at, known = ago(days=3), ago(days=2)
    track = received(cast, situations.a_case(cast, About.ADULT), at)
    confirm(cast, track, "route_s20", ago(days=1))
    assert tasks(cast, track.case)["investigate"].due_at == clocks.due_at("child-assessment", at)
    confirm(cast, track, "need_known", known)
    assert tasks(cast, track.case)["investigate"].due_at == clocks.due_at("child-assessment", known)
    with refused("step"):
        confirm(cast, track, "need_known", ago(days=1))


@pytest.mark.parametrize("route", ["route_none", "route_s19"])
def test_the_clock_ends_where_nothing_is_investigated(cast, route):
    track = adult_case_track(cast, days=3)
    confirm(cast, track, "need_known", ago(days=2))
    confirm(cast, track, route)
    assert "investigate" not in tasks(cast, track.case)


def test_a_need_is_not_known_ahead_of_time(cast):
    track = adult_case_track(cast)
    with refused("at"):
        confirm(cast, track, "need_known", timezone.now() + timedelta(hours=2))
