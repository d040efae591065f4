"""What can be put on paper: the board on two pages, and a recommendation. Never a full name in a file's name."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beredskab.cases.queries.board import Board, Field
from beredskab.cases.queries.recommending import Part, Recommended
from beredskab.documents.model import Block, Heading, List, ListItem, Paragraph, Span
from beredskab.documents.writers import pdf, sheet
from beredskab.documents.writers.meta import Meta


def board(page: Board) -> bytes:
    """The four fields of risk and threat on one page, the five of well-being and resilience on the other."""
    groups = (
        sheet.Group(_("Risk and threat"), tuple(_card(one) for one in page.risk), columns=2),
        sheet.Group(_("Well-being and resilience"), tuple(_card(one) for one in page.wellbeing), columns=3),
    )
    title = _("The board of case %(number)s") % {"number": page.found.case.number}
    meta = _meta(title, _("Confidential. Words only: nothing here is a score."))
    return sheet.render(meta, groups, middle=page.initials)


def recommendation(page: Recommended) -> bytes:
    """The text with the names of those who said yes to it, and its checksum."""
    number = {"number": page.found.case.number, "times": page.number}
    title = _("Recommendation %(times)s in case %(number)s") % number
    notes = [_("A recommendation, not a decision: the authority decides under its own law.")]
    if not page.frozen:
        notes.append(_("Draft. Nobody has said yes to this text yet."))
    for one in page.confirmed:
        day = timezone.localtime(one.created_at).strftime("%d.%m.%Y")
        told = {"who": one.by_name, "unit": one.stands_for, "day": day}
        if one.exchange_id:  # another authority's: who took it in is not who stands for it
            notes.append(_("Confirmed by %(unit)s on %(day)s.") % told)
        else:
            notes.append(_("Confirmed by %(who)s, %(unit)s, on %(day)s.") % told)
    if page.frozen:
        notes.append(_("Checksum: %(sha)s") % {"sha": page.sha256[:16]})
    blocks = [block for place, part in enumerate(page.parts) for block in _blocks(place, part)]
    return pdf.render(_meta(title, *notes), blocks, contents=False)


def answer(data: bytes, name: str) -> HttpResponse:
    """The file as a download."""
    found = HttpResponse(data, content_type="application/pdf")
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    found["X-Content-Type-Options"] = "nosniff"
    return found


def _meta(title: str, *notes: str) -> Meta:
    language = "en" if (get_language() or "da").startswith("en") else "da"
    return Meta(title=title, language=language, date=timezone.localdate(), note_lines=notes)


def _card(one: Field) -> sheet.Card:
    rows = [
        (_("What we know"), one.known),
        (_("From whom, and how sure"), one.source),
        (_("What speaks against"), one.against),
        (_("What helps"), one.helps),
    ]
    differing = [(_("%(who)s sees it differently") % {"who": view.whose}, view.text) for view in one.views]
    written = tuple((label, text) for label, text in (*rows, *differing) if text)
    return sheet.Card(one.label, written or ((_("Nothing is written here."), ""),))


def _blocks(place: int, part: Part) -> list[Block]:
    """A part of the text; an empty one says so, so that nobody looks for a missing page."""
    found: list[Block] = [Heading(f"h{place}", 1, (Span(part.title),))]
    if part.lines:
        items = tuple(
            ListItem(Paragraph(f"p{place}-{row}", _spans(what, rest))) for row, (what, rest) in enumerate(part.lines)
        )
        return [*found, List(f"l{place}", False, items)]
    texts = [line.strip() for line in part.text.splitlines() if line.strip()] or ["–"]
    return [*found, *(Paragraph(f"p{place}-{row}", (Span(text),)) for row, text in enumerate(texts))]


def _spans(what: str, rest: str) -> tuple[Span, ...]:
    said = " ".join(what.split())
    return (Span(said, strong=True), Span(f" ({rest})")) if rest else (Span(said, strong=True),)
