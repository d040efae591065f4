"""A colleague in a part of the own municipality is asked by name what they can bring, and answers on one page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import clearing, gathering, outside, partners, reminding
from beredskab.cases.actions.journal import received_file
from beredskab.cases.models import Case, Exchange, Task
from beredskab.cases.queries import clearing as pages
from beredskab.cases.queries import mine, received
from beredskab.cases.tests import situations
from beredskab.cases.tests.refusing import refused
from beredskab.cases.tests.situations import some_items
from beredskab.kit.errors import NotFound
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.outbox.models import Message

SEEN = "Han skrev, at nogen skal mærke det."


def job_centre(cast):
    return situations.a_partner(cast, "", "job-centre", name="Jobcenteret")


def asked(cast, key="vera"):
    """Vera of the job centre is asked. Gives what she was sent."""
    case, partner = situations.at_gathering(cast), job_centre(cast)
    return gathering.invite(
        by=cast["karen"], case_id=case.id, partner_id=partner.id, given=some_items(), person_id=cast[key].person_id
    )


def test_a_colleague_is_chosen_told_by_mail_and_answers_on_one_page(cast, log_in):
    case, partner = situations.at_gathering(cast), job_centre(cast)
    karen, vera = log_in(cast["karen"]), log_in(cast["vera"])
    form = {
        "item-TOTAL_FORMS": "1", "item-INITIAL_FORMS": "0", "item-0-use": "on", "item-0-label": "Det sete",
        "item-0-text": SEEN, "purpose": "crime-prevention", "basis": "rpl-115-1-1", "necessity": "I skal se efter.",
        "person": str(cast["vera"].person_id),
    }  # fmt: skip
    invite = reverse("cases:invite", args=[case.id, partner.id])
    assert "Vera Voksenrådgiver, Voksenområdet" in karen.get(invite).content.decode()
    assert karen.post(invite, form).status_code == 302
    with as_viewer(cast["karen"]):
        row = Exchange.objects.get(case=case, kind="invitation")
        mail = Message.objects.get(person_id=cast["vera"].person_id)
    assert "Vera Voksenrådgiver skal svare" in karen.get(reverse("cases:gathering", args=[case.id])).content.decode()
    place = reverse("cases:outside", args=[row.id])
    assert (mail.template, mail.link) == ("task", place)
    assert place in vera.get(reverse("cases:mine")).content.decode()
    cover = vera.get(place).content.decode()
    assert SEEN not in cover and "Karen Koordinator" in cover
    vera.post(reverse("cases:open_received", args=[row.id]))
    page = vera.get(place).content.decode()
    assert SEEN in page and reverse("cases:mine") in page
    assert (
        f'href="{reverse("cases:inbox_outside")}"' not in page
        and reverse("cases:received_file", args=[row.id]) not in page
    )
    answer = {
        "answer": "contribution", "item-TOTAL_FORMS": "1", "item-INITIAL_FORMS": "0", "item-0-use": "on",
        "item-0-label": "Kendskab", "item-0-text": "Han møder til praktik hver dag.", "basis": "rpl-115-1-1",
        "certain": "on",
    }  # fmt: skip
    assert vera.post(place, answer).status_code == 302
    assert place not in vera.get(reverse("cases:mine")).content.decode()
    seen = karen.get(reverse("cases:gathering", args=[case.id])).content.decode()
    assert "Han møder til praktik hver dag." in seen
    with as_viewer(cast["karen"]):
        assert not Task.objects.filter(kind__in=("bring", "await_invited"), done_at__isnull=True).exists()
        assert Task.objects.filter(kind="contribution", done_at__isnull=True).count() == 1


def test_they_see_the_question_and_nothing_of_the_case(cast, log_in):
    row, vera = asked(cast), log_in(cast["vera"])
    for name in ("case", "gathering", "disclose", "people", "board", "decide"):
        assert vera.get(reverse(f"cases:{name}", args=[row.case_id])).status_code == 404, name
    with as_viewer(cast["vera"]):
        assert not Case.objects.exists()
        assert [one.id for one in Exchange.objects.order_by("id")] == [row.id]
        assert [(one.kind, one.number) for one in mine.mine(cast["vera"]).tasks] == [("bring", "")]


@pytest.mark.parametrize("key", ["rasmus", "malik", "stine", "mette", "nanna", "poul"])
def test_nobody_else_reads_or_answers_it(cast, key):
    row = asked(cast)
    with as_viewer(cast[key]), pytest.raises(NotFound):
        received.outside(cast[key], row.id)
    with pytest.raises(NotFound):
        outside.answer(by=cast[key], exchange_id=row.id, what="no_contribution")


def test_the_answer_rests_on_what_the_part_that_was_asked_may_give(cast):
    row, vera = asked(cast), cast["vera"]
    outside.open_received(by=vera, exchange_id=row.id)
    with as_viewer(vera):
        bases = {one.id for one in received.outside(vera, row.id).bases}
    assert (
        "internal" in bases and "ssd" not in bases and "sul-43-1" not in bases
    )  # a job centre, not a school or a clinic


def test_without_a_colleague_it_is_asked_by_telephone_as_before(cast):
    case, partner, karen = situations.at_gathering(cast), job_centre(cast), cast["karen"]
    row = gathering.invite(by=karen, case_id=case.id, partner_id=partner.id, given=some_items())
    with as_viewer(karen):
        assert not Task.objects.filter(kind="bring").exists()
    with pytest.raises(NotFound):
        outside.answer(by=cast["vera"], exchange_id=row.id, what="no_contribution")
    clearing.record_answer(by=karen, case_id=case.id, exchange_id=row.id, what="no_contribution", how="call")


def test_what_is_said_on_the_telephone_ends_their_task(cast):
    row, karen = asked(cast), cast["karen"]
    clearing.record_answer(by=karen, case_id=row.case_id, exchange_id=row.id, what="no_contribution", how="call")
    with as_viewer(cast["vera"]):
        assert mine.mine(cast["vera"]).tasks == ()
    with refused("answered"):
        outside.answer(by=cast["vera"], exchange_id=row.id, what="no_contribution")


def test_only_a_part_of_the_municipality_is_asked_by_name_and_only_who_works_on_cases(cast):
    case, karen = situations.at_gathering(cast), cast["karen"]
    inside, away = job_centre(cast), situations.a_partner(cast)
    home = situations.a_partner(cast, "", "private", name="Boldklubben")
    with as_viewer(karen):
        people = {one.name: dict(pages.to_partner(karen, case.id, one.id).contacts) for one in (inside, away, home)}
    assert people["Psykiatrien"] == people["Boldklubben"] == {}
    assert {str(cast[key].person_id) for key in ("rasmus", "vera", "malik", "tina")} <= set(people["Jobcenteret"])
    assert str(cast["pernille"].person_id) not in people["Jobcenteret"]
    for partner, key in ((away, "vera"), (home, "vera"), (inside, "pernille"), (inside, "poul"), (inside, "karen")):
        with refused("person"):
            gathering.invite(
                by=karen, case_id=case.id, partner_id=partner.id, person_id=cast[key].person_id,
                given=some_items(basis="consent", asked="Han sagde ja."),
            )  # fmt: skip


def test_who_saw_it_stands_once_in_the_log_of_the_house(cast):
    row, vera = asked(cast), cast["vera"]
    outside.open_received(by=vera, exchange_id=row.id)
    with as_viewer(vera):
        received.outside(vera, row.id)
    with as_viewer(cast["dorte"]):
        assert Event.objects.filter(event="cases.exchange.read", subject_id=row.case_id).count() == 1
        assert not Event.objects.filter(event="cases.exchange.read", subject_id=row.id).exists()


def test_no_copy_is_taken_out_of_the_house_by_it(cast):
    row, vera = asked(cast), cast["vera"]
    outside.open_received(by=vera, exchange_id=row.id)
    with pytest.raises(NotFound):
        received_file(by=vera, exchange_id=row.id)


def test_a_reminder_goes_to_the_one_who_was_asked(cast):
    row = asked(cast)
    assert clearing.remind(by=cast["karen"], case_id=row.case_id, exchange_id=row.id) == 1


def test_a_part_that_gets_a_login_of_its_own_is_an_authority_and_not_a_colleague(cast):
    partner = job_centre(cast)
    changed = {name: getattr(partner, name) for name in partners.FIELDS}
    partners.save(
        by=cast["karen"], values={**changed, "partner_authority_id": cast["kurt"].authority_id}, partner_id=partner.id
    )
    case = situations.at_gathering(cast)
    with refused("person"):
        gathering.invite(
            by=cast["karen"], case_id=case.id, partner_id=partner.id, given=some_items(),
            person_id=cast["vera"].person_id,
        )  # fmt: skip


def test_the_worker_reminds_the_one_who_was_asked_and_tells_nobody_else(cast):
    row, vera = asked(cast), cast["vera"]
    with as_viewer(cast["karen"]):
        late = timezone.now() - timedelta(days=3)
        Task.objects.filter(kind="bring").update(due_at=late, opened_at=late)
        Task.objects.filter(kind="await_invited").update(done_at=late)
    for days in (0, 2):
        reminding.remind(cast["karen"], timezone.now() + timedelta(days=days))
    with as_viewer(cast["karen"]):
        mails = Message.objects.filter(template="reminder", link__contains="/til-os/").order_by("id")
        assert [(one.person_id, one.subject_id) for one in mails] == [(vera.person_id, row.case_id)]
        assert mails[0].link == reverse("cases:outside", args=[row.id])


def test_the_lead_is_not_led_to_a_page_that_is_a_colleagues(cast, log_in):
    row = asked(cast)
    for name in ("case", "gathering"):
        page = log_in(cast["karen"]).get(reverse(f"cases:{name}", args=[row.case_id])).content.decode()
        assert reverse("cases:outside", args=[row.id]) not in page, name
