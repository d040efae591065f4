"""The editor by itself, under the same policy as the house: what it makes, what it takes from Word, and how it saves.

The server's side is played by the test, so that lost connections and conflicts come when they are wanted.
"""

import json
from pathlib import Path

import pytest

from beredskab.documents import schema
from tests.database import ROOT

DIST = ROOT / "beredskab" / "web" / "static" / "dist"
HOME = "http://desk.test/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Skrivebord</title>
<link rel="stylesheet" href="/site.css"><link rel="stylesheet" href="/editor.css">
<script src="/site.js" defer></script><script src="/editor.js" defer></script></head>
<body><main><h1>Formål</h1>
<form method="post" data-editor data-save-url="/gem/" data-version="3" data-label="Formål og vision"
  data-presence="#presence" data-coverage="#coverage" data-comment-form="#comment" data-comments='%(comments)s'>
<input type="hidden" name="csrfmiddlewaretoken" value="token-1">
<script type="application/json" id="editor-doc">%(doc)s</script>
<label for="markdown">Tekst</label><textarea name="markdown" id="markdown">Før</textarea></form>
<p id="presence"></p><div id="coverage"></div>
<form id="comment" hidden><input type="hidden" name="block_id"><input type="hidden" name="start">
<input type="hidden" name="end"><input type="hidden" name="quote"><q data-quote></q>
<label for="words">Kommentar</label><textarea id="words" name="text"></textarea></form>
</main></body></html>"""
EMPTY = {"type": "doc"}


def paragraph(block_id, text):
    return {"type": "paragraph", "attrs": {"id": block_id}, "content": [{"type": "text", "text": text}]}


def entry(block_id, text):
    return {"type": "list_item", "content": [paragraph(block_id, text)]}


ENTRIES = [entry("i1", "Første"), entry("i2", "Anden")]
LINE = {"type": "doc", "content": [paragraph("p1", "Solby Kommune")]}
LIST = {
    "type": "doc",
    "content": [{"type": "bullet_list", "attrs": {"id": "l1"}, "content": ENTRIES}],
}


class Desk:
    """A page with the editor, and the saves it has sent."""

    def __init__(self, page):
        self.page = page
        self.saves = []
        self.answer = lambda route, body: route.fulfill(
            status=200,
            json={
                "version": body["base_version"] + 1,
                "saved_at": "2026-11-21T09:42:00+01:00",
                "presence_html": "Hanne er her",
                "coverage_html": "<b>G1</b>",
            },
        )
        page.route("http://desk.test/**", self._serve)

    def open(self, doc=EMPTY, comments="[]"):
        self.html = PAGE % {"doc": json.dumps(doc), "comments": comments}
        self.page.goto(HOME)
        self.text = self.page.locator(".ProseMirror")
        self.text.click()
        return self

    def _serve(self, route):
        name = route.request.url.removeprefix(HOME)
        if name == "gem/":
            body = route.request.post_data_json
            self.saves.append((body, route.request.headers))
            self.answer(route, body)
        elif name == "":
            route.fulfill(
                body=self.html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY}
            )
        elif name == "to-tekster/":
            route.fulfill(body="<h1>To tekster</h1>", content_type="text/html")
        elif (DIST / name).is_file():
            route.fulfill(path=DIST / name)
        else:
            route.fulfill(status=404, body="")

    def keys(self, *names):
        for name in names:
            self.page.keyboard.press(name)

    def type(self, text):
        self.page.keyboard.type(text)

    def saved(self):
        """The document of the next save, which must be one that the house takes."""
        self.page.wait_for_selector(".editor__status[data-state=saved]", timeout=8000)
        doc = self.saves[-1][0]["doc"]
        schema.load(doc)
        return doc

    def paste(self, html):
        self.page.evaluate(
            """html => {
                const data = new DataTransfer();
                data.setData('text/html', html);
                data.setData('text/plain', 'tekst');
                const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
                document.querySelector('.ProseMirror').dispatchEvent(event);
            }""",
            html,
        )

    def button(self, name):
        return self.page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


@pytest.fixture
def desk(open_page):
    return Desk(open_page())


def kinds(doc):
    return [node["type"] for node in doc["content"]]


def words(node):
    return node.get("text", "") + "".join(words(child) for child in node.get("content", []))


def ids(node):
    own = [node["attrs"]["id"]] if "id" in node.get("attrs", {}) else []
    return own + [one for child in node.get("content", []) for one in ids(child)]


def test_the_editor_takes_the_place_of_the_plain_form_and_is_accessible(desk, accessible):
    desk.open(LINE)
    assert desk.page.locator("textarea[name=markdown]").count() == 0
    assert desk.text.inner_text().strip() == "Solby Kommune"
    accessible(desk.page)


def test_what_is_typed_is_saved_with_token_and_version(desk):
    desk.open(LINE)
    desk.keys("Control+End")
    desk.type(" har en plan æøå")
    doc = desk.saved()
    body, headers = desk.saves[-1]
    assert words(doc) == "Solby Kommune har en plan æøå"
    assert doc["content"][0]["attrs"]["id"] == "p1"
    assert (body["base_version"], headers["x-csrftoken"]) == (3, "token-1")
    assert desk.page.locator(".editor__status").inner_text() in {"Gemt kl. 09.42", "Gemt kl. 08.42"}
    assert desk.page.locator("#presence").inner_text() == "Hanne er her"
    assert desk.page.locator("#coverage b").inner_text() == "G1"


def test_the_next_save_builds_on_the_version_of_the_last(desk):
    desk.open(LINE)
    desk.type("a")
    desk.saved()
    desk.type("b")
    desk.page.wait_for_selector(".editor__status[data-state=unsaved]")
    desk.saved()
    assert [body["base_version"] for body, _headers in desk.saves] == [3, 4]


def test_a_split_paragraph_keeps_its_id_once(desk):
    desk.open(LINE)
    desk.keys("Control+End", "Enter")
    desk.type("Nyt afsnit")
    doc = desk.saved()
    found = ids(doc)
    assert found[0] == "p1"
    assert len(found) == len(set(found)) == 2


def test_shortcuts_make_headings_bold_and_lists(desk):
    desk.open()
    desk.keys("Control+Alt+2")
    desk.type("Formål")
    desk.keys("Enter", "Control+b")
    desk.type("Fed")
    desk.keys("Control+b", "Enter")
    desk.type("- et")
    desk.keys("Enter", "Tab")
    desk.type("to")
    doc = desk.saved()
    assert kinds(doc) == ["heading", "paragraph", "bullet_list"]
    assert doc["content"][0]["attrs"]["level"] == 2
    assert doc["content"][1]["content"][0]["marks"] == [{"type": "strong"}]
    assert doc["content"][2]["content"][0]["content"][1]["type"] == "bullet_list"


def test_a_list_never_gets_deeper_than_three(desk):
    desk.open()
    desk.type("- a")
    for letter in "bcde":
        desk.keys("Enter", "Tab")
        desk.text.focus()
        desk.type(letter)
    doc = desk.saved()
    assert "a" in words(doc) and "e" in words(doc)


def test_the_toolbar_is_one_stop_and_arrows_go_between_its_buttons(desk):
    desk.open(LINE)
    desk.keys("Alt+F10")
    assert desk.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Overskrift 1"
    desk.keys("ArrowRight", "ArrowRight")
    assert desk.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Overskrift 3"
    assert desk.page.locator("[role=toolbar] button[tabindex='0']").count() == 1
    desk.keys("Enter")
    assert desk.button("Overskrift 3").get_attribute("aria-pressed") == "true"
    assert desk.saved()["content"][0]["attrs"]["level"] == 3


def test_a_link_is_made_in_a_dialog_that_refuses_strange_addresses(desk, accessible):
    desk.open(LINE)
    desk.keys("Control+a", "Control+k")
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("Adresse").fill("javascript:alert(1)")
    dialog.get_by_role("button", name="Indsæt").click()
    assert "skal begynde med" in dialog.inner_text()
    accessible(desk.page)
    dialog.get_by_label("Adresse").fill("www.solby.eksempel/plan")
    dialog.get_by_role("button", name="Indsæt").click()
    marks = desk.saved()["content"][0]["content"][0]["marks"]
    assert marks == [{"type": "link", "attrs": {"href": "https://www.solby.eksempel/plan"}}]


def test_a_table_has_a_header_row_and_keeps_its_shape(desk, accessible):
    desk.open(LINE)
    desk.button("Indsæt tabel").click()
    for cell in ("Indsats", "Målgruppe", "Ansvarlig", "Mentor"):
        desk.type(cell)
        desk.keys("Tab")
    desk.button("Ny kolonne").click()
    desk.button("Ny række").click()
    accessible(desk.page)
    table = desk.saved()["content"][1]
    rows = [[cell["type"] for cell in row["content"]] for row in table["content"]]
    assert rows[0] == ["table_header"] * 4
    assert len(rows) == 4 and all(row == ["table_cell"] * 4 for row in rows[1:])


def test_enter_in_a_table_goes_down_and_never_tears_it(desk):
    desk.open(LINE)
    desk.button("Indsæt tabel").click()
    for text in ("a", "b", "c", "d"):
        desk.type(text)
        desk.keys("Enter")
    table = desk.saved()["content"][1]
    assert [len(row["content"]) for row in table["content"]] == [3] * 5
    assert [words(row["content"][0]) for row in table["content"]] == ["a", "b", "c", "d", ""]


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal{color:red}</style></head><body>
<p class=MsoTitle>Beredskab</p><h1 style='color:blue'><b>Formål</b></h1>
<p class=MsoNormal>Vi vil <b>forebygge</b> og <i style='mso-bidi-font-style:normal'>opspore</i>, se
<a href="https://solby.eksempel/">siden</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp;</span></span><![endif]>Politiet</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o </span>Infohus</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>· </span>Skolen</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1. </span>Ring</p>
<p style='mso-outline-level:2'>Indsatser</p>
<table class=MsoTableGrid><tr><td colspan=2><p><b>Indsats</b></p></td></tr>
<tr><td><p>Mentor</p></td><td><p>Unge<br>over 15</p></td></tr></table>
<script>window.hacked = 1</script></body></html>"""


