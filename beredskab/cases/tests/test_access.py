"""Who may open a case: given, ended, taken over, and opened in an emergency."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import access
from beredskab.cases.models import Case, Grant, Note, Task
from beredskab.cases.queries.headers import opened
from beredskab.cases.tests import situations
from beredskab.kit import roles
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.actions import end_membership
from beredskab.organisation.models import Membership
from beredskab.organisation.outbox.models import Message


def page(client, case):
    return client.get(reverse("cases:access", args=[case.id]))


def glass(client, case, reason="danger"):
    return client.post(reverse("cases:glass", args=[case.id]), {"reason": reason})


def give(person, reason="second", until=None):
    day = until or timezone.localdate() + timedelta(days=7)
    return {"give-person": str(person.person_id), "give-reason": reason, "give-until": day.isoformat()}


def test_break_glass_opens_the_case_for_three_hours_and_no_longer(cast, log_in):
    case = situations.a_case(cast)
    stine = cast["stine"]
    assert glass(log_in(stine), case).status_code == 302
    with as_viewer(stine):
        grant = Grant.objects.get(case=case, reason="break_glass")
        assert grant.ends_at - grant.starts_at == timedelta(hours=3)
        assert opened(stine, case.id).has("board")


def test_when_three_hours_have_passed_the_database_shows_nothing(cast, owner):
    """Rows are moved, not the clock: as the owner, then looked at as the application."""
    stine, case_id, grant_id = cast["stine"], new_id(), new_id()
    owner.execute(
        "insert into cases_case (id, created_at, authority_id, year, sequence, track, stage, stage_since, about,"
        " lead_id, lead_name, breakable, outcome, version) values (%s, now(), %s, 2026, 999, 'concern', 'assessment',"
        " now(), 'adult', %s, 'K', true, '', 0)",
        [case_id, stine.authority_id, cast["karen"].person_id],
    )
    owner.execute(
        "insert into cases_note (id, created_at, authority_id, case_id, by_id, by_name, kind, text)"
        " values (%s, now(), %s, %s, %s, 'K', 'note', 'x')",
        [new_id(), stine.authority_id, case_id, cast["karen"].person_id],
    )

    def seen():
        owner.execute(f"set role {roles.WORK}")
        owner.execute(
            "select set_config('app.authority', %s, true), set_config('app.person', %s, true)",
            [str(stine.authority_id), str(stine.person_id)],
        )
        rows = owner.execute("select 1 from cases_note where case_id = %s", [case_id]).fetchall()
        return len(rows)

    assert seen() == 0
    owner.execute("select cases_break_glass(%s, %s, 'danger', %s)", [grant_id, case_id, new_id()])
    assert seen() == 1
    owner.execute(f"set role {roles.OWNER}")
    owner.execute("update cases_grant set starts_at = starts_at - interval '3 hours', ends_at = now() where true")
    assert seen() == 0


def test_the_lead_is_told_at_once_by_a_mail_that_says_nothing(cast, log_in):
    case = situations.a_case(cast)
    glass(log_in(cast["stine"]), case)
    with as_viewer(cast["karen"]):
        told = Message.objects.get(person_id=cast["karen"].person_id, template="notice")
        assert told.link == reverse("cases:access", args=[case.id])
        assert Task.objects.filter(case=case, kind="glass", done_at__isnull=True).exists()
        assert Event.objects.get(event="cases.glass.broken").detail == {"reason": "danger"}


def test_a_break_glass_is_looked_at_by_somebody_else(cast, log_in):
    case = situations.a_case(cast)
    stine, mette = log_in(cast["stine"]), log_in(cast["mette"])
    glass(stine, case)
    with as_viewer(cast["karen"]):
        grant = Grant.objects.get(case=case, reason="break_glass")
    review = reverse("cases:review_glass", args=[grant.id])
    assert review not in page(stine, case).content.decode()
    assert stine.post(review, {"outcome": "right"}).status_code == 403
    assert review in page(mette, case).content.decode()
    assert mette.post(review, {"outcome": "not_right"}).status_code == 302
    assert mette.post(review, {"outcome": "right"}).status_code == 403
    with as_viewer(cast["karen"]):
        assert not Task.objects.filter(case=case, kind="glass", done_at__isnull=True).exists()
        assert Event.objects.get(event="cases.glass.reviewed").detail == {"status": "not_right"}


def test_some_cases_cannot_be_opened_in_an_emergency(cast, log_in):
    case = situations.a_case(cast)
    karen, stine = log_in(cast["karen"]), log_in(cast["stine"])
    karen.post(reverse("cases:breakable", args=[case.id]), {"breakable": "no"})
    assert glass(stine, case).status_code == 422
    with pytest.raises(NotAllowed):
        access.break_glass(by=cast["stine"], case_id=case.id, reason="danger")
    with as_viewer(cast["stine"]):
        assert not Grant.objects.filter(case=case, reason="break_glass").exists()
    assert (
        reverse("cases:glass", args=[case.id]) not in stine.get(reverse("cases:case", args=[case.id])).content.decode()
    )


@pytest.mark.parametrize("key", ["rasmus", "malik", "tina", "adam", "pernille", "dorte", "poul", "petra", "nanna"])
def test_nobody_but_those_who_oversee_breaks_glass_or_sees_who_has_access(cast, log_in, key):
    case = situations.a_case(cast)
    client = log_in(cast[key])
    assert page(client, case).status_code == 404
    assert glass(client, case).status_code == 404
    with pytest.raises((NotAllowed, NotFound)):
        access.break_glass(by=cast[key], case_id=case.id, reason="danger")


def test_whoever_holds_the_case_needs_no_emergency(cast):
    case = situations.a_case(cast)
    with pytest.raises(DomainError) as refused:
        access.break_glass(by=cast["karen"], case_id=case.id, reason="danger")
    assert refused.value.code == "holds"


def test_a_colleague_is_given_what_the_reason_needs_and_told_without_content(cast, log_in):
    case = situations.a_case(cast)
    karen, malik = log_in(cast["karen"]), cast["malik"]
    assert karen.post(reverse("cases:access", args=[case.id]), give(malik, "mentor")).status_code == 302
    with as_viewer(malik):
        assert opened(malik, case.id, "goals").sections == {"goals"}
        with pytest.raises(NotFound):
            opened(malik, case.id, "people")
    with as_viewer(cast["karen"]):
        assert Message.objects.get(person_id=malik.person_id).template == "task"


def test_a_double_click_gives_once(cast, log_in):
    case = situations.a_case(cast)
    karen = log_in(cast["karen"])
    for _ in range(2):
        assert karen.post(reverse("cases:access", args=[case.id]), give(cast["mette"])).status_code == 302
    with as_viewer(cast["karen"]):
        assert Grant.objects.filter(case=case, reason="second").count() == 1


def test_what_cannot_be_given_is_said_at_the_form_and_what_was_chosen_stays(cast, log_in):
    case = situations.a_case(cast)
    karen = log_in(cast["karen"])
    address = reverse("cases:access", args=[case.id])
    for wrong in (
        give(cast["malik"], "deputy"),  # a mentor never holds a whole case
        give(cast["mette"], until=timezone.localdate() - timedelta(days=1)),
        give(cast["mette"], until=timezone.localdate() + timedelta(days=800)),
        give(cast["nanna"]),  # another municipality
    ):
        answer = karen.post(address, wrong)
        assert answer.status_code == 422
        assert wrong["give-until"] in answer.content.decode()
    with as_viewer(cast["karen"]):
        assert Grant.objects.filter(case=case).count() == 1


def test_a_colleague_without_the_whole_case_gives_nothing(cast, log_in):
    case = situations.a_case(cast)
    mette = log_in(cast["mette"])
    assert mette.post(reverse("cases:access", args=[case.id]), give(cast["malik"], "mentor")).status_code == 404
    assert mette.post(reverse("cases:breakable", args=[case.id]), {"breakable": "no"}).status_code == 404
    assert 'name="give-person"' not in page(mette, case).content.decode()


def test_the_last_hold_says_why_it_cannot_be_ended(cast, log_in):
    case = situations.a_case(cast)
    karen, stine = log_in(cast["karen"]), log_in(cast["stine"])
    with as_viewer(cast["karen"]):
        grant = Grant.objects.get(case=case)
    end = reverse("cases:end_access", args=[grant.id])
    assert end not in page(karen, case).content.decode()
    assert karen.post(end).status_code == 403
    lead = {"lead-person": str(cast["stine"].person_id)}
    assert karen.post(reverse("cases:lead", args=[case.id]), lead).status_code == 302
    assert end in page(karen, case).content.decode()
    assert stine.post(end).status_code == 302
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=case.id).lead_name == cast["stine"].name
        assert not Note.objects.filter(case=case).exists()
        with pytest.raises(NotFound):
            opened(cast["karen"], case.id)


def test_a_case_is_not_taken_from_somebody_who_holds_it(cast, log_in):
    case = situations.a_case(cast)
    stine = log_in(cast["stine"])
    take = reverse("cases:take_over", args=[case.id])
    assert take not in page(stine, case).content.decode()
    assert stine.post(take).status_code == 403


def test_looking_at_the_list_is_in_the_log(cast, log_in):
    case = situations.a_case(cast)
    page(log_in(cast["mette"]), case)
    with as_viewer(cast["karen"]):
        assert Event.objects.filter(event="cases.grants.read", subject_id=case.id).exists()


def test_a_case_whose_holder_has_left_is_taken_over_by_a_colleague(cast, log_in):
    case = situations.a_case(cast)
    karen, stine = cast["karen"], log_in(cast["stine"])
    with as_viewer(karen):
        membership = Membership.objects.get(person_id=karen.person_id, authority_id=karen.authority_id)
    end_membership(by=cast["adam"], membership_id=membership.id)
    take = reverse("cases:take_over", args=[case.id])
    assert take in page(stine, case).content.decode()
    assert take not in page(log_in(cast["mette"]), case).content.decode()
    assert log_in(cast["rasmus"]).post(take).status_code in (403, 404)
    assert stine.post(take).status_code == 302
    with as_viewer(cast["stine"]):
        assert opened(cast["stine"], case.id).has("*")
        assert Case.objects.get(id=case.id).lead_name == cast["stine"].name
