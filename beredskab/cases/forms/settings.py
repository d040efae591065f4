"""Forms: the municipality's own settings and aids. Everything here is local and says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from beredskab.cases.actions.settings import FUNCTION
from beredskab.cases.forms.fields import line, radios, select
from beredskab.cases.stations import STATIONS
from beredskab.frameworks.law.urgent import UrgentPower

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise

MODELS: Final = (
    ("coordinators", _("The two coordinators lead, and others are called in by need")),
    ("ad_hoc", _("A cross-cutting group meets when there is a concern")),
    ("standing", _("A cross-cutting group has fixed meetings")),
)
SECONDS: Final = (
    ("other_unit", _("Somebody from another unit or authority")),
    ("manager", _("Also a manager or deputy of the same unit (small municipality)")),
)
GROUPS: Final[tuple[tuple[Text, Text, tuple[str, ...]], ...]] = (
    (
        _("Concerns in writing"),
        _(
            "What citizens and professionals meet. Closed, the guide still shows where to turn by telephone. The"
            " form for notifications (§ 133) stands among the contact points."
        ),
        ("intake_open", "reads_when", "flood_per_hour"),
    ),
    (
        _("Local deadlines"),
        _("No law sets these. They date the tasks on the list, and always stand there as local."),
        ("unread_hours", "clearance_days", "gathering_days", "decision_days", "return_days", "status_weeks"),
    ),
    (
        _("How you work together"),
        _("Agree on it with the police before you change it."),
        ("model", "second_person", "saturday_counts"),
    ),
    (
        _("Afterwards"),
        _("Nothing is destroyed by itself. These give the day on which you are asked to decide."),
        ("unfounded_lookup_months", "retention_years", "kle_number"),
    ),
)


def _number(label: Text, least: int, most: int, help_text: Text = "") -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "form-input input-width-xs", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=help_text, widget=widget)


class SettingsForm(forms.Form):
    """One field for each setting, in four groups."""

    intake_open = forms.BooleanField(
        label=_("Concerns can be sent in writing"), required=False,
        help_text=_("Needs a key as well, further down on this page."),
    )  # fmt: skip
    reads_when = line(
        _("Who reads, and when"), required=False, longest=300,
        help_text=_("Shown before anybody writes. For instance: the SSP team, weekdays 8 to 15."),
    )  # fmt: skip
    flood_per_hour = _number(
        _("More reports in an hour than this are shown together"), 1, 1000,
        _("Nothing is lost or refused. A flood only gets one line on the list instead of many."),
    )  # fmt: skip
    unread_hours = _number(_("Hours until an unread report goes to a second person"), 1, 168)
    clearance_days = _number(_("Days until the police are reminded"), 1, 60)
    gathering_days = _number(_("Days for gathering"), 1, 120)
    decision_days = _number(_("Days until the receiver of a recommendation is reminded"), 1, 120)
    return_days = _number(_("Days until the receiver of a return flow is reminded"), 1, 60)
    status_weeks = _number(_("Weeks between status rounds"), 1, 52)
    model = radios(_("Who leads Infohus in the municipality"), MODELS)
    second_person = radios(_("Who may be the second person"), SECONDS)
    saturday_counts = forms.BooleanField(
        label=_("Count Saturdays when six weekdays are counted (barnets lov § 138)"), required=False,
        help_text=_("Counted so, the deadline is earlier, and you are safe. Without, it is one working day later."),
    )  # fmt: skip
    unfounded_lookup_months = _number(
        _("Months that an unfounded concern is found as an earlier contact"), 0, 60,
        _("Afterwards nobody is told of it when a new concern comes."),
    )  # fmt: skip
    retention_years = _number(_("Years from the close until you decide on storage"), 1, 30)
    kle_number = line(
        _("KLE number"), required=False, longest=20, help_text=_("Written on what is handed to your record system.")
    )

    def groups(self) -> Iterator[tuple[Text, Text, list[BoundField]]]:
        """Heading, one line on what it is, and the fields."""
        for title, what, names in GROUPS:
            yield title, what, [self[name] for name in names]


class UrgentForm(forms.Form):
    """One line for each row that the municipality may settle; ours holds where nothing is written."""

    use_required_attribute = False

    def __init__(self, rows: Sequence[UrgentPower], own: Mapping[str, str], data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="urgent")
        for row in rows:
            where = f"{row.authority_name}, {row.paragraph}" if row.paragraph else row.authority_name
            self.fields[row.id] = line(
                row.decision, required=False, longest=FUNCTION, initial=own.get(row.id, ""),
                help_text=_("%(where)s. If you write nothing: %(function)s") % {
                    "where": where, "function": row.function
                },
            )  # fmt: skip


class AidForm(forms.Form):
    """An official text at a station: an address, or a file."""

    station = forms.ChoiceField()  # of the stations
    title = line(_("What it is called"))
    url = forms.URLField(
        label=_("Address"), required=False, assume_scheme="https", widget=forms.URLInput(attrs={"class": "form-input"})
    )
    file = forms.FileField(
        label=_("Or a file"), required=False, help_text=_("PDF or Word, at most 5 MB. It must not name any citizen."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )  # fmt: skip

    def clean_file(self) -> bytes:
        """The content: the name is not kept."""
        given: UploadedFile[bytes] | None = self.cleaned_data["file"]
        return given.read() if given else b""

    def __init__(self, data: QueryDict | None = None, files: Any = None) -> None:
        super().__init__(data, files, prefix="aid")
        stations = [(code, str(one.title)) for code, one in STATIONS.items()]
        self.fields["station"] = select(_("At which station"), stations)
