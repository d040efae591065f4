"""Hotline hours, acute numbers, anonymity and named persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beredskab.frameworks.findings.rules import words
from beredskab.frameworks.findings.text import Hit, Sentence, Text

_HOTLINE = re.compile(
    r"41\s?74\s?90\s?90|\bnational\w* (?:rådgivnings)?hotline\w*"
    r"|\bhotline\w* (?:mod|om|for|vedr\w*) (?:radikalisering|ekstremisme)\w*"
    r"|\bden nationale (?:telefon)?(?:rådgivning|linje)"
)
_HOUR = r"(?:kl\.?\s*|klokken\s*)?(\d{1,2})(?:[.:](\d\d))?"
_HOURS = re.compile(rf"(?<![\d.:/+-]){_HOUR}\s*(?:-|–|—|til|og)\s*{_HOUR}(?![\d/.:]*\d)")
_CLOCK_WORDS = re.compile(
    r"\bkl\b|klokken|åb[en]|åbent|telefontid|hver dag|alle dage|alle ugens|dagligt|hverdage|mandag|fredag|man-"
    r"|bemandet|betjent"
)
_ALWAYS = re.compile(r"døgnet rundt|hele døgnet|24/7|24 timer i døgnet|døgnåben\w*|døgnbemandet")
_CONTINUES = re.compile(
    r"^(?:den|linjen|hotlinen|telefonen|åben|åbningstid|telefontid|der er|her|man kan|du kan|kl|alle dage|hver dag)"
)
_OTHER_CONTACT = re.compile(r"\b(?:ssp|infohus|politi|modtagelse|kommunen|familieafdeling|socialvagt|114|112)\w*")

_ACUTE = re.compile(r"(?<![\d§])(?<!§ )(?<!§§ )(?:1-?1-?[24]|1\s1\s[24])(?!\d)")

_ANONYMOUS = re.compile(r"\banonym(?:e|t|itet|iteten)?\b")
_EMPLOYEE = re.compile(
    r"\b(?:medarbejder|(?:offentlig|kommunal)t? ?ansat|ansat|fagperson|fagfolk|fagprofessionel|personale|lærer|pædagog"
    r"|sagsbehandler|professionel|sundhedsplejerske|frontpersonale)\w*"
)
_PRIVATE = re.compile(r"\b(?:borger|private?|privatperson|pårørende|forældre|nabo|ven|venner|kollegaer?)\w*")
_MAY = re.compile(r"\b(?:kan|må|mulighed|ret til|får lov|har lov|tilbydes|muligt|altid|ønske[rs]?)\b")
_NEGATED = re.compile(r"\b(?:ikke|aldrig|ingen|hverken|uden mulighed|undtagen|bortset fra)\b")
# Talking about a citizen without the name is allowed, and wise: that is another matter.
_CASE_ANONYMOUS = re.compile(
    r"drøft|spar|anonymiser|rådgiv|i anonym form|anonym\w* (?:sag|form|drøftelse|henvendelse fra)"
    r"|anonyme oplysninger|konsult|statistik|data|over ?for (?:borger|famili|den|barn|forældre)"
)
_ALSO_EMPLOYEES = re.compile(r"\bogså (?:hvis|når|som|for)\b.*\b(?:ansat|medarbejder|fagperson|fagfolk)")
_CLAUSE = re.compile(r"[,;:]|\bmen\b|\bmens\b|\bhvorimod\b")

_CAPITALISED = r"[A-ZÆØÅ][a-zæøåéöü]+(?:-[A-ZÆØÅ][a-zæøå]+)?"
_NAME = re.compile(rf"(?<![\w-]){_CAPITALISED}(?: [A-ZÆØÅ]\.)*(?: (?:von |de |el-|al-)?{_CAPITALISED}){{1,3}}(?![\w-])")
_CUE = re.compile(
    r"(?:\+45\s?)?\b(?:\d{2}\s?){3}\d{2}\b|[\w.+-]+@[\w-]+\.\w+|\btlf\b|\btelefon\b|\bmobil\b|\bmail\b"
    r"|\b[\w-]*(?:konsulent|leder|chef|tovholder|koordinator|direktør|rådgiver|sagsbehandler|betjent|kontaktperson"
    r"|mentor|psykolog|kommissær|inspektør|medarbejder|formand|sekretær)(?:en|s)?\b"
)
_MAIL = re.compile(r"(?<![\w.+-])([a-zæøå]+)[._-]([a-zæøå]+)@[\w-]+(?:\.[\w-]+)+")
_NO_PERSON = re.compile(
    r"(?:vej|gade|allé|alle|plads|stræde|torv|boulevard|bro|parken|skole[n]?|gymnasium|kommune[s]?|politi|region|fond[en]*|center"
    r"|institut(?:tet)?|forening(?:en)?|legat|have[n]?|gården?|universitet|hospital|kirke|moske|huset|råd(?:et)?|grænsen|kursen|klub(?:ben)?|selskab(?:et)?|minister\w*)$"
)
_PATRONYMIC = re.compile(r"[dgklmnrt]sens?$")
_ELECTED = re.compile(
    r"\b(?:borgmester|rådmand|minister|formand for (?:byrådet|udvalget)|udvalgsformand|forfatter|forsker|professor)\w*"
)
_FUNCTIONS = frozenset(
    (
        "ssp infohus kontakt info post mail borger borgerservice kommune boern born børn unge ungdom familie social"
        " socialvagt politi hotline raadhus team center sekretariat beredskab modtagelse modtagelsen underretning job"
        " underretninger jobcenter skole bekymring radikalisering ekstremisme forebyggelse konsulent koordinator leder"
        " tovholder chef raadgivning digital sikker sikkerpost hovedpost presse myndighed voksen voksne psykiatri"
        " sundhed trivsel by kultur fritid nord syd øst vest oest nordjylland dpo databeskyttelse borgerraadgiver"
    ).split()
)


def hotline_hours(text: Text) -> Iterator[Hit]:
    """Other hours than 8 to 22 for the national hotline."""
    for sentence, match in text.matching(_HOTLINE):
        if _HOTLINE.search(sentence.low[: match.start()]):
            continue  # number and name of the same hotline in one sentence: judged once
        for place, low_from in _places(text, sentence, match.end()):
            stated = _stated_hours(place, low_from)
            if stated:
                start, end, right = stated
                if not right:
                    yield Hit(place, start, end, {"stated": f"“{place.text[start:end].strip()}”"})
                break


def no_acute_number(text: Text) -> Iterator[Hit]:
    """A plan without 112 or 114."""
    if text.looks_like_plan and not _ACUTE.search(text.low):
        yield Hit()


def employee_anonymity(text: Text) -> Iterator[Hit]:
    """Employees are told that they may be anonymous when they raise a concern."""
    for sentence, match in text.matching(_ANONYMOUS):
        if not _CASE_ANONYMOUS.search(sentence.low) and _tells_employees(sentence, match.start()):
            yield Hit(sentence, match.start(), match.end())


def named_person(text: Text) -> Iterator[Hit]:
    """A person's name beside a number, an address or a title, or a mail address made of a name."""
    for sentence in text.sentences:
        yield from _mails(sentence)
        if _CUE.search(sentence.low) and not _ELECTED.search(sentence.low):
            yield from (Hit(sentence, start, end) for start, end in _names(sentence.text))


