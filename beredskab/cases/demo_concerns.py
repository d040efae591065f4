"""The demo's six concerns: fictional people and words, varied on purpose. Nobody here exists."""

from __future__ import annotations

from typing import Final

from beredskab.cases.infohus import EMPTY, Content

# 1. Unread, from somebody who gives no name: an online milieu without a clear ideology.
ONLINE: Final = {
    "seen": (
        "På en spilserver, hvor jeg er med, er der en lukket kanal. Der hylder de folk, der har angrebet skoler, og en"
        " af drengene skriver, at hans egen skole »er næste bane«. Jeg har selv læst det."
    ),
    "when_where": "Flere aftener i denne uge, sent. På serveren, ikke på skolen.",
    "thinks": "Måske er det bare for at være med. Men han lyder, som om han har givet op.",
    "changed": "Han plejede at tale om fodbold. Nu er det kun det her.",
    "children": "unknown",
    "knows": "Jeg har ikke sagt det til nogen.",
}

# 2. A pupil at the police's clearance.
PUPIL_NAME: Final = "Viktor Opdigtet"
PUPIL: Final = {
    "who": "Viktor Opdigtet, 15 år, går i 9. klasse på Prøveskolen.",
    "seen": (
        "I klassens gruppechat skrev han, at han og to ældre fra »fællesskabet« vil brænde det nye botilbud for"
        " flygtninge af, før nogen flytter ind. To elever har vist mig beskederne."
    ),
    "when_where": "Søndag aften kl. 21 og igen mandag. Jeg har selv set skærmbillederne.",
    "thinks": "Jeg er i tvivl, om han mener det, men han nævner en dato.",
    "changed": "Siden efterårsferien har han kun kontakt med nogle ældre, han har mødt på nettet.",
    "around": "Hans mor er engageret. Håndboldtræneren når ind til ham.",
    "children": "yes",
    "knows": "Moderen ved, at jeg er bekymret for fraværet, ikke det andet.",
}
PUPIL_ANSWERS: Final = {
    "danger": ("no", "Datoen ligger fire uger ude, og botilbuddet er tomt. Lokalpolitiet kender stedet."),
    "crime": ("no", "Trusler i en chat. Politiets afklaring viser, om det er mere."),
    "child": ("yes", "Han er 15, og han har en søster på 8."),
    "family": ("unknown", "Moderen virker tryg at tale med. Vi ved ikke, hvem de to ældre er."),
}
PUPIL_THREAT: Final = (
    "Han skriver, at han vil brænde et bestemt botilbud af sammen med to navngivne profiler, og nævner en dato."
)
PUPIL_ITEMS: Final = (
    ("Beskederne", "To beskeder i en gruppechat om at brænde botilbuddet på Eksempelvej af på en bestemt dato."),
    ("Hvem", "Viktor Opdigtet, 15 år, 9. klasse på Prøveskolen."),
    ("De to profiler", "Navnene på de to profiler, som han skriver, at han er sammen med."),
)

