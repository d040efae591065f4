"""The recommendation as one form: what is typed anywhere in it is saved whatever button is pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beredskab.cases.forms.fields import DayField, line, lines, select, to_mend, wanted
from beredskab.cases.infohus import FOR_WHOM, Content, Measure
from beredskab.interventions.dimensions import RISK, WELLBEING

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]
MOST: Final = 30
CHOICES: Final = {"class": "form-select"}


class MeasureForm(forms.Form):
    """One measure, from the catalogue or in own words. An empty one is left out."""

    intervention = forms.ChoiceField(
        label=gettext_lazy("From the catalogue"), required=False, widget=forms.Select(attrs=CHOICES)
    )
    what = lines(
        gettext_lazy("In your own words"),
        rows=2,
        required=False,
        help_text=gettext_lazy("What exactly, and what it should change."),
    )
    for_whom = forms.ChoiceField(
        label=gettext_lazy("For whom?"), choices=list(FOR_WHOM.items()), initial="person",
        widget=forms.Select(attrs=CHOICES),
    )  # fmt: skip
    to = line(gettext_lazy("To which authority or unit?"), longest=160, required=False)
    by = DayField(label=gettext_lazy("By when?"), required=False)
    out = forms.BooleanField(label=gettext_lazy("Take this one out"), required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, groups: Groups = (), kept: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {value: name for _title, rows in groups for value, name in rows}
        field = self.fields["intervention"]
        assert isinstance(field, forms.ChoiceField)
        # What was chosen once stays to be chosen, also when the catalogue has retired it.
        gone = [(value, name) for value, name in (kept or {}).items() if value not in self.names]
        self.names = {**dict(gone), **self.names}
        field.choices = [("", _("In own words only")), *([(_("Chosen before"), gone)] if gone else []), *groups]

    def measure(self) -> Measure | None:
        """The measure; None where nothing stands or it is to be taken out."""
        data = self.cleaned_data
        if data.get("out") or not (data.get("intervention") or data.get("what", "").strip()):
            return None
        return Measure(
            what=data["what"].strip(),
            intervention=data["intervention"],
            name=self.names.get(data["intervention"], ""),
            for_whom=data["for_whom"] or "person",
            to=data["to"].strip(),
            by=data["by"].isoformat() if data["by"] else "",
        )


MeasureSet = forms.formset_factory(MeasureForm, extra=1, max_num=MOST, absolute_max=MOST)


class RecommendationForm(forms.Form):
    """Problems, resources, dimensions and surroundings; the measures are forms of their own beside it."""

    problems = lines(
        gettext_lazy("The main problems"), rows=5, required=False,
        help_text=gettext_lazy("What it is about when all is weighed together. Write also what you do not know."),
    )  # fmt: skip
    resources = lines(
        gettext_lazy("Resources: what carries"), rows=4, required=False,
        help_text=gettext_lazy("In the person, the family, school or work, and among others around."),
    )  # fmt: skip
    dimensions = forms.MultipleChoiceField(
        label=gettext_lazy("What to work on"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in (*RISK, *WELLBEING)],
        help_text=gettext_lazy("The catalogue below shows first what can work on these."),
    )  # fmt: skip
    surroundings = lines(
        gettext_lazy("The surroundings"), rows=4, required=False,
        help_text=gettext_lazy("What parents, siblings and others need for their own sake."),
    )  # fmt: skip
    was = forms.CharField(widget=forms.HiddenInput, max_length=64)
    use_required_attribute = False

    def __init__(self, content: Content, was: str, groups: Groups, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={**content, "was": was})
        for name in ("problems", "resources"):
            wanted(self.fields[name])
        kept = {one["intervention"]: one["name"] for one in content["measures"] if one["intervention"]}
        self.measures: Any = MeasureSet(
            data, initial=[dict(one) for one in content["measures"]], prefix="measure",
            form_kwargs={"groups": groups, "kept": kept},
        )  # fmt: skip

    def is_valid(self) -> bool:
        """The text and the measures, so that all that is wrong is said at once."""
        both = [super().is_valid(), not self.is_bound or self.measures.is_valid()]
        return all(both)

    @property
    def parts_to_mend(self) -> list[forms.BaseForm]:
        """The measures with something to mend, for the summary above the form."""
        return to_mend(self.measures)

    def content(self) -> Content:
        """The text as it will be kept."""
        data = self.cleaned_data
        found = [one.measure() for one in self.measures.forms]
        return Content(
            problems=data["problems"].strip(),
            resources=data["resources"].strip(),
            dimensions=[code for code in (*RISK, *WELLBEING) if code in data["dimensions"]],
            measures=[one for one in found if one is not None],
            surroundings=data["surroundings"].strip(),
        )


class SecondForm(forms.Form):
    """Which colleague is asked to say yes."""

    person = forms.ChoiceField()
    use_required_attribute = False

    def __init__(self, people: Sequence[tuple[str, str]], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["person"] = select(
            gettext_lazy("Who?"), people, error_messages={"required": gettext_lazy("Choose a colleague.")}
        )


class ReturnForm(forms.Form):
    """What the second person cannot stand for."""

    remark = lines(
        gettext_lazy("What would have to be different?"), rows=3,
        error_messages={"required": gettext_lazy("Write what would have to be different.")},
    )  # fmt: skip
    use_required_attribute = False
