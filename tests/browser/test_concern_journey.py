"""A concern the whole road, from a telephone to a fair close, by every person on it."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser import loaded, walking
from tests.browser.conftest import PHONE
from tests.browser.walking import Road, answer_four, press, share, told, waits

made, site, look, road = loaded.made, loaded.site, walking.look, walking.road

NAME = "Bertram Opdigtet"
SEEN = "Han har skrevet til sin bror, at nogen skal mærke det, og vist en tegning af indgangen."
THREAT = "Skrev til broderen, at nogen skal mærke det, og tegnede indgangen."
BROUGHT = "Han taler bedst, når han sidder ned, og ingen andre er i rummet."
PROBLEM = "Han er alene med vreden, og nettet er det eneste sted, nogen svarer."
GOAL = "Bertram kommer til træning hver tirsdag."
LOGGED = "Han kom begge gange, og træneren har givet ham en opgave."
OFFER = "Hun er alene efter sin mors død. Træffes om formiddagen."
OTHERS = ("pernille", "tina", "vera", "kurt", "nanna")
PAGES = (
    *("", "vurdering/", "politisag/", "boern/", "oplysning/", "afklaring/", "samling/", "videregivelser/", "braet/"),
    *("anbefaling/", "anbefaling/pdf/", "overdragelse/", "afgoerelse/", "opfoelgning/", "maal/", "luk/", "personer/"),
    *("tilbagemelding/", "adgang/", "journal/", "indsigt/"),
)


def test_a_concern_travels_the_whole_road_by_every_person_on_it(road, open_page):
    phone = open_page(PHONE)
    a_citizen_is_led_from_the_guide_to_a_receipt(road, phone)
    the_coordinator_reads_it_and_opens_a_case(road)
    the_four_questions_lead_to_the_childs_duties(road)
    nothing_is_shared_before_it_is_decided_who_is_told(road)
    the_police_get_the_chosen_words_and_answer_on_a_phone(road)
    psychiatry_brings_something_and_the_coordinator_reads_it(road)
    the_meeting_fills_the_board_and_is_minuted(road)
    two_people_stand_for_the_same_frozen_words(road)
    the_caseworker_decides_by_own_law_and_tells_back(road)
    a_mentor_writes_about_the_goal_on_a_phone_and_sees_no_more(road)
    for key in OTHERS:
        nobody_else_gets_in(road, key)
    the_child_is_looked_after_before_it_can_close(road)
    a_second_person_closes_and_the_reporter_is_told(road, phone)
    the_officer_reads_who_saw_the_case_and_no_word_of_it(road)
    for key in (*OTHERS, "malik", "poul", "petra"):
        nobody_else_gets_in(road, key)


def a_citizen_is_led_from_the_guide_to_a_receipt(road: Road, page: Page) -> None:
    page.goto(road.site.public)
    page.get_by_role("main").get_by_role("link", name="Hvad gør jeg nu?").click()
    page.get_by_label("Kommune", exact=True).fill("eksempel")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Eksempel Kommune (demo)").click()
    for answer in ("Borger", "Et barn eller en ung", "Det kan vente", "Jeg har set eller hørt noget konkret"):
        page.locator(".doors").get_by_role("link", name=answer).click()
    road.look(page, "01_guide")
    page.get_by_role("link", name="Skriv til Infohus").click()
    road.look(page, "02_form")
    page.get_by_label("Et barn eller en ung under 18 år").check()
    page.get_by_label("Hvem er det, eller hvor er det?").fill("Bertram, 16 år")
    page.get_by_label("Hvad har du set eller hørt?").fill(SEEN)
    page.get_by_label("Nej, jeg vil være anonym").check()
    press(page, "Send")
    road.receipt = page.get_by_label("Kvitteringen på én linje").input_value()
    road.look(page, "03_receipt")


def the_coordinator_reads_it_and_opens_a_case(road: Road) -> None:
    karen = road.enter("karen")
    assert SEEN not in karen.content()
    karen.get_by_role("link", name="Læs henvendelsen").last.click()
    press(karen, "Læs den nu")
    expect(karen.get_by_text(SEEN)).to_be_visible()
    karen.get_by_role("link", name="Er personen kendt fra før?").click()
    karen.get_by_label("Navn og andre navne").fill(NAME)
    karen.get_by_label("Der er kommet en ny henvendelse").check()
    press(karen, "Kig efter")
    road.look(karen, "04_earlier")
    press(karen, "Åbn en sag")
    road.case, road.number = karen.url, karen.locator("h1").inner_text().removeprefix("Sag ")
    assert re.fullmatch(r"20\d\d-\d{3}", road.number)
    road.look(karen, "05_case")
    karen.get_by_role("link", name="Læs henvendelse H-").click()
    expect(karen.get_by_text(SEEN)).to_be_visible()


def the_four_questions_lead_to_the_childs_duties(road: Road) -> None:
    karen = road.at("karen", "personer/ny/")
    karen.locator("[name=kind][value=subject]").check()
    karen.locator("[name=name]").fill(NAME)
    karen.locator("[name=born]").fill((timezone.localdate() - timedelta(days=16 * 366)).isoformat())
    press(karen, "Gem")
    assert NAME not in karen.content()
    karen.goto(road.case)
    karen.get_by_role("link", name="Svar på de fire første spørgsmål").first.click()
    answer_four(karen, danger="no", crime="no", child="yes", family="unknown")
    road.look(karen, "06_assessed")
    karen.get_by_role("link", name="Underret om barnet (§ 133)").click()
    press(karen, "Følg pligterne over for Barn 1: B. O.")
    karen.get_by_label("Til hvem?").fill("Modtagelsen")
    karen.locator('form[action$="/bekraeft/"]').get_by_role("button").click()
    assert "Modtagelsen" in told(karen)
    road.look(karen, "07_children")


def nothing_is_shared_before_it_is_decided_who_is_told(road: Road) -> None:
    karen = road.at("karen", "politisag/")
    karen.get_by_label("En trussel").check()
    karen.get_by_label("Hvad er gjort, sagt eller planlagt").fill(THREAT)
    press(karen, "Skriv det")
    karen.goto(f"{road.case}afklaring/")
    assert karen.get_by_role("button", name="Send til politiet").count() == 0
    road.look(karen, "08_gate")
    karen.goto(f"{road.case}oplysning/")
    karen.get_by_label("Ikke endnu, af en grund").check()
    karen.locator("[name=text]").fill("Politiet har endnu ikke svaret.")
    karen.locator("[name=basis]").select_option("dbl-22")
    karen.locator("[name=review_on]").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    press(karen, "Gem beslutningen")
    assert "Besluttet for alle i sagen" in told(karen)
    road.look(karen, "09_informing")


def the_police_get_the_chosen_words_and_answer_on_a_phone(road: Road) -> None:
    karen = road.at("karen", "politisag/")
    karen.get_by_role("link", name="Bed politiet om afklaring").click()
    share(karen, "Den person, bekymringen handler om", "En trussel", why="For at afgøre, om det er trygt at gå videre.")
    press(karen, "Send til politiet")
    road.look(karen, "10_asked")
    poul = waits(road, "poul", PHONE)
    assert NAME not in poul.content()
    press(poul, "Åbn")
    assert NAME in told(poul)
    assert THREAT in told(poul)
    assert SEEN not in poul.content()
    road.look(poul, "11_police")
    press(poul, "Gå videre")
    assert "Jeres svar er sendt" in told(poul)
    karen.goto(road.case)
    karen.get_by_role("link", name="Læs politiets svar").first.click()
    road.look(karen, "12_answered")
    press(karen, "Gå videre til indhentning af oplysninger")
    assert "Indhentning af oplysninger" in told(karen)


def psychiatry_brings_something_and_the_coordinator_reads_it(road: Road) -> None:
    karen = road.at("karen", "samling/")
    karen.locator(".partner-list > li", has_text="Psykiatrien").get_by_role("link").click()
    share(karen, "En trussel", why="For at vide, hvordan man taler med ham.")
    karen.get_by_label("Samarbejde om udsatte mennesker (PSP)").check()
    press(karen, "Invitér")
    assert "Invitationen er lavet" in told(karen)
    petra = waits(road, "petra")
    press(petra, "Åbn")
    assert NAME not in petra.content()
    petra.locator("[name=item-0-use]").check()
    petra.locator("[name=item-0-label]").fill("Hvordan man taler med ham")
    petra.locator("[name=item-0-text]").fill(BROUGHT)
    petra.get_by_label("Samarbejde om udsatte mennesker (PSP)").check()
    petra.get_by_label("Min myndighed har besluttet at give netop det").check()
    press(petra, "Det kan vi bidrage med")
    road.look(petra, "13_brought")
    karen.goto(road.case)
    karen.get_by_role("link", name="Læs, hvad en myndighed svarede").first.click()
    assert BROUGHT in told(karen)
    road.look(karen, "14_gathering")


def the_meeting_fills_the_board_and_is_minuted(road: Road) -> None:
    karen = road.at("karen", "samling/")
    press(karen, "Jeg har læst det")
    karen.get_by_role("link", name="Indkald til analysemøde").click()
    karen.get_by_label("Et nyt, indkaldt til denne bekymring").check()
    karen.get_by_label("Hvilken dag?").fill(timezone.localdate().isoformat())
    karen.get_by_label("Hvad klokken?").fill("13:30")
    karen.get_by_label("Hvor?", exact=False).fill("Rådhuset, mødelokale 2")
    press(karen, "Sæt den på dagsordenen")
    for dimension in ("convictions", "family"):
        field = karen.locator(f"#{dimension}")
        field.locator("summary").first.click()
        field.get_by_label("Hvad ved vi?").fill("Han taler om hævn, og kun med broderen.")
        field.get_by_label("Hvad taler imod?").fill("Han har aldrig slået nogen.")
        field.get_by_role("button", name=re.compile("^Gem")).click()
        expect(karen.locator(f"#{dimension}")).to_contain_text("Han har aldrig slået nogen.")
    road.look(karen, "15_board")
    karen.get_by_role("link", name="Skriv referatet, og afslut mødet").click()
    karen.get_by_label("Navn").first.fill("Petra Psykiatri")
    karen.get_by_label("Var der").first.check()
    karen.get_by_label("Referatet").fill("Enige om, at mentor og samtaler kommer først.")
    road.look(karen, "16_minutes")
    press(karen, "Afslut: mødet er holdt")
    assert "En anbefaling, ikke en afgørelse" in told(karen)


def two_people_stand_for_the_same_frozen_words(road: Road) -> None:
    karen = road.at("karen", "anbefaling/")
    karen.get_by_label("Hovedproblemerne").fill(PROBLEM)
    karen.get_by_label("Ressourcer").fill("Broderen og træneren.")
    karen.get_by_label("Med dine egne ord").fill("Mentor to gange om ugen.")
    karen.get_by_label("Omgivelserne").fill("Moderen har brug for at tale med nogen.")
    road.look(karen, "17_draft")
    press(karen, "Frys teksten fast, og sig ja til den")
    karen.get_by_label("Hvem?").select_option(label="Mette Myndighedsleder, Børn og Familie")
    press(karen, "Bed om bekræftelse")
    road.look(karen, "18_frozen")
    mette = road.enter("mette")
    mine = mette.locator("main li", has_text=road.number)
    mine.get_by_role("link", name="Bekræft anbefalingen", exact=True).click()
    assert PROBLEM in told(mette)
    road.look(mette, "19_second")
    press(mette, "Ja, jeg står inde for teksten")
    assert mette.goto(f"{road.case}braet/").status == 404
    karen.goto(f"{road.case}anbefaling/")
    assert "To personer står inde for teksten" in told(karen)


def the_caseworker_decides_by_own_law_and_tells_back(road: Road) -> None:
    karen = road.at("karen", "anbefaling/")
    karen.locator(".station").get_by_role("link", name="Giv den videre").click()
    karen.get_by_label("Rådgiveren, der beslutter").select_option(label="Rasmus Rådgiver, Børn og Familie")
    karen.get_by_label("Hvem det handler om, og hvordan de træffes").fill("Bertram, 16 år. Moderen træffes efter 16.")
    karen.get_by_label("Hvorfor har modtageren brug for netop det?").fill("Familien har sagt ja til hjælp.")
    press(karen, "Overdrag")
    rasmus = waits(road, "rasmus")
    assert PROBLEM in told(rasmus)
    assert BROUGHT not in rasmus.content()
    road.look(rasmus, "20_handed")
    press(rasmus, "Tag imod")
    rasmus.get_by_label("Hjælp som anbefalet").check()
    rasmus.get_by_label("Efter hvilken lov og paragraf").fill("barnets lov § 32")
    rasmus.get_by_label("Begrundelsen").fill("Støtten er nødvendig, og familien ønsker den.")
    press(rasmus, "Skriv afgørelsen ned")
    rasmus.get_by_text("Meld tilbage til tovholderen").click()
    rasmus.get_by_label("En indsats er sat i gang").check()
    press(rasmus, "Meld tilbage")
    road.look(rasmus, "21_decided")
    karen.goto(road.case)
    karen.get_by_role("link", name="Læs, hvad modtageren meldte tilbage").first.click()
    assert "En indsats er sat i gang" in told(karen)
    press(karen, "Jeg har læst det")
    road.look(karen, "22_follow_up")


def a_mentor_writes_about_the_goal_on_a_phone_and_sees_no_more(road: Road) -> None:
    karen = road.at("karen", "opfoelgning/")
    karen.get_by_text("Tilføj en indsats").click()
    measure = karen.locator("form", has=karen.locator("[name=act][value=measure]"))
    measure.get_by_label("Personen selv").check()
    measure.get_by_label("Hvad der gøres").fill("Mentor to gange om ugen")
    measure.get_by_label("Kontaktperson", exact=False).first.select_option(label="Malik Mentor, Ungeindsatsen")
    measure.locator("[name=state][value=running]").check()
    press(karen, "Gem indsatsen")
    rasmus = road.at("rasmus", "opfoelgning/")
    rasmus.get_by_text("Tilføj et mål").click()
    goal = rasmus.locator("form", has=rasmus.locator("[name=act][value=goal]"))
    goal.locator("[name=measure_id]").select_option(label="Mentor to gange om ugen")
    goal.locator("[name=first_name]").fill("Bertram")
    goal.locator("[name=goal]").fill(GOAL)
    goal.get_by_role("button").click()
    malik = waits(road, "malik", PHONE)
    assert GOAL in told(malik)
    malik.get_by_label(GOAL).check()
    malik.locator("[name=text]").fill(LOGGED)
    press(malik, "Gem")
    assert LOGGED in told(malik)
    road.look(malik, "23_mentor")
    for hidden in ("", "afgoerelse/", "opfoelgning/", "personer/"):
        assert malik.goto(f"{road.case}{hidden}").status == 404
    karen.goto(f"{road.case}opfoelgning/")
    assert LOGGED in told(karen)
    karen.get_by_label("Hvordan går det nu?").fill("Roligere, og han sover igen.")
    karen.get_by_label("Hvad har forældrene brug for?").fill("En at tale med.")
    karen.get_by_label("Hvad har søskende brug for?").fill("Broderen vil holde fri fra det.")
    press(karen, "Gem statusrunden")
    assert "Runden er holdt" in told(karen)
    road.look(karen, "24_round")


def the_child_is_looked_after_before_it_can_close(road: Road) -> None:
    karen = road.at("karen", "luk/")
    assert "Noget ville falde mellem to stole" in told(karen)
    for step in ("received", "urgent", "acknowledged", "route_none"):
        karen.goto(f"{road.case}boern/")
        said = karen.locator('form[action$="/bekraeft/"]').first
        said.locator(f"[name=step][value={step}]").check()
        said.get_by_role("button").click()
    road.look(karen, "25_children")


def a_second_person_closes_and_the_reporter_is_told(road: Road, phone: Page) -> None:
    karen = road.at("karen", "luk/")
    look_back(karen)
    karen.locator("[name=outcome]").first.check()
    karen.get_by_label("Der skal ikke ske mere").check()
    karen.get_by_label("Hvorfor kan den lukkes?").fill("Målet er nået, og familien har støtte.")
    karen.get_by_label("Den anden person").select_option(label="Mette Myndighedsleder, Børn og Familie")
    road.look(karen, "26_close")
    press(karen, "Foreslå at lukke")
    assert karen.get_by_role("link", name="Svar på forslaget om at lukke").count() == 0
    mette = road.enter("mette")
    mette.locator("main li", has_text=road.number).get_by_role("link", name="Svar på forslaget om at lukke").click()
    road.look(mette, "27_second_close")
    press(mette, "Ja, luk den")
    karen.goto(road.case)
    road.look(karen, "28_closed")
    karen.get_by_role("link", name="Giv henvenderen en tilbagemelding").first.click()
    press(karen, "Henvenderen får besked")
    phone.goto(f"{road.site.intake}/kommune/9999/kvittering/")
    phone.get_by_label("Din kvittering").fill(road.receipt)
    press(phone, "Åbn")
    expect(phone.get_by_text("at du var bekymret")).to_be_visible()
    for word in (road.number, NAME, "Karen", THREAT, GOAL):
        assert word not in phone.content()
    road.look(phone, "29_told")


def look_back(page: Page) -> None:
    page.get_by_role("link", name="Se efter tidligere henvendelser").click()
    press(page, "Kig tilbage nu")
    why = page.get_by_label("Hvorfor, eller hvorfor ikke?")
    if why.count():
        why.fill("Et andet menneske.")
    press(page, "Gem, at jeg har kigget")
    page.get_by_role("link", name="Videre til afslutningen").click()


def the_officer_reads_who_saw_the_case_and_no_word_of_it(road: Road) -> None:
    dorte = road.enter("dorte")
    dorte.get_by_role("link", name="Log", exact=True).click()
    assert "Kæden er hel" in told(dorte)
    dorte.get_by_label("Sagsnummer").fill(road.number)
    press(dorte, "Vis sagens log")
    log = dorte.locator("main")
    expect(log).to_contain_text(f"Karen Koordinator åbnede sag {road.number}")
    expect(log).to_contain_text(f"Pernille Planskriver bad om sag {road.number} og fik den ikke (ikke en sag for dem)")
    for word in (NAME, "Bertram", SEEN, THREAT, BROUGHT, PROBLEM, GOAL, LOGGED):
        assert word not in dorte.content()
    assert road.number not in dorte.url
    road.look(dorte, "30_log")
    for who in ("Mette Myndighedsleder", "Rasmus Rådgiver", "Malik Mentor"):
        dorte.locator("select[name=person]").select_option(label=who)
        press(dorte, "Vis")
        expect(log).to_contain_text(f"{who} åbnede sag {road.number}")


def nobody_else_gets_in(road: Road, key: str) -> None:
    page = road.enter(key)
    answer = page.goto(road.case)
    assert answer is not None and answer.status == 404
    assert road.number not in page.content()
    for path in PAGES:  # asked as this person and not drawn: a page takes ten times as long to draw as to refuse
        answer = page.request.get(f"{road.case}{path}")
        assert answer.status == 404, f"{key} {path}"
        assert road.number not in answer.text()


def test_other_distress_is_taken_over_by_a_named_receiver_and_closed(road):
    karen = a_new_case(road, "En voksen", "Hun er alene, og svarer ikke naboen mere.")
    answer_four(karen, danger="no", crime="no", child="no", family="unknown")
    karen.goto(f"{road.case}politisag/")
    karen.get_by_text("Nej, det er ikke en sag for politiet").click()
    karen.locator('form[action$="/nej/"] textarea').fill("Det er sorg og ensomhed.")
    press(karen, "Det er ikke en sag for politiet")
    karen.goto(f"{road.case}afklaring/")
    assert karen.get_by_role("button", name="Send til politiet").count() == 0
    karen.goto(f"{road.case}politisag/")
    karen.get_by_role("link", name="Overdrag til de almindelige indsatser").click()
    karen.get_by_label("En kollega").select_option(label="Vera Voksenrådgiver, Voksenområdet")
    karen.get_by_label("Hvad modtageren skal vide").fill(OFFER)
    press(karen, "Tilbyd det")
    road.look(karen, "41_offered")
    vera = waits(road, "vera", PHONE)
    assert OFFER in told(vera)
    road.look(vera, "42_receive")
    press(vera, "Ja, jeg tager over")
    assert vera.goto(f"{road.case}modtag/").status == 404
    karen.goto(road.case)
    karen.get_by_role("link", name="Luk det, andre har taget over").first.click()
    look_back(karen)
    karen.get_by_label("Hvorfor kan den lukkes?").fill("Vera har taget over i sin egen sag.")
    karen.get_by_label("Den anden person").select_option(label="Mette Myndighedsleder, Børn og Familie")
    press(karen, "Foreslå at lukke")
    mette = road.enter("mette")
    mette.locator("main li", has_text=road.number).get_by_role("link", name="Svar på forslaget om at lukke").click()
    press(mette, "Ja, luk den")
    karen.goto(road.case)
    assert "Sagen er ude af det daglige overblik." in told(karen)


def test_whoever_seeks_help_never_meets_a_page_of_the_police(road, open_page):
    phone = open_page(PHONE)
    phone.goto(f"{road.site.public}/kommune/9999/hvad-goer-jeg/mig-selv/kan-vente/")
    phone.get_by_role("link", name="Skriv til rådgivningen").click()
    assert "Det bliver ikke sendt til politiet" in told(phone)
    phone.get_by_label("Hvad vil du gerne have hjælp til?").fill("Jeg vil ud af gruppen.")
    press(phone, "Send")
    karen = read_and_open(road, "Borgerens eget ønske om hjælp")
    assert "Denne vej fører aldrig til politiets afklaring" in told(karen)
    karen.get_by_role("link", name="Hold rådgivningen i gang").first.click()
    karen.get_by_label("Borgerens ja").fill("I dag, mundtligt, til samtaler hver uge.")
    press(karen, "Borgeren har sagt ja")
    road.look(karen, "43_counselling")
    for path in ("politisag/", "politiet-foerst/", "afklaring/", "raad/", "samling/", "moede/", "anbefaling/"):
        assert karen.goto(f"{road.case}{path}").status == 404, path


def test_what_is_not_for_infohus_goes_on_as_the_municipalitys_own_duties(road):
    karen = road.enter("karen")
    line = karen.locator("main li", has_text="Politiets afklaring").first
    road.number = re.search(r"20\d\d-\d{3}", line.inner_text()).group()
    poul = waits(road, "poul", PHONE)
    press(poul, "Åbn")
    press(poul, "Ikke i Infohus")
    line.get_by_role("link").click()
    road.case = re.match(r".*/sager/[0-9a-f-]{36}/", karen.url).group()
    karen.goto(f"{road.case}afklaring/")
    assert "Politiet har svaret: Ikke i Infohus" in told(karen)
    press(karen, "Gå videre til kommunens egne pligter")
    karen.get_by_role("link", name="Se, hvilke pligter").first.click()
    for duty in ("Pligter over for børn", "Tilbyd rådgivning", "Bed politiet om råd om sikkerhed", "Foreslå at lukke"):
        expect(karen.locator(".station").get_by_role("link", name=duty)).to_be_visible()
    road.look(karen, "44_own_duties")
    karen.goto(f"{road.case}moede/")
    assert karen.get_by_role("button", name="Sæt den på dagsordenen").count() == 0


def a_new_case(road: Road, about: str, seen: str) -> Page:
    """Karen writes down what came by telephone, reads it, and opens a case."""
    karen = road.enter("karen")
    karen.goto(f"{road.site.work}/sager/henvendelser/ny/")
    karen.get_by_label(about, exact=True).check()
    karen.get_by_label("Hvad har du set eller hørt?").fill(seen)
    karen.get_by_label("Anonym borger").check()
    press(karen, "Registrér")
    page = read_and_open(road, "Telefon")
    page.goto(f"{road.case}vurdering/")
    return page


def read_and_open(road: Road, way: str) -> Page:
    karen = road.enter("karen")
    unread = karen.locator("main li", has_text=way)
    unread.get_by_role("link", name="Læs henvendelsen", exact=True).last.click()
    press(karen, "Læs den nu")
    press(karen, "Åbn en sag")
    road.case, road.number = karen.url, karen.locator("h1").inner_text().removeprefix("Sag ")
    return karen