def test_paste_from_word_keeps_structure_and_drops_the_rest(desk):
    desk.open()
    desk.paste(WORD)
    doc = desk.saved()
    content = [node for node in doc["content"] if words(node)]
    assert [node["type"] for node in content] == [
        "heading", "heading", "paragraph", "bullet_list", "ordered_list", "heading", "table"
    ]  # fmt: skip
    marks = {node["text"].strip(): [mark["type"] for mark in node.get("marks", [])] for node in content[2]["content"]}
    assert (marks["forebygge"], marks["opspore"], marks["siden"]) == (["strong"], ["em"], ["link"])
    assert [words(item["content"][0]) for item in content[3]["content"]] == ["Politiet", "Skolen"]
    assert words(content[3]["content"][0]["content"][1]) == "Infohus"
    assert [node["attrs"]["level"] for node in content if node["type"] == "heading"] == [1, 1, 2]
    assert [[words(cell) for cell in row["content"]] for row in content[6]["content"]] == [
        ["Indsats", ""],
        ["Mentor", "Unge over 15"],
    ]
    assert desk.page.evaluate("window.hacked") is None


def test_a_lost_connection_is_said_and_the_text_is_sent_when_it_is_back(desk):
    desk.open(LINE)
    good, desk.answer = desk.answer, lambda route, body: route.abort()
    desk.type("x")
    desk.page.wait_for_selector(".editor__status[data-state=error]")
    assert (
        desk.page.locator(".editor__status").inner_text() == "Ikke gemt: ingen forbindelse. Teksten ligger stadig her."
    )
    desk.answer = good
    assert "x" in words(desk.saved())


