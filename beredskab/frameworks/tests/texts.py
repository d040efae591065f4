"""Fictional texts for the tests of findings: documents of lines, and a whole plan without a fault."""

from __future__ import annotations

from datetime import date

from beredskab.documents.model import Block, Document, Heading, Paragraph, Source, Span
from beredskab.frameworks.findings import find

TODAY = date(2026, 11, 21)

FAULTLESS = """\
# Eksempel Kommunes beredskab mod ekstremisme
Kommunalbestyrelsen i Eksempel Kommune vedtog planen den 15. februar 2025.
Den er offentliggjort på eksempel.dk/beredskab.
Kommunalbestyrelsen reviderer planen senest den 15. februar 2029. SSP-lederen har ansvar for revisionen.
Planen gælder børn, unge og deres familier og også voksne over 18 år. Den gælder hele Eksempel Kommune.
# Når nogen er bekymret
Er du bekymret for et barn eller en ung, så kontakt SSP på 11 22 33 44, og underret efter barnets lov § 133.
SSP-konsulenten bringer alle bekymringer til Infohus Eksempel, som mødes hver måned og vurderer dem sammen med politiet.
Ved fare ringer du 112, og ellers til politiet på 114. Den nationale hotline 41 74 90 90 har åbent alle dage kl. 8-22.
Som borger kan du være anonym. Som medarbejder kan du ikke være anonym, når du henvender dig som led i dit arbejde.
# Indsatser
Skolerne i Eksempel Kommune underviser i demokrati og kritisk brug af nettet. Unge og voksne i risiko kan få en mentor.
Familieafdelingen tager over, når en sag ikke handler om ekstremisme, så ingen falder mellem to stole i kommunen.
Medarbejderne får hvert andet år et oplæg om opmærksomhedspunkter. Tegn skal ses i sammenhæng og er ikke en tjekliste.
Kommunens beredskab mod negativ social kontrol er et særskilt dokument.
"""


def document(text: str) -> Document:
    """A document of lines: `#` begins a heading, any other line is a paragraph of its own on page 1."""
    blocks: list[Block] = []
    sources: dict[str, Source] = {}
    heading: tuple[str, ...] = ()
    for number, line in enumerate(filter(None, text.splitlines())):
        block_id = f"b{number}"
        if line.startswith("# "):
            heading = (line[2:],)
            blocks.append(Heading(block_id, 1, (Span(line[2:]),)))
        else:
            blocks.append(Paragraph(block_id, (Span(line),)))
        sources[block_id] = Source("plan.txt", 1, heading)
    return Document(tuple(blocks), sources)


def codes(text: str, *, as_of: date = TODAY, plan: bool = False) -> set[str]:
    """The codes that fire on a text; with `plan` it counts as a plan, so that what is absent is reported."""
    return {finding.code for finding in find(document(text), as_of, looks_like_plan=plan)}


def without(*phrases: str) -> str:
    """The faultless plan with the sentences that hold one of the phrases taken out."""
    lines = []
    for line in FAULTLESS.splitlines():
        sentences = [part for part in line.replace(". ", ".\0").split("\0") if not any(p in part for p in phrases)]
        lines.append(" ".join(sentences))
    return "\n".join(lines)
