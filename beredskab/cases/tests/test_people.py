"""The people of a case: sealed, behind one click with a reason, and with what the 18th birthday changes."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from beredskab.audit.models import Event
from beredskab.cases.actions import access, people
from beredskab.cases.models import CasePerson, Indicator, LookupEntry, Note, Task
from beredskab.cases.queries.people import initials
from beredskab.cases.tests import situations
from beredskab.cases.tests import situations_after as after
from beredskab.kit.errors import DomainError, NotAllowed, NotFound
from beredskab.kit.vault import vault
from beredskab.kit.viewer import as_viewer
from beredskab.lib import crypto

GROWN = "010180-1234"
NAME = "Bertram Opdigtet"


def born_years_ago(years, days=0):
    today = timezone.localdate()
    return (today.replace(year=today.year - years, day=min(today.day, 28)) + timedelta(days=days)).isoformat()


def added(cast, kind="subject", **details):
    case = situations.a_case(cast)
    return case, people.add(by=cast["karen"], case_id=case.id, kind=kind, details={"name": NAME, **details})


def page(client, case):
    return client.get(reverse("cases:people", args=[case.id])).content.decode()


def test_the_page_shows_initials_and_never_a_name(cast, log_in):
    case, _ = added(cast, cpr=GROWN, note="Bor hos sin moster")
    text = page(log_in(cast["karen"]), case)
    assert "B. O." in text
    for hidden in ("Bertram", "Opdigtet", "010180", "moster"):
        assert hidden not in text


def test_names_are_shown_once_for_a_reason_that_the_log_keeps(cast, log_in):
    case, _ = added(cast, cpr=GROWN)
    karen, address = log_in(cast["karen"]), reverse("cases:people", args=[case.id])
    assert karen.post(address, {}).status_code == 422
    answer = karen.post(address, {"reason": "contact"})
    assert NAME in answer.content.decode() and GROWN in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert NAME not in page(karen, case)
    with as_viewer(cast["karen"]):
        told = Event.objects.get(event="cases.identity.read", subject_id=case.id)
        assert told.detail == {"reason": "contact"}
        assert not Event.objects.filter(detail__icontains="Bertram").exists()


@pytest.mark.parametrize("key", ["stine", "mette", "rasmus", "malik", "tina", "adam", "dorte", "poul", "nanna"])
def test_to_everybody_else_the_people_do_not_exist(cast, log_in, key):
    case, person = added(cast)
    client = log_in(cast[key])
    for name, args in (("people", [case.id]), ("person_add", [case.id]), ("person", [case.id, person.id])):
        assert client.get(reverse(f"cases:{name}", args=args)).status_code == 404
    assert client.post(reverse("cases:people", args=[case.id]), {"reason": "contact"}).status_code == 404
    with pytest.raises((NotAllowed, NotFound)):
        people.change(by=cast[key], case_id=case.id, person_id=person.id, kind="subject", details={"name": "X"})
    with as_viewer(cast[key]):
        assert not CasePerson.objects.filter(case=case).exists()


def test_a_social_worker_with_the_childs_section_sees_them_and_changes_nothing(cast, log_in):
    case, person = added(cast)
    rasmus, until = cast["rasmus"], timezone.now() + timedelta(days=3)
    access.give(by=cast["karen"], case_id=case.id, person_id=rasmus.person_id, reason="risk", until=until)
    client = log_in(rasmus)
    assert "B. O." in page(client, case)
    assert reverse("cases:person", args=[case.id, person.id]) not in page(client, case)
    assert client.get(reverse("cases:person_add", args=[case.id])).status_code == 404


def test_a_name_is_ciphertext_in_the_table(cast):
    _, person = added(cast, cpr=GROWN)
    with as_viewer(cast["karen"]):
        row = CasePerson.objects.get(id=person.id)
        entry = LookupEntry.objects.get(person=person)
        for sealed in (row.details, entry.names, entry.cpr_blind):
            assert b"Bertram" not in bytes(sealed) and b"010180" not in bytes(sealed)


def test_the_look_up_follows_the_person(cast):
    case, person = added(cast, cpr=GROWN, aliases="Bertie, B-Op")
    karen = cast["karen"]
    with as_viewer(karen):
        entry = LookupEntry.objects.get(person=person)
        key = vault().key(case.authority_id, case.id)
        assert key.open(entry, "names") == [NAME, "Bertie", "B-Op"]
        assert bytes(entry.cpr_blind) == crypto.blind(vault().index_key(case.authority_id), "0101801234")
    change = {"by": karen, "case_id": case.id, "person_id": person.id}
    people.change(**change, kind="subject", details={"name": "Bent Opdigtet"})
    with as_viewer(karen):
        entry = LookupEntry.objects.get(person=person)
        assert key.open(entry, "names") == ["Bent Opdigtet"] and entry.cpr_blind is None
    people.change(**change, kind="parent", details={"name": "Bent Opdigtet"})
    with as_viewer(karen):
        assert not LookupEntry.objects.filter(person=person).exists()


def test_a_child_gets_tasks_half_a_year_before_18_and_on_the_day(cast):
    case, person = added(cast, kind="child", born=born_years_ago(16))
    with as_viewer(cast["karen"]):
        before = Task.objects.get(case=case, kind="before_18", done_at__isnull=True)
        after = Task.objects.get(case=case, kind="turned_18", done_at__isnull=True)
        day = CasePerson.objects.get(id=person.id).adult_on
    assert person.is_child
    assert timezone.localdate(before.opened_at) == people.months_before(day, 6)
    assert timezone.localdate(after.opened_at) == day == timezone.localdate(before.stops_at)


def test_a_corrected_birthday_plans_anew_and_leaves_one_task(cast):
    case, person = added(cast, kind="child", born=born_years_ago(16))
    people.change(
        by=cast["karen"], case_id=case.id, person_id=person.id, kind="child",
        details={"name": NAME, "born": born_years_ago(12)},
    )  # fmt: skip
    with as_viewer(cast["karen"]):
        task = Task.objects.get(case=case, kind="turned_18", done_at__isnull=True)
        assert timezone.localdate(task.opened_at) == CasePerson.objects.get(id=person.id).adult_on


def test_half_a_year_before_is_a_day_that_exists():
    assert people.months_before(date(2030, 8, 31), 6) == date(2030, 2, 28)
    assert people.months_before(date(2030, 3, 15), 6) == date(2029, 9, 15)


def test_a_grown_person_has_no_tasks_and_an_age_band(cast):
    case, person = added(cast, cpr=GROWN)
    assert (person.is_child, person.adult_on) == (False, None)
    with as_viewer(cast["karen"]):
        assert not Task.objects.filter(case=case, kind__in=("before_18", "turned_18")).exists()
        assert Indicator.objects.get(case=case).age_band == "25_up"


def test_a_child_of_unknown_age_counts_as_one(cast):
    _, person = added(cast, kind="child")
    assert person.is_child and person.adult_on is None


@pytest.mark.parametrize(
    ("details", "field"),
    [({"name": "X", "cpr": "12345"}, "cpr"), ({"name": "X", "born": "2999-01-01"}, "born"), ({}, "name")],
)
def test_what_cannot_be_is_said_at_its_field(cast, details, field):
    case = situations.a_case(cast)
    with pytest.raises(DomainError) as refused:
        people.add(by=cast["karen"], case_id=case.id, kind="subject", details=details)
    assert refused.value.field == field


def test_a_refused_form_keeps_what_was_typed(cast, log_in):
    case = situations.a_case(cast)
    typed = {"kind": "subject", "name": "Asta Opdigtet", "cpr": "99", "save": "1"}
    answer = log_in(cast["karen"]).post(reverse("cases:person_add", args=[case.id]), typed)
    assert answer.status_code == 422 and "Asta Opdigtet" in answer.content.decode()
    with as_viewer(cast["karen"]):
        assert not CasePerson.objects.filter(case=case).exists()


def test_somebody_is_changed_after_a_reason(cast, log_in):
    case, person = added(cast, cpr=GROWN)
    karen, address = log_in(cast["karen"]), reverse("cases:person", args=[case.id, person.id])
    assert "Bertram" not in karen.get(address).content.decode()
    form = karen.post(address, {"reason": "correct"}).content.decode()
    assert NAME in form and GROWN in form
    saved = {"kind": "subject", "name": "Bertram Rettet", "cpr": GROWN, "save": "1"}
    assert karen.post(address, saved).status_code == 302
    assert "B. R." in page(karen, case)


def test_initials_say_no_more_than_letters():
    assert initials("Karl-Emil von Opdigtet") == "K. E. V. O."
    assert initials("  ") == ""


def test_a_note_is_written_on_the_timeline_and_sealed(cast, log_in):
    case = situations.a_case(cast)
    karen, address = log_in(cast["karen"]), reverse("cases:note", args=[case.id])
    assert karen.post(address, {"kind": "call", "text": "  "}).status_code == 422
    assert karen.post(address, {"kind": "talk", "text": "Talt med klasselæreren."}).status_code == 302
    assert "klasselæreren" in karen.get(reverse("cases:case", args=[case.id])).content.decode()
    assert log_in(cast["stine"]).get(address).status_code == 404
    with as_viewer(cast["karen"]):
        assert "klasselæreren".encode() not in bytes(Note.objects.get(case=case).text)


def test_a_case_manager_who_stands_in_adds_and_changes_people_and_a_part_does_not_do(cast, log_in):
    case, person = added(cast)
    mette, until = cast["mette"], timezone.now() + timedelta(days=3)
    new = {"kind": "parent", "name": "Mona Opdigtet", "save": "1"}
    address = reverse("cases:person_add", args=[case.id])
    access.give(by=cast["karen"], case_id=case.id, person_id=mette.person_id, reason="second", until=until)
    assert log_in(mette).post(address, new).status_code == 404
    access.give(by=cast["karen"], case_id=case.id, person_id=mette.person_id, reason="deputy", until=until)
    assert address in page(log_in(mette), case)
    assert log_in(mette).post(address, new).status_code == 302
    people.change(by=mette, case_id=case.id, person_id=person.id, kind="subject", details={"name": "Bo", "cpr": GROWN})
    with as_viewer(cast["karen"]):
        assert CasePerson.objects.filter(case=case).count() == 2
        assert LookupEntry.objects.get(person=person).cpr_blind is not None


def test_whoever_stands_in_sees_the_look_up_of_that_case_and_of_no_other(cast):
    case, _ = added(cast)
    other, _ = added(cast)
    mette, until = cast["mette"], timezone.now() + timedelta(days=3)
    with as_viewer(mette):
        assert not LookupEntry.objects.exists()
    access.give(by=cast["karen"], case_id=case.id, person_id=mette.person_id, reason="deputy", until=until)
    with as_viewer(mette):
        assert {one.case_id for one in LookupEntry.objects.all()} == {case.id} != {other.id}


@pytest.mark.parametrize("name", ["close", "move"])
def test_what_a_deputy_who_does_not_coordinate_may_not_do_is_said_instead_of_the_form(cast, log_in, name):
    case, mette = after.a_case_without_child_duties(cast), cast["mette"]
    until = timezone.now() + timedelta(days=3)
    access.give(by=cast["karen"], case_id=case.id, person_id=mette.person_id, reason="deputy", until=until)
    seen = log_in(mette).get(reverse(f"cases:{name}", args=[case.id])).content.decode()
    assert "Det er for en tovholder" in seen and 'name="version"' not in seen
    assert (
        "Det er for en tovholder"
        not in log_in(cast["karen"]).get(reverse(f"cases:{name}", args=[case.id])).content.decode()
    )
