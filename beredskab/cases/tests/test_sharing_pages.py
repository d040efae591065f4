"""The pages around what is shared, as each person meets them."""

import re

import pytest
from django.urls import reverse

from beredskab.cases.actions import outside
from beredskab.cases.models import Case, Exchange, Partner, Stage
from beredskab.cases.tests import situations
from beredskab.frameworks.law.model import Situation
from beredskab.frameworks.law.sharing import table
from beredskab.kit.viewer import as_viewer

FORM = {
    "purpose": "crime-prevention",
    "basis": "rpl-115-1-1",
    "necessity": "Politiet skal se, om noget hindrer.",
    "asked": "",
}


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def filled(answer, *ticked, **changes):
    """What a browser posts: the form as it stands, with some of the items ticked."""
    page = answer.content.decode()
    data = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        data[name] = value
    for form in answer.context["form"].items.forms:
        data[form.add_prefix("label")] = form["label"].value() or ""
        data[form.add_prefix("text")] = form["text"].value() or ""
        if (form["label"].value() or "") in ticked:
            data[form.add_prefix("use")] = "on"
    return {**data, **FORM, **changes}


def at(name, *args):
    return reverse(f"cases:{name}", args=args)


def test_nothing_is_ticked_beforehand_and_who_it_is_opens_by_a_click(cast, log_in):
    case = situations.ready_for_police(cast)
    answer = log_in(cast["karen"]).get(at("clearance", case.id))
    forms = answer.context["form"].items.forms
    assert len(forms) > 3 and not any(form["use"].value() for form in forms)
    private = [form for form in forms if form.private]
    assert private and all("Bertram" in form["text"].value() for form in private)
    assert "Gerda" not in text_of(answer)  # who reported is never among the suggestions


def test_the_coordinator_sends_to_the_police_and_then_waits(cast, log_in):
    case = situations.ready_for_police(cast)
    karen = log_in(cast["karen"])
    page = karen.get(at("clearance", case.id))
    label = page.context["form"].items.forms[1]["label"].value()
    assert karen.post(at("clearance", case.id), filled(page, label)).status_code == 302
    with as_viewer(cast["karen"]):
        sent = Exchange.objects.get()
        assert Case.objects.get(id=case.id).stage == Stage.CLEARANCE
    page = karen.get(at("clearance", case.id))
    assert at("record_answer", case.id, sent.id) in text_of(page)
    assert karen.post(at("remind", case.id, sent.id)).status_code == 302


def test_a_form_with_something_missing_keeps_what_was_typed(cast, log_in):
    case = situations.ready_for_police(cast)
    karen = log_in(cast["karen"])
    page = karen.get(at("clearance", case.id))
    answer = karen.post(at("clearance", case.id), filled(page, necessity="", asked="Skrevet af mig."))
    assert answer.status_code == 422
    assert "Skrevet af mig." in text_of(answer) and "form-error" in text_of(answer)
    answer = karen.post(at("clearance", case.id), filled(page, "", purpose="investigation"))
    assert answer.status_code == 422


def test_a_basis_that_the_table_does_not_allow_is_said_at_the_field(cast, log_in):
    case = situations.ready_for_police(cast)
    karen = log_in(cast["karen"])
    page = karen.get(at("clearance", case.id))
    label = page.context["form"].items.forms[1]["label"].value()
    answer = karen.post(at("clearance", case.id), filled(page, label, basis="fvl-28-1"))
    assert answer.status_code == 422 and answer.context["form"].errors["basis"]


