"""The council's decision and the publication: from here the text never changes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from beredskab.audit.actions import record
from beredskab.documents.model import canonical, digest
from beredskab.documents.writers import docx, pdf
from beredskab.documents.writers.meta import Meta
from beredskab.kit.actions import action
from beredskab.kit.errors import DomainError
from beredskab.kit.viewer import Viewer
from beredskab.organisation.queries import authority
from beredskab.plans import permissions, policies, text
from beredskab.plans.actions.writing import held
from beredskab.plans.models import Adoption, Body, Edition, Publication, State
from beredskab.plans.queries import covering, editions, sections


@action(event="plans.edition.adopted")
def adopt(
    *, by: Viewer, edition_id: UUID, body: str, meeting_date: date, agenda_item: str, minutes_link: str = ""
) -> Adoption:
    """Record that the council adopted exactly this text; freezes its versions and starts the four-year clock.

    Raises DomainError at `body` when it was not the council (barnets lov § 15, stk. 3), and at `meeting_date` when the
    meeting has not been held or another edition was adopted on that day.
    """
    permissions.require(permissions.may_record(by))
    edition = held(by, edition_id)
    policies.require(policies.can_take(edition.state, "adopt"))
    policies.require(policies.can_adopt(body), "body")
    policies.require(policies.can_be_dated(meeting_date, timezone.localdate()), "meeting_date")
    _refuse_second_on_the_day(by, edition, meeting_date)
    views = [view for view in sections.of_edition(by, edition) if not view.is_tray]
    blocks = text.joined(sections.texts(views))
    made = Adoption.objects.create(
        authority_id=by.authority_id,
        edition=edition,
        body=Body.COUNCIL,
        meeting_date=meeting_date,
        agenda_item=agenda_item,
        minutes_link=minutes_link,
        versions=[view.version.id for view in views if view.version is not None],
        canonical=canonical(blocks),
        sha256=digest(blocks),
        revision_due=editions.due_after(edition, meeting_date),
        recorded_by_id=by.person_id,
        recorded_by_name=by.name,
    )
    _to(edition, State.ADOPTED)
    detail = {"sha256": made.sha256, "meeting": meeting_date.isoformat(), "versions": len(made.versions)}
    record(by=by, event="plans.edition.adopted", subject=edition, detail=detail)
    return made


@action(event="plans.edition.published")
def publish(*, by: Viewer, edition_id: UUID, on: date | None = None) -> Publication:
    """Publish the adopted text as web page, PDF and Word file, and replace the edition before it.

    `on` is the day (today, unless an earlier publication is recorded). The files are made from the frozen bytes.
    """
    permissions.require(permissions.may_record(by))
    edition = held(by, edition_id)
    policies.require(policies.can_take(edition.state, "publish"))
    adoption = Adoption.objects.get(authority_id=by.authority_id, edition=edition)
    blocks = text.load(adoption.canonical)
    if digest(blocks) != adoption.sha256:
        raise DomainError("not_adopted_text", _("The stored text is not the adopted one. Nothing is published."))
    meta = meta_of(edition, adoption, by)
    _replace(by, edition)
    made = Publication.objects.create(
        authority_id=by.authority_id,
        edition=edition,
        title=edition.plan.title,
        published_on=on or timezone.localdate(),
        meeting_date=adoption.meeting_date,
        body_name=authority(by.authority_id).get_council_name_display(),
        agenda_item=adoption.agenda_item,
        minutes_link=adoption.minutes_link,
        revision_due=adoption.revision_due,
        canonical=adoption.canonical,
        sha256=adoption.sha256,
        pdf=pdf.render(meta, blocks),
        docx=docx.render(meta, blocks),
    )
    _to(edition, State.PUBLISHED)
    detail = {"sha256": made.sha256, "publication": str(made.id), "date": made.published_on.isoformat()}
    record(by=by, event="plans.edition.published", subject=edition, detail=detail)
    return made


def meta_of(edition: Edition, adoption: Adoption, by: Viewer) -> Meta:
    """The title block of the printed plan, in Danish whatever the page's language: the document is Danish."""
    with translation.override("da"):
        council = authority(by.authority_id).get_council_name_display().lower()
        lines = (
            _("Adopted by %(council)s on %(day)s, %(item)s.")
            % {"council": council, "day": covering.day(adoption.meeting_date), "item": adoption.agenda_item},
            _("To be revised by %(day)s (barnets lov § 15, stk. 3).") % {"day": covering.day(adoption.revision_due)},
            _("Checksum of the adopted text: %(sha)s") % {"sha": adoption.sha256[:16]},
        )
    return Meta(title=edition.plan.title, author=by.authority_name, language="da", note_lines=lines)


def _refuse_second_on_the_day(by: Viewer, edition: Edition, meeting: date) -> None:
    others = Adoption.objects.filter(authority_id=by.authority_id, meeting_date=meeting).exclude(edition=edition)
    if others.exists():
        raise DomainError(
            "day_taken", _("Another edition was adopted at a meeting on that day. Check the date."), "meeting_date"
        )


def _replace(by: Viewer, edition: Edition) -> None:
    old = editions.published(by)
    if old is not None:
        Publication.objects.filter(authority_id=by.authority_id, edition=old).update(replaced_on=timezone.localdate())
        _to(old, State.SUPERSEDED)
        record(by=by, event="plans.edition.superseded", subject=old, detail={"edition": edition.number})


def _to(edition: Edition, state: State) -> None:
    edition.state, edition.state_since = state, timezone.now()
    edition.save(update_fields=["state", "state_since"])
