"""Fills a database as years of work by 98 municipalities would: cases with grants, tasks and trace, and a long log.

Rows go in through COPY with triggers and foreign keys off, so what the application would refuse is not generated
either: every row is as the actions write it. Text of the cases that are opened (`SAMPLE`) is real ciphertext under
keys in the key store; all other text is random bytes of the same length, which is what ciphertext is to a database.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import psycopg

MUNICIPALITIES: Final = 98
SAMPLE: Final = 200
SHARE: Final = 10  # the municipality that is looked at has a tenth of all cases: far more than its share
OPEN: Final = 5  # a fifth of all cases is open
STAGES: Final = ("assessment", "threshold", "clearance", "gathering", "analysis", "recommendation", "follow_up")
KIND: Final = {
    "assessment": "assess", "threshold": "threshold", "clearance": "await_police", "gathering": "gather",
    "analysis": "meet", "recommendation": "recommend", "follow_up": "follow",
}  # fmt: skip
NARRATIVE: Final = "Opdigtet: han har tre gange truet med at brænde foreningens hus ned, sidst i fredags. " * 5
NOW: Final = datetime.now(UTC).replace(microsecond=0)
COLUMNS: Final[dict[str, str]] = {
    "cases_case": "id created_at authority_id year sequence track stage stage_since about lead_id lead_name breakable"
    " restricted_at closed_at outcome version",
    "cases_grant": "id created_at authority_id case_id person_id person_name given_by_id given_by_name reason basis"
    " sections starts_at ends_at",
    "cases_task": "id created_at authority_id case_id subject_id kind force rule due_at opened_at for_role done_at"
    " outcome",
    "cases_indicator": "id created_at authority_id case_id month channel about age_band track stage outcome",
    "cases_passed": "id created_at authority_id case_id verb source target by_id by_name",
    "cases_note": "id created_at authority_id case_id by_id by_name kind text",
}
LOG: Final = """
insert into audit_event (id, authority_id, lane, at, person_id, event, subject_type, subject_id, detail)
select
  overlay(md5(n::text) placing lpad(to_hex((extract(epoch from t) * 1000)::bigint), 12, '0') || '7' from 1 for 13
    )::uuid,
  (%(places)s::uuid[])[1 + case when n %% 10 = 0 then 0 else n %% %(many)s end],
  case when n %% 3 = 0 then 'change' else 'access' end, t, %(person)s,
  (array['cases.case.read', 'cases.list.read', 'cases.case.refused', 'cases.case.stepped', 'cases.names.searched',
    'cases.log.exported'])[1 + (n %% 200 > 120)::int + (n %% 200 > 190)::int * 3],
  'cases.Case', (%(cases)s::uuid[])[1 + n %% %(known)s], '{"reason": "casework"}'
from (
  select n, %(begin)s::timestamptz + n * %(step)s::interval as t from generate_series(%(first)s::int, %(last)s::int) n
) made
"""


@dataclass(frozen=True, slots=True)
class Filled:
    """What there is to open: the coordinator who is looked at, their municipality, and cases with real text."""

    person_id: UUID
    authority_id: UUID
    sample: tuple[UUID, ...]


def fill(admin_url: str, cases: int, log: int, vault: Any, person_id: UUID) -> Filled:
    """Put `cases` cases and `log` events into a database that has the demo's people. Safe on an empty one only."""
    chance = random.Random(20261126)
    with psycopg.connect(admin_url) as admin:
        admin.execute("set session_replication_role = replica")  # no trigger and no foreign key asks for each row
        authority_id, name = _place_of(admin, person_id)
        places = [authority_id, *_other_places(admin, authority_id)]
        people = {authority_id: (person_id, name), **_coordinators(admin, places[1:])}
        made = list(_cases(chance, places, people, cases))
        _copy(admin, chance, made, vault)
        ids = [case.id for case in made if case.authority_id == authority_id][:10_000]
        _log(admin, places, person_id, ids, log)
        admin.commit()
        admin.autocommit = True
        admin.execute("vacuum analyze")
    own = [case.id for case in made if case.sealed]
    return Filled(person_id, authority_id, tuple(own))


@dataclass(frozen=True, slots=True)
class _Case:
    id: UUID
    authority_id: UUID
    lead: tuple[UUID, str]
    at: datetime
    sequence: int
    stage: str
    sealed: bool


def new_id(chance: random.Random, at: datetime) -> UUID:
    """An id as the application made it then: ordered by time."""
    value = (int(at.timestamp() * 1000) & ((1 << 48) - 1)) << 80 | 0x7 << 76 | chance.getrandbits(12) << 64
    return UUID(int=value | 0b10 << 62 | chance.getrandbits(62))


def _place_of(admin: psycopg.Connection, person_id: UUID) -> tuple[UUID, str]:
    found = admin.execute(
        "select m.authority_id, p.name from organisation_membership m join organisation_person p on p.id = m.person_id"
        " where m.person_id = %s", [person_id],
    ).fetchone()  # fmt: skip
    assert found, "the demo's people are missing"
    return found[0], found[1]


def _other_places(admin: psycopg.Connection, authority_id: UUID) -> list[UUID]:
    found = admin.execute(
        "select id from organisation_authority where kind = 'municipality' and id <> %s order by code limit %s",
        [authority_id, MUNICIPALITIES - 1],
    ).fetchall()
    return [row[0] for row in found]