# 3. A grown man at the analysis meeting: anger at the authorities after a custody case, no clear ideology.
ANGRY_NAME: Final = "Torben Opdigtet"
ANGRY: Final = {
    "who": "Torben Opdigtet, 41 år.",
    "seen": (
        "Han ringede til jobcenteret tre gange på en uge og sagde, at han har skrevet ned, hvem der »står for skud, når"
        " systemet vælter«. Han nævnte to sagsbehandlere ved navn."
    ),
    "when_where": "Mandag, onsdag og torsdag. Samtalerne er noteret med det samme.",
    "thinks": "Han blander statsborgerbevægelser, sundhed og sin egen sag sammen. Jeg ved ikke, hvad han står for.",
    "changed": "Han mistede samværet med sin søn i foråret og arbejdet i sommer.",
    "around": "Han har en bror, som han taler med hver uge, og han passer sine bier.",
    "children": "no",
    "knows": "Kun min leder.",
}
ANGRY_ANSWERS: Final = {
    "danger": ("no", "Ingen tid eller sted. De to sagsbehandlere arbejder bag aflåst dør indtil videre."),
    "crime": ("unknown", "Trusler mod offentligt ansatte kan være strafbare. Jobcenteret taler med politiet om det."),
    "child": ("no", "Sønnen bor hos sin mor i en anden kommune."),
    "family": ("unknown", "Vi har ikke talt med broderen endnu."),
}
ANGRY_THREAT: Final = (
    "Han siger til tre medarbejdere, at to navngivne sagsbehandlere står for skud, og at han har skrevet det ned."
)
ANGRY_ITEMS: Final = (
    ("Opkaldene", "Tre opkald til jobcenteret, hvor han nævner to sagsbehandlere og en liste."),
    ("Hvem", "Torben Opdigtet, 41 år."),
)
ANGRY_BROUGHT: Final = (
    "Hvad vi kender til",
    "Han har tidligere haft en samfundstjeneste, som han passede. Han havde tillid til sin tilsynsførende.",
)
ANGRY_BOARD: Final = {
    "convictions": (
        "Mener, at staten er et selskab uden ret over ham. Henter det fra videoer.",
        "Egne ord i telefonen, noteret samme dag. Sikkert.",
        "Skifter forklaring fra gang til gang; vil gerne tale om det.",
        "En, der hører på ham uden at diskutere.",
    ),
    "violence": (
        "Har nævnt to sagsbehandlere og en liste. Intet om hvordan eller hvornår.",
        "Tre opkald. Listen har ingen set.",
        "Har aldrig været voldelig, så vidt nogen ved. Undskyldte torsdag.",
        "At opkaldene får én fast modtager.",
    ),
    "crime": ("Ingen domme, som nogen af os kender.", "Politiet, efter afklaringen.", "", ""),
    "relations": (
        "Følger en kanal med møder hver måned. Ikke set ved dem.",
        "Han siger det selv. Usikkert.",
        "Ingen har set ham sammen med andre fra kanalen.",
        "Broderen, som han taler med hver uge.",
    ),
    "personality": (
        "Holder fast, når han føler sig krænket. Skriver lange klager.",
        "Jobcenteret gennem to år.",
        "Har samarbejdet godt med en tidligere sagsbehandler.",
        "Korte svar til aftalt tid.",
    ),
    "mental": (
        "Sover lidt. Har været sygemeldt med stress.",
        "Fortalt af ham selv. Egen læge er ikke spurgt.",
        "",
        "Et tilbud om samtale, som ikke kommer fra kommunen.",
    ),
    "family": (
        "Mistede samværet med sin søn i foråret. Det er der, vreden begynder.",
        "Familieretshuset har ikke delt noget; han siger det selv.",
        "Taler varmt om sønnen.",
        "Hjælp til at søge samvær igen på en måde, der kan lykkes.",
    ),
    "network": (
        "Broderen og et par naboer. Passer bier i en forening.",
        "Han selv og foreningens hjemmeside.",
        "",
        "Foreningen, hvor han er vellidt.",
    ),
    "education": (
        "Uden arbejde siden sommer. Uddannet smed.",
        "Jobcenteret. Sikkert.",
        "",
        "Et værksted, der mangler folk nu.",
    ),
}

