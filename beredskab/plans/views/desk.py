"""The desk: a section's text, what it should cover, comments, versions, and what to do when two wrote at once."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beredskab.documents import markdown, schema
from beredskab.documents.model import Block, to_json
from beredskab.kit.errors import DomainError, NotFound
from beredskab.kit.http import viewer_of
from beredskab.kit.viewer import Viewer
from beredskab.plans import permissions, policies, text
from beredskab.plans.actions import reviewing, writing
from beredskab.plans.forms import CommentForm
from beredskab.plans.queries import desk as desks
from beredskab.plans.queries import sections
from beredskab.plans.views import shared


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, edition_id: UUID, section_id: UUID) -> HttpResponse:
    """The desk at one section; a post is the form without script, which speaks Markdown."""
    viewer = shared.reader(request)
    if request.method == "POST":
        return _save_form(request, viewer, edition_id, section_id)
    desk = desks.desk(viewer, section_id)
    return render(request, "plans/desk.html", _context(viewer, desk))


@require_POST
def save(request: HttpRequest, edition_id: UUID, section_id: UUID) -> HttpResponse:
    """Autosave: `{base_version, doc}` in; the new version, who is here and what is covered out. 409 on a conflict."""
    viewer = viewer_of(request)
    try:
        data = json.loads(request.body)
        base, doc = int(data["base_version"]), data["doc"]
        if doc is not None:
            saved = writing.save(by=viewer, section_id=section_id, base_version=base, blocks=schema.received(doc))
            if saved.conflict:
                return JsonResponse(
                    {"conflict_url": _conflict_url(edition_id, section_id, saved.version.number)}, status=409
                )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return JsonResponse({"message": _("The text could not be read. Copy it, and load the page again.")}, status=422)
    except DomainError as error:
        return JsonResponse({"message": str(error.message)}, status=error.status)
    found = sections.section(viewer, section_id)
    writing.note_presence(by=viewer, section=found)
    return JsonResponse(_pulse(request, viewer, section_id))


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, edition_id: UUID, section_id: UUID, number: int) -> HttpResponse:
    """Both texts side by side and three plain choices. The text kept aside stays whatever is chosen."""
    viewer = shared.reader(request)
    found = sections.section(viewer, section_id)
    mine, theirs, changes = desks.conflict(viewer, found, number)
    if request.method == "POST":
        return _settle(request, viewer, found.id, edition_id, text.load(mine.canonical), text.load(theirs.canonical))
    context = {
        "edition": found.edition,
        "section": found,
        "mine": mine,
        "is_own": mine.author_id == viewer.person_id,
        "theirs": theirs,
        "mine_html": shared.shown(text.load(mine.canonical), 2),
        "theirs_html": shared.shown(text.load(theirs.canonical), 2),
        "changes": changes,
        "crumbs": shared.crumbs((str(found), reverse("plans:section", args=[edition_id, section_id])), _("Two texts")),
    }
    return render(request, "plans/conflict.html", context)


@require_POST
def done(request: HttpRequest, edition_id: UUID, section_id: UUID) -> HttpResponse:
    """Mark the section ready, or take the mark away."""
    writing.mark_done(by=viewer_of(request), section_id=section_id, done=request.POST.get("done") == "1")
    return redirect("plans:section", edition_id, section_id)


@require_POST
def comment(request: HttpRequest, edition_id: UUID, section_id: UUID) -> HttpResponse:
    """A comment; nothing typed is lost when it cannot be taken."""
    viewer = viewer_of(request)
    form = CommentForm(request.POST)
    if form.is_valid():
        reviewing.comment(by=viewer, section_id=section_id, text=form.cleaned_data["text"], anchor=form.anchor())
        return redirect(f"{reverse('plans:section', args=[edition_id, section_id])}#kommentarer")
    return render(request, "plans/desk.html", _context(viewer, desks.desk(viewer, section_id), form), status=422)


@require_POST
def resolve(request: HttpRequest, edition_id: UUID, section_id: UUID, comment_id: UUID) -> HttpResponse:
    """A comment is dealt with."""
    reviewing.resolve(by=viewer_of(request), comment_id=comment_id)
    return redirect(f"{reverse('plans:section', args=[edition_id, section_id])}#kommentarer")


@require_safe
def versions(request: HttpRequest, edition_id: UUID, section_id: UUID) -> HttpResponse:
    """The saved texts of a section; `?version=` shows one against the text before it, or against `?against=`."""
    viewer = shared.reader(request)
    found = sections.section(viewer, section_id)
    milestones = sections.milestones(sections.versions(viewer, found))
    chosen, against = _pair(request, [one.number for one in milestones])
    shown = sections.version(viewer, found, chosen) if chosen else None
    before = sections.version(viewer, found, against) if against else None
    context = {
        "edition": found.edition,
        "section": found,
        "versions": milestones,
        "shown": shown,
        "against": against,
        "changes": desks.differences(before, shown) if shown else (),
        "may_write": bool(permissions.may_write(viewer)) and bool(policies.can_be_written(found.edition.state)),
        "crumbs": shared.crumbs((str(found), reverse("plans:section", args=[edition_id, section_id])), _("Versions")),
    }
    return render(request, "plans/versions.html", context)


@require_POST
def restore(request: HttpRequest, edition_id: UUID, section_id: UUID, number: int) -> HttpResponse:
    """Take an earlier text again, as a new version on top."""
    viewer = viewer_of(request)
    found = sections.section(viewer, section_id)
    old, current = sections.version(viewer, found, number), sections.current(found)
    base = current.number if current else 0
    writing.save(by=viewer, section_id=section_id, base_version=base, blocks=text.load(old.canonical))
    messages.success(request, _("Version %(number)s is the text again.") % {"number": number})
    return redirect("plans:section", edition_id, section_id)


def _save_form(request: HttpRequest, viewer: Viewer, edition_id: UUID, section_id: UUID) -> HttpResponse:
    old = sections.current(sections.section(viewer, section_id))
    before = text.load(old.canonical) if old else ()
    blocks = markdown.keep_ids(before, markdown.parse(request.POST.get("markdown", "")))
    base = _chosen(request.POST.get("base_version"), 0)
    try:
        saved = writing.save(by=viewer, section_id=section_id, base_version=base, blocks=blocks)
    except DomainError as error:
        if error.field != "markdown":
            raise
        # Rolled back by the action; what was typed stands in the field again, below what to do.
        typed = {"markdown": request.POST["markdown"], "markdown_error": error.message}
        context = _context(viewer, desks.desk(viewer, section_id)) | typed
        return render(request, "plans/desk.html", context, status=422)
    if saved.conflict:
        return redirect(_conflict_url(edition_id, section_id, saved.version.number))
    messages.success(request, _("Saved."))
    return redirect("plans:section", edition_id, section_id)


def _settle(
    request: HttpRequest,
    viewer: Viewer,
    section_id: UUID,
    edition_id: UUID,
    mine: tuple[Block, ...],
    theirs: tuple[Block, ...],
) -> HttpResponse:
    choices = {"mine": mine, "theirs": theirs, "both": desks.both(theirs, mine)}
    chosen = choices.get(request.POST.get("keep", ""))
    if chosen is None:
        raise NotFound("no_such_choice", "")
    if chosen is not theirs:
        base = _chosen(request.POST.get("base_version"), 0)
        saved = writing.save(by=viewer, section_id=section_id, base_version=base, blocks=chosen)
        if saved.conflict:
            return redirect(_conflict_url(edition_id, section_id, saved.version.number))
    messages.success(request, _("Done. The other text is kept under versions."))
    return redirect("plans:section", edition_id, section_id)


def _context(viewer: Viewer, desk: desks.Desk, form: CommentForm | None = None) -> dict[str, object]:
    here = desk.here
    edition = _("Edition %(number)s") % {"number": desk.edition.number}
    return {
        **_rights(viewer, desk),
        "desk": desk,
        "edition": desk.edition,
        "here": here,
        "doc_json": to_json(here.blocks),
        "markdown": markdown.render(here.blocks),
        "markdown_error": "",
        "html": shared.shown(here.blocks, 1),
        "comment_form": form or CommentForm(),
        "comment_anchors": json.dumps([one.anchor for one in desk.comments if one.anchor and not one.resolved_at]),
        "crumbs": shared.crumbs((edition, reverse("plans:edition", args=[desk.edition.id])), str(here.section)),
    }


def _pair(request: HttpRequest, numbers: list[int]) -> tuple[int, int]:
    """The version asked for (the newest unless said) and the one to hold it against (the one before)."""
    chosen = _chosen(request.GET.get("version"), numbers[0] if numbers else 0)
    return chosen, _chosen(request.GET.get("against"), max((one for one in numbers if one < chosen), default=0))


def _rights(viewer: Viewer, desk: desks.Desk) -> dict[str, object]:
    """What this person may do at this desk, and why not more."""
    state = desk.edition.state
    writable, may_write = policies.can_be_written(state), permissions.may_write(viewer)
    reason = "" if may_write else _("You can read and comment. Those who write the plan change the text.")
    return {
        "may_write": bool(may_write and writable),
        "may_comment": bool(permissions.may_comment(viewer) and policies.can_be_commented(state)),
        "read_only_reason": str(writable.reason) if not writable else reason,
    }


def _pulse(request: HttpRequest, viewer: Viewer, section_id: UUID) -> dict[str, object]:
    desk = desks.desk(viewer, section_id)
    return {
        "version": desk.here.number,
        "saved_at": desk.here.saved_at.isoformat() if desk.here.saved_at else None,
        "presence_html": render_to_string("plans/parts/presence.html", {"present": desk.here.present}, request),
        "saved_html": render_to_string("plans/parts/saved.html", {"here": desk.here}, request),
        "state_html": render_to_string("plans/parts/section_state.html", {"view": desk.here}, request),
        "coverage_html": render_to_string("plans/parts/coverage.html", {"covers": desk.covers}, request),
    }


def _conflict_url(edition_id: UUID, section_id: UUID, number: int) -> str:
    return reverse("plans:conflict", args=[edition_id, section_id, number])


def _chosen(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdigit() and len(value) < 10 else otherwise
