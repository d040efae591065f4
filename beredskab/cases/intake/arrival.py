"""What a request says of its sender and its size; used for a moment, kept nowhere."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from beredskab.cases.intake import work
from beredskab.cases.intake.rate import RATES
from beredskab.cases.intake.submission import Door

DRAINED_BYTES = 4 * settings.MAX_UPLOAD_BYTES


def is_flood(request: HttpRequest, door: Door) -> bool:
    """Count a report, and say whether it is to be held for review."""
    proof = request.POST.get("proof", "")
    return RATES.is_flood(
        door.code, sender(request), per_hour=door.flood_per_hour, proof=proof, proved=work.is_done(door.code, proof)
    )


def sender(request: HttpRequest) -> str:
    """The address that the nearest proxy of ours saw, or the peer's where there is none."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def too_big(request: HttpRequest) -> bool:
    """Whether the files were more than memory is given: then they are not read, and the text is."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if settings.MAX_UPLOAD_BYTES < size < DRAINED_BYTES:
        len(request.FILES)  # read to the end, or the browser shows its own error and the writer's text is gone
    return size > settings.MAX_UPLOAD_BYTES
