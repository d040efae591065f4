"""The recommendation: its draft, its frozen text exactly as people say yes to it, and who has said yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from beredskab.cases import infohus
from beredskab.cases.infohus import EMPTY, FOR_WHOM, SECONDS, Content, Measure, Stand, checksum
from beredskab.cases.models import (
    Answer,
    Case,
    Confirmed,
    Exchange,
    ExchangeKind,
    HandOver,
    Partner,
    Recommendation,
    Stage,
    Task,
)
from beredskab.cases.queries.headers import Opened, not_here, opened, settings_of
from beredskab.cases.queries.lists import address
from beredskab.cases.queries.partners import in_use_today
from beredskab.interventions.dimensions import Dimension
from beredskab.interventions.queries import by_dimension, in_use
from beredskab.kit.errors import DomainError
from beredskab.kit.vault import DataKey, vault
from beredskab.kit.viewer import Viewer
from beredskab.organisation.models import Membership
from beredskab.organisation.queries import live, memberships, names_of_authorities


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the text as people read it: a heading, a text, and lines."""

    title: str
    text: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who has been asked to say yes. Of another authority: what they answered, until it is taken in."""

    name: str
    exchange_id: UUID | None = None
    answer: str = ""
    answer_id: UUID | None = None
    words: str = ""
    own: bool = False  # the viewer wrote it down and said the first yes: a colleague takes it in


@dataclass(frozen=True, slots=True)
class Recommended:
    """The newest recommendation of a case, and what stands around it."""

    found: Opened
    row: Recommendation | None
    content: Content
    parts: tuple[Part, ...]
    sha256: str  # of the text as it stands now, frozen or not
    confirmed: tuple[Confirmed, ...]
    waiting: tuple[Waiting, ...]
    remark: str  # what a second person could not stand for, of this text or the one before
    before: int  # how many were withdrawn
    writable: bool
    mine: str  # where the viewer stands as the second person: "", asked, yes or returned

    @property
    def frozen(self) -> bool:
        """Whether the text is fixed."""
        return self.row is not None and self.row.frozen_at is not None

    @property
    def ready(self) -> bool:
        """Whether two people have said yes to it, so that it can be handed over."""
        return self.frozen and len(self.confirmed) > 1

    @property
    def number(self) -> int:
        """Which recommendation of the case it is."""
        return self.row.number if self.row else 1


def newest(case: Case) -> Recommendation | None:
    """The recommendation that counts: the newest that is not withdrawn."""
    rows = Recommendation.objects.filter(case=case, withdrawn_at__isnull=True)
    return rows.order_by("-number").first()


def content_of(key: DataKey, row: Recommendation | None) -> Content:
    """A recommendation's text. Every part is there, an empty one too."""
    kept: Mapping[str, Any] = key.open(row, "content") or {} if row else {}
    return Content(**{**EMPTY, **kept})  # type: ignore[typeddict-item]


def handable(case: Case) -> Recommendation | None:
    """The frozen recommendation that two people have confirmed: only that one can be handed over."""
    row = newest(case)
    if row is None or row.frozen_at is None:
        return None
    yes = Confirmed.objects.filter(recommendation=row, sha256=row.sha256).count()
    return row if yes > 1 else None


def next_kind(case: Case) -> tuple[str, UUID | None]:
    """The kind of task that says how far the recommendation is, and the text that it is about."""
    row = newest(case)
    if row is None or row.frozen_at is None:
        return "recommend", None
    if row.remark is not None:
        return "rewrite", row.id
    if handable(case) is not None:
        again = HandOver.objects.filter(case=case, recommendation=row, state="returned").exists()
        return ("hand_over_again" if again else "hand_over"), row.id
    asked = _asked(row).exists() or any(one.closed_at is None for one in asked_outside(case, row))
    return ("await_second" if asked else "ask_second"), row.id


def last_kind(case: Case, kinds: Sequence[str]) -> tuple[str, UUID | None]:
    """The same as it was when the case left its station, from the finished tasks; the first of `kinds` if none was."""
    done = Task.objects.filter(case=case, kind__in=kinds, done_at__isnull=False)
    last = done.order_by("-done_at", "-id").values_list("kind", "subject_id").first()
    return last or (kinds[0], None)


def recommended(viewer: Viewer, case_id: UUID, *, purpose: str = "casework") -> Recommended:
    """The recommendation's page. A draft is for those who hold the whole case. Raises NotFound."""
    found = opened(viewer, case_id, "recommendation", purpose=purpose)
    row = newest(found.case)
    if not found.has("*") and (row is None or row.frozen_at is None):
        raise not_here(viewer, case_id, "no_grant")
    content = content_of(found.key, row)
    return Recommended(
        found=found,
        row=row,
        content=content,
        parts=parts_of(content),
        sha256=checksum(found.case.number, row.number if row else 1, content),
        confirmed=tuple(_confirmed(row)),
        waiting=tuple(_waiting(viewer, found, row)),
        remark=_remark(found),
        before=Recommendation.objects.filter(case=found.case, withdrawn_at__isnull=False).count(),
        writable=found.has("*") and found.case.stage == Stage.RECOMMENDATION,
        mine=_mine(viewer, row),
    )


