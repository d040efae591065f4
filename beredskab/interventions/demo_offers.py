"""What the fictional Eksempel Kommune offers. Invented; the paragraphs show what belongs there and are not advice."""

from __future__ import annotations

from typing import Final

from beredskab.interventions.description import Description

IN_USE: Final = (
    Description(
        name="Mentor",
        kind="mentor",
        level="targeted",
        content="Borgeren får en fast mentor, som mødes med borgeren en til to gange om ugen, typisk i et halvt til "
        "et helt år. De to aftaler selv, hvad de arbejder med: hverdag, skole eller arbejde, venner, at komme ud af "
        "et miljø. Mentoren er uddannet til opgaven, får supervision hver måned og skriver kun om de mål, borgeren "
        "selv har sat.",
        purpose="At give borgeren en voksen at stole på, når de gamle relationer trækker, og vise vej til noget andet.",
        target_group="Den, der er i et miljø, som går ind for vold, eller er på vej ud af det, og selv vil have hjælp.",
        for_whom=("person",),
        age_from=15,
        legal_basis="Serviceloven § 12 b. Under 18 år også barnets lov § 32.",
        responsible="Forebyggelsesenheden, mentorkoordinatoren",
        partners="Jobcentret, uddannelsesvejledningen, kriminalforsorgen, når borgeren er i tilsyn der.",
        follow_up="Borger, mentor og koordinator ser på målene hver ottende uge og skriver ned, hvad der er flyttet "
        "sig.",
        dimensions=("convictions", "relations", "network", "education"),
    ),
    Description(
        name="Forældrecoach",
        kind="parent_coaching",
        level="specific",
        content="Seks til ti samtaler hjemme hos familien eller et sted, de vælger. Coachen øver de svære samtaler "
        "sammen med forældrene: at holde kontakten, at spørge uden at forhøre, at sætte grænser uden at lukke døren.",
        purpose="At forældrene bliver ved med at være dem, den unge kan tale med.",
        target_group="Forældre, der er bange for, hvor deres barn er på vej hen, også når barnet selv ikke vil have "
        "hjælp.",
        for_whom=("parents",),
        legal_basis="Serviceloven § 12 b og barnets lov § 30.",
        responsible="Familiehuset",
        partners="Skolen og SSP, hvis forældrene siger ja.",
        follow_up="Coachen spørger ved hver tredje samtale, hvad der er blevet lettere derhjemme, og ringer tre "
        "måneder efter.",
        dimensions=("family", "relations"),
    ),
    Description(
        name="Støtte til søskende",
        kind="talk",
        level="specific",
        content="Samtaler alene eller i en lille gruppe med andre søskende. Der er plads til både vrede, skyld og "
        "savn.",
        purpose="At søskende ikke står alene med det, der sker i familien, og ikke selv bliver trukket med.",
        target_group="Søskende til et barn eller en ung, som familien er bekymret for.",
        for_whom=("siblings",),
        age_from=8,
        age_to=23,
        legal_basis="Barnets lov § 30.",
        responsible="Familiehuset",
        partners="Skole og sundhedsplejerske.",
        follow_up="En kort samtale med barnet og forældrene efter fjerde gang: hjælper det, og skal der noget andet "
        "til?",
        dimensions=("family", "mental", "network"),
    ),
    Description(
        name="Kontaktperson for unge",
        kind="contact_person",
        level="specific",
        content="En fast kontaktperson følges med den unge tre til fem timer om ugen: op om morgenen, hen til "
        "skolen, ud i en klub. Kontaktpersonen kan nås på telefon om aftenen.",
        purpose="At få en hverdag til at hænge sammen igen.",
        target_group="Unge, der er ved at miste fodfæstet: meget fravær, nye venner, ingen faste voksne.",
        for_whom=("person",),
        age_from=12,
        age_to=22,
        legal_basis="Barnets lov § 32, efter en børnefaglig vurdering.",
        responsible="Børn og Unge, myndighed",
        partners="Skolen, SSP og fritidsvejlederen.",
        follow_up="Rådgiveren holder møde med den unge og familien efter tre måneder og derefter hvert halve år.",
        dimensions=("relations", "network", "education", "personality"),
    ),
    Description(
        name="Psykologsamtaler",
        kind="psychologist",
        level="specific",
        content="Op til tolv samtaler hos en psykolog, som kender til radikalisering og til traumer. Første tid "
        "inden for to uger. Er der tegn på psykisk sygdom, hjælper psykologen med en henvisning gennem egen læge.",
        purpose="At få hjælp til det, der gør ondt, før det finder andre udtryk.",
        target_group="Den, der kæmper med angst, tab, ensomhed eller voldsomme oplevelser, og som selv vil tale om "
        "det.",
        for_whom=("person", "siblings", "parents"),
        age_from=12,
        legal_basis="Barnets lov § 32 for børn og unge; serviceloven § 12 b for voksne.",
        responsible="PPR og Voksenrådgivningen",
        partners="Egen læge og den regionale psykiatri.",
        follow_up="Psykolog og borger gør status efter sjette samtale. Kun udbyttet meldes tilbage, ikke indholdet.",
        dimensions=("mental", "personality"),
    ),
    Description(
        name="Tilbage til skole, uddannelse eller arbejde",
        kind="education_work",
        level="specific",
        content="En vejleder laver en plan sammen med borgeren, går med til samtalerne og er der de første måneder. "
        "Det kan være praktik, en plads på FGU, et fritidsjob eller en samtale om, hvordan man kommer tilbage i "
        "klassen.",
        purpose="At få et sted at høre til i hverdagen og noget at bygge på.",
        target_group="Unge og voksne, der er gået i stå med skole, uddannelse eller arbejde.",
        for_whom=("person",),
        age_from=15,
        legal_basis="Lov om kommunal indsats for unge under 25 år; for voksne lov om en aktiv beskæftigelsesindsats.",
        responsible="Ungeindsatsen og Jobcentret",
        partners="Skoler, FGU, erhvervsskolen og lokale virksomheder.",
        follow_up="Vejlederen og borgeren ser på planen hver måned det første halve år.",
        dimensions=("education", "network"),
    ),
    Description(
        name="Fritidsvejleder og fritidspas",
        kind="leisure",
        level="specific",
        content="Fritidsvejlederen finder en forening sammen med barnet, går med de første gange og kan betale "
        "kontingent og udstyr det første år.",
        purpose="Nye venner og voksne, der regner med én.",
        target_group="Børn og unge uden en fritidsinteresse, eller som har mistet den, de havde.",
        for_whom=("person", "siblings"),
        age_from=6,
        age_to=18,
        responsible="Kultur og Fritid",
        partners="Foreningerne og klubberne i kommunen.",
        follow_up="Vejlederen ringer til barnet og foreningen efter én og efter tre måneder.",
        dimensions=("network", "relations"),
    ),
    Description(
        name="Netværksmøde",
        kind="network",
        level="targeted",
        content="Borgeren vælger, hvem der skal med: familie, venner, en lærer, en træner. En mødeleder udefra "
        "hjælper dem med at lave en plan, som de selv ejer, på ét eller to møder.",
        purpose="At samle dem, der vil borgeren det godt, om det samme.",
        target_group="Den, der har nogen omkring sig, men hvor de trækker i hver sin retning.",
        for_whom=("person", "surroundings", "parents"),
        legal_basis="Serviceloven § 12 b, med borgerens samtykke.",
        responsible="Forebyggelsesenheden",
        partners="Dem, borgeren selv peger på.",
        follow_up="Mødelederen samler gruppen igen efter tre måneder: hvad holdt, og hvad gjorde ikke?",
        dimensions=("network", "family", "relations"),
    ),
    Description(
        name="Undervisning: fællesskab og kritisk sans",
        kind="teaching",
        level="general",
        content="To gange to lektioner i 7. og 9. klasse om fællesskaber, konspirationsteorier og det, man møder på "
        "nettet. Læreren underviser selv med et færdigt materiale; SSP kommer med den ene gang.",
        purpose="At alle unge har prøvet at være uenige uden at blive uvenner og kan se, når nogen vil have fat i dem.",
        target_group="Alle elever i udskolingen. Ingen er udpeget.",
        for_whom=("group",),
        age_from=13,
        age_to=16,
        responsible="Skoleafdelingen sammen med SSP",
        partners="Biblioteket og ungdomsskolen.",
        follow_up="Lærerne svarer på tre spørgsmål hvert forår; SSP retter materialet til inden sommerferien.",
        dimensions=("personality", "network"),
    ),
    Description(
        name="Åben rådgivning om ekstremisme",
        kind="talk",
        level="targeted",
        content="Borgeren kan ringe, skrive eller komme forbi og tale med en rådgiver uden at blive meldt til nogen. "
        "Sammen finder de ud af, om der skal mere til, for eksempel en mentor.",
        purpose="At det er let at bede om hjælp, før man står i noget, man ikke kan komme ud af.",
        target_group="Den, der er bange for at blive trukket ind i noget eller vil ud, og den, der står tæt på.",
        for_whom=("person", "parents", "surroundings"),
        legal_basis="Serviceloven § 12 b.",
        responsible="Forebyggelsesenheden",
        partners="Den nationale hotline for pårørende og borgere.",
        follow_up="Rådgiveren spørger ved afslutningen, om borgeren fik det, borgeren kom efter.",
        dimensions=("convictions", "relations", "family"),
    ),
)

DRAFT: Final = Description(
    name="Samtaler om tro og tvivl",
    kind="talk",
    level="specific",
    content="Samtaler med en præst, en imam eller en anden, den unge selv vælger, om det at tro og at tvivle.",
    target_group="Unge, der selv spørger efter det. En bestemt tro er aldrig en grund til at tilbyde det.",
    for_whom=("person",),
)

RETIRED: Final = Description(
    name="Aftenklub på Havnen",
    kind="leisure",
    level="general",
    content="En åben klub to aftener om ugen, med værksted og mad.",
    purpose="Et sted at være for dem, der ikke går i en forening.",
    target_group="Alle unge i havnekvarteret.",
    for_whom=("group",),
    age_from=14,
    age_to=18,
    responsible="Kultur og Fritid",
    partners="Boligforeningen.",
    follow_up="Klubben talte besøg og holdt møde med de unge hvert kvartal.",
    dimensions=("network",),
)
