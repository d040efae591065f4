"""The recommendation: frozen words that two people from different units stand for, and that nobody can change."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pypdf
import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases import infohus
from beredskab.cases.actions import access, board, clearing, outside, recommending, road, seconding
from beredskab.cases.actions.exchanging import Disclosure, Item
from beredskab.cases.models import Case, CaseSettings, Confirmed, Exchange, Recommendation, SecondPerson, Task
from beredskab.cases.queries import recommending as queries
from beredskab.cases.tests import situations
from beredskab.cases.tests.refusing import refused
from beredskab.cases.tests.situations import TEXT
from beredskab.interventions.models import Intervention, Status
from beredskab.kit.errors import Conflict, DomainError, NotFound
from beredskab.kit.viewer import as_viewer

HERE, THERE, ONE, OTHER = uuid4(), uuid4(), uuid4(), uuid4()


def stand(person, unit, *roles):
    return infohus.Stand(person, unit, frozenset(roles))


# --- the rule of two ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "strict", "small"),
    [
        (stand(ONE, THERE, "case_manager"), "same_person", "same_person"),
        (stand(ONE, HERE, "case_manager"), "same_person", "same_person"),
        (stand(OTHER, THERE), None, None),
        (stand(OTHER, THERE, "caseworker"), None, None),
        (stand(OTHER, HERE, "caseworker"), "same_unit", "same_unit"),
        (stand(OTHER, HERE, "mentor"), "same_unit", "same_unit"),
        (stand(OTHER, HERE, "case_manager"), "same_unit", None),
        (stand(OTHER, HERE, "coordinator"), "same_unit", None),
    ],
)
def test_two_people_from_different_units_or_in_a_small_municipality_a_manager(second, strict, small):
    author = stand(ONE, HERE, "coordinator")
    for rule, expected in ((SecondPerson.OTHER_UNIT, strict), (SecondPerson.MANAGER, small)):
        found = infohus.second(author, second, rule)
        assert (found.code if found else None) == expected, rule


def test_the_deputy_of_the_same_unit_can_be_chosen_only_where_the_municipality_has_said_so(cast):
    karen, stine = cast["karen"], str(cast["stine"].person_id)
    with as_viewer(karen):
        assert stine not in dict(queries.seconds(karen))
        CaseSettings.objects.update_or_create(
            authority_id=karen.authority_id, defaults={"second_person": SecondPerson.MANAGER}
        )
        people = dict(queries.seconds(karen))
    assert stine in people
    assert str(karen.person_id) not in people
    for outsider in ("tina", "malik", "adam", "pernille"):  # they do not decide in cases
        assert str(cast[outsider].person_id) not in people


# --- the draft ----------------------------------------------------------------------------------------------------


def test_two_who_write_at_once_lose_nothing(cast, log_in):
    case, karen = situations.met(cast), cast["karen"]
    access.hand_lead(by=karen, case_id=case.id, person_id=cast["stine"].person_id)
    was = infohus.checksum(case.number, 1, infohus.EMPTY)
    recommending.save(by=cast["stine"], case_id=case.id, was=was, content={**TEXT, "problems": "Stines ord."})
    with pytest.raises(Conflict):
        recommending.save(by=karen, case_id=case.id, was=was, content=TEXT)
    posted = {
        "was": was, "problems": "Karens ord.", "resources": "", "surroundings": "", "measure-TOTAL_FORMS": 0,
        "measure-INITIAL_FORMS": 0,
    }  # fmt: skip
    browser, address = log_in(karen), reverse("cases:recommendation", args=[case.id])
    page = browser.post(address, posted)
    assert page.status_code == 409
    text = page.content.decode()
    assert "Stines ord." in text and "Karens ord." in text
    again = {**posted, "was": page.context["form"].data["was"]}
    assert browser.post(address, again).status_code == 302


def test_a_text_without_problems_resources_or_measures_is_not_frozen_and_what_was_typed_stays(cast, log_in):
    case = situations.met(cast)
    was = infohus.checksum(case.number, 1, infohus.EMPTY)
    for missing in ({"problems": " "}, {"resources": ""}, {"measures": []}):
        with pytest.raises(DomainError):
            recommending.freeze(by=cast["karen"], case_id=case.id, was=was, content={**TEXT, **missing})
    posted = {
        "do": "freeze", "was": was, "problems": "Skolen.", "resources": "Broderen.", "surroundings": "",
        "measure-TOTAL_FORMS": 0, "measure-INITIAL_FORMS": 0,
    }  # fmt: skip
    page = log_in(cast["karen"]).post(reverse("cases:recommendation", args=[case.id]), posted)
    assert page.status_code == 422
    assert "Broderen." in page.content.decode()
    with as_viewer(cast["karen"]):
        assert not Recommendation.objects.filter(case=case).exists()


def test_a_measure_is_chosen_from_the_catalogue_and_keeps_its_name_when_the_catalogue_changes(cast, log_in):
    case, karen = situations.met(cast), cast["karen"]
    with as_viewer(cast["pernille"]):
        offer = Intervention.objects.create(
            authority_id=karen.authority_id, name="Mentor i fritiden", kind="mentor", level="targeted",
            status=Status.IN_USE, dimensions=["network"],
        )  # fmt: skip
    browser, address = log_in(karen), reverse("cases:recommendation", args=[case.id])
    assert "Mentor i fritiden" in browser.get(address).content.decode()
    posted = {
        "was": infohus.checksum(case.number, 1, infohus.EMPTY), "problems": "Skolen.", "resources": "Broderen.",
        "surroundings": "", "do": "freeze", "measure-TOTAL_FORMS": 1, "measure-INITIAL_FORMS": 0,
        "measure-0-intervention": str(offer.id), "measure-0-what": "", "measure-0-for_whom": "person",
        "measure-0-to": "Ungeindsatsen", "measure-0-by": "2027-02-01",
    }  # fmt: skip
    assert browser.post(address, posted).status_code == 302
    with as_viewer(cast["pernille"]):
        Intervention.objects.filter(id=offer.id).update(name="Noget andet")
    text = browser.get(address).content.decode()
    assert "Mentor i fritiden" in text and "Noget andet" not in text and "Ungeindsatsen" in text


# --- frozen -------------------------------------------------------------------------------------------------------


def test_a_frozen_text_cannot_be_changed_by_the_action_nor_by_sql(cast):
    row, karen = situations.frozen(cast), cast["karen"]
    with refused("frozen"):
        recommending.save(by=karen, case_id=row.case_id, was=row.sha256, content={**TEXT, "problems": "Andet."})
    changes = ({"content": b"x"}, {"sha256": "0" * 64}, {"frozen_at": None}, {"number": 9}, {"by_name": "En anden"})
    with as_viewer(karen):
        for change in changes:
            with pytest.raises(DatabaseError, match=r"does not change|stays where|without its"), transaction.atomic():
                Recommendation.objects.filter(id=row.id).update(**change)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Recommendation.objects.filter(id=row.id)._raw_delete(using="default")


def test_the_checksum_is_of_the_words_with_their_case_and_number():
    one = infohus.checksum("2026-001", 1, TEXT)
    assert one == infohus.checksum("2026-001", 1, dict(reversed(list(TEXT.items()))))
    changed = {**TEXT, "surroundings": TEXT["surroundings"] + " "}
    others = (("2026-002", 1, TEXT), ("2026-001", 2, TEXT), ("2026-001", 1, changed))
    assert one not in {infohus.checksum(*each) for each in others}


def test_freezing_is_the_authors_own_yes_and_a_double_click_says_it_once(cast):
    row = situations.frozen(cast)
    recommending.freeze(by=cast["karen"], case_id=row.case_id, was="", content=TEXT)
    with as_viewer(cast["karen"]):
        yes = Confirmed.objects.get(recommendation=row)
        assert (yes.by_id, yes.sha256, yes.stands_for) == (cast["karen"].person_id, row.sha256, "SSP og Infohus")
        assert queries.handable(Case.objects.get(id=row.case_id)) is None


def test_a_withdrawn_text_stays_and_the_same_words_are_a_draft_under_a_new_number(cast):
    row, karen = situations.second_asked(cast), cast["karen"]
    fresh = recommending.withdraw(by=karen, case_id=row.case_id)
    assert (fresh.number, fresh.frozen_at) == (row.number + 1, None)
    with as_viewer(karen):
        page = queries.recommended(karen, row.case_id)
        assert page.content == TEXT and page.before == 1
        assert not Task.objects.filter(case_id=row.case_id, kind="confirm", done_at__isnull=True).exists()
    with pytest.raises(NotFound):
        recommending.confirm(by=cast["mette"], case_id=row.case_id, sha256=row.sha256)


def test_what_was_handed_over_is_not_withdrawn(cast):
    case, karen = situations.confirmed(cast), cast["karen"]
    with as_viewer(karen):
        road.step(karen, Case.objects.get(id=case.id), "hand_over")
    with refused("wrong_stage"):
        recommending.withdraw(by=karen, case_id=case.id)


# --- the second person --------------------------------------------------------------------------------------------


def test_the_second_person_gets_a_task_of_their_own_and_opens_the_text_and_nothing_else(cast, log_in):
    row, mette = situations.second_asked(cast), cast["mette"]
    browser = log_in(mette)
    page = browser.get(reverse("cases:confirm", args=[row.case_id]))
    assert TEXT["problems"] in page.content.decode() and row.sha256 in page.content.decode()
    for name in ("board", "recommendation_withdraw", "ask_second"):
        assert browser.post(reverse(f"cases:{name}", args=[row.case_id])).status_code in {403, 404, 405}, name
    assert browser.get(reverse("cases:board", args=[row.case_id])).status_code == 404
    with as_viewer(mette):
        task = Task.objects.get(case_id=row.case_id, kind="confirm")
        assert (task.for_id, task.subject_id) == (mette.person_id, row.id)


def test_only_the_one_who_was_asked_can_answer(cast, log_in):
    row = situations.second_asked(cast)
    address = reverse("cases:confirm", args=[row.case_id])
    for key in ("stine", "rasmus", "vera", "poul", "nanna", "dorte"):
        assert log_in(cast[key]).post(address, {"do": "confirm", "sha256": row.sha256}).status_code == 404, key
    assert log_in(cast["karen"]).get(address)["Location"] == reverse("cases:recommendation", args=[row.case_id])
    with pytest.raises(NotFound):
        recommending.confirm(by=cast["karen"], case_id=row.case_id, sha256=row.sha256)


def test_two_people_say_yes_to_the_same_words_once_each(cast):
    case, mette = situations.confirmed(cast), cast["mette"]
    with as_viewer(cast["karen"]):
        row = queries.handable(case)
        assert row is not None
        assert {one.stands_for for one in Confirmed.objects.filter(recommendation=row)} == {
            "SSP og Infohus", "Børn og Familie",
        }  # fmt: skip
    recommending.confirm(by=mette, case_id=case.id, sha256=row.sha256)
    with as_viewer(mette):
        assert Confirmed.objects.filter(recommendation=row).count() == 2


def test_a_yes_to_other_words_is_refused_by_the_action_and_by_the_database(cast):
    row, mette = situations.second_asked(cast), cast["mette"]
    with refused("other_text"):
        recommending.confirm(by=mette, case_id=row.case_id, sha256="0" * 64)
    with as_viewer(mette):
        mine, unit = queries.own_stand(mette)
        whole = {
            "authority_id": mette.authority_id, "case_id": row.case_id, "recommendation_id": row.id,
            "sha256": row.sha256, "stands_for": unit, "stands_for_id": mine.for_id, "by_id": mette.person_id,
            "by_name": mette.name,
        }  # fmt: skip
        lies = (
            {"sha256": "0" * 64}, {"by_id": cast["karen"].person_id}, {"stands_for_id": uuid4()},
            {"exchange_id": uuid4()},
        )  # fmt: skip
        for lie in lies:
            with pytest.raises(DatabaseError, match=r"not the|not in|no such"), transaction.atomic():
                Confirmed.objects.create(**{**whole, **lie})


def test_a_second_person_who_moves_to_the_authors_unit_meanwhile_is_not_one_any_more(cast, owner):
    row, mette = situations.second_asked(cast), cast["mette"]
    from beredskab.organisation.models import Membership

    with as_viewer(cast["adam"]):
        unit = Membership.objects.get(person_id=cast["karen"].person_id).unit_id
        Membership.objects.filter(person_id=mette.person_id, authority_id=mette.authority_id).update(unit_id=unit)
    with refused("same_unit"):
        recommending.confirm(by=mette, case_id=row.case_id, sha256=row.sha256)


def test_a_no_has_its_words_and_reaches_the_author(cast, log_in):
    row, mette = situations.second_asked(cast), cast["mette"]
    browser, address = log_in(mette), reverse("cases:confirm", args=[row.case_id])
    assert browser.post(address, {"do": "return", "remark": ""}).status_code == 422
    assert browser.post(address, {"do": "return", "remark": "Søsteren mangler."}).status_code == 302
    assert (
        "Søsteren mangler."
        in log_in(cast["karen"]).get(reverse("cases:recommendation", args=[row.case_id])).content.decode()
    )
    with refused("remark"):
        recommending.return_text(by=mette, case_id=row.case_id, remark=" ")
    recommending.withdraw(by=cast["karen"], case_id=row.case_id)
    assert (
        "Søsteren mangler."
        in log_in(cast["karen"]).get(reverse("cases:recommendation", args=[row.case_id])).content.decode()
    )


def test_whoever_said_no_cannot_say_yes_to_the_same_words(cast):
    row, mette = situations.second_asked(cast), cast["mette"]
    recommending.return_text(by=mette, case_id=row.case_id, remark="Søsteren mangler.")
    with refused("said_no"):
        recommending.confirm(by=mette, case_id=row.case_id, sha256=row.sha256)


def test_asking_somebody_else_ends_the_first_ones_task(cast):
    row = situations.second_asked(cast)
    recommending.ask_second(by=cast["karen"], case_id=row.case_id, person_id=cast["rasmus"].person_id)
    with as_viewer(cast["karen"]):
        open_now = Task.objects.filter(case_id=row.case_id, kind="confirm", done_at__isnull=True)
        assert [one.for_id for one in open_now] == [cast["rasmus"].person_id]
    with pytest.raises(NotFound):
        recommending.confirm(by=cast["mette"], case_id=row.case_id, sha256=row.sha256)


@pytest.mark.parametrize("key", ["karen", "stine", "malik", "nanna", "poul"])
def test_nobody_of_the_same_unit_no_mentor_and_no_stranger_is_asked(cast, key):
    row = situations.frozen(cast)
    with refused("not_second"):
        recommending.ask_second(by=cast["karen"], case_id=row.case_id, person_id=cast[key].person_id)


def test_the_recommendation_opens_to_a_grant_with_its_section_only(cast):
    row = situations.frozen(cast)
    soon = timezone.now() + timedelta(days=1)
    give = {"by": cast["karen"], "case_id": row.case_id, "until": soon}
    access.give(person_id=cast["malik"].person_id, reason="mentor", **give)
    access.give(person_id=cast["rasmus"].person_id, reason="risk", **give)
    for key in ("malik", "rasmus", "stine", "vera", "dorte", "poul", "nanna"):
        with as_viewer(cast[key]):
            assert not Recommendation.objects.filter(id=row.id).exists(), key
            assert not Confirmed.objects.filter(recommendation=row).exists(), key
            with pytest.raises(NotFound):
                queries.recommended(cast[key], row.case_id)


def test_a_draft_is_not_for_the_second_person(cast):
    row, mette = situations.second_asked(cast), cast["mette"]
    recommending.withdraw(by=cast["karen"], case_id=row.case_id)
    with as_viewer(mette), pytest.raises(NotFound):
        queries.recommended(mette, row.case_id)


def test_every_step_is_in_the_log_without_a_word_of_the_text(cast):
    case = situations.confirmed(cast)
    with as_viewer(cast["karen"]):
        rows = list(Event.objects.filter(subject_id=case.id))
        said = " ".join(str(one.detail) for one in rows)
    assert {"cases.recommendation.frozen", "cases.second.asked", "cases.recommendation.confirmed"} <= {
        one.event for one in rows
    }
    assert "skole" not in said and "Mette" not in said


# --- another authority --------------------------------------------------------------------------------------------


def asked_outside(cast):
    row, partner = situations.frozen(cast), situations.a_partner(cast, "kurt", "prison-probation")
    given = Disclosure((), "rpl-115-1-1", "crime-prevention", "De var med på mødet og skal kende ordlyden.")
    sent = seconding.ask_authority(by=cast["karen"], case_id=row.case_id, partner_id=partner.id, given=given)
    return row, sent


def test_another_authority_gets_exactly_the_frozen_text_and_its_yes_counts(cast, log_in):
    row, sent = asked_outside(cast)
    kurt, karen = cast["kurt"], cast["karen"]
    outside.open_received(by=kurt, exchange_id=sent.id)
    page = log_in(kurt).get(reverse("cases:outside", args=[sent.id])).content.decode()
    assert TEXT["problems"] in page and row.sha256 in page and "Bertram" not in page
    assert log_in(kurt).post(reverse("cases:outside", args=[sent.id]), {"answer": "accepted"}).status_code == 302
    with as_viewer(karen):
        answer = Exchange.objects.get(reply_to=sent)
        assert Task.objects.filter(case_id=row.case_id, kind="second_answered", done_at__isnull=True).exists()
        assert queries.handable(Case.objects.get(id=row.case_id)) is None
    for _ in range(2):
        assert log_in(karen).post(reverse("cases:take_yes", args=[row.case_id, answer.id])).status_code == 302
    with as_viewer(karen):
        assert queries.handable(Case.objects.get(id=row.case_id)).id == row.id
        assert Confirmed.objects.get(exchange_id=answer.id).stands_for.startswith(kurt.name)


def test_another_authoritys_yes_can_be_written_down_from_a_call(cast):
    row, sent = asked_outside(cast)
    karen, stine = cast["karen"], cast["stine"]
    until = timezone.now() + timedelta(days=7)
    access.give(by=karen, case_id=row.case_id, person_id=stine.person_id, reason="deputy", until=until)
    answer = clearing.record_answer(by=stine, case_id=row.case_id, exchange_id=sent.id, what="accepted", how="call")
    seconding.take_yes(by=karen, case_id=row.case_id, answer_id=answer.id)
    with as_viewer(karen):
        assert queries.handable(Case.objects.get(id=row.case_id)).id == row.id
        assert stine.name in Confirmed.objects.get(exchange_id=answer.id).stands_for


def test_whoever_said_the_first_yes_does_not_write_the_second_one_down_and_take_it_in(cast, log_in):
    row, sent = asked_outside(cast)
    karen, stine = cast["karen"], cast["stine"]
    answer = clearing.record_answer(by=karen, case_id=row.case_id, exchange_id=sent.id, what="accepted", how="call")
    take = reverse("cases:take_yes", args=[row.case_id, answer.id])
    with refused("own_record"):
        seconding.take_yes(by=karen, case_id=row.case_id, answer_id=answer.id)
    forged = """
    insert into cases_confirmed select (jsonb_populate_record(c, jsonb_build_object('id', %s::uuid, 'exchange_id',
      %s::uuid, 'stands_for_id', %s::uuid))).* from cases_confirmed c where c.recommendation_id = %s
    """
    values = [uuid4(), answer.id, answer.from_authority_id, row.id]
    with as_viewer(karen):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(forged, values)
        assert queries.handable(Case.objects.get(id=row.case_id)) is None
    assert take not in log_in(karen).get(reverse("cases:recommendation", args=[row.case_id])).content.decode()
    until = timezone.now() + timedelta(days=7)
    access.give(by=karen, case_id=row.case_id, person_id=stine.person_id, reason="deputy", until=until)
    assert take in log_in(stine).get(reverse("cases:recommendation", args=[row.case_id])).content.decode()
    assert log_in(stine).post(take).status_code == 302
    with as_viewer(karen):
        assert queries.handable(Case.objects.get(id=row.case_id)).id == row.id


def test_another_authoritys_no_counts_as_none_and_is_read(cast, log_in):
    row, sent = asked_outside(cast)
    karen, kurt = cast["karen"], cast["kurt"]
    with refused("words"):
        outside.answer(by=kurt, exchange_id=sent.id, what="returned")
    outside.answer(by=kurt, exchange_id=sent.id, what="returned", items=(Item(label="x", text="Moderen mangler."),))
    with as_viewer(karen):
        answer = Exchange.objects.get(reply_to=sent)
    with refused("said_no"):
        seconding.take_yes(by=karen, case_id=row.case_id, answer_id=answer.id)
    assert "Moderen mangler." in log_in(karen).get(reverse("cases:recommendation", args=[row.case_id])).content.decode()


def test_a_yes_to_the_withdrawn_text_is_not_taken_in_for_the_new_one(cast):
    row, sent = asked_outside(cast)
    karen = cast["karen"]
    answer = clearing.record_answer(by=karen, case_id=row.case_id, exchange_id=sent.id, what="accepted", how="call")
    fresh = recommending.withdraw(by=karen, case_id=row.case_id)
    with as_viewer(karen):
        was = queries.recommended(karen, row.case_id).sha256
    recommending.freeze(by=karen, case_id=row.case_id, was=was, content=TEXT)
    with pytest.raises(NotFound):
        seconding.take_yes(by=karen, case_id=row.case_id, answer_id=answer.id)
    assert fresh.number == 2


# --- on paper -----------------------------------------------------------------------------------------------------


def pages_of(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_the_board_prints_on_two_tagged_pages_without_a_name(cast, log_in):
    case, karen = situations.met(cast), cast["karen"]
    words = "Broderen fortæller, at han har talt om hævn siden sommer og er holdt op med at spille fodbold. " * 3
    for code in ("violence", "crime", "relations", "personality", "mental", "family", "network", "education"):
        content = {"known": words, "source": "Broderen.", "against": words[:120], "helps": words[:120]}
        board.save_field(by=karen, case_id=case.id, dimension=code, number=0, content=content)
    data = log_in(karen).get(reverse("cases:board_print", args=[case.id])).content
    texts = pages_of(data)
    assert len(texts) == 2
    assert "Voldsparathed" in texts[0] and "Familie" in texts[1]
    assert "B. O." in texts[0] and "Bertram" not in "".join(texts) and "Opdigtet" not in "".join(texts)
    root = pypdf.PdfReader(BytesIO(data)).root_object
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "da-DK"


def test_a_board_of_much_text_runs_on_and_loses_nothing(cast, log_in):
    case, karen = situations.met(cast), cast["karen"]
    words = " ".join(f"ord{place}" for place in range(2500))
    board.save_field(by=karen, case_id=case.id, dimension="violence", number=0, content={"known": words})
    text = "".join(pages_of(log_in(karen).get(reverse("cases:board_print", args=[case.id])).content))
    assert "ord0 " in text and "ord2499" in text


def test_the_recommendation_on_paper_says_that_it_is_none_of_a_decision_and_who_stands_for_it(cast, log_in):
    case = situations.confirmed(cast)
    answer = log_in(cast["karen"]).get(reverse("cases:recommendation_pdf", args=[case.id]))
    text = " ".join("".join(pages_of(answer.content)).split())
    assert "ikke en afgørelse" in text and "Karen Koordinator" in text and "Mette Myndighedsleder" in text
    assert "Støtteperson, der følger ham i skole." in text
    assert pypdf.PdfReader(BytesIO(answer.content)).root_object["/MarkInfo"]["/Marked"]
    assert "Bertram" not in answer["Content-Disposition"]
