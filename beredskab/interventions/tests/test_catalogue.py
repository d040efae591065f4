"""What can be written, chosen and retired in the catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.interventions import actions, demo, presenting, queries, states
from beredskab.interventions.description import Description
from beredskab.interventions.dimensions import Dimension
from beredskab.interventions.models import Intervention
from beredskab.kit.errors import Conflict, DomainError, NotAllowed, NotFound
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.lib.sorting import danish

pytestmark = pytest.mark.django_db
Cast = dict[str, Viewer]

WHOLE = Description(
    name="Mentor",
    kind="mentor",
    level="targeted",
    content="Et fast møde hver uge.",
    purpose="En voksen at stole på.",
    target_group="Den, der vil ud.",
    for_whom=("person", "parents"),
    age_from=15,
    legal_basis="Serviceloven § 12 b",
    responsible="Forebyggelsesenheden",
    follow_up="Hver ottende uge.",
    dimensions=("relations", "network"),
)


def in_use(viewer: Viewer, **values: object) -> Intervention:
    return actions.add(by=viewer, described=replace(WHOLE, **values), use=True)


def names(viewer: Viewer, **wanted: str) -> list[str]:
    with as_viewer(viewer):
        return [one.name for one in queries.in_use(viewer, **wanted)]


def test_a_draft_needs_little_and_cannot_be_chosen(cast: Cast) -> None:
    actions.add(by=cast["pernille"], described=Description("Ny idé", "talk", "specific"), use=False)
    assert names(cast["pernille"]) == []


@pytest.mark.parametrize("field", ["content", "purpose", "target_group", "for_whom", "responsible", "follow_up"])
def test_what_is_in_use_says_what_colleagues_need(cast: Cast, field: str) -> None:
    empty = () if field == "for_whom" else ""
    with pytest.raises(DomainError) as refused:
        in_use(cast["pernille"], **{field: empty})
    assert refused.value.field == field


def test_an_offer_decided_under_a_law_names_the_law(cast: Cast) -> None:
    with pytest.raises(DomainError) as refused:
        in_use(cast["pernille"], kind="statutory", legal_basis="")
    assert refused.value.field == "legal_basis"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"age_from": 18, "age_to": 12}, "age_to"),
        ({"age_to": 121}, "age_to"),
        ({"valid_from": timezone.localdate(), "valid_to": timezone.localdate() - timedelta(days=1)}, "valid_to"),
        ({"valid_to": timezone.localdate() - timedelta(days=1)}, "valid_to"),
        ({"kind": "belief"}, "kind"),
        ({"dimensions": ("danger",)}, "dimensions"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(cast: Cast, values: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        in_use(cast["pernille"], **values)
    assert refused.value.field == field


def test_a_name_is_given_once_whatever_its_case(cast: Cast) -> None:
    first = in_use(cast["pernille"])
    with pytest.raises(DomainError) as refused:
        in_use(cast["pernille"], name="MENTOR")
    assert (refused.value.code, refused.value.field) == ("name_taken", "name")
    changed = replace(WHOLE, name="mentor")
    assert actions.change(by=cast["pernille"], intervention_id=first.id, base_version=1, described=changed).version == 2


def test_the_neighbour_may_use_the_same_name_and_sees_only_the_own(cast: Cast) -> None:
    ours = in_use(cast["pernille"])
    assert names(cast["niels"]) == []
    in_use(cast["niels"])
    with as_viewer(cast["niels"]):
        assert queries.names_of(cast["niels"], [ours.id]) == {}
        with pytest.raises(NotFound):
            queries.intervention(cast["niels"], ours.id)
    with pytest.raises(NotFound):
        actions.retire(by=cast["niels"], intervention_id=ours.id)


def test_choosing_is_by_dimension_and_for_whom(cast: Cast) -> None:
    writer = cast["pernille"]
    in_use(writer)
    in_use(writer, name="Psykolog", for_whom=("siblings",), dimensions=("mental",))
    assert names(writer, dimension="mental") == ["Psykolog"]
    assert names(writer, for_whom="parents") == ["Mentor"]
    assert names(writer, dimension="network", for_whom="siblings") == []


def test_only_what_is_inside_its_period_can_be_chosen(cast: Cast) -> None:
    writer, today = cast["pernille"], timezone.localdate()
    in_use(writer, name="I dag", valid_from=today, valid_to=today)
    in_use(writer, name="I morgen", valid_from=today + timedelta(days=1))
    over = in_use(writer, name="I går")
    past = replace(WHOLE, name="I går", valid_to=today - timedelta(days=1))
    actions.change(by=writer, intervention_id=over.id, base_version=1, described=past)
    assert names(writer) == ["I dag"]
    with as_viewer(writer):
        shown = {row.intervention.name: row.note for group in queries.catalogue(writer).groups for row in group.rows}
    assert shown == {"I dag": "", "I går": "Perioden er slut", "I morgen": "Ikke begyndt endnu"}


def test_a_retired_one_keeps_its_name_and_can_come_back(cast: Cast) -> None:
    writer = cast["pernille"]
    one = in_use(writer)
    actions.retire(by=writer, intervention_id=one.id)
    assert names(writer) == []
    with as_viewer(writer):
        assert queries.names_of(writer, [one.id]) == {one.id: "Mentor"}
        assert [gone.id for gone in queries.catalogue(writer).retired] == [one.id]
    with pytest.raises(Conflict):
        actions.retire(by=writer, intervention_id=one.id)
    actions.take_into_use(by=writer, intervention_id=one.id)
    assert names(writer) == ["Mentor"]


def test_a_draft_is_taken_into_use_when_it_is_whole(cast: Cast) -> None:
    writer = cast["pernille"]
    draft = actions.add(by=writer, described=replace(WHOLE, purpose=""), use=False)
    with pytest.raises(DomainError, match="Skriv, "):
        actions.take_into_use(by=writer, intervention_id=draft.id)
    actions.change(by=writer, intervention_id=draft.id, base_version=1, described=WHOLE)
    actions.take_into_use(by=writer, intervention_id=draft.id)
    assert names(writer) == ["Mentor"]


def test_what_is_in_use_cannot_be_emptied(cast: Cast) -> None:
    one = in_use(cast["pernille"])
    emptied = replace(WHOLE, follow_up="")
    with pytest.raises(DomainError, match="Skriv, "):
        actions.change(by=cast["pernille"], intervention_id=one.id, base_version=1, described=emptied)


def test_a_save_that_comes_too_late_overwrites_nothing(cast: Cast) -> None:
    one = in_use(cast["pernille"])
    mine, theirs = replace(WHOLE, purpose="Min tekst."), replace(WHOLE, purpose="Adams tekst.")
    actions.change(by=cast["adam"], intervention_id=one.id, base_version=1, described=theirs)
    with pytest.raises(Conflict):
        actions.change(by=cast["pernille"], intervention_id=one.id, base_version=1, described=mine)
    with as_viewer(cast["pernille"]):
        stored = queries.intervention(cast["pernille"], one.id)
        assert presenting.differing(stored, mine) == [("Formål", "Adams tekst.")]


@pytest.mark.parametrize("key", ["hanne", "rita", "lars", "dorte", "mette", "rasmus", "malik", "tina"])
def test_those_who_only_read_do_not_write(cast: Cast, key: str) -> None:
    one = in_use(cast["pernille"])
    with pytest.raises(NotAllowed):
        in_use(cast[key], name="Andet")
    with pytest.raises(NotAllowed):
        actions.retire(by=cast[key], intervention_id=one.id)
    assert names(cast[key]) == ["Mentor"]


@pytest.mark.parametrize("key", ["pernille", "karen", "adam"])
def test_writers_coordinators_and_administrators_write(cast: Cast, key: str) -> None:
    assert in_use(cast[key]).status == "in_use"


def test_the_record_names_fields_and_holds_no_text(cast: Cast) -> None:
    writer = cast["pernille"]
    one = in_use(writer)
    changed = replace(WHOLE, purpose="Noget helt andet.", age_to=25)
    actions.change(by=writer, intervention_id=one.id, base_version=1, described=changed)
    with as_viewer(writer):
        rows = Event.objects.filter(subject_id=one.id).order_by("event").values_list("event", "detail")
        found = dict(rows)
    assert found["interventions.intervention.changed"] == {"fields": ["age_to", "purpose"], "version": 2}
    assert found["interventions.intervention.added"] == {"kind": "mentor", "level": "targeted", "state": "in_use"}


def test_a_search_finds_every_word_anywhere_in_the_description(cast: Cast) -> None:
    writer = cast["pernille"]
    in_use(writer)
    in_use(writer, name="Undervisning", kind="teaching", level="general", dimensions=())
    with as_viewer(writer):
        assert queries.catalogue(writer, text="MENTOR 12 b").found
        assert queries.catalogue(writer, text="relationer fast møde").found
        assert not queries.catalogue(writer, text="mentor findes ikke").found
        assert not queries.catalogue(writer, text="mentor", level="general").found
        assert not queries.catalogue(writer, text="mentor findes ikke").empty


def test_a_list_is_in_danish_order(cast: Cast) -> None:
    for name in ("Zebra", "Ærlighed", "Aarhusmodellen", "Østlig", "Alfa"):
        in_use(cast["pernille"], name=name)
    assert names(cast["pernille"]) == ["Alfa", "Zebra", "Ærlighed", "Østlig", "Aarhusmodellen"]
    assert danish("zoo") < danish("Æble") < danish("Øre") < danish("Åse")


def test_the_demo_has_a_catalogue_that_touches_every_level(cast: Cast) -> None:
    demo.load()
    demo.load()
    writer = cast["karen"]
    with as_viewer(writer):
        found = queries.catalogue(writer)
        covered = queries.by_dimension(writer)
    assert [len(group.rows) for group in found.groups] == [1, 7, 3]
    assert len(found.retired) == 1
    assert set(covered) == set(Dimension.values)
    assert covered["violence"] == []  # a gap to see in the demo


def test_the_diagram_in_the_readme_is_drawn_from_the_table() -> None:
    readme = Path(__file__).resolve().parents[1] / "README.md"
    assert f"```mermaid\n{states.mermaid()}\n```" in readme.read_text(encoding="utf-8")
