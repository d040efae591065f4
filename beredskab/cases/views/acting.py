"""Pages with several small forms: each is an act, told apart by the button's hidden `act`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict

from beredskab.cases.views.shared import done

METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Act:
    """One form of a page, the action that it runs, and what is said afterwards."""

    make: Callable[[QueryDict | None], Any]
    write: Callable[[Mapping[str, Any]], Any]
    said: str


@dataclass(frozen=True, slots=True)
class Acted:
    """The forms of a page by name. `done` when the posted one held and its action ran."""

    forms: Mapping[str, forms.Form]
    name: str
    done: bool

    @property
    def status(self) -> int:
        """422 for a page that shows what was refused."""
        return 422 if self.name else 200


def acted(request: HttpRequest, acts: Mapping[str, Act]) -> Acted:
    """Bind the form that was posted and run its action; the others stay as they begin. Raises NotFound."""
    name = request.POST.get("act", "?") if request.method == "POST" else ""
    made = {one: act.make(request.POST if one == name else None) for one, act in acts.items()}
    for one, form in made.items():
        form.auto_id = f"{one}_%s"
    form = made.get(name)
    ran = form is not None and form.is_valid() and done(form, lambda: acts[name].write(form.cleaned_data))
    if ran:
        messages.success(request, acts[name].said)
    return Acted(made, name, ran)


def version_of(request: HttpRequest) -> int:
    """The case's version that the posted form was drawn from; the page always shows the newest."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
