"""What the council saw, adopted and published is one text, whoever writes at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beredskab.documents import markdown
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer, as_viewer
from beredskab.plans.actions import deciding, reviewing, writing
from beredskab.plans.models import Adoption, Publication
from beredskab.plans.tests import situations

MEETING = date(2026, 9, 24)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"title": "Noget andet"}, {"canonical": b"{}"}, {"sha256": "0" * 64}, {"pdf": b"x"}]
)
def test_the_application_cannot_change_what_is_published(cast: dict[str, Viewer], change: dict[str, object]) -> None:
    situations.published(cast["pernille"], cast["rita"], MEETING)
    with as_viewer(cast["rita"]), pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.update(**change)


@pytest.mark.django_db
def test_a_stored_text_that_is_not_the_adopted_one_is_not_published(
    cast: dict[str, Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = situations.ready(cast["pernille"])
    deciding.adopt(by=cast["rita"], edition_id=edition.id, body="council", meeting_date=MEETING, agenda_item="punkt 7")
    whole = Adoption.objects.get

    def damaged(*args: object, **kwargs: object) -> Adoption:
        found = whole(*args, **kwargs)
        found.canonical = bytes(found.canonical).replace(b"ekstremisme", b"ekstremister")
        return found

    monkeypatch.setattr(Adoption.objects, "get", damaged)
    with pytest.raises(DomainError) as refused:
        deciding.publish(by=cast["rita"], edition_id=edition.id)
    assert refused.value.code == "not_adopted_text"


@pytest.mark.django_db
def test_nothing_slips_in_under_a_text_that_is_being_locked(cast: dict[str, Viewer]) -> None:
    """Whoever writes and whoever moves the edition on hold its row first, so they come one after the other."""
    by, rita = cast["pernille"], cast["rita"]
    edition = situations.imported(by)
    section = situations.section_of(by, edition)
    steps = {
        "accept": lambda: situations.accept(by, edition),
        "save": lambda: writing.save(by=by, section_id=section.id, base_version=0, blocks=markdown.parse("Nyt.")),
        "make ready": lambda: reviewing.make_ready(by=by, edition_id=edition.id),
        "adopt": lambda: deciding.adopt(
            by=rita, edition_id=edition.id, body="council", meeting_date=MEETING, agenda_item="punkt 7"
        ),
        "publish": lambda: deciding.publish(by=rita, edition_id=edition.id),
    }
    for name, step in steps.items():
        with CaptureQueriesContext(connection) as queries:
            step()
        said = [query["sql"] for query in queries]
        held = next(place for place, sql in enumerate(said) if "FOR UPDATE" in sql and "plans_edition" in sql)
        assert any(sql.startswith("SELECT") and '"plans_edition"."state"' in sql for sql in said[held + 1 :]), name


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"base_version": 1e400, "doc": null}', b'{"base_version": 0, "doc": []}']
)
def test_a_forged_save_is_told_so_and_is_no_fault_of_ours(
    cast: dict[str, Viewer], log_in: Callable[[Viewer], Client], body: bytes
) -> None:
    edition = situations.draft(cast["pernille"])
    section = situations.section_of(cast["pernille"], edition)
    client = log_in(cast["pernille"])
    answer = client.post(f"/plan/{edition.id}/afsnit/{section.id}/gem/", body, content_type="application/json")
    assert answer.status_code == 422