def test_the_police_open_read_and_answer_in_two_minutes(cast, log_in):
    asked = situations.at_clearance(cast)
    poul = log_in(cast["poul"])
    inbox = poul.get(at("inbox_outside"))
    assert at("outside", asked.id) in text_of(inbox)
    cover = poul.get(at("outside", asked.id))
    assert "mærke" not in text_of(cover)
    assert poul.post(at("open_received", asked.id)).status_code == 302
    page = poul.get(at("outside", asked.id))
    assert "mærke det" in text_of(page) and "§ 115" in text_of(page)
    assert 'name="reason"' not in text_of(page)
    assert poul.post(at("outside", asked.id), {"answer": "more", "words": ""}).status_code == 422
    assert poul.post(at("outside", asked.id), {"answer": "proceed", "advice": "Ring først."}).status_code == 302
    after = text_of(poul.get(at("outside", asked.id)))
    assert 'value="proceed"' not in after
    page = log_in(cast["karen"]).get(at("clearance", asked.case_id))
    assert "Ring først." in text_of(page)


def test_the_coordinator_goes_where_the_answer_leads(cast, log_in):
    asked = situations.cleared(cast)
    karen = log_in(cast["karen"])
    page = text_of(karen.get(at("clearance", asked.case_id)))
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert karen.post(at("take_answer", asked.case_id), {"version": version}).status_code == 302
    with as_viewer(cast["karen"]):
        assert Case.objects.get(id=asked.case_id).stage == Stage.GATHERING
    assert karen.post(at("take_answer", asked.case_id), {"version": version}).status_code == 422


def test_more_is_sent_from_the_same_page(cast, log_in):
    asked = situations.cleared(cast, "more")
    karen = log_in(cast["karen"])
    page = karen.get(at("clearance", asked.case_id))
    assert "Hvilken skole?" in text_of(page)
    label = page.context["form"].items.forms[1]["label"].value()
    assert karen.post(at("clearance", asked.case_id), filled(page, label)).status_code == 302


def test_an_answer_by_telephone_is_written_down(cast, log_in):
    asked = situations.at_clearance(cast)
    karen = log_in(cast["karen"])
    address = at("record_answer", asked.case_id, asked.id)
    assert karen.get(address).status_code == 200
    assert karen.post(address, {"what": "more", "how": "call", "text": ""}).status_code == 422
    assert karen.post(address, {"what": "police", "how": "call", "text": ""}).status_code == 302
    record = text_of(karen.get(at("exchange", asked.case_id, asked.id)))
    assert "Karen Koordinator" in record


def test_an_authority_is_invited_and_brings_something(cast, log_in):
    case = situations.at_gathering(cast)
    partner = situations.a_partner(cast, "kurt", "prison-probation", name="Kriminalforsorgen")
    karen, kurt = log_in(cast["karen"]), log_in(cast["kurt"])
    assert at("invite", case.id, partner.id) in text_of(karen.get(at("gathering", case.id)))
    page = karen.get(at("invite", case.id, partner.id))
    label = page.context["form"].items.forms[1]["label"].value()
    data = filled(page, label, meeting="")
    assert karen.post(at("invite", case.id, partner.id), data).status_code == 302
    with as_viewer(cast["karen"]):
        row = Exchange.objects.get(kind="invitation")
    kurt.post(at("open_received", row.id))
    page = kurt.get(at("outside", row.id))
    assert "Nobody asks why" in text_of(page) or "Ingen spørger hvorfor" in text_of(page)
    data = {
        **filled(page), "answer": "contribution", "certain": "on", "item-0-use": "on", "item-0-label": "Kendskab",
        "item-0-text": "Han er i tilsyn.",
    }  # fmt: skip
    assert kurt.post(at("outside", row.id), {**data, "certain": ""}).status_code == 422
    assert kurt.post(at("outside", row.id), data).status_code == 302
    seen = text_of(karen.get(at("gathering", case.id)))
    assert "Han er i tilsyn." in seen
    assert karen.post(at("answers_read", case.id), {"kind": "contribution"}).status_code == 302


def test_saying_no_contribution_is_one_click(cast, log_in):
    row = situations.invited(cast)
    kurt = log_in(cast["kurt"])
    kurt.post(at("open_received", row.id))
    assert kurt.post(at("outside", row.id), {"answer": "no_contribution"}).status_code == 302


