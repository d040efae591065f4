"""Who may read and write the tables of the road: by membership the headers, by a live grant the content."""

from typing import ClassVar

from django.db import migrations

from beredskab.cases.guarding import AUTHORITY, MEMBER, NO_MEMBER, PERSON, granted, member
from beredskab.kit import roles
from beredskab.kit.migrations import GuardedTable

WORK, WORKER, INTAKE = roles.WORK, roles.WORKER, roles.INTAKE
ADD, CHANGE = "select,insert", "select,insert,update"
HEADS = member("coordinator")
SETS = member("coordinator", "administrator")  # deadlines, aids and keys; everybody here reads them
OVERSEES = member("case_manager", "dpo")  # reading, beside what the rule of the table opens already
REPORT = f"(case_id is null and {HEADS}) or {granted('reports')}"
OF_REPORT = "exists (select 1 from cases_report r where r.id = {column})"

# Content of one case, by the section that a grant must have.
CONTENT = {
    "CasePerson": ("people", CHANGE),
    "Note": ("notes", ADD),
    "Judgement": ("assessment", ADD),
    "FamilySilence": ("children", CHANGE),  # the social worker must know what the family is not to hear
    "ChildTrack": ("children", CHANGE),
    "FamilyContact": ("children", ADD),
    "Informing": ("assessment", ADD),
    "Threshold": ("assessment", ADD),
    "AgendaItem": ("board", CHANGE),
    "Attendance": ("board", CHANGE),
    "BoardField": ("board", ADD),
    "Disagreement": ("board", ADD),
    "Recommendation": ("recommendation", CHANGE),
    "Confirmed": ("recommendation", ADD),
    "HandOver": ("recommendation", CHANGE),
    "Decision": ("decision", ADD),
    "Measure": ("measures", CHANGE),
    "MeasureContact": ("measures", ADD),
    "Goal": ("goals", CHANGE),
    "GoalLog": ("goals", ADD),
    "StatusRound": ("measures", ADD),
    "ReturnFlow": ("return", CHANGE),
    "Closing": ("closing", CHANGE),
    "Feedback": ("closing", ADD),
    "HandlingReview": ("closing", ADD),
    "EarlierLook": ("closing", ADD),
    "Hold": ("after", CHANGE),
    "AccessRequest": ("after", CHANGE),
    "AccessItem": ("after", CHANGE),
}

# What passes between two authorities: one row, each side by its own rule. See models/between.py.
OWNER_SIDE = f"owner_authority_id = {AUTHORITY} and {granted('between')}"
# Clearance is the police coordinator's alone, also among colleagues there; an answered offer is nobody's to read again.
# What comes to a municipality is for those who coordinate there: it has no contacts of the other kind.
CONTACTS = (
    f"case when kind = 'move' then closed_at is null and {member('coordinator')}"
    f" when kind in ('clearance', 'advice') then {member('police_coordinator')}"
    f" else {member('police_coordinator', 'partner', 'coordinator')} end"
)
# Somebody by name, too, works there still.
WORKS = member("coordinator", "intake", "case_manager", "caseworker", "mentor", "police_coordinator", "partner")
OTHER_SIDE = (
    f"to_authority_id = {AUTHORITY} and open_until > now() and ((to_person_id = {PERSON} and {WORKS}) or"
    f" (to_person_id is null and owner_authority_id <> {AUTHORITY} and {CONTACTS}))"
)
# An answer is its writer's to see again. What one gave in a case is the case's, also when one's access has ended.
OWN_ANSWER = (
    f"from_authority_id = {AUTHORITY} and by_id = {PERSON} and open_until > now() and not recorded"
    " and kind in ('answer', 'told_back')"
)
# What is given is given in the own name; what is written down for somebody else is an answer to the own authority.
GIVEN = f"not recorded and from_authority_id = {AUTHORITY} and kind not in ('answer', 'told_back')"
WRITTEN_DOWN = (
    f"recorded and kind in ('answer', 'told_back') and to_authority_id = {AUTHORITY} and reply_to_id is not null"
)
OWN_CASE = f"exists (select 1 from cases_case c where c.id = case_id and c.authority_id = {AUTHORITY})"  # noqa: S608
BETWEEN = f"""
alter table cases_exchange enable row level security;
alter table cases_exchange force row level security;
create policy house_owner on cases_exchange to {roles.OWNER} using (true) with check (true);
create policy between_owner_{WORK} on cases_exchange for select to {WORK} using ({OWNER_SIDE});
-- Whoever stands in closes what a colleague asked for: only the one column can be changed.
create policy between_closed_{WORK} on cases_exchange for update to {WORK}
  using ({OWNER_SIDE}) with check ({OWNER_SIDE});
create policy between_gives_{WORK} on cases_exchange for insert to {WORK}
  with check ({OWNER_SIDE} and by_id = {PERSON} and {OWN_CASE} and (({GIVEN}) or ({WRITTEN_DOWN})));
create policy between_other_{WORK} on cases_exchange for select to {WORK} using ({OTHER_SIDE});
create policy between_answer_{WORK} on cases_exchange for select to {WORK} using ({OWN_ANSWER});
create policy between_tenant_{WORKER} on cases_exchange for select to {WORKER}
  using (owner_authority_id = {AUTHORITY} or to_authority_id = {AUTHORITY});
grant select, insert on cases_exchange to {WORK};
grant update (closed_at) on cases_exchange to {WORK};
grant select on cases_exchange to {WORKER};
"""
CLOSE_BETWEEN = f"""
revoke all on cases_exchange from {WORK}, {WORKER};
drop policy between_tenant_{WORKER} on cases_exchange;
drop policy between_answer_{WORK} on cases_exchange;
drop policy between_other_{WORK} on cases_exchange;
drop policy between_gives_{WORK} on cases_exchange;
drop policy between_closed_{WORK} on cases_exchange;
drop policy between_owner_{WORK} on cases_exchange;
drop policy house_owner on cases_exchange;
alter table cases_exchange no force row level security;
alter table cases_exchange disable row level security;
"""