def test_a_conflict_sends_the_text_and_goes_to_its_page(desk):
    desk.open(LINE)
    desk.answer = lambda route, body: route.fulfill(status=409, json={"conflict_url": "/to-tekster/"})
    desk.type("min tekst")
    desk.page.wait_for_url("**/to-tekster/")
    assert "min tekst" in words(desk.saves[-1][0]["doc"])


def test_a_refusal_is_said_in_its_own_words(desk):
    desk.open(LINE)
    desk.answer = lambda route, body: route.fulfill(status=422, json={"message": "Planen er låst."})
    desk.type("x")
    desk.page.wait_for_selector(".editor__status[data-state=error]")
    assert "Planen er låst." in desk.page.locator(".editor__status").inner_text()


@pytest.mark.parametrize(("doc", "block", "start", "quote"), [(LINE, "p1", 6, "Kommune"), (LIST, "l1", 7, "Anden")])
def test_a_comment_hangs_on_the_selected_words(desk, doc, block, start, quote):
    desk.open(doc)
    desk.keys("Control+End", "Control+Shift+ArrowLeft")
    desk.button("Kommentér").click()
    values = desk.page.evaluate("Object.fromEntries(new FormData(document.querySelector('#comment')))")
    assert (values["block_id"], int(values["start"]), int(values["end"]), values["quote"]) == (
        block,
        start,
        start + len(quote),
        quote,
    )
    assert desk.page.evaluate("document.activeElement.id") == "words"


def test_commented_words_are_marked(desk):
    desk.open(LIST, comments=json.dumps([{"block_id": "l1", "start": 7, "end": 12}]))
    assert desk.page.locator(".is-commented").inner_text() == "Anden"


def test_an_unchanged_text_goes_out_as_it_came_in(desk):
    doc = json.loads(Path(__file__).with_name("every_block.json").read_text())
    desk.open(doc)
    desk.keys("Control+End")
    desk.type("x")
    desk.keys("Backspace")
    assert desk.saved() == doc