# 4. A young woman in follow-up, with a mentor: religious propaganda online and a plan to travel.
TRAVELLER_NAME: Final = "Freja Opdigtet"
TRAVELLER: Final = {
    "who": "Min datter Freja Opdigtet, 17 år.",
    "seen": (
        "Hun har skrevet med en mand, som vil have hende til at rejse til en gruppe i udlandet. Jeg fandt en billet,"
        " der var reserveret, og en pakket taske. Hun siger, at det er hendes pligt."
    ),
    "when_where": "Jeg så det i går på hendes værelse.",
    "thinks": "Jeg tror, at hun leder efter nogen, der regner med hende.",
    "changed": "Hendes far døde for et år siden. Hun stoppede til spejder og sover om dagen.",
    "around": "Mormor, og en lærer på gymnasiet, som hun kan lide.",
    "children": "yes",
    "knows": "Hun ved, at jeg har set billetten. Vi har grædt sammen.",
    "hopes": "At nogen kan tale med hende, som ikke er mig.",
}
TRAVELLER_ANSWERS: Final = {
    "danger": ("no", "Billetten er afbestilt sammen med moderen, og passet ligger hos mormor."),
    "crime": ("no", "Politiet kender manden og tager sig af det for sig."),
    "child": ("yes", "Freja er 17."),
    "family": ("yes", "Moderen har selv henvendt sig og er med."),
}
TRAVELLER_PLAN: Final = "Hun havde reserveret en billet og pakket for at rejse til en gruppe, som hun skriver med."
TRAVELLER_ITEMS: Final = (
    ("Rejsen", "En reserveret billet, nu afbestilt, og en kontakt på nettet, som ville hente hende."),
)
TRAVELLER_TEXT: Final[Content] = {
    **EMPTY,
    "problems": "Hun sørger og er alene med det. Fællesskabet på nettet er det eneste sted, nogen spørger til hende.",
    "resources": "En mor, der henvendte sig selv, en mormor, en lærer og år i spejder.",
    "dimensions": ["family", "network", "convictions"],
    "measures": [
        {
            "what": "Mentor to gange om ugen", "intervention": "", "name": "", "for_whom": "person",
            "to": "Børn og Familie", "by": "",
        },
        {
            "what": "Samtaler om sorg for mor og datter", "intervention": "", "name": "", "for_whom": "family",
            "to": "Børn og Familie", "by": "",
        },
    ],
    "surroundings": "Læreren får en, hun kan ringe til. Mormor spørges, hvad hun magter.",
}  # fmt: skip
TRAVELLER_GOALS: Final = (
    ("At gå til spejder igen om torsdagen", ("Var med i dag. Stille, men hun blev til det sidste.", False)),
    ("At møde til første time tre dage om ugen", ("To dage i denne uge. Det er mere end sidste uge.", False)),
)

# 5. Other distress: offered to an ordinary service, and hangs until somebody says yes.
LONELY_NAME: Final = "Malthe Opdigtet"
LONELY: Final = {
    "who": "Malthe Opdigtet, 19 år, går på FGU.",
    "seen": "Han tegner uniformer og kampvogne hele dagen og citerer gamle taler. De andre er begyndt at undgå ham.",
    "when_where": "På holdet, hver dag i tre uger.",
    "thinks": "Først tænkte jeg på ekstremisme. Nu tror jeg mest, at han er meget alene.",
    "changed": "Flyttede på egen værelse i september og kommer uden at have spist.",
    "around": "God til at reparere ting. En vejleder, som han hører på.",
    "children": "no",
    "knows": "Jeg har talt med ham. Han vil gerne have hjælp til penge og mad.",
}
LONELY_ANSWERS: Final = {
    "danger": ("no", "Intet tyder på det."),
    "crime": ("no", "Nej. At interessere sig for krig er lovligt."),
    "child": ("no", "Han er 19 og bor alene."),
    "family": ("yes", "Han har selv sagt ja til, at vi ringer til hans far."),
}
LONELY_OFFER: Final = (
    "Malthe er 19, bor alene og har hverken overblik over penge eller mad. Han vil gerne have hjælp og har sagt ja til,"
    " at I ringer. Det er ikke ekstremisme."
)

# 6. Closed: a grandmother's worry that proved unfounded.
GRANDSON_NAME: Final = "Jeppe Opdigtet"
GRANDSON: Final = {
    "who": "Mit barnebarn Jeppe Opdigtet, 20 år.",
    "seen": (
        "Han har klippet sig helt kort, købt militærjakke og støvler og taler om, at »det hele skal gøres på en anden"
        " måde«. Han vil ikke sige, hvor han er om onsdagen."
    ),
    "when_where": "Til kaffe de sidste tre søndage.",
    "thinks": "Jeg er bange for, at han er kommet i dårligt selskab.",
    "around": "Han er glad for sin lillesøster og har mange venner.",
    "children": "no",
    "knows": "Ikke hans forældre. Jeg vil ikke lave ballade.",
}
GRANDSON_ANSWERS: Final = {
    "danger": ("no", "Intet i det."),
    "crime": ("no", "Tøj og hår er lovligt og siger intet alene."),
    "child": ("no", "Han er 20. Lillesøsteren bor hos forældrene og er ikke en del af det."),
    "family": ("yes", "Farmor har nu selv spurgt ham."),
}
GRANDSON_END: Final = (
    "Farmor spurgte ham selv: Han skal aftjene værnepligt og er med i en rollespilsklub om onsdagen. Der er intet at"
    " bekymre sig om. Hun var glad for, at nogen hørte på hende."
)