def test_something_is_given_to_a_partner_and_listed(cast, log_in):
    case = situations.at_gathering(cast)
    partner = situations.a_partner(cast, "kurt", "prison-probation", name="Kriminalforsorgen")
    karen = log_in(cast["karen"])
    page = karen.get(at("give", case.id, partner.id))
    label = page.context["form"].items.forms[1]["label"].value()
    assert karen.post(at("give", case.id, partner.id), filled(page, label)).status_code == 302
    assert "Kriminalforsorgen" in text_of(karen.get(at("disclose", case.id)))


def test_advice_is_asked_and_answered(cast, log_in):
    asked = situations.cleared(cast, "not_infohus")
    karen, poul = log_in(cast["karen"]), log_in(cast["poul"])
    page = karen.get(at("advice", asked.case_id))
    data = filled(page, **{"item-4-use": "on", "item-4-label": "Spørgsmål", "item-4-text": "Kan vi mødes hjemme?"})
    assert karen.post(at("advice", asked.case_id), data).status_code == 302
    with as_viewer(cast["karen"]):
        row = Exchange.objects.get(kind="advice")
    poul.post(at("open_received", row.id))
    assert "Kan vi mødes hjemme?" in text_of(poul.get(at("outside", row.id)))
    assert poul.post(at("outside", row.id), {"answer": "advice", "advice": ""}).status_code == 422
    assert poul.post(at("outside", row.id), {"answer": "advice", "advice": "Mød ham på skolen."}).status_code == 302
    assert "Mød ham på skolen." in text_of(karen.get(at("advice", asked.case_id)))
    assert karen.post(at("answers_read", asked.case_id), {"kind": "read_advice"}).status_code == 302


def test_partners_are_added_and_changed(cast, log_in):
    karen = log_in(cast["karen"])
    values = {
        "name": "Jobcenteret",
        "kind": "job-centre",
        "valid_from": "2026-01-01",
        "brings": "Ved, om han er i job.",
    }
    assert karen.post(at("partner_add"), {**values, "name": ""}).status_code == 422
    assert karen.post(at("partner_add"), values).status_code == 302
    with as_viewer(cast["karen"]):
        one = Partner.objects.get()
    assert "Jobcenteret" in text_of(karen.get(at("partners")))
    assert karen.get(at("partner", one.id)).status_code == 200
    changed = {**values, "valid_to": "2025-12-31"}
    assert karen.post(at("partner", one.id), changed).status_code == 422


@pytest.mark.parametrize("key", ["karen", "poul", "petra", "malik", "tina", "adam"])
def test_may_i_share_this_answers_for_everybody_and_stores_nothing(cast, log_in, key):
    client = log_in(cast[key])
    empty = client.get(at("share"))
    assert empty.status_code == 200 and "share-answer" not in text_of(empty)
    chosen = {"giver": "municipality-child", "receiver": "police", "age": "child", "situation": "crime-prevention"}
    answer = text_of(client.get(at("share"), chosen))
    assert "§ 115" in answer and "share-answer--yes" in answer
    no = text_of(client.get(at("share"), {**chosen, "situation": Situation.INVESTIGATION}))
    assert "share-answer--no" in no
    assert client.get(at("share"), {**chosen, "situation": "nonsense"}).status_code == 200
    assert len(table().rules) <= text_of(client.get(at("share_table"))).count("<tr>")


def test_the_outside_people_see_their_list_and_nothing_of_the_case(cast, log_in):
    row = situations.invited(cast)
    kurt = log_in(cast["kurt"])
    outside.open_received(by=cast["kurt"], exchange_id=row.id)
    for name in ("case", "clearance", "gathering", "disclose", "advice", "access"):
        assert kurt.get(at(name, row.case_id)).status_code == 404
    assert kurt.get(at("exchange", row.case_id, row.id)).status_code == 404
    assert kurt.get(at("partners")).status_code == 404
