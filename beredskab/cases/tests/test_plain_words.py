"""What a page says: initials where a room can look on, what to do where something is missing, and who it speaks to."""

import re
from datetime import timedelta

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from beredskab.cases.actions import assessing, children
from beredskab.cases.forms.informing import InformForm
from beredskab.cases.tests import situations, situations_after
from beredskab.cases.ways import WAYS
from beredskab.kit.ids import new_id
from beredskab.kit.words import REQUIRED

FOLDED = re.compile(r"<details.*?</details>", re.DOTALL)
TOLD = ("Bertram", "Opdigtet", "12 34 56 78")


def shown(client, route, case_id):
    """What stands open on a page, without what a click unfolds; empty where the case has no such page now."""
    answer = client.get(reverse(route, args=[case_id]))
    return FOLDED.sub("", answer.content.decode()) if answer.status_code == 200 else ""


def test_no_page_of_a_case_shows_a_name_without_a_click(cast, log_in):
    routes = sorted({"cases:case", "cases:board", "cases:recommendation", *(way.route for way in WAYS)})
    karen, seen = log_in(cast["karen"]), set()
    for case_id in (
        situations.on_agenda(cast).case_id,
        situations_after.handed_over(cast).id,
        situations_after.with_goal(cast).case_id,
    ):
        for route in routes:
            text = shown(karen, route, case_id)
            seen |= {route} if text else set()
            assert not [word for word in TOLD if word in text], route
    assert {"cases:board", "cases:children", "cases:informing", "cases:hand_over", "cases:follow_up"} <= seen


def test_whoever_decides_reads_whom_it_regards(cast, log_in):
    case = situations_after.handed_over(cast)
    assert "Bertram Opdigtet, 16" in shown(log_in(cast["rasmus"]), "cases:decide", case.id)


def test_children_are_told_apart_by_number_and_initials(cast, log_in):
    case = situations.at_threshold(cast)
    situations.a_child(cast, case)
    situations.a_child(cast, case, "Bente Opdigtet")
    text = log_in(cast["karen"]).get(reverse("cases:children", args=[case.id])).content.decode()
    assert "Barn 1: B. O." in text and "Barn 2: B. O." in text


# --- what is missing ----------------------------------------------------------------------------------------------


def test_an_empty_field_says_what_to_do_in_both_languages():
    form = forms.Form({})
    form.fields["words"] = forms.CharField(label="Ord")
    for language, text in (("da", "Udfyld det her, før du går videre."), ("en", "Fill this in before you go on.")):
        with translation.override(language):
            assert str(REQUIRED) == text
            assert form.fields["words"].error_messages["required"] == text


def test_a_choice_that_is_missing_is_named_and_linked_from_the_summary(cast, log_in):
    case = situations.a_case(cast)
    address = reverse("cases:note", args=[case.id])
    text = log_in(cast["karen"]).post(address, {"kind": "", "text": "Ringet til skolen."}).content.decode()
    assert 'href="#id_kind_0"' in text and "Vælg et af svarene." in text
    assert 'id="id_kind_0"' in text and "Dette felt" not in text


def test_what_is_wrong_with_a_thing_that_is_shared_stands_in_the_summary_with_a_link(cast, log_in):
    case = situations.ready_for_police(cast)
    data = {"item-TOTAL_FORMS": "1", "item-INITIAL_FORMS": "0", "item-0-use": "on", "item-0-label": "Beskeden"}
    text = log_in(cast["karen"]).post(reverse("cases:clearance", args=[case.id]), data).content.decode()
    summary = text[text.index("error-summary") :].split("</ul>")[0]
    assert 'href="#id_item-0-text"' in summary and "Skriv ordene, eller fjern krydset." in summary


def test_what_not_yet_needs_is_not_called_optional():
    form = InformForm(None, new_id())
    with translation.override("da"):
        for name in ("basis", "review_on"):
            assert "valgfrit" not in render_to_string("components/field.html", {"field": form[name]}), name


# --- who a page speaks to -----------------------------------------------------------------------------------------


def test_the_receiver_is_spoken_to_and_others_are_told(cast, log_in):
    case = situations_after.handed_over(cast)
    assert "Du er spurgt, om du vil afgøre det her." in shown(log_in(cast["rasmus"]), "cases:decide", case.id)
    assert "Du er spurgt" not in shown(log_in(cast["karen"]), "cases:decide", case.id)


def test_the_social_worker_sees_what_the_family_must_not_hear(cast, log_in):
    case, karen, rasmus = situations.at_threshold(cast), cast["karen"], cast["rasmus"]
    track = situations.followed(cast, case)
    until = timezone.localdate() + timedelta(days=9)
    assessing.keep_silent(by=karen, case_id=case.id, text="Sig intet om turen til Tyskland.", until=until)
    children.ask_risk(by=karen, case_id=case.id, track_id=track.id, person_id=rasmus.person_id)
    text = log_in(rasmus).get(reverse("cases:risk", args=[case.id, track.id])).content.decode()
    assert "Sig intet om turen til Tyskland." in text and "Politiets afklaring" not in text


def test_whoever_has_registered_a_concern_finds_how_to_notify(cast, log_in):
    page = log_in(cast["tina"]).get(reverse("cases:registered", args=["H-123456"])).content.decode()
    assert "/kommune/9999/hvad-goer-jeg/underretning/" in page