def _coordinators(admin: psycopg.Connection, places: list[UUID]) -> dict[UUID, tuple[UUID, str]]:
    made = {}
    for number, authority_id in enumerate(places):
        person = (UUID(int=0xBE << 120 | number), f"Opdigtet Koordinator {number}")
        admin.execute(
            "insert into organisation_person (id, created_at, password, email, name, is_active)"
            " values (%s, now(), '!', %s, %s, true)", [person[0], f"k{number}@bench.invalid", person[1]],
        )  # fmt: skip
        admin.execute(
            "insert into organisation_membership (id, created_at, authority_id, person_id, roles, valid_from,"
            " accepted_at) values (%s, now(), %s, %s, array['coordinator'], current_date - 400, now())",
            [UUID(int=0xBF << 120 | number), authority_id, person[0]],
        )
        made[authority_id] = person
    return made


def _cases(chance: random.Random, places: list[UUID], people: Any, count: int) -> Iterator[_Case]:
    numbers: dict[UUID, int] = dict.fromkeys(places, 0)
    sealed = 0
    for number in range(count):
        place = places[0] if number % SHARE == 0 else places[1 + number % (len(places) - 1)]
        numbers[place] += 1
        at = NOW - timedelta(days=365) + timedelta(days=365) * (number / count)
        stage = chance.choice(STAGES) if chance.randrange(OPEN) == 0 else "closed"
        is_sample = place == places[0] and stage != "closed" and sealed < SAMPLE and number > count // 2
        sealed += is_sample
        yield _Case(new_id(chance, at), place, people[place], at, numbers[place], stage, is_sample)


def _copy(admin: psycopg.Connection, chance: random.Random, made: list[_Case], vault: Any) -> None:
    noise = os.urandom(1 << 16)
    rows = {
        "cases_case": (_header(case) for case in made),
        "cases_grant": (_grant(chance, case) for case in made),
        "cases_task": (row for case in made for row in _tasks(chance, case)),
        "cases_indicator": (_indicator(chance, case) for case in made),
        "cases_passed": (row for case in made for row in _passed(chance, case)),
        "cases_note": (row for case in made for row in _notes(chance, case, vault, noise)),
    }
    for table, lines in rows.items():
        columns = ", ".join(COLUMNS[table].split())
        with admin.cursor() as cursor, cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
            for line in lines:
                copy.write_row(line)


def _header(case: _Case) -> tuple[Any, ...]:
    closed = case.at + timedelta(days=9) if case.stage == "closed" else None
    return (
        case.id, case.at, case.authority_id, 2026, case.sequence, "concern", case.stage, case.at, "adult",
        *case.lead, True, None, closed, "ordinary" if closed else "", 3,
    )  # fmt: skip


def _grant(chance: random.Random, case: _Case) -> tuple[Any, ...]:
    end = datetime(9000, 1, 1, tzinfo=UTC)
    return (
        new_id(chance, case.at), case.at, case.authority_id, case.id, *case.lead, *case.lead, "lead", "task", ["*"],
        case.at, end,
    )  # fmt: skip


def _tasks(chance: random.Random, case: _Case) -> Iterator[tuple[Any, ...]]:
    done = case.at + timedelta(days=2)
    for kind in ("assess", "threshold"):
        yield (
            new_id(chance, case.at), case.at, case.authority_id, case.id, new_id(chance, case.at), kind, "none", "",
            None, case.at, "coordinator", done, "taken",
        )  # fmt: skip
    if case.stage != "closed":
        due = NOW + timedelta(days=chance.randrange(-3, 60)) if chance.randrange(4) else None
        yield (
            new_id(chance, case.at), case.at, case.authority_id, case.id, None, KIND[case.stage],
            "local" if due else "none", "", due, case.at, "coordinator", None, "",
        )  # fmt: skip


def _indicator(chance: random.Random, case: _Case) -> tuple[Any, ...]:
    month = case.at.date().replace(day=1)
    return (
        new_id(chance, case.at), case.at, case.authority_id, case.id, month, "public", "adult", "", "concern",
        case.stage, "",
    )  # fmt: skip


def _passed(chance: random.Random, case: _Case) -> Iterator[tuple[Any, ...]]:
    for verb, source, target in (("assessed", "assessment", "threshold"), ("ask_police", "threshold", "clearance")):
        yield (new_id(chance, case.at), case.at, case.authority_id, case.id, verb, source, target, *case.lead)


def _notes(chance: random.Random, case: _Case, vault: Any, noise: bytes) -> Iterator[tuple[Any, ...]]:
    key = vault.new_key(case.authority_id, case.id) if case.sealed else None
    for _ in range(3 if case.sealed else 1):
        note_id = new_id(chance, case.at)
        if key is None:
            start = chance.randrange(len(noise) - 512)
            text = noise[start : start + 480]
        else:
            text = bytes(key.seal_bytes(f'"{NARRATIVE}"'.encode(), "cases_note", "text", note_id))
        yield (note_id, case.at, case.authority_id, case.id, *case.lead, "talk", text)


def _log(admin: psycopg.Connection, places: list[UUID], person_id: UUID, ids: list[UUID], count: int) -> None:
    begin, step = NOW - timedelta(days=365), timedelta(days=365) / max(count, 1)
    at_a_time = 500_000
    for first in range(1, count + 1, at_a_time):
        values = {
            "places": places, "many": len(places), "person": person_id, "cases": ids, "known": len(ids),
            "begin": begin, "step": step, "first": first, "last": min(first + at_a_time - 1, count),
        }  # fmt: skip
        admin.execute(LOG, values)
    # The newest of the own municipality are linked, as the sealer would have: the log's page reads the chain's end.
    admin.execute(
        "insert into audit_link (event_id, authority_id, position, format, prev_hash, hash)"
        " select id, authority_id, 1000000 + row_number() over (order by id), 2, sha256(id::text::bytea),"
        " sha256(id::text::bytea) from (select id, authority_id from audit_event e where authority_id = %s"
        " and not exists (select from audit_link l where l.event_id = e.id) order by id desc limit 1000) newest",
        [places[0]],
    )