def _places(text: Text, sentence: Sentence, position: int) -> Iterator[tuple[Sentence, int]]:
    """Where the hours may stand: after the hotline, before it, or in a next sentence that goes on about it."""
    yield sentence, position
    yield sentence, 0
    following = [other for other in text.near(sentence, 0, 1) if other.index > sentence.index]
    for other in following:
        if _CONTINUES.search(other.low) and not _OTHER_CONTACT.search(other.low):
            yield other, 0


def _stated_hours(sentence: Sentence, position: int) -> tuple[int, int, bool] | None:
    """Start, end and rightness of the first hours after a position."""
    until = _OTHER_CONTACT.search(sentence.low, position)
    stop = until.start() if until and position else len(sentence.low)
    always = _ALWAYS.search(sentence.low, position, stop)
    if always:
        return always.start(), always.end(), False
    for match in _HOURS.finditer(sentence.low, position, stop):
        first, first_minute, last, last_minute = (int(group or 0) for group in match.groups())
        is_time = "kl" in match.group() or _CLOCK_WORDS.search(sentence.low)
        if is_time and first < last <= 24:
            return match.start(), match.end(), (first, first_minute, last, last_minute) == (8, 0, 22, 0)
    return None


def _clauses(low: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CLAUSE.finditer(low):
        yield start, match.start()
        start = match.start()
    yield start, len(low)


def _tells_employees(sentence: Sentence, position: int) -> bool:
    """Whether the clause around a position allows something to employees; a clause on somebody else does not."""
    clauses = list(_clauses(sentence.low))
    number = next((i for i, (start, end) in enumerate(clauses) if start <= position < end), 0)
    start, end = clauses[number]
    clause = sentence.low[start:end]
    before = sentence.low[clauses[number - 1][0] : start] if number else ""
    if _NEGATED.search(clause) or not _MAY.search(clause) or clause.strip(" ,;:").startswith(("der ", "som ønsker")):
        return False
    if _EMPLOYEE.search(clause) or _ALSO_EMPLOYEES.search(sentence.low, end):
        return True
    return "du" in clause.split() and _addresses_employee(sentence, clause, before)


def _addresses_employee(sentence: Sentence, clause: str, before: str) -> bool:
    if _PRIVATE.search(clause) or _PRIVATE.search(before):
        return False
    if _EMPLOYEE.search(before):
        return True
    heading = " ".join(sentence.source.heading).lower()
    return bool(_EMPLOYEE.search(heading)) and not _PRIVATE.search(heading)


def _mails(sentence: Sentence) -> Iterator[Hit]:
    for match in _MAIL.finditer(sentence.low):
        first, last = match.groups()
        if first in words().given_names or not (
            {first, last} & _FUNCTIONS or _is_function(first) or _is_function(last)
        ):
            yield Hit(sentence, match.start(), match.end())


def _is_function(word: str) -> bool:
    return any(word.startswith(stem) or word.endswith(stem) for stem in ("ssp", "konsulent", "kommun", "team", "skole"))


def _is_given_name(token: str) -> bool:
    return token.lower() in words().given_names or token.lower().split("-")[0] in words().given_names


def _names(text: str) -> Iterator[tuple[int, int]]:
    for match in _NAME.finditer(text):
        tokens = match.group().split()
        # A title with a capital may stand before the name: "SSP-konsulent Mette Eksempel".
        first = next((i for i, token in enumerate(tokens[:-1]) if _is_given_name(token)), None)
        if first is None and len(tokens) == 2 and _PATRONYMIC.search(tokens[1]):
            first = 0
        if first is None or any(_NO_PERSON.search(token.lower()) for token in tokens[first:]):
            continue
        start = match.start() + len(" ".join(tokens[:first])) + (1 if first else 0)
        following = text[match.end() : match.end() + 20].lower()
        if not re.match(r"s?\s(?:vej|gade|allé|plads|skole|fond|center)", following):
            yield start, match.end()
