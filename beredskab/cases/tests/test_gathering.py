"""Inviting authorities, disclosing to others, partners, and answers that never tell refusal from nothing known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from beredskab.cases.actions import access, clearing, gathering, outside, partners
from beredskab.cases.actions.exchanging import Item
from beredskab.cases.models import Answer, Case, Exchange, ExchangeKind, Meeting, Partner, Task
from beredskab.cases.queries import between, received
from beredskab.cases.queries import clearing as pages
from beredskab.cases.tests import situations
from beredskab.cases.tests.situations import some_items
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message


def bring(cast, key, row, **changes):
    values = {"what": "contribution", "items": (Item(label="Kendskab", text="Han er i tilsyn."),), "basis": row.basis}
    return outside.answer(by=cast[key], exchange_id=row.id, certain=True, **{**values, **changes})


def test_an_invited_authority_sees_its_items_and_brings_something_on_its_own_basis(cast):
    row = situations.invited(cast)
    kurt, karen = cast["kurt"], cast["karen"]
    outside.open_received(by=kurt, exchange_id=row.id)
    with as_viewer(kurt):
        page = received.outside(kurt, row.id)
        assert page.one.items[0]["text"] == "Han skrev, at nogen skal mærke det."
        assert "rpl-115-1-1" in {one.id for one in page.bases}
    bring(cast, "kurt", row)
    with as_viewer(karen):
        page = pages.gathering(karen, row.case_id)
        assert page.unread and page.asked[0].state == "answered"
        assert page.asked[0].answers[0].items[0]["text"] == "Han er i tilsyn."
    clearing.read(by=karen, case_id=row.case_id, kind="contribution")
    with as_viewer(karen):
        assert not pages.gathering(karen, row.case_id).unread


@pytest.mark.parametrize("key", ["poul", "petra", "nanna", "stine"])
def test_an_invitation_is_for_the_invited_authority_alone(cast, key):
    row = situations.invited(cast)
    with as_viewer(cast[key]), pytest.raises(NotFound):
        received.outside(cast[key], row.id)


def test_no_contribution_looks_the_same_whatever_was_written_in_the_form(cast):
    first, second = situations.invited(cast), situations.invited(cast)
    outside.answer(by=cast["kurt"], exchange_id=first.id, what="no_contribution")
    words = (Item(label="Ved noget", text="Vi vil ikke dele, hvad vi ved om ham."),)
    outside.answer(by=cast["kurt"], exchange_id=second.id, what="no_contribution", items=words)
    with as_viewer(cast["karen"]):
        rows = [Exchange.objects.get(reply_to=one) for one in (first, second)]
        shapes = [
            (one.answer, one.basis, one.purpose, one.recorded, one.to_name, len(one.items), len(one.necessity))
            for one in rows
        ]
        assert shapes[0] == shapes[1]
        case = Case.objects.get(id=second.case_id)
        shown = between.shown_all(case, [rows[1]])[0]
        assert shown.items == () and shown.necessity == ""


def test_no_contribution_is_the_same_page_text_for_whoever_asks(cast, log_in):
    row = situations.invited(cast)
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="no_contribution")
    answer = log_in(cast["karen"]).get(f"/sager/{row.case_id}/samling/").content.decode()
    assert "Intet bidrag" in answer or "No contribution" in answer


def test_a_contribution_needs_a_basis_words_and_a_decision(cast):
    row = situations.invited(cast)
    for changes, code in (
        ({"basis": ""}, "basis"), ({"basis": "sul-43-2"}, "basis"), ({"items": ()}, "no_items"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as refused:
            bring(cast, "kurt", row, **changes)
        assert refused.value.code == code
    with pytest.raises(DomainError) as refused:
        outside.answer(
            by=cast["kurt"], exchange_id=row.id, what="contribution", basis=row.basis,
            items=(Item(label="a", text="b"),),
        )  # fmt: skip
    assert refused.value.code == "certain"


def test_psychiatry_is_invited_only_after_somebody_was_asked_where_the_table_says_ask(cast):
    case, partner = situations.at_gathering(cast), situations.a_partner(cast)
    given = some_items(basis="rpl-115-1-2", purpose="child-welfare")
    with pytest.raises(DomainError) as refused:
        gathering.invite(by=cast["karen"], case_id=case.id, partner_id=partner.id, given=given)
    assert refused.value.code == "ask_first"
    given = some_items(basis="rpl-115-1-2", purpose="vulnerable-person")
    assert gathering.invite(by=cast["karen"], case_id=case.id, partner_id=partner.id, given=given).id


def test_a_self_owning_institution_answers_three_questions_before_section_115(cast):
    case = situations.at_gathering(cast)
    given = some_items(basis="rpl-115-3")
    unknown = situations.a_partner(cast, "", "self-owning", name="Klub")
    with pytest.raises(DomainError) as refused:
        gathering.invite(by=cast["karen"], case_id=case.id, partner_id=unknown.id, given=given)
    assert refused.value.code == "basis"
    known = situations.a_partner(
        cast, "", "self-owning", name="Opholdssted", self_owning=True, public_task=True, area="social"
    )
    row = gathering.invite(by=cast["karen"], case_id=case.id, partner_id=known.id, given=given)
    assert row.basis == "rpl-115-3"


def test_a_partner_without_a_login_is_asked_and_answers_through_the_coordinator(cast):
    case, karen = situations.at_gathering(cast), cast["karen"]
    partner = situations.a_partner(cast, "", "school-ssp", name="Prøveskolen")
    row = gathering.invite(by=karen, case_id=case.id, partner_id=partner.id, given=some_items())
    with as_viewer(karen):
        assert not Message.objects.filter(subject_id=row.id).exists()
    words = (Item(label="Bidrag", text="Klasselæreren kender ham godt."),)
    clearing.record_answer(
        by=karen, case_id=case.id, exchange_id=row.id, what="contribution", how="meeting", items=words
    )
    with as_viewer(karen):
        one = pages.gathering(karen, case.id).asked[0]
        assert one.state == "answered" and one.answers[0].giver == "Prøveskolen" and one.answers[0].row.recorded


def test_the_window_of_an_invitation_ends_a_week_after_the_meeting(cast):
    case, karen = situations.at_gathering(cast), cast["karen"]
    at = timezone.now() + timedelta(days=10)
    with as_viewer(karen):
        meeting = Meeting.objects.create(
            authority_id=karen.authority_id, at=at, called_by_id=karen.person_id, called_by_name="Karen"
        )
    partner = situations.a_partner(cast, "kurt", "prison-probation")
    row = gathering.invite(by=karen, case_id=case.id, partner_id=partner.id, given=some_items(), meeting_id=meeting.id)
    assert (row.meeting_id, row.due_at, row.open_until) == (meeting.id, at, at + timedelta(days=7))


def test_one_partner_is_not_invited_twice_while_it_has_not_answered(cast):
    row = situations.invited(cast)
    with as_viewer(cast["karen"]):
        partner = Partner.objects.get()
    with pytest.raises(DomainError) as refused:
        gathering.invite(by=cast["karen"], case_id=row.case_id, partner_id=partner.id, given=some_items())
    assert refused.value.code == "invited"


def test_nobody_is_invited_before_the_police_have_said_proceed(cast):
    asked = situations.at_clearance(cast)
    partner = situations.a_partner(cast, "kurt", "prison-probation")
    with pytest.raises(DomainError) as refused:
        gathering.invite(by=cast["karen"], case_id=asked.case_id, partner_id=partner.id, given=some_items())
    assert refused.value.code == "wrong_stage"


@pytest.mark.parametrize("purpose", ["investigation", "general-interest", "advice-without-name", "", "other"])
def test_there_is_no_path_to_investigation(cast, purpose):
    case = situations.at_gathering(cast)
    partner = situations.a_partner(cast, "kurt", "prison-probation")
    for act in (gathering.invite, gathering.give):
        with pytest.raises(DomainError) as refused:
            act(by=cast["karen"], case_id=case.id, partner_id=partner.id, given=some_items(purpose=purpose))
        assert refused.value.code == "purpose"


def test_a_plain_disclosure_asks_for_nothing_back(cast):
    case, karen = situations.at_gathering(cast), cast["karen"]
    partner = situations.a_partner(cast, "kurt", "prison-probation")
    row = gathering.give(by=karen, case_id=case.id, partner_id=partner.id, given=some_items())
    outside.open_received(by=cast["kurt"], exchange_id=row.id)
    with as_viewer(cast["kurt"]):
        assert received.outside(cast["kurt"], row.id).answers == ()
        assert received.inbox(cast["kurt"]).rest[0].id == row.id
    with pytest.raises(DomainError):
        outside.answer(by=cast["kurt"], exchange_id=row.id, what=Answer.CONTRIBUTION)


def test_an_ended_partner_is_not_invited(cast):
    case = situations.at_gathering(cast)
    partner = situations.a_partner(cast, "kurt", "prison-probation", valid_to=date(2026, 1, 31))
    with pytest.raises(NotFound):
        gathering.invite(by=cast["karen"], case_id=case.id, partner_id=partner.id, given=some_items())


def test_partners_are_kept_by_coordinators_and_administrators_of_the_municipality(cast):
    made = situations.a_partner(cast)
    with as_viewer(cast["nanna"]):
        assert not Partner.objects.exists()
    with pytest.raises(NotAllowed):
        partners.save(by=cast["rasmus"], values={})
    with as_viewer(cast["karen"]), pytest.raises(DomainError):
        values = {name: getattr(made, name) for name in partners.FIELDS}
        partners.save(by=cast["karen"], values={**values, "valid_to": date(2025, 1, 1)}, partner_id=made.id)


def test_whoever_leads_no_case_gives_nothing_away(cast):
    case = situations.at_gathering(cast)
    partner = situations.a_partner(cast, "kurt", "prison-probation")
    for key in ("stine", "mette", "rasmus", "poul", "nanna"):
        with pytest.raises(NotFound):
            gathering.give(by=cast[key], case_id=case.id, partner_id=partner.id, given=some_items())
    with as_viewer(cast["karen"]):
        assert not Exchange.objects.filter(kind=ExchangeKind.DISCLOSURE).exists()
        assert Task.objects.filter(case=case, kind="gather", done_at__isnull=True).exists()


def test_a_second_click_shares_nothing_a_second_time(cast):
    case, karen = situations.at_gathering(cast), cast["karen"]
    partner = situations.a_partner(cast, "kurt", "prison-probation")
    for act, kind in ((gathering.give, "disclosure"), (gathering.invite, "invitation")):
        given = replace(some_items(), once=new_id())
        rows = [act(by=karen, case_id=case.id, partner_id=partner.id, given=given) for _ in range(2)]
        assert rows[0].id == rows[1].id != given.once
        with as_viewer(karen):
            assert Exchange.objects.filter(kind=kind).count() == 1


def test_whoever_stands_in_for_the_lead_can_remind_the_other_side(cast):
    asked, stine = situations.at_clearance(cast), cast["stine"]
    until = timezone.now() + timedelta(days=7)
    access.give(by=cast["karen"], case_id=asked.case_id, person_id=stine.person_id, reason="deputy", until=until)
    assert clearing.remind(by=stine, case_id=asked.case_id, exchange_id=asked.id) == 1
    with as_viewer(stine):
        assert Message.objects.filter(subject_id=asked.id, template="reminder").count() == 1
