"""What another authority tells back itself: that it has decided, and the fixed form. The reasons stay with it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import deciding, handing, handing_out, outside, telling
from beredskab.cases.models import Case, Exchange, HandOver, Task
from beredskab.cases.queries import between, received
from beredskab.cases.queries import handing as pages
from beredskab.cases.queries.headers import opened
from beredskab.cases.tests import situations_after as after
from beredskab.cases.tests.refusing import refused
from beredskab.cases.tests.situations import version_of
from beredskab.kit.errors import Conflict, NotFound
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message

PARAGRAPH = "straffuldbyrdelsesloven § 94"


def telling_of(*, decided=True, **changes):
    made = {"decided_on": timezone.localdate(), "paragraph": PARAGRAPH} if decided else {}
    values = {"chosen": ["started"], "basis": "rpl-115-1-1", "certain": True, **made, **changes}
    return telling.Telling(**values)


def tell(cast, row, **changes):
    return telling.tell_back(by=cast["kurt"], exchange_id=row.id, told=telling_of(**changes))


def stage_of(cast, row):
    with as_viewer(cast["karen"]):
        return Case.objects.get(id=row.case_id).stage


def take_in(cast, row):
    karen = cast["karen"]
    version = version_of(karen, Case(id=row.case_id))
    return handing_out.take_in(by=karen, case_id=row.case_id, version=version)


def by_phone(cast, row, what):
    karen = cast["karen"]
    version = version_of(karen, Case(id=row.case_id))
    handing_out.write_down(
        by=karen, case_id=row.case_id, version=version, what=what, how="call", text="Kurt ringede i dag."
    )


def test_they_tell_on_their_own_page_that_it_is_decided_and_the_coordinator_takes_it_in(cast, log_in):
    row = after.accepted_outside(cast)
    kurt, karen = log_in(cast["kurt"]), log_in(cast["karen"])
    place, station = reverse("cases:outside", args=[row.id]), reverse("cases:hand_over", args=[row.case_id])
    kurt.post(reverse("cases:open_received", args=[row.id]))
    page = kurt.get(place).content.decode()
    assert 'name="decided_on"' in page and 'name="paragraph"' in page
    assert 'name="reasons"' not in page
    given = {
        "act": "decide", "decided_on": timezone.localdate().isoformat(), "paragraph": PARAGRAPH, "chosen": ["started"],
        "short": "Ring til Kurt.", "basis": "rpl-115-1-1", "asked": "", "certain": "on",
    }  # fmt: skip
    assert kurt.post(place, {**given, "certain": ""}).status_code == 422
    assert kurt.post(place, {**given, "paragraph": "loven"}).status_code == 422
    assert kurt.post(place, given).status_code == 302
    assert 'name="decided_on"' not in kurt.get(place).content.decode()
    seen = karen.get(station).content.decode()
    assert PARAGRAPH in seen and "Kurt Kriminalforsorg, Kriminalforsorgen, eksempelafdeling (demo)" in seen
    assert 'value="record"' not in seen
    assert stage_of(cast, row) == "decision"  # theirs to tell, hers to go on with
    taken = {"act": "take_in", "version": version_of(cast["karen"], Case(id=row.case_id))}
    assert karen.post(station, taken).status_code == 302
    assert karen.post(station, taken).status_code == 422
    assert stage_of(cast, row) == "follow_up"
    told = karen.get(reverse("cases:follow_up", args=[row.case_id])).content.decode()
    assert PARAGRAPH in told and "Ring til Kurt." in told
    with as_viewer(cast["karen"]):
        assert not Task.objects.filter(kind__in=("hand_over_answered", "told_back"), done_at__isnull=True).exists()


def test_what_is_told_is_a_disclosure_from_them_on_a_basis_of_theirs(cast):
    row = after.accepted_outside(cast)
    tell(cast, row)
    with as_viewer(cast["karen"]):
        told = Exchange.objects.get(kind="told_back", case_id=row.case_id)
        assert (told.from_authority_id, told.to_authority_id) == (row.to_authority_id, row.from_authority_id)
        assert (told.answer, told.basis, told.purpose) == ("decided", "rpl-115-1-1", "crime-prevention")
        assert (told.recorded, told.by_id, told.by_name) == (False, cast["kurt"].person_id, "Kurt Kriminalforsorg")
        assert Message.objects.filter(person_id=cast["karen"].person_id, template="task").exists()
    with as_viewer(cast["kurt"]):
        detail = Event.objects.get(event="cases.exchange.told_back").detail
        assert (detail["status"], detail["fields"]) == ("decided", ["started"])
        assert PARAGRAPH not in str(detail)


def test_the_record_that_the_coordinator_reads_says_whose_words_they_are(cast):
    row, karen = after.accepted_outside(cast), cast["karen"]
    tell(cast, row)
    with as_viewer(karen):
        answers = between.record_page(karen, row.case_id, row.id).answers
        told = next(one for one in answers if one.row.kind == "told_back")
        assert told.giver == "Kriminalforsorgen, eksempelafdeling (demo)"
        handed = pages.handed(karen, opened(karen, row.case_id, "*"))[0]
        assert handed.arrived.what == "decided" and handed.told[0].written_by == ""


def test_nothing_is_told_of_what_is_not_accepted(cast):
    row = after.given_out(cast)
    with refused("not_accepted"):
        tell(cast, row)
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="returned", items=[{"label": "x", "text": "Nej."}])
    with refused("over"):
        tell(cast, row)


def test_a_decision_is_told_once_and_more_can_be_told_afterwards(cast, log_in):
    row = after.accepted_outside(cast)
    tell(cast, row, decided=False, chosen=["contact"])
    tell(cast, row)
    with refused("answered"):
        tell(cast, row)
    take_in(cast, row)
    tell(cast, row, decided=False, chosen=["ended"])
    assert stage_of(cast, row) == "follow_up"
    page = log_in(cast["karen"]).get(reverse("cases:follow_up", args=[row.case_id])).content.decode()
    assert 'value="read"' in page


def test_only_the_fixed_sentences_and_a_short_line_are_told(cast):
    row = after.accepted_outside(cast)
    for changes, code in (
        ({"chosen": []}, "chosen"), ({"chosen": ["diagnosis"]}, "chosen"), ({"short": "x" * 201}, "short"),
        ({"paragraph": " "}, "paragraph"), ({"certain": False}, "certain"),
        ({"decided_on": timezone.localdate() + timedelta(days=1)}, "decided_on"),
    ):  # fmt: skip
        with refused(code):
            tell(cast, row, **changes)


def test_the_table_of_sharing_says_on_which_basis_and_what_for(cast):
    row = after.accepted_outside(cast)  # about a child
    for basis in ("internal", "rpl-115-1-2", "sul-43-1", ""):
        with refused("basis"):
            tell(cast, row, basis=basis)
    with refused("no_consent"):
        tell(cast, row, basis="consent")
    tell(cast, row, decided=False, basis="consent", asked="Han sagde ja i dag til, at vi fortæller det.")
    tell(cast, row, basis="fvl-28-1")
    with as_viewer(cast["karen"]):
        assert set(Exchange.objects.filter(kind="told_back").values_list("basis", "purpose")) == {
            ("consent", "crime-prevention"), ("fvl-28-1", "follow-up"),
        }  # fmt: skip


def test_the_form_offers_only_bases_that_hold(cast):
    row, kurt = after.accepted_outside(cast), cast["kurt"]
    outside.open_received(by=kurt, exchange_id=row.id)
    with as_viewer(kurt):
        page = received.outside(kurt, row.id)
        assert {one.id for one in page.bases} >= {"rpl-115-1-1", "fvl-28-1", "consent"}
        assert not {one.id for one in page.bases} & {"internal", "anonymous", "bl-135"}


def test_one_click_takes_in_a_yes_and_a_decision_that_came_after_each_other(cast):
    row = after.given_out(cast)
    outside.answer(by=cast["kurt"], exchange_id=row.id, what="accepted")
    tell(cast, row)
    with as_viewer(cast["karen"]):
        assert Task.objects.filter(kind="hand_over_answered", done_at__isnull=True).count() == 1
    take_in(cast, row)
    assert stage_of(cast, row) == "follow_up"
    with as_viewer(cast["karen"]):
        assert HandOver.objects.get(case_id=row.case_id).state == "accepted"


def test_what_was_accepted_by_telephone_can_be_decided_on_their_page(cast):
    row, kurt = after.given_out(cast), cast["kurt"]
    by_phone(cast, row, "accepted")
    with pytest.raises(Conflict):
        outside.answer(by=kurt, exchange_id=row.id, what="returned", items=[{"label": "x", "text": "Nej."}])
    tell(cast, row)
    with pytest.raises(Conflict):
        by_phone(cast, row, "decided")
    take_in(cast, row)
    assert stage_of(cast, row) == "follow_up"


def test_what_was_decided_by_telephone_is_not_decided_again(cast):
    row = after.given_out(cast)
    by_phone(cast, row, "decided")
    assert stage_of(cast, row) == "follow_up"
    with refused("answered"):
        tell(cast, row)
    tell(cast, row, decided=False)


def test_nothing_is_told_of_what_was_taken_back(cast):
    row, karen = after.accepted_outside(cast), cast["karen"]
    version = version_of(karen, Case(id=row.case_id))
    handing.take_back(by=karen, case_id=row.case_id, version=version, text="Det gik til det forkerte sted.")
    with refused("over"):
        tell(cast, row)


def test_what_they_have_decided_is_not_taken_back(cast, log_in):
    row, karen = after.accepted_outside(cast), cast["karen"]
    tell(cast, row)
    with refused("arrived"):
        handing.take_back(
            by=karen, case_id=row.case_id, version=version_of(karen, Case(id=row.case_id)), text="Vi fortryder."
        )
    page = log_in(karen).get(reverse("cases:hand_over", args=[row.case_id])).content.decode()
    assert 'value="take"' not in page


def test_nobody_else_tells_it_for_them(cast):
    row = after.accepted_outside(cast)
    for key in ("petra", "poul", "nanna", "karen", "stine", "rasmus"):
        with pytest.raises(NotFound):
            telling.tell_back(by=cast[key], exchange_id=row.id, told=telling_of())


def test_it_waits_on_their_list_until_they_have_decided(cast):
    row, kurt = after.given_out(cast), cast["kurt"]
    with as_viewer(kurt):
        assert [one.id for one in received.inbox(kurt).waiting] == [row.id]
    outside.answer(by=kurt, exchange_id=row.id, what="accepted")
    with as_viewer(kurt):
        assert [one.id for one in received.inbox(kurt).waiting] == [row.id]
    tell(cast, row)
    with as_viewer(kurt):
        assert received.inbox(kurt).waiting == () and [one.id for one in received.inbox(kurt).rest] == [row.id]


def test_they_are_reminded_by_a_mail_without_content(cast):
    row, karen = after.accepted_outside(cast), cast["karen"]
    handing.remind(by=karen, case_id=row.case_id)
    with as_viewer(karen):
        told = Message.objects.get(person_id=cast["kurt"].person_id, template="reminder")
        assert told.link == reverse("cases:outside", args=[row.id])


def test_a_colleague_inside_tells_nothing_before_they_have_accepted(cast):
    case = after.handed_over(cast)
    with refused("not_accepted"):
        deciding.tell_back(by=cast["rasmus"], case_id=case.id, chosen=["started"], short="")
