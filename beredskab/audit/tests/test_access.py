"""An access is written before anything is shown, and stays whatever becomes of the request."""

import psycopg
import pytest
from django.db import connection, transaction

from beredskab.audit import line
from beredskab.audit.actions import access, record, refused
from beredskab.audit.details import DetailRefused
from beredskab.audit.models import Event, Lane, Shelf
from beredskab.kit.ids import new_id
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Unit


def told(viewer, subject_id):
    with as_viewer(viewer):
        return list(Event.objects.filter(subject_id=subject_id).order_by("id"))


def test_an_access_survives_the_rollback_that_takes_the_change(cast):
    viewer, seen = cast["pernille"], new_id()
    with pytest.raises(KeyError), as_viewer(viewer):
        unit = Unit.objects.create(authority_id=viewer.authority_id, name="Ny")
        record(by=viewer, event="test.unit.made", subject=unit)
        access(viewer, "test.case.read", subject_type="cases.Case", subject_id=seen, detail={"section": "facts"})
        raise KeyError
    assert told(viewer, unit.id) == []
    (event,) = told(viewer, seen)
    assert (event.lane, event.event, event.subject_type) == (Lane.ACCESS, "test.case.read", "cases.Case")
    assert (event.person_id, event.detail, event.kind) == (viewer.person_id, {"section": "facts"}, "test.case")


def test_an_access_is_written_while_the_request_may_only_read(cast):
    viewer, seen = cast["pernille"], new_id()
    with as_viewer(viewer), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction read only")
        access(viewer, "test.case.read", subject_type="cases.Case", subject_id=seen)
        assert Event.objects.filter(subject_id=seen).exists()


def test_a_refusal_stands_on_the_shelf_of_refusals_and_searches(cast):
    viewer, asked = cast["pernille"], new_id()
    refused(viewer, "test.case.refused", "cases.Case", asked, "no_grant")
    (event,) = told(viewer, asked)
    assert (event.lane, event.shelf, event.detail) == (Lane.ACCESS, Shelf.WATCHED, {"reason": "no_grant"})


def test_only_an_event_that_says_so_is_a_refusal(cast):
    with pytest.raises(ValueError, match="refused"):
        refused(cast["pernille"], "test.case.read", "cases.Case", None, "no_grant")


def test_an_access_takes_no_free_text(cast):
    with pytest.raises(DetailRefused):
        access(cast["pernille"], "test.case.read", detail={"reason": "Karl Karlsen"})


def test_a_neighbour_does_not_see_an_access(cast):
    seen = new_id()
    access(cast["pernille"], "test.case.read", subject_type="cases.Case", subject_id=seen)
    assert told(cast["niels"], seen) == []


def test_a_lost_connection_is_opened_again(cast, house):
    viewer, first, second = cast["pernille"], new_id(), new_id()
    access(viewer, "test.case.read", subject_type="cases.Case", subject_id=first)
    with psycopg.connect(house.admin_url) as admin:
        admin.execute("select pg_terminate_backend(%s)", [line._connection().info.backend_pid])
    access(viewer, "test.case.read", subject_type="cases.Case", subject_id=second)
    assert len(told(viewer, first)) == len(told(viewer, second)) == 1


def test_what_cannot_be_written_down_is_not_shown(cast, monkeypatch):
    line.hang_up()
    monkeypatch.setitem(connection.settings_dict, "NAME", "no_such_database")
    with pytest.raises(line.AccessNotWritten):
        access(cast["pernille"], "test.case.read")


def test_the_public_process_writes_no_access(house):
    from beredskab.kit import roles

    with psycopg.connect(house.url(roles.PUBLIC)) as public, pytest.raises(psycopg.Error, match="permission denied"):
        public.execute("select audit_access(gen_random_uuid(), gen_random_uuid(), null, 'x', '', null, '{}', null)")
