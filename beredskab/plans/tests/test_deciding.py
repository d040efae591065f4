"""The council's decision, publication, revision, and what has changed since."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import mammoth
import pypdf
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from beredskab.documents.model import digest
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans import text
from beredskab.plans.actions import confirming, deciding, outlining, reviewing, starting
from beredskab.plans.models import Adoption, BlockSource, Publication
from beredskab.plans.queries import comparing, covering, editions, public, sections
from beredskab.plans.tests import situations

pytestmark = pytest.mark.django_db
MEETING = date(2026, 9, 24)
Login = Callable[[Viewer], Client]


def adopt(by: Viewer, edition_id: object, **changes: object) -> Adoption:
    values = {"body": "council", "meeting_date": MEETING, "agenda_item": "punkt 7"} | changes
    return deciding.adopt(by=by, edition_id=edition_id, **values)  # type: ignore[arg-type]


def test_an_adoption_freezes_exactly_the_text_that_was_ready(cast: dict[str, Viewer]) -> None:
    edition = situations.ready(cast["pernille"])
    made = adopt(cast["rita"], edition.id)
    with as_viewer(cast["pernille"]):
        views = sections.of_edition(cast["pernille"], edition)
        assert made.versions == [view.version.id for view in views if view.version is not None]
        assert made.sha256 == digest(sections.joined(cast["pernille"], edition))
        assert made.sha256 == digest(text.load(made.canonical))
    assert made.revision_due == date(2030, 9, 24)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"body": "committee"}, "body"),
        ({"body": "administration"}, "body"),
        ({"meeting_date": date(2126, 1, 1)}, "meeting_date"),
    ],
)
def test_what_is_no_adoption_is_refused_at_its_field(
    cast: dict[str, Viewer], changes: dict[str, object], field: str
) -> None:
    edition = situations.ready(cast["pernille"])
    with pytest.raises(DomainError) as refused:
        adopt(cast["rita"], edition.id, **changes)
    assert refused.value.field == field


def test_the_writer_does_not_record_the_adoption(cast: dict[str, Viewer]) -> None:
    edition = situations.ready(cast["pernille"])
    with pytest.raises(NotAllowed):
        adopt(cast["pernille"], edition.id)


def test_a_draft_cannot_be_adopted(cast: dict[str, Viewer]) -> None:
    with pytest.raises(DomainError) as refused:
        adopt(cast["rita"], situations.draft(cast["pernille"]).id)
    assert refused.value.code == "wrong_state"


def test_an_adoption_is_never_changed(cast: dict[str, Viewer]) -> None:
    situations.adopted(cast["pernille"], cast["rita"])
    with as_viewer(cast["rita"]), pytest.raises(DatabaseError), transaction.atomic():
        Adoption.objects.update(agenda_item="punkt 8")


def test_the_publication_says_what_was_adopted_in_every_format(cast: dict[str, Viewer]) -> None:
    edition = situations.published(cast["pernille"], cast["rita"])
    with as_viewer(cast["rita"]):
        adoption = Adoption.objects.get(edition=edition)
        made = Publication.objects.get(edition=edition)
    assert bytes(made.canonical) == bytes(adoption.canonical)
    assert made.sha256 == adoption.sha256
    pages = pypdf.PdfReader(io.BytesIO(bytes(made.pdf))).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    word = mammoth.convert_to_html(io.BytesIO(bytes(made.docx))).value
    for shown in (said, word):
        assert "Alle børn og unge skal opleve, at de hører til." in shown
        assert "24. september 2026" in shown
        assert "punkt 7" in shown


def test_the_next_edition_replaces_the_one_before_and_keeps_its_address(cast: dict[str, Viewer]) -> None:
    pernille, rita = cast["pernille"], cast["rita"]
    situations.published(pernille, rita, date(2024, 2, 28))
    second = starting.revise(by=pernille)
    reviewing.make_ready(by=pernille, edition_id=second.id)
    adopt(rita, second.id)
    deciding.publish(by=rita, edition_id=second.id)
    with as_viewer(rita):
        assert [one.state for one in editions.editions(rita)] == ["published", "superseded"]
        assert public.publication(rita.authority_id).meeting_date == MEETING
        old = public.publication(rita.authority_id, date(2024, 2, 28))
        assert old.replaced_on == timezone.localdate()
        with pytest.raises(NotFound):
            public.publication(rita.authority_id, date(2023, 1, 1))


def test_two_editions_cannot_share_a_meeting_day(cast: dict[str, Viewer]) -> None:
    pernille, rita = cast["pernille"], cast["rita"]
    situations.published(pernille, rita, MEETING)
    second = starting.revise(by=pernille)
    reviewing.make_ready(by=pernille, edition_id=second.id)
    with pytest.raises(DomainError) as refused:
        adopt(rita, second.id)
    assert refused.value.field == "meeting_date"


def test_a_revision_carries_texts_answers_and_sources_along(cast: dict[str, Viewer]) -> None:
    pernille, rita = cast["pernille"], cast["rita"]
    first = situations.imported(pernille)
    situations.accept(pernille, first)
    confirming.answer(
        by=pernille,
        edition_id=first.id,
        element_id="cde-r1",
        answer="covered_elsewhere",
        link="https://eksempel.invalid/boernepolitik",
    )
    reviewing.make_ready(by=pernille, edition_id=first.id)
    adopt(rita, first.id)
    deciding.publish(by=rita, edition_id=first.id)
    second = starting.revise(by=pernille)
    with as_viewer(pernille):
        assert sections.joined(pernille, second) == sections.joined(pernille, first)
        carried = covering.answers(pernille, second)["cde-r1"]
        assert carried.carried_from == 1
        assert carried.by_name == "Pernille Planskriver"
        count = BlockSource.objects.filter(edition=first).count()
        assert BlockSource.objects.filter(edition=second).count() == count > 0


def test_a_second_draft_is_refused_while_one_is_open(cast: dict[str, Viewer]) -> None:
    situations.draft(cast["pernille"])
    with pytest.raises(DomainError) as refused:
        situations.draft(cast["pernille"])
    assert refused.value.code == "already_open"


def test_what_lost_coverage_is_named(cast: dict[str, Viewer]) -> None:
    pernille, rita = cast["pernille"], cast["rita"]
    edition = situations.draft(pernille)
    section = situations.section_of(pernille, edition)
    said = "Byrådet får hvert år i marts skriftlig ledelsesinformation om indsatserne på området.\n\nEn sætning mere."
    situations.write(pernille, section, said)
    reviewing.make_ready(by=pernille, edition_id=edition.id)
    adopt(rita, edition.id)
    deciding.publish(by=rita, edition_id=edition.id)
    second = starting.revise(by=pernille)
    situations.write(pernille, situations.section_of(pernille, second), "En sætning mere.")
    with as_viewer(pernille):
        found = comparing.compare(pernille, edition, second)
    assert "1.5" in [new.element.ref for _old, new in found.lost]
    assert not found.gained
    assert found.changed == 1


def test_records_prove_the_laws_formalities(cast: dict[str, Viewer]) -> None:
    pernille, rita = cast["pernille"], cast["rita"]
    edition = situations.ready(pernille)

    def verdicts() -> dict[str, tuple[str, bool]]:
        with as_viewer(pernille):
            rows = covering.of_edition(pernille, edition).rows
        return {
            row.element.ref: (row.verdict, row.awaited) for row in rows if row.element.ref in ("P2", "P3", "P4", "P5")
        }

    assert verdicts()["P2"] == ("covered", False)
    assert all(verdicts()[ref][1] for ref in ("P3", "P4", "P5"))
    adopt(rita, edition.id)
    assert verdicts()["P3"] == verdicts()["P5"] == ("covered", False)
    deciding.publish(by=rita, edition_id=edition.id)
    assert verdicts()["P4"] == ("covered", False)


def test_the_law_cannot_be_answered_as_not_relevant(cast: dict[str, Viewer], log_in: Login) -> None:
    edition = situations.draft(cast["pernille"])
    with pytest.raises(DomainError) as refused:
        confirming.answer(
            by=cast["pernille"], edition_id=edition.id, element_id="law-p1", answer="not_relevant", reason="Nej."
        )
    assert refused.value.field == "answer"
    page = log_in(cast["pernille"]).get(f"/plan/{edition.id}/krav/law-p1/").content.decode()
    assert "not_relevant" not in page


@pytest.mark.parametrize(
    ("answer", "typed", "field"),
    [("covered_elsewhere", "reason", "id_link"), ("not_relevant", "link", "id_reason")],
)
def test_an_answer_without_its_reason_loses_nothing_typed(
    cast: dict[str, Viewer], log_in: Login, answer: str, typed: str, field: str
) -> None:
    edition = situations.draft(cast["pernille"])
    page = f"/plan/{edition.id}/krav/concept-1-5/"
    sent = log_in(cast["pernille"]).post(page, {"answer": answer, typed: "Det, jeg skrev"})
    shown = sent.content.decode()
    assert sent.status_code == 422
    assert "Det, jeg skrev" in shown
    assert f'{field}_error"' in shown


@pytest.mark.parametrize(
    ("today", "nearness", "months"),
    [
        (date(2027, 2, 27), "far", 12),
        (date(2027, 2, 28), "year", 12),
        (date(2027, 8, 28), "half", 6),
        (date(2027, 11, 28), "quarter", 3),
        (date(2028, 2, 28), "quarter", 0),
        (date(2028, 2, 29), "over", -1),
    ],
)
def test_the_clock_warns_twelve_six_and_three_months_ahead(today: date, nearness: str, months: int) -> None:
    face = editions.clock_face(date(2028, 2, 28), today)
    assert face.nearness == nearness
    assert face.months == months or nearness == "over"


def test_a_moved_section_takes_the_number_of_its_place(cast: dict[str, Viewer], log_in: Login) -> None:
    pernille = cast["pernille"]
    edition = situations.draft(pernille)
    section = situations.section_of(pernille, edition, None)
    outlining.move(by=pernille, section_id=section.id, step=1)
    added = outlining.add(by=pernille, edition_id=edition.id, title="Bilag", level=1, covers=["cde-r1"])
    with as_viewer(pernille):
        views = [view.section for view in sections.of_edition(pernille, edition) if not view.is_tray]
    assert [one.number for one in views[:4]] == ["1", "1.1", "1.2", "1.3"]
    assert next(one.number for one in views if one.id == section.id) == "1.2"
    assert next(one.number for one in views if one.id == added.id) == "4"
    assert log_in(pernille).post(f"/plan/{edition.id}/disposition/{added.id}/fjern/").status_code == 302


def test_a_section_with_text_is_not_taken_out(cast: dict[str, Viewer]) -> None:
    pernille = cast["pernille"]
    edition = situations.draft(pernille)
    section = situations.section_of(pernille, edition)
    situations.write(pernille, section, "Tekst.")
    with pytest.raises(DomainError):
        outlining.remove(by=pernille, section_id=section.id)
    situations.write(pernille, section, "")
    outlining.remove(by=pernille, section_id=section.id)
    with as_viewer(pernille):
        assert section.id not in [view.id for view in sections.of_edition(pernille, edition)]
