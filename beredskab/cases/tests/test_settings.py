"""What each municipality sets for itself, and its own aids at the stations."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from beredskab.audit.models import Event
from beredskab.cases.actions import settings as actions
from beredskab.cases.forms.settings import GROUPS, SettingsForm
from beredskab.cases.models import CaseSettings, IntakeKey, StepAid
from beredskab.cases.queries import urgent
from beredskab.cases.queries.headers import settings_of
from beredskab.cases.tests import situations, situations_after
from beredskab.kit.errors import DomainError, NotAllowed
from beredskab.kit.viewer import as_viewer

PAGE = "cases:settings"


def posted(viewer, **changes):
    with as_viewer(viewer):
        own = settings_of(viewer.authority_id)
    values = {name: getattr(own, name) for name in actions.FIELDS} | changes
    return {name: value for name, value in values.items() if value is not False}


def word(*names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name in ("[Content_Types].xml", "word/document.xml", *names):
            made.writestr(name, "<x/>")
    return packed.getvalue()


def test_every_setting_stands_in_one_group_of_the_page():
    shown = [name for _, _, names in GROUPS for name in names]
    stored = {field.name for field in CaseSettings._meta.fields} - {"id", "created_at", "authority", "urgent"}
    assert sorted(shown) == sorted(stored) == sorted(actions.FIELDS)
    assert set(shown) == set(SettingsForm.base_fields)


@pytest.mark.parametrize("key", ["karen", "adam"])
def test_a_coordinator_or_administrator_changes_them_and_the_log_says_which(cast, log_in, key):
    client = log_in(cast[key])
    assert client.post(reverse(PAGE), posted(cast[key], clearance_days=3, saturday_counts=False)).status_code == 302
    with as_viewer(cast["karen"]):
        own = settings_of(cast["karen"].authority_id)
        assert (own.clearance_days, own.saturday_counts) == (3, False)
        told = Event.objects.get(event="cases.settings.changed")
        assert sorted(told.detail["fields"]) == ["clearance_days", "saturday_counts"]
        assert "3" not in str(told.detail)


@pytest.mark.parametrize("key", ["mette", "rasmus", "malik", "tina", "pernille", "dorte", "poul"])
def test_to_everybody_else_the_page_does_not_exist(cast, log_in, key):
    client = log_in(cast[key])
    assert client.get(reverse(PAGE)).status_code == 404
    assert client.post(reverse(PAGE), posted(cast["karen"], clearance_days=9)).status_code == 404
    with pytest.raises(NotAllowed):
        actions.change(by=cast[key], values={"clearance_days": 9})


def test_another_municipality_keeps_its_own(cast):
    actions.change(by=cast["karen"], values={"clearance_days": 9})
    with as_viewer(cast["nanna"]):
        assert settings_of(cast["nanna"].authority_id).clearance_days == 5
        assert not CaseSettings.objects.exists()


def test_a_number_that_makes_no_sense_is_said_at_its_field(cast, log_in):
    answer = log_in(cast["karen"]).post(reverse(PAGE), posted(cast["karen"], unread_hours=0))
    assert answer.status_code == 422 and "id_unread_hours_error" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "kind"), [(b"%PDF-1.7 opdigtet", actions.PDF), (word(), actions.DOCX)], ids=["pdf", "docx"]
)
def test_a_file_is_attached_by_its_content_and_downloaded_by_those_inside(cast, log_in, data, kind):
    karen = log_in(cast["karen"])
    posted = {
        "aid-station": "analysis", "aid-title": "Vurderingsværktøj", "aid-file": SimpleUploadedFile("x.exe", data),
    }  # fmt: skip
    assert karen.post(reverse("cases:aid_add"), posted).status_code == 302
    with as_viewer(cast["karen"]):
        aid = StepAid.objects.get()
    address = reverse("cases:aid", args=[aid.id])
    got = log_in(cast["rasmus"]).get(address)
    assert (got.content, got["Content-Type"]) == (data, kind)
    assert got["Content-Disposition"].startswith("attachment") and got["X-Content-Type-Options"] == "nosniff"
    for key in ("pernille", "poul", "nanna"):
        assert log_in(cast[key]).get(address).status_code == 404


@pytest.mark.parametrize(
    "data",
    [b"<html>", b"PK\x03\x04 og saa ikke mere", word("word/vbaProject.bin"), b"%PDF-" + b"x" * actions.LARGEST],
    ids=["html", "broken", "macros", "large"],
)
def test_other_files_are_refused_at_the_field(cast, data):
    with pytest.raises(DomainError) as refused:
        actions.add_aid(by=cast["karen"], station="analysis", title="X", file=data)
    assert refused.value.field == "file"


def test_an_aid_stands_at_its_station_until_it_is_removed(cast, log_in):
    case, karen = situations.a_case(cast), log_in(cast["karen"])
    station = reverse("cases:case", args=[case.id])
    posted = {"aid-station": "assessment", "aid-title": "Vores procedure", "aid-url": "https://eksempel.invalid/p"}
    karen.post(reverse("cases:aid_add"), posted)
    assert "https://eksempel.invalid/p" in karen.get(station).content.decode()
    with as_viewer(cast["karen"]):
        aid = StepAid.objects.get()
    assert karen.post(reverse("cases:aid_remove", args=[aid.id])).status_code == 302
    assert "Vores procedure" not in karen.get(station).content.decode()


def test_an_aid_is_a_link_or_a_file_and_not_both(cast, log_in):
    posted = {"aid-station": "analysis", "aid-title": "Intet"}
    assert log_in(cast["karen"]).post(reverse("cases:aid_add"), posted).status_code == 422


def test_the_key_is_changed_and_taken_out_of_use_on_the_page(cast, log_in):
    karen = log_in(cast["karen"])
    assert karen.post(reverse("cases:intake_key", args=["ny"])).status_code == 302
    assert karen.post(reverse("cases:intake_key", args=["ny"])).status_code == 302
    assert karen.post(reverse("cases:intake_key", args=["ryd"])).status_code == 302
    assert karen.post(reverse("cases:intake_key", args=["luk"])).status_code == 302
    with as_viewer(cast["karen"]):
        assert not IntakeKey.objects.filter(retired_at__isnull=True).exists()
    assert karen.get(reverse(PAGE)).status_code == 200


def test_a_municipality_names_its_own_functions_and_they_stand_where_one_decides(cast, log_in):
    case = situations_after.handed_over(cast)
    own = {"urgent-school": " Viceskoleleder ", "urgent-out-of-hours": "Vagthavende i Midtby"}
    karen = log_in(cast["karen"])
    assert karen.post(reverse("cases:settings_urgent"), own).status_code == 302
    assert 'value="Viceskoleleder"' in karen.get(reverse(PAGE)).content.decode()
    rasmus = log_in(cast["rasmus"])
    decide = reverse("cases:decide", args=[case.id])
    version = situations.version_of(cast["karen"], case)
    assert rasmus.post(decide, {"act": "accept", "version": version}).status_code == 302
    page = rasmus.get(decide).content.decode()
    assert "Vagthavende i Midtby" in page
    assert "Den sociale døgnvagt</strong>" not in page
    with as_viewer(cast["karen"]):
        told = Event.objects.get(event="cases.settings.urgent")
        assert sorted(told.detail["fields"]) == ["out-of-hours", "school"]
        assert "Midtby" not in str(told.detail)


def test_an_emptied_function_is_ours_again_and_other_rows_stay(cast):
    karen = cast["karen"]
    actions.name_functions(by=karen, own={"school": "Viceskoleleder", "no-coordinator": "Vagtchef"})
    actions.name_functions(by=karen, own={"school": " "})
    with as_viewer(karen):
        rows = {row.id: row for row in urgent.table(karen)}
        assert not rows["school"].local
        assert (rows["no-coordinator"].function, rows["no-coordinator"].local) == ("Vagtchef", True)


@pytest.mark.parametrize("row", ["danger", "police-handle", "admission", "invented"])
def test_what_the_law_settles_is_nobodys_setting(cast, row):
    with pytest.raises(DomainError):
        actions.name_functions(by=cast["karen"], own={row: "Borgmesteren"})
    with pytest.raises(DomainError):
        actions.name_functions(by=cast["karen"], own={"school": "x" * 161})


def test_a_row_that_was_stored_and_is_no_setting_any_more_falls_back_to_ours(cast):
    karen = cast["karen"]
    actions.name_functions(by=karen, own={"school": "Viceskoleleder"})
    with as_viewer(karen):
        CaseSettings.objects.update(urgent={"danger": "Borgmesteren", "gone": "Ingen"})
        assert not any(row.local for row in urgent.table(karen))


def test_only_those_who_set_name_the_functions(cast, log_in):
    for key in ("mette", "rasmus", "poul"):
        answer = log_in(cast[key]).post(reverse("cases:settings_urgent"), {"urgent-school": "X"})
        assert answer.status_code == 404
        with pytest.raises(NotAllowed):
            actions.name_functions(by=cast[key], own={"school": "X"})
