"""The next step is the real one, and what waits for somebody is what they can and should do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from beredskab.cases.actions import access, assessing, closing, handing, recommending, returning
from beredskab.cases.models import Case, Task
from beredskab.cases.queries import lists, page
from beredskab.cases.tests import situations, situations_after
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.actions import end_membership
from beredskab.organisation.queries import memberships


def open_now(viewer, case):
    with as_viewer(viewer):
        return set(Task.objects.filter(case_id=case.id, done_at__isnull=True).values_list("kind", flat=True))


def next_step(viewer, case):
    with as_viewer(viewer):
        return page.next_task(page.case_page(viewer, case.id).frame).kind


def test_the_recommendations_step_follows_how_far_it_is(cast):
    karen, mette, case = cast["karen"], cast["mette"], situations.met(cast)
    assert "recommend" in open_now(karen, case)
    row = situations.frozen(cast)
    assert "ask_second" in open_now(karen, row.case) and "recommend" not in open_now(karen, row.case)
    recommending.ask_second(by=karen, case_id=row.case_id, person_id=mette.person_id)
    assert "await_second" in open_now(karen, row.case) and "ask_second" not in open_now(karen, row.case)
    recommending.confirm(by=mette, case_id=row.case_id, sha256=row.sha256)
    assert "hand_over" in open_now(karen, row.case) and "await_second" not in open_now(karen, row.case)
    assert next_step(karen, row.case) == "hand_over"


def test_what_is_decided_at_the_threshold_leads_on_and_comes_back_from_a_close_that_was_refused(cast):
    karen, mette, case = cast["karen"], cast["mette"], situations.at_threshold(cast, "adult", child="no")
    assert next_step(karen, case) == "threshold"
    told = {"by": karen, "case_id": case.id}
    assessing.no_threshold(**told, version=situations.version_of(karen, case), text="Han har sagt en mening.")
    assert next_step(karen, case) == "not_police"
    row = situations_after.proposed(cast, case=case)
    closing.refuse(by=mette, case_id=case.id, version=situations.version_of(mette, row.case), text="Spørg broderen.")
    assert {"not_police"} == open_now(karen, case) & {"threshold", "ask_police", "not_police"}
    version = situations.version_of(karen, case)
    assessing.state_threshold(**told, version=version, kind="threat", text="Han har truet med at brænde huset ned.")
    assert next_step(karen, case) == "ask_police"
    assert not open_now(karen, case) & {"threshold", "not_police"}


def test_when_both_have_confirmed_the_case_says_hand_over_and_nothing_of_writing(cast, log_in):
    case = situations.confirmed(cast)
    text = log_in(cast["karen"]).get(reverse("cases:case", args=[case.id])).content.decode()
    assert "Overdrag anbefalingen" in text and reverse("cases:hand_over", args=[case.id]) in text
    assert "Skriv anbefalingen" not in text and "Bed en anden om" not in text and "Skriv de vigtigste" not in text


def test_a_no_from_the_second_person_is_to_be_read_and_the_text_written_anew(cast):
    karen, row = cast["karen"], situations.second_asked(cast)
    recommending.return_text(by=cast["mette"], case_id=row.case_id, remark="Der mangler noget om moderen.")
    with as_viewer(karen):
        case = Case.objects.get(id=row.case_id)
    assert next_step(karen, case) == "rewrite"
    recommending.withdraw(by=karen, case_id=case.id)
    assert open_now(karen, case) & {"rewrite", "recommend"} == {"recommend"}


def test_what_the_receiver_returned_can_be_handed_over_anew(cast):
    case, rasmus = situations_after.handed_over(cast), cast["rasmus"]
    handing.give_back(by=rasmus, case_id=case.id, version=case.version, text="Hører til i Voksenområdet.")
    assert next_step(cast["karen"], case) == "hand_over_again"


def test_a_refused_close_finds_the_recommendation_where_it_was(cast):
    karen, case = cast["karen"], situations_after.confirmed(cast, "adult")
    before = open_now(karen, case)
    assert "hand_over" in before
    made = situations_after.proposed(cast, case=case)
    version = situations.version_of(cast["mette"], case)
    closing.refuse(by=cast["mette"], case_id=made.case_id, version=version, text="Der mangler et svar.")
    assert "hand_over" in open_now(karen, case) and "recommend" not in open_now(karen, case)


def test_what_others_took_over_waits_for_the_second_person_once_its_close_is_proposed(cast):
    vera, karen, mette = cast["vera"], cast["karen"], cast["mette"]
    adult = situations_after.a_case_without_child_duties(cast)
    row = returning.offer(
        by=karen, case_id=adult.id, version=situations.version_of(karen, adult), person_id=vera.person_id, text="Sover."
    )
    returning.accept(by=vera, case_id=row.case_id, version=situations.version_of(vera, row.case))
    assert next_step(karen, row.case) == "close_returned"
    situations_after.proposed(cast, outcome="supported", case=row.case)
    assert next_step(karen, row.case) == "second_close"
    assert "close_returned" not in open_now(karen, row.case)
    version = situations.version_of(mette, row.case)
    closing.refuse(by=mette, case_id=row.case_id, version=version, text="Ring til Vera først.")
    assert next_step(karen, row.case) == "close_returned"


def test_the_lead_waits_for_a_colleagues_answer_and_is_not_shown_the_answer_as_theirs(cast):
    case, karen = situations_after.handed_over(cast), cast["karen"]
    with as_viewer(karen):
        frame = page.case_page(karen, case.id).frame
        assert "decide" not in {row.kind for row in frame.tasks}
        assert page.next_task(frame).kind == "await_decision"
    with as_viewer(cast["rasmus"]):
        assert "decide" in open_now(cast["rasmus"], case)


def morning_of(viewer):
    with as_viewer(viewer):
        return lists.morning(viewer)


def numbers(rows):
    return {row.number for row in rows}


def listed(found):
    return numbers([*found.today, *found.week, *found.hanging, *found.later])


def test_a_deputy_and_a_manager_see_the_leads_steps_as_the_leads(cast, log_in):
    case = situations.at_threshold(cast)
    assert case.number in listed(morning_of(cast["karen"])) and not morning_of(cast["karen"]).colleagues
    for key in ("stine", "mette"):
        found = morning_of(cast[key])
        assert case.number not in listed(found), key
        assert {row.who for row in found.colleagues if row.number == case.number} == {"Karen Koordinator"}, key
        text = log_in(cast[key]).get(reverse("cases:home")).content.decode()
        assert "Hos kolleger" in text and text.index("Hos kolleger") < text.index(case.number)


def test_whoever_stands_in_with_access_has_the_cases_steps_too(cast):
    case, until = situations.at_threshold(cast), timezone.now() + timedelta(days=7)
    stine = cast["stine"]
    access.give(by=cast["karen"], case_id=case.id, person_id=stine.person_id, reason="deputy", until=until)
    assert case.number in listed(morning_of(stine))
    assert case.number not in numbers(morning_of(stine).colleagues)


def test_what_nobody_did_after_a_reminder_is_on_the_managers_list(cast):
    case, mette = situations.at_threshold(cast), cast["mette"]
    with as_viewer(cast["karen"]):
        Task.objects.filter(case=case, kind="threshold").update(escalated_at=timezone.now())
    assert "threshold" in {row.kind for row in morning_of(mette).today if row.number == case.number}


def test_an_unread_report_is_every_coordinators_and_no_managers(cast):
    situations.a_report(cast)
    for key in ("karen", "stine"):
        assert any(row.kind == "read" and row.href for row in morning_of(cast[key]).today), key
    assert not any(row.kind == "read" for row in morning_of(cast["mette"]).today)


def test_the_case_of_somebody_who_has_left_is_every_coordinators(cast):
    case, karen, adam = situations.at_threshold(cast), cast["karen"], cast["adam"]
    with as_viewer(adam):
        left = memberships(adam).get(person_id=karen.person_id)
    end_membership(by=adam, membership_id=left.id)
    assert case.number in listed(morning_of(cast["stine"]))


def test_whoever_has_a_part_is_told_who_has_the_next_step(cast, log_in):
    case, until = situations.at_threshold(cast), timezone.now() + timedelta(days=7)
    access.give(by=cast["karen"], case_id=case.id, person_id=cast["mette"].person_id, reason="second", until=until)
    text = log_in(cast["mette"]).get(reverse("cases:case", args=[case.id])).content.decode()
    assert "Lige nu venter intet her på dig. Karen Koordinator er tovholder" in text


@pytest.mark.parametrize(
    ("kind", "hour", "minute", "said"),
    [("urgent", 14, 37, "26. marts 14.37"), ("before_18", 0, 0, "26. marts"), ("acknowledge", 23, 59, "26. marts")],
)
def test_a_clock_is_said_only_where_hours_count(kind, hour, minute, said):
    moment = timezone.localtime().replace(year=2027, month=3, day=26, hour=hour, minute=minute)
    with translation.override("da"):
        assert lists.row(Task(kind=kind, due_at=moment), timezone.now()).due == f"senest {said}"


def test_what_is_due_on_a_day_is_late_when_the_day_is_over():
    moment = timezone.localtime().replace(hour=0, minute=0)
    assert not lists.is_late("before_18", moment, moment + timedelta(hours=9))
    assert lists.is_late("before_18", moment, moment + timedelta(hours=25))
    assert lists.is_late("urgent", moment, moment + timedelta(minutes=1))
