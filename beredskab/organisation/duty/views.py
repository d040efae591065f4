"""The page of the duty rota."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.kit.http import shown_at_field, viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.organisation.duty import actions, queries
from beredskab.organisation.duty.forms import DutyForm
from beredskab.organisation.duty.permissions import refuse_keeping_the_rota, refuse_seeing_the_rota
from beredskab.organisation.permissions import may, require


@require_http_methods(["GET", "HEAD", "POST"])
def rota(request: HttpRequest) -> HttpResponse:
    """Who is on duty now and in the coming time; add a span."""
    viewer, now = viewer_of(request), timezone.now()
    keeps = may(refuse_keeping_the_rota(viewer))
    require((refuse_keeping_the_rota if request.method == "POST" else refuse_seeing_the_rota)(viewer))
    people = queries.choices(viewer)
    form = DutyForm(request.POST or None, people)
    if form.is_valid() and _added(form, viewer):
        return redirect("organisation:rota")
    spans = [{"duty": one, "now": one.starts_at <= now} for one in queries.coming(viewer, now)]
    context = {
        "spans": spans, "covered": any(span["now"] for span in spans), "form": form, "people": people, "keeps": keeps,
    }  # fmt: skip
    return render(request, "organisation/rota.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """End a span, or take it off."""
    actions.end_duty(by=viewer_of(request), duty_id=duty_id)
    return redirect("organisation:rota")


def _added(form: DutyForm, viewer: Viewer) -> bool:
    values = form.cleaned_data
    return shown_at_field(
        form,
        lambda: actions.add_duty(
            by=viewer, person_id=UUID(values["person"]), starts_at=values["starts_at"], ends_at=values["ends_at"]
        ),
    )
