import pytest

from beredskab.audit.actions import record
from beredskab.audit.models import Event
from beredskab.kit import actions
from beredskab.kit.actions import AuditMissing, action
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import as_viewer
from beredskab.organisation.models import Unit


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    monkeypatch.setattr(actions, "_registry", {})


def test_an_action_that_leaves_no_audit_row_is_undone(cast):
    @action(event="test.unit.made")
    def forgetful(*, by):
        Unit.objects.create(authority_id=by.authority_id, name="Glemt")

    with pytest.raises(AuditMissing):
        forgetful(by=cast["pernille"])
    with as_viewer(cast["pernille"]):
        assert not Unit.objects.filter(name="Glemt").exists()


def test_an_action_writes_in_the_scope_of_who_acts_and_leaves_a_row(cast):
    @action(event="test.unit.made")
    def make(*, by, name):
        unit = Unit.objects.create(authority_id=by.authority_id, name=name)
        record(by=by, event="test.unit.made", subject=unit)
        return unit

    made = make(by=cast["niels"], name="Ny")
    assert made.authority_id == cast["niels"].authority_id
    with as_viewer(cast["niels"]):
        assert Event.objects.get(subject_id=made.id).person_id == cast["niels"].person_id


def test_what_an_action_refuses_is_undone_with_its_audit_row(cast):
    @action(event="test.unit.made")
    def refuse(*, by):
        unit = Unit.objects.create(authority_id=by.authority_id, name="Afvist")
        record(by=by, event="test.unit.made", subject=unit)
        raise DomainError("no", "Nej")

    with as_viewer(cast["pernille"]):
        before = Event.objects.count()
        with pytest.raises(DomainError):
            refuse(by=cast["pernille"])
        assert not Unit.objects.filter(name="Afvist").exists()
        assert Event.objects.count() == before


def test_an_action_is_keyword_only_and_knows_who_acts():
    with pytest.raises(TypeError, match="keyword-only"):
        action(event="test.a.b")(lambda by: None)
    with pytest.raises(TypeError, match="keyword-only"):
        action(event="test.a.c")(lambda *, name: None)


def test_two_actions_cannot_write_the_same_event():
    action(event="test.a.b")(lambda *, by: None)
    with pytest.raises(TypeError, match="two actions"):
        action(event="test.a.b")(lambda *, by: None)