# Whoever was let in to a part takes its step and is told nothing of the road before it: that the police were asked.
STEPS = f"""
create policy steps_{WORK} on cases_passed for insert to {WORK}
  with check (authority_id = {AUTHORITY} and by_id = {PERSON} and {granted()});
"""
NO_STEPS = f"drop policy steps_{WORK} on cases_passed;"
# Who sees what the family is not to hear does not say so for the police, nor that it is over.
SILENCE = f"""
create policy asks_silence_{WORK} on cases_familysilence as restrictive for insert to {WORK}
  with check (authority_id = {AUTHORITY} and {granted("assessment")});
create policy lifts_silence_{WORK} on cases_familysilence as restrictive for update to {WORK}
  using (authority_id = {AUTHORITY} and {granted("assessment")})
  with check (authority_id = {AUTHORITY} and {granted("assessment")});
"""
NO_SILENCE = f"""
drop policy lifts_silence_{WORK} on cases_familysilence;
drop policy asks_silence_{WORK} on cases_familysilence;
"""


def content() -> list[GuardedTable]:
    """The tables that open to a grant with their section, and to nobody else."""
    return [
        GuardedTable("cases", name, {WORK: grants}, granted(section)) for name, (section, grants) in CONTENT.items()
    ]


class Migration(migrations.Migration):
    """Policies and grants of every table of the road."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("cases", "0001_initial")]

    operations: ClassVar[list[object]] = [
        migrations.RunSQL(MEMBER, NO_MEMBER),
        # Grants first: the other policies read them. Nobody inserts one but the functions of 0003. Its own policy must
        # not read the table again (infinite recursion): whoever holds a whole case is a coordinator or manager anyway.
        GuardedTable(
            "cases", "Grant", {WORK: "select"},
            f"person_id = {PERSON} or {member('coordinator', 'case_manager', 'dpo')}",
        ),
        GuardedTable("cases", "CaseSettings", {WORK: CHANGE, WORKER: "select", INTAKE: "select"}, SETS, reads="true"),
        GuardedTable("cases", "StepAid", {WORK: "select,insert,update,delete"}, SETS, reads="true"),
        GuardedTable("cases", "IntakeKey", {WORK: CHANGE, INTAKE: "select"}, SETS, reads="true"),
        GuardedTable(
            "cases",
            "Report",
            {WORK: CHANGE, INTAKE: "insert", WORKER: "select"},
            REPORT,
            open_to=(WORK, INTAKE),
        ),
        GuardedTable(
            "cases", "ReportFile", {WORK: ADD, INTAKE: "insert"},
            OF_REPORT.format(column="report_id"), open_to=(WORK, INTAKE),
        ),
        GuardedTable(
            "cases", "FileChunk", {WORK: ADD, INTAKE: "insert"},
            "exists (select 1 from cases_reportfile f where f.id = file_id)", open_to=(WORK, INTAKE),
        ),
        GuardedTable("cases", "ReportMessage", {WORK: ADD}, OF_REPORT.format(column="report_id")),
        GuardedTable(
            "cases", "Case", {WORK: CHANGE, WORKER: "select"},
            f"{HEADS} or {granted(column='id')}", reads=OVERSEES,
        ),
        GuardedTable(
            "cases", "Indicator", {WORK: CHANGE, WORKER: "select"}, f"{HEADS} or {granted('*')}",
            reads=member("case_manager"),
        ),
        GuardedTable("cases", "Passed", {WORK: ADD}, f"{HEADS} or {granted('*')}", reads=OVERSEES),
        migrations.RunSQL(STEPS, NO_STEPS),
        GuardedTable(
            "cases", "Task", {WORK: CHANGE, WORKER: CHANGE, INTAKE: "insert"},
            f"{member('coordinator', 'case_manager')} or for_id = {PERSON} or {granted()}", open_to=(WORK, INTAKE),
        ),
        # Coordinators look for earlier contacts in all; a manager who stands in writes what belongs to that case.
        GuardedTable(
            "cases", "LookupEntry", {WORK: "select,insert,update,delete"}, f"{HEADS} or {granted('*')}"
        ),
        GuardedTable("cases", "Meeting", {WORK: CHANGE}, f"{member('coordinator', 'case_manager')}"),
        GuardedTable("cases", "MeetingMove", {WORK: ADD}, f"{member('coordinator', 'case_manager')}"),
        GuardedTable(
            "cases", "Provision", {WORK: CHANGE}, member("coordinator", "case_manager", "administrator", "dpo")
        ),
        GuardedTable("cases", "Disposal", {WORK: CHANGE}, member("coordinator", "case_manager"), reads=member("dpo")),
        GuardedTable("cases", "LedgerEntry", {WORK: ADD}, member("coordinator", "case_manager", "dpo")),
        GuardedTable("cases", "Move", {WORK: CHANGE}, HEADS),
        *content(),
        migrations.RunSQL(SILENCE, NO_SILENCE),
        migrations.RunSQL(BETWEEN, CLOSE_BETWEEN),
    ]  # fmt: skip