def asked_of(viewer: Viewer, case_id: UUID) -> Recommended:
    """The frozen text for the one who was asked to be the second person, before and after they answered. NotFound.

    Whoever holds the whole case gets it too, with `mine` empty: they are shown the author's page instead.
    """
    found = recommended(viewer, case_id)
    if not found.mine and not found.found.has("*"):
        raise not_here(viewer, case_id, "not_asked")
    return found


def _mine(viewer: Viewer, row: Recommendation | None) -> str:
    if row is None or row.frozen_at is None:
        return ""
    tasks = Task.objects.filter(case_id=row.case_id, kind="confirm", subject_id=row.id, for_id=viewer.person_id)
    mine = tasks.filter(Q(done_at__isnull=True) | Q(done_by_id=viewer.person_id)).order_by("-opened_at", "-id").first()
    if mine is None:
        return ""
    return {"confirmed": "yes", "returned": "returned"}.get(mine.outcome, "asked")


def _asked(row: Recommendation) -> QuerySet[Task]:
    return Task.objects.filter(case_id=row.case_id, kind="confirm", subject_id=row.id, done_at__isnull=True)


def parts_of(content: Content) -> tuple[Part, ...]:
    """The text part by part, in the order in which it is read."""
    chosen = [str(Dimension(code).label) for code in Dimension.values if code in content["dimensions"]]
    measures = tuple((headline(one), _rest(one)) for one in content["measures"])
    return (
        Part(_("The main problems"), content["problems"]),
        Part(_("Resources: what carries"), content["resources"]),
        Part(_("What to work on"), ", ".join(chosen)),
        Part(_("Recommended measures"), "", measures),
        Part(_("The surroundings"), content["surroundings"]),
    )


def headline(one: Measure) -> str:
    """A measure in its own words, with the catalogue's name before them."""
    return f"{one['name']}: {one['what']}" if one["name"] and one["what"] else one["name"] or one["what"]


def _rest(one: Measure) -> str:
    whom = str(FOR_WHOM.get(one["for_whom"], ""))
    to = _("to %(who)s") % {"who": one["to"]} if one["to"] else ""
    by = _("by %(day)s") % {"day": formats.date_format(date.fromisoformat(one["by"]))} if one["by"] else ""
    return " · ".join(part for part in (whom, to, by) if part)


def as_items(key: DataKey, row: Recommendation) -> list[tuple[str, str]]:
    """The frozen text as things that can be sent, each with its name; the checksum is the last."""
    made = []
    for part in parts_of(content_of(key, row)):
        lines = [f"{what} ({rest})" if rest else what for what, rest in part.lines]
        text = "\n".join(lines) or part.text
        if text:
            made.append((part.title, text))
    return [*made, (_("Checksum"), row.sha256)]


def to_send(viewer: Viewer, case_id: UUID) -> Recommended:
    """The frozen text, for whoever may ask another authority to stand for it. Raises NotFound."""
    found = recommended(viewer, case_id)
    if not (found.writable and found.frozen):
        raise not_here(viewer, case_id, "not_found")
    return found


def _confirmed(row: Recommendation | None) -> list[Confirmed]:
    if row is None or row.frozen_at is None:
        return []
    return list(Confirmed.objects.filter(recommendation=row, sha256=row.sha256).order_by("created_at", "id"))


def _waiting(viewer: Viewer, found: Opened, row: Recommendation | None) -> list[Waiting]:
    if row is None or row.frozen_at is None or not found.has("*"):
        return []
    people = list(_asked(row).order_by("opened_at", "id").values_list("for_id", flat=True))
    names = {one.person_id: one.person.name for one in colleagues(viewer)}
    inside = [Waiting(names.get(one, _("unknown")) if one else "") for one in people]
    return [*inside, *_outside(viewer, found, row)]


def said_here(row: Recommendation) -> list[Confirmed]:
    """Those in the authority itself who have said yes to it, in order."""
    return list(Confirmed.objects.filter(recommendation=row, exchange_id__isnull=True).order_by("created_at", "id"))


