"""The catalogue's pages, as people meet them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from beredskab.interventions import actions, demo, demo_offers, queries
from beredskab.interventions.models import Intervention
from beredskab.interventions.remarks import remarks
from beredskab.interventions.tests.test_catalogue import WHOLE
from beredskab.kit.viewer import Viewer, as_viewer

pytestmark = pytest.mark.django_db
Cast = dict[str, Viewer]
Login = Callable[[Viewer], Client]

FORM = {
    "name": "Mentor",
    "kind": "mentor",
    "level": "targeted",
    "content": "Et fast møde hver uge.",
    "purpose": "En voksen at stole på.",
    "target_group": "Den, der vil ud.",
    "for_whom": ["person"],
    "age_from": "15",
    "responsible": "Forebyggelsesenheden",
    "follow_up": "Hver ottende uge.",
    "risk": ["relations"],
    "wellbeing": ["network"],
}


def stored(viewer: Viewer, intervention_id: UUID) -> Intervention:
    with as_viewer(viewer):
        return queries.intervention(viewer, intervention_id)


def test_an_empty_catalogue_teaches_and_says_who_begins(cast: Cast, log_in: Login) -> None:
    page = log_in(cast["pernille"]).get("/indsatser/").content.decode()
    assert "Begynd med det, I allerede har" in page
    assert "/indsatser/ny/" in page
    page = log_in(cast["hanne"]).get("/indsatser/").content.decode()
    assert "/indsatser/ny/" not in page
    assert "En kollega, der skriver planen" in page


def test_the_list_explains_the_levels_and_folds_what_is_retired(cast: Cast, log_in: Login) -> None:
    demo.load()
    page = log_in(cast["malik"]).get("/indsatser/").content.decode()
    assert page.index("Opbyggende</h2>") < page.index("Foregribende</h2>") < page.index("Indgribende</h2>")
    assert "Ingen bliver peget ud" in page
    assert page.index("Tilbydes ikke længere") < page.index("Aftenklub på Havnen")
    assert "Intet, der er i brug, arbejder med det" in page


def test_words_that_are_searched_for_are_posted_and_never_in_an_address(cast: Cast, log_in: Login) -> None:
    demo.load()
    client = log_in(cast["karen"])
    page = client.post("/indsatser/", {"level": "specific", "text": "søskende vrede"}).content.decode()
    assert "Støtte til søskende" in page
    assert "Forældrecoach</a>" not in page
    assert 'method="post"' in page
    assert "Intet passer" in client.post("/indsatser/", {"text": "xyzzy"}).content.decode()
    assert "Støtte til søskende" in client.post("/indsatser/", {"level": "no such"}).content.decode()


def test_something_new_is_in_use_at_once_when_it_is_whole(cast: Cast, log_in: Login) -> None:
    answer = log_in(cast["pernille"]).post("/indsatser/ny/", {**FORM, "use": "1"}, follow=True)
    page = answer.content.decode()
    assert "For: personen selv, fra 15 år" in page
    assert "Bekymrende socialisering og relationer" in page
    with as_viewer(cast["pernille"]):
        assert [one.name for one in queries.in_use(cast["pernille"], dimension="network")] == ["Mentor"]


def test_all_that_is_missing_is_said_at_once(cast: Cast, log_in: Login) -> None:
    little = {"name": "Mentor", "kind": "mentor", "level": "targeted"}
    client = log_in(cast["pernille"])
    answer = client.post("/indsatser/ny/", {**little, "use": "1"})
    assert answer.status_code == 422
    assert answer.content.decode().count('class="form-error-message"') == 6
    draft = client.post("/indsatser/ny/", little, follow=True).content.decode()
    assert "Mangler endnu: Hvad der sker, Formål" in draft


def test_a_draft_is_finished_and_taken_into_use_in_one_step(cast: Cast, log_in: Login) -> None:
    draft = actions.add(by=cast["pernille"], described=WHOLE, use=False)
    client = log_in(cast["adam"])
    assert "Gem og tag i brug" in client.get(f"/indsatser/{draft.id}/ret/").content.decode()
    client.post(f"/indsatser/{draft.id}/ret/", {**FORM, "version": "1", "use": "1"})
    assert stored(cast["adam"], draft.id).status == "in_use"


def test_what_cannot_be_taken_into_use_leads_to_the_form(cast: Cast, log_in: Login) -> None:
    draft = actions.add(by=cast["pernille"], described=WHOLE, use=False)
    emptied = {**FORM, "purpose": "", "version": "1"}
    client = log_in(cast["pernille"])
    client.post(f"/indsatser/{draft.id}/ret/", emptied)
    answer = client.post(f"/indsatser/{draft.id}/tag-i-brug/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/indsatser/{draft.id}/ret/"
    assert "Skriv, hvad den skal ændre." in answer.content.decode()


def test_the_form_shows_what_is_written_and_saves_it_unchanged(cast: Cast, log_in: Login) -> None:
    one = actions.add(by=cast["pernille"], described=WHOLE, use=True)
    client = log_in(cast["pernille"])
    form = client.get(f"/indsatser/{one.id}/ret/").context["form"]
    given = {name: value for name, value in form.initial.items() if value not in (None, "", [])}
    assert client.post(f"/indsatser/{one.id}/ret/", given).status_code == 302
    after = stored(cast["pernille"], one.id)
    assert (after.dimensions, after.for_whom, after.version) == (["relations", "network"], ["person", "parents"], 2)


def test_two_who_write_at_once_see_both_texts(cast: Cast, log_in: Login) -> None:
    one = actions.add(by=cast["pernille"], described=WHOLE, use=True)
    log_in(cast["adam"]).post(f"/indsatser/{one.id}/ret/", {**FORM, "purpose": "Adams ord.", "version": "1"})
    client = log_in(cast["pernille"])
    late = {**FORM, "purpose": "Pernilles ord.", "version": "1"}
    answer = client.post(f"/indsatser/{one.id}/ret/", late)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Adams ord." in page and "Pernilles ord." in page
    assert 'name="version" value="2"' in page
    assert stored(cast["pernille"], one.id).purpose == "Adams ord."
    client.post(f"/indsatser/{one.id}/ret/", {**late, "version": "2"})
    assert stored(cast["pernille"], one.id).purpose == "Pernilles ord."


def test_retiring_and_coming_back_are_one_button_each(cast: Cast, log_in: Login) -> None:
    one = actions.add(by=cast["pernille"], described=WHOLE, use=True)
    client = log_in(cast["karen"])
    page = client.post(f"/indsatser/{one.id}/udgaa/", follow=True).content.decode()
    assert "Tilbyd den igen" in page
    client.post(f"/indsatser/{one.id}/tag-i-brug/")
    assert stored(cast["karen"], one.id).status == "in_use"


def test_a_reader_meets_no_button_and_a_neighbour_no_page(cast: Cast, log_in: Login) -> None:
    one = actions.add(by=cast["pernille"], described=WHOLE, use=True)
    page = log_in(cast["rasmus"]).get(f"/indsatser/{one.id}/").content.decode()
    assert "Mentor" in page
    assert "/ret/" not in page
    assert log_in(cast["niels"]).get(f"/indsatser/{one.id}/").status_code == 404


def test_superseded_law_and_a_named_person_are_pointed_out_to_those_who_can_mend_it(cast: Cast, log_in: Login) -> None:
    old = replace(WHOLE, legal_basis="Serviceloven § 52, stk. 3.", partners="Skolen, hvor Mette Jensen er rådgiver.")
    one = actions.add(by=cast["pernille"], described=old, use=True)
    page = log_in(cast["karen"]).get(f"/indsatser/{one.id}/").content.decode()
    assert "<strong>Lovgrundlag:</strong> Reglerne om hjælp til børn og unge er flyttet" in page
    assert "<strong>Samarbejdspartnere:</strong> Her ser der ud til at stå en person ved navn" in page
    assert "Værd at se på" not in log_in(cast["hanne"]).get(f"/indsatser/{one.id}/").content.decode()
    whole = actions.add(by=cast["pernille"], described=replace(WHOLE, name="Ny"), use=True)
    assert "Værd at se på" not in log_in(cast["karen"]).get(f"/indsatser/{whole.id}/").content.decode()


def test_the_demo_needs_no_second_look() -> None:
    for described in (*demo_offers.IN_USE, demo_offers.DRAFT, demo_offers.RETIRED):
        assert remarks(described, timezone.localdate()) == [], described.name


def test_the_navigation_leads_there_for_those_who_may_read(cast: Cast, log_in: Login) -> None:
    assert 'href="/indsatser/"' in log_in(cast["malik"]).get("/organisation/").content.decode()
    assert 'href="/indsatser/"' not in log_in(cast["poul"]).get("/organisation/").content.decode()


def test_the_record_tells_it_in_sentences(cast: Cast, log_in: Login) -> None:
    one = actions.add(by=cast["pernille"], described=WHOLE, use=True)
    actions.retire(by=cast["karen"], intervention_id=one.id)
    page = log_in(cast["dorte"]).get("/log/").content.decode()
    assert "Pernille Planskriver føjede indsatsen “Mentor” til kataloget." in page
    assert "Karen Koordinator lod indsatsen “Mentor” udgå." in page


def test_the_list_costs_a_fixed_number_of_queries(
    cast: Cast, log_in: Login, queries_at_most: Callable[..., object]
) -> None:
    demo.load()
    client = log_in(cast["pernille"])
    client.get("/indsatser/")
    with queries_at_most(12):
        client.get("/indsatser/")
