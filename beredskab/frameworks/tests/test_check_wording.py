"""What plans say, in many ways: fictional sentences and the verdict a careful reader gives them."""

from __future__ import annotations

from datetime import date

import pytest

from beredskab.documents.markdown import parse
from beredskab.documents.model import Document
from beredskab.frameworks.check import check_elements
from beredskab.frameworks.loader import load_all

AS_OF = date(2026, 11, 21)
IDS = {element.ref: element.id for framework in load_all() for element in framework.elements}


def verdict(ref: str, text: str) -> str:
    """The verdict on one element of a short section."""
    (result,) = check_elements(Document(tuple(parse(text))), load_all(), [IDS[ref]], as_of=AS_OF)
    return str(result.verdict)


COVERED = [
    ("P3", "Beredskabsplanen er vedtaget af Lindby Byråd den 12. marts 2025."),
    ("P3", "Kommunalbestyrelsen i Lindby godkendte planen på sit møde den 3/9-2024."),
    ("P3", "# Handleplan mod ekstremisme\n\nGodkendt af kommunalbestyrelsen\n\nDen 24. april 2024"),
    ("P4", "Planen er offentliggjort på kommunens hjemmeside www.lindby.dk/beredskab."),
    ("P4", "Beredskabet kan læses på Lindby Kommunes hjemmeside."),
    ("P5", "Beredskabsplanen revideres næste gang senest i juni 2028."),
    ("P3", "Planen er vedtaget af Lindby Byråd den 14. marts 2025, jf. barnets lov § 15, stk. 3."),
    ("P3", "Planen er vedtaget af Lindby Byråd den 14. marts 2025 efter barnets lov § 15, stk. 3."),
    ("P4", "Planen er offentliggjort på kommunens hjemmeside, jf. barnets lov § 15, stk. 3."),
    ("P5", "Planen revideres hvert fjerde år, næste gang senest i marts 2029, jf. barnets lov § 15, stk. 3."),
    ("P5", "Planen skal revideres mindst hvert fjerde år, næste gang senest den 14. marts 2029."),
    ("P5", "SSP-sekretariatet har ansvaret for at revidere beredskabsplanen."),
    ("1.5", "Direktionen modtager hvert halvår en afrapportering med antal bekymringshenvendelser."),
    ("1.5", "En gang årligt forelægges en status for Børne- og Ungeudvalget."),
    ("1.2", "Styregruppen har det overordnede strategiske ansvar, og ledelsen i Center for Børn er forankringspunkt."),
    ("1.4", "Styregruppen følger hvert halve år op på indsatserne i planen."),
    ("3.1", "Infohus Lindby består af SSP-koordinatoren, en rådgiver fra jobcentret og politiets tovholder."),
    ("3.2", "Infohus Lindby mødes hver sjette uge efter en samarbejdsaftale med Fjordkredsens Politi."),
    ("3.3", "Arbejdsgangen for bekymringshenvendelser er godkendt af chefgruppen."),
    ("3.4", "Familieafdelingen prioriterer infohusets anbefalinger og har beslutningskompetence til at iværksætte "
            "foranstaltninger straks."),
    ("4.1", "I akutte situationer aktiveres kommunens krisestab efter den generelle beredskabsplan."),
    ("4.2", "I en beredskabssituation har direktøren ansvaret for beslutninger, og beredskabschefen har rollen som "
            "bindeled til politiet."),
    ("4.3", "Kommunikationschefen håndterer al kontakt til pressen og koordinerer med politiet."),
    ("5.1", "Mentorordningen er målrettet unge mellem 15 og 25 år i risiko for radikalisering."),
    ("5.2", "Mentorforløb evalueres årligt, og resultaterne dokumenteres i et fast skema af koordinatoren."),
    ("5.3", "Rolle- og ansvarsfordelingen formidles til alle ledere og medarbejdere på intranettet."),
    ("6.1", "Alle nyansatte lærere og pædagoger får et kursus om tegn på radikalisering, og det gentages årligt."),
    ("6.2", "Kommunen samarbejder med idrætsforeninger og boligorganisationer om fællesskaber for unge."),
    ("7.1", "Når en bekymringshenvendelse modtages, vurderer infohusets tovholder den samme dag med politiet."),
    ("7.2", "Bekymringshenvendelser registreres af tovholderen i kommunens fagsystem efter en fast sagsgang."),
    ("7.3", "Tovholderen har ansvaret for at indkalde til møder i Infohus Lindby og udarbejde dagsorden."),
    ("7.4", "Er der ikke grundlag for en ekstremismesag, sørger tovholderen for tilbageløb til familieafsnittet."),
    ("7.4", "Tilbageløbet af sager koordineres af SSP-lederen efter en fast procedure."),
    ("7.5", "Antallet af bekymringshenvendelser opgøres hvert kvartal af koordinatoren."),
    ("7.6", "Infohusets medarbejdere deltager hvert år i kompetenceudvikling om ekstremisme og vurderingsværktøjet."),
    ("8.1", "Ved en akut hændelse bistår kommunens krisestab politiet, og SSP-lederen er politiets kontaktperson."),
    ("8.2", "Efter en akut sag følger skolens ledelse op på afledte bekymringer blandt klassekammerater."),
    ("8.3", "I beredskabssituationer føres en beslutningslog af sekretariatet."),
    ("G6", "Den regionale sikkerhedskonsulent og politiets tovholder deltager i Infohus Lindby."),
    ("G8", "Alle bekymringshenvendelser om ekstremisme drøftes i Infohus Lindby. Er du i tvivl om en bekymring, "
            "kontakter du Infohus Lindby."),
    ("G10", "Medarbejdere underretter efter § 133, når et barn kan have brug for støtte. Underretningen skal indeholde "
            "en beskrivelse af bekymringen."),
    ("R3", "Samtlige bekymringer om radikalisering vurderes i Infohus Lindby."),
    ("R4", "Borgere kan henvende sig til Infohus Lindby på telefon, hvis de er bekymrede."),
    ("R5", "Ved konkret viden om kriminelle handlinger kontaktes politiet på 114."),
    ("2.1", "Borgere og medarbejdere informeres på hjemmesiden og intranettet om, hvor de kan henvende sig."),
]  # fmt: skip

