"""The fictional plan of the demo municipality: nobody, no number and no place in it exists."""

from __future__ import annotations

from typing import Final

TITLE: Final = "Beredskabsplan mod ekstremisme"

SECTIONS: Final = {
    "1.1": """Kommunens beredskab følger barnets lov § 15, stk. 3. Det gælder forebyggelse, opsporing og \
håndtering af ekstremisme blandt børn, unge og deres familier. Planen gælder også voksne borgere.

Planen hænger sammen med kommunens børne- og ungepolitik og med den kriminalpræventive strategi. \
Negativ social kontrol og æresrelaterede konflikter har deres egen plan.""",
    "1.2": """Alle i Eksempel Kommune skal kunne regne med, at en bekymring bliver taget alvorligt og behandlet \
ordentligt.

Vi har tre mål:

- Medarbejdere ved, hvad de skal lægge mærke til, og hvor de skal gå hen.
- En bekymring er vurderet, inden der er gået fem hverdage.
- Ingen sag slutter, uden at nogen har overtaget ansvaret for næste skridt.""",
    "1.3": """Byrådet vedtager planen og får hvert år i marts en skriftlig status. Direktøren for Børn og Unge har \
ansvaret for, at planen bliver fulgt.

Styregruppen følger op på indsatserne to gange om året. Planen bliver revideret, når der er behov, \
og mindst hvert fjerde år. SSP-lederen har ansvaret for, at revisionen bliver sat i gang.""",
    "2.1": """Infohus Kommune samler SSP, socialforvaltningen, jobcenteret og politiet. Tovholderen sidder i \
SSP-sekretariatet og indkalder til møde inden for fem hverdage efter en henvendelse.

| Hvem | Opgave |
|---|---|
| Tovholder | Modtager henvendelser, indkalder og skriver referat |
| Socialforvaltningen | Vurderer behov for støtte efter barnets lov |
| Jobcenteret | Bidrager, når borgeren er over 18 år |
| Politiets tovholder | Afklarer, om der er en politimæssig opgave |

Samarbejdet sker inden for retsplejelovens § 115. Anbefalinger går til den myndighed, der har \
ansvaret for borgeren.""",
    "2.2": """Medarbejdere i Infohus Kommune deltager hvert år i politikredsens kursus. Nye medarbejdere i skoler, \
klubber og botilbud får et oplæg om bekymringstegn i løbet af det første halve år.

Tovholderen har fem timer om ugen til opgaven.""",
    "3.1": """## Opbyggende

Skoler og klubber arbejder med demokratisk dannelse, kritisk mediebrug og fællesskaber for alle.

## Foregribende

En medarbejder, der er bekymret, taler med sin leder og ringer til tovholderen. Tovholderen vurderer \
samme dag, om sagen skal i Infohus Kommune. Er der bekymring for et barn under 18 år, laver \
medarbejderen en underretning efter barnets lov § 133.

## Indgribende

Er nogen i fare nu, ringer man 112. Den unge og familien kan få mentor, forældrecoach og exitforløb.

Når sagen slutter, aftaler Infohus Kommune, hvem der følger op, og hvornår. Skolekammerater og \
søskende får tilbud om en samtale.""",
    "3.2": """På kommunens hjemmeside står, hvor borgere og medarbejdere kan henvende sig. Den nationale hotline \
er åben hver dag fra klokken 8 til 22.

I akutte sager taler kun kommunaldirektøren og politiet med pressen.""",
}
"""Text by the number of the section in the 2018 disposition, as Markdown."""

REVISED: Final = {
    "1.1": """Kommunens beredskab følger barnets lov § 15, stk. 3. Det gælder forebyggelse, opsporing og \
håndtering af ekstremisme blandt børn, unge og deres familier. Planen gælder også voksne borgere.

Beredskabet dækker hele børne- og ungeområdet: dagtilbud, skoler, klubber, fritid, PPR, sundhedsplejen og \
familieafdelingen.

Planen hænger sammen med kommunens børne- og ungepolitik og med den kriminalpræventive strategi. \
Negativ social kontrol og æresrelaterede konflikter har deres egen plan.""",
    "2.2": """Medarbejdere i Infohus Kommune deltager hvert år i politikredsens kursus. Nye medarbejdere i skoler, \
klubber og botilbud får et oplæg om bekymringstegn i løbet af det første halve år.

Tovholderen har fem timer om ugen til opgaven. En stedfortræder er udpeget og kender opgaven.""",
}
"""What the revision under way has changed so far."""

READY: Final = ("1.1", "1.2", "1.3", "2.1", "2.2")
"""Sections of the revision that are ready."""

ANSWERS: Final = (
    ("law-p1", "covered_here", ""),
    ("guidance-g2", "covered_here", ""),
    ("cde-r1", "covered_elsewhere", "https://eksempel.invalid/planer/negativ-social-kontrol"),
    ("cde-r2", "covered_here", ""),
    ("cde-r4", "covered_here", ""),
    ("concept-1-1", "covered_here", ""),
    ("concept-1-5", "covered_here", ""),
    ("concept-4-1", "covered_elsewhere", "https://eksempel.invalid/planer/generel-beredskabsplan"),
    ("concept-4-3", "covered_here", ""),
)
"""What the writer answered in the first edition: element, answer, link."""

COMMENTS: Final = (
    ("3.1", "hanne", "Skal vi ikke skrive, hvem der ringer til forældrene, når den unge er under 18?"),
    ("2.2", "lars", "Fint med en stedfortræder. Skriv gerne, hvor mange timer det kræver."),
)
"""Comments in the revision: section number, who, what."""
