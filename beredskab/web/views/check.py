"""The check online. Stores nothing: the file lives in memory until the answer is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from beredskab.documents.errors import ReadError
from beredskab.documents.sandbox import place
from beredskab.web import words
from beredskab.web.check import downloading, reading
from beredskab.web.check.presenting import present
from beredskab.web.navigation import address, is_work

NDJSON = "application/x-ndjson"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponseBase:
    """The drop zone, and the answer to what was dropped: a page, or lines of progress for the script."""
    if request.method != "POST":
        return render(request, "web/check.html", {"error": ""})
    if request.headers.get("Accept") == NDJSON:
        return StreamingHttpResponse(_lines(request, words.lang()), content_type=NDJSON)
    try:
        files = reading.uploads(request)
        with place():
            context = _context(reading.read(files))
    except ReadError as error:
        return render(request, "web/check.html", {"error": _sentence(error)}, status=_status(error))
    return render(request, "web/check_result.html", context)


@never_cache
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """The answer as a file. The page sends the text back, because we have not kept it."""
    try:
        found = reading.unpack(request.POST.get("document", ""))
        with place():
            report = reading.examine(found)
    except ReadError as error:
        return render(request, "web/check.html", {"error": _sentence(error)}, status=_status(error))
    judgements = {key[6:]: str(value) for key, value in request.POST.items() if key.startswith("agree-")}
    file = downloading.file(report, request.POST.get("format", "html"), judgements)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.data, content_type=file.content_type, headers=headers)


def _lines(request: HttpRequest, lang: str) -> Iterator[str]:
    # The body is made after the middleware is done, so the language is set anew.
    with translation.override(lang):
        try:
            files = reading.uploads(request)
            yield _line(
                step=ngettext("Reading the file", "Reading %(count)s files", len(files)) % {"count": len(files)}
            )
            with place():
                found = reading.read(files)
                yield _line(step=_("Found %(count)s passages of text") % {"count": len(found.document.blocks)})
                yield _line(step=_("Looking for what the law, the guidance and the concept ask for"))
                html = render_to_string("web/check_answer.html", _context(found), request)
        except ReadError as error:
            yield _line(error=_sentence(error))
            return
        yield _line(html=html)


def _context(found: reading.Reading) -> dict[str, object]:
    answer = present(found, reading.examine(found))
    return {"answer": answer, "work": is_work(), "import_url": address("plans:import_checked")}


def _line(**data: str) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"


def _sentence(error: ReadError) -> str:
    message = error.message(words.lang())
    return f"{error.file}: {message}" if error.file else message


def _status(error: ReadError) -> int:
    return 503 if error.code == "busy" else 400
