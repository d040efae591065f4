"""The inbox behind a receipt. The receipt is posted each time: it stands in no address and no cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.cases.actions.reporting import somebody, write_back
from beredskab.cases.forms.receipts import MessageForm, ReceiptForm
from beredskab.cases.intake import guide
from beredskab.cases.queries import door
from beredskab.cases.queries.receipts import Inbox, inbox
from beredskab.cases.views.shared import done
from beredskab.lib.receipts import Receipt


@require_http_methods(["GET", "HEAD", "POST"])
def by_receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Type the receipt; then what was sent, the messages both ways, and a field for the next one."""
    here, form = door.door(code), ReceiptForm(request.POST or None)
    if form.is_valid():
        receipt = form.cleaned_data["receipt"]
        found: list[Inbox] = []
        if done(form, lambda: found.append(inbox(receipt))):
            return _opened(request, here.code, receipt, found[0])
    context = {"here": here, "form": form}
    return render(request, "cases/intake/ask_receipt.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, code: str, receipt: Receipt, found: Inbox) -> HttpResponse:
    writes = "text" in request.POST
    form = MessageForm(request.POST if writes else None)
    text = form.cleaned_data["text"] if writes and form.is_valid() else ""
    by = somebody(found.authority_id)
    sent = bool(text) and (
        found.ends_with(text)  # a second click, or the page loaded anew
        or done(form, lambda: write_back(by=by, receipt=receipt, key=found.key, report_id=found.report_id, text=text))
    )
    context = {
        "here": door.door(code),
        "receipt": receipt.text,
        "inbox": inbox(receipt) if sent else found,
        "answers": guide.told(found.answers),
        "form": MessageForm() if sent else form,
        "sent": sent,
    }
    return render(request, "cases/intake/inbox.html", context, status=422 if form.errors else 200)


@require_POST
def save(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt as a small text file that says no more than it must."""
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return render(request, "cases/intake/ask_receipt.html", {"here": door.door(code), "form": form}, status=422)
    headers = {"Content-Disposition": 'attachment; filename="kvittering.txt"'}
    address = request.build_absolute_uri("..")
    body = f"{form.cleaned_data['receipt'].text}\n{address}\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8", headers=headers)