def _outside(viewer: Viewer, found: Opened, row: Recommendation) -> list[Waiting]:
    asked = asked_outside(found.case, row)
    answers = {one.reply_to_id: one for one in answers_outside(found.case, row)}
    places = names_of_authorities({one.to_authority_id for one in asked})
    taken = set(
        Confirmed.objects.filter(recommendation=row, exchange_id__isnull=False).values_list("exchange_id", flat=True)
    )
    authors = {one.by_id for one in said_here(row)}
    made = []
    for one in asked:
        name, answer = one.to_name or places.get(one.to_authority_id, ""), answers.get(one.id)
        if answer is None and one.closed_at is None:
            made.append(Waiting(name, one.id))
        elif answer is not None and answer.id not in taken:
            own = infohus.own_record(viewer.person_id, authors, answer.by_id if answer.recorded else None) is not None
            made.append(Waiting(name, one.id, answer.answer, answer.id, _words(found, answer), own))
    return made


def _words(found: Opened, answer: Exchange) -> str:
    """What another authority wrote; the thread has a key of its own."""
    key = vault().key(found.case.authority_id, answer.root_id)
    return "\n".join(str(item.get("text", "")) for item in key.open(answer, "items") or ())


def asked_outside(case: Case, row: Recommendation) -> list[Exchange]:
    """Requests to other authorities to say yes to this very text."""
    rows = Exchange.objects.filter(
        case=case, kind=ExchangeKind.CONFIRM, created_at__gte=row.frozen_at or row.created_at
    )
    return list(rows.order_by("created_at", "id"))


def answers_outside(case: Case, row: Recommendation) -> list[Exchange]:
    """What other authorities answered to that."""
    wanted = Q(kind=ExchangeKind.ANSWER, answer__in=(Answer.ACCEPTED, Answer.RETURNED))
    rows = Exchange.objects.filter(wanted, case=case, reply_to__in=asked_outside(case, row))
    return list(rows.select_related("reply_to").order_by("created_at", "id"))


def _remark(found: Opened) -> str:
    """What the last one who could not say yes wrote; it stands until a later text is frozen."""
    row = Recommendation.objects.filter(case=found.case).order_by("-number").first()
    rows = [row] if row and row.remark else []
    if row is not None and not rows and row.frozen_at is None:
        rows = list(Recommendation.objects.filter(case=found.case, number=row.number - 1))
    return next((str(found.key.open(one, "remark") or "") for one in rows), "")


def hand_over_address(page: Recommended) -> str:
    """Where a recommendation that two people stand for goes next; "" until then."""
    return address("cases:hand_over", page.found.case.id) if page.ready and page.writable else ""


# --- who can be the second person ---------------------------------------------------------------------------------


def colleagues(viewer: Viewer) -> list[Membership]:
    """Everybody who works for the municipality now, by name."""
    return list(memberships(viewer).filter(live(timezone.localdate()), accepted_at__isnull=False))


def stand_of(one: Membership) -> Stand:
    """For whom somebody stands: their unit, or the authority where they have none."""
    return Stand(one.person_id, one.unit_id or one.authority_id, frozenset(one.roles))


def own_stand(viewer: Viewer) -> tuple[Stand, str]:
    """The viewer's own stand, and its name. Raises DomainError."""
    for one in colleagues(viewer):
        if one.person_id == viewer.person_id:
            return stand_of(one), one.unit.name if one.unit else viewer.authority_name
    raise DomainError("not_colleague", _("You do not work here any more."))


def seconds(viewer: Viewer) -> list[tuple[str, str]]:
    """Colleagues who could say yes to what the viewer wrote: id, and name with unit."""
    people = colleagues(viewer)
    author = next((stand_of(one) for one in people if one.person_id == viewer.person_id), None)
    rule = settings_of(viewer.authority_id).second_person
    return [
        (str(one.person_id), f"{one.person.name}, {one.unit.name if one.unit else viewer.authority_name}")
        for one in people
        if author is not None and set(one.roles) & SECONDS and infohus.second(author, stand_of(one), rule) is None
    ]


def partners(viewer: Viewer) -> list[Partner]:
    """Other authorities that could say yes: partners with an authority of their own, valid today."""
    found = in_use_today(viewer).filter(partner_authority__isnull=False)
    return list(found.exclude(partner_authority_id=viewer.authority_id))


# --- the catalogue ------------------------------------------------------------------------------------------------


def catalogue(viewer: Viewer, chosen: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen from the catalogue: by each chosen dimension, then the rest."""
    by, shown = by_dimension(viewer), set[str]()
    groups = []
    for code in (one for one in Dimension.values if one in chosen):
        rows = [row for row in _named(by[code]) if row[0] not in shown]
        shown |= {value for value, _name in rows}
        groups.append((str(Dimension(code).label), rows))
    rest = [row for row in _named(in_use(viewer)) if row[0] not in shown]
    title = _("Everything else in the catalogue") if shown else _("The catalogue")
    return [(name, rows) for name, rows in [*groups, (title, rest)] if rows]


def _named(rows: Sequence[Any]) -> list[tuple[str, str]]:
    return [(str(one.id), str(one.name)) for one in rows]