NOT_COVERED = [
    ("P3", "Planen forventes vedtaget af byrådet den 12. marts 2027."),
    ("P3", "Planen er godkendt af Socialudvalget den 12. marts 2025."),
    ("P3", "Børne- og ungepolitikken er vedtaget af byrådet den 12. marts 2025."),
    ("P3", "Beredskabet skal vedtages af kommunalbestyrelsen. Barnets lov trådte i kraft den 1. januar 2024."),
    ("P3", "Planen lægger sig op ad børne- og ungepolitikken, som byrådet vedtog den 12. marts 2025."),
    ("P3", "Den tidligere handleplan blev vedtaget af byrådet den 4. maj 2017."),
    ("P3", "Med udgangspunkt i integrationspolitikken vedtog byrådet den 3. maj 2024 et budget."),
    ("P3", "Visionen er vedtaget af byrådet den 12. marts 2025."),
    ("P3", "Byrådet vedtog den 12. marts 2025 at sende planen i høring."),
    ("P4", "Beredskabet suppleres af action cards, som findes på kommunens hjemmeside."),
    ("P5", "Planen er opdateret i december 2026."),
    ("P5", "Planen revideres senest i februar 2026."),
    ("P5", "Sekretariatet har ansvaret for at opdatere kontaktlisten i planen."),
    ("G8", "Infohus Kommune er et samarbejdsforum mellem politi og kommune, hvor bekymringer vurderes."),
    ("P4", "Beredskabet skal offentliggøres på kommunens hjemmeside."),
    ("P4", "Læs mere om ekstremisme på www.stopekstremisme.dk."),
    ("P4", "Planen ligger på kommunens intranet."),
    ("P4", "Planen bliver offentliggjort, når den er vedtaget."),
    ("P5", "Kommunalbestyrelsen skal revidere beredskabet løbende efter behov, dog som minimum hvert fjerde år."),
    ("P5", "Planen revideres løbende efter behov og mindst hvert fjerde år."),
    ("P5", "Planen er sidst revideret i maj 2025."),
    ("P5", "Beredskabsplanen skulle være revideret i 2021."),
    ("7.4", "Det er målet, at tilbageløbet på sager koordineres af tovholderen efter en fast procedure."),
    ("7.4", "Der er endnu ikke fastlagt en procedure for tilbageløb, og tovholderen har ikke ansvaret."),
    ("7.4", "Tilbageløb betegner en sag, der gives videre til familieafdelingen, når der ikke er tale om ekstremisme."),
    (
        "8.3",
        "Kommunen bør føre en beslutningslog i akutte situationer, og den enkelte kommune fastlægger hvem.",
    ),
    ("1.5", "Der skal udarbejdes ledelsesinformation til direktionen to gange om året."),
    ("5.1", "Vi ønsker på sigt at etablere en mentorordning målrettet unge i risiko."),
    ("8.3", "Der er en god dialog og et katalog over psykologer."),
]

SILENT = [
    ("8.3", "Dialogen med forældre er vigtig. Kataloget ligger på skolen."),
    ("4.3", "Unge bruger de sociale medier hver dag."),
    ("7.5", "Der opleves et stigende antal bekymringer i samfundet."),
    ("P3", "# Lovgrundlag\n\nBeredskabet skal udformes skriftligt, vedtages af kommunalbestyrelsen og offentliggøres."),
    ("7.1", "# Indhold\n\n- Håndtering af henvendelser\n- Sagsflow\n- Tilbageløb"),
]


@pytest.mark.parametrize(("ref", "text"), COVERED)
def test_a_plain_statement_of_what_the_municipality_does_is_covered(ref: str, text: str) -> None:
    assert verdict(ref, text) == "covered"


@pytest.mark.parametrize(("ref", "text"), NOT_COVERED)
def test_a_promise_an_aim_or_the_words_of_the_law_is_never_covered(ref: str, text: str) -> None:
    assert verdict(ref, text) != "covered"


@pytest.mark.parametrize(("ref", "text"), SILENT)
def test_words_that_only_look_alike_say_nothing(ref: str, text: str) -> None:
    assert verdict(ref, text) == "missing"
