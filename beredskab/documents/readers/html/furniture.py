"""What on a web page is not its text: menus, headers, footers, cookie banners, bread crumbs, skip links, scripts."""

from __future__ import annotations

import re
from collections import deque
from typing import Any

from lxml import etree

DROPPED = "x-dropped"

_SILENT = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "video", "audio", "input", "select",
    "textarea", "option", "head", "link", "meta", "map", "dialog", "math",
)  # fmt: skip
_TAGS = frozenset({"nav", "footer", "aside", "menu"})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar"}
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookie\w*|consent|coi-\w+|bread-?crumbs?\w*|brødkrumme\w*|skip-?(?:link|to|nav)\w*|visually-hidden-focusable|"
    r"nav|navbar|navigation|menu|main-?menu|mega-?menu|side-?menu|sidebar|side-?nav|site-?footer|page-?footer|footer|"
    r"site-?header|page-?header-nav|share|sharing|social(?:-media)?|related|toolbar|pagination|search-?form|modal|"
    r"readspeaker\w*|rs_\w+|adgangforalle\w*|print-?button|feedback\w*)(?=$|[\s_-])",
    re.IGNORECASE,
)
_SKIP = re.compile(r"(?:skip|spring|gå|hop) (?:til|over|to)\b.{0,40}", re.IGNORECASE)
_LARGE_SHARE = 0.4
_SMALL_SHARE = 0.25


def main_part(body: Any) -> tuple[list[Any], list[str]]:
    """The elements that hold the page's text, and the words of what was taken out (shortened).

    Furniture becomes an empty `DROPPED` element. Something that only looks like furniture by its class name stays
    when it holds much of the page; that keeps the text of odd pages.
    """
    etree.strip_elements(body, *_SILENT, with_tail=False)
    words = _words(body)
    dropped: list[str] = []
    roots = _roots(body, words)
    for root in roots:
        _drop(root, words, dropped, within_main=root is not body)
    left_out = words - sum(_words(root) for root in roots)
    return roots, [text for text in dropped if text] or ([f"{left_out} ord / words"] if left_out else [])


def _roots(body: Any, words: int) -> list[Any]:
    """`main` where there is one with text in it; else a lone large `article`; else the whole body."""
    mains = [e for e in body.iter("main", "div", "section") if e.tag == "main" or e.get("role") == "main"]
    found = set(mains)
    mains = [e for e in mains if not any(other in found for other in e.iterancestors("main", "div", "section"))]
    if mains and sum(map(_words, mains)) >= _SMALL_SHARE * words:
        return mains
    articles = [e for e in body.iter("article") if not any(a.tag == "article" for a in e.iterancestors())]
    if len(articles) == 1 and _words(articles[0]) >= 0.5 * words:
        outside = [h for h in body.iter("h1") if articles[0] not in h.iterancestors()]
        return [*outside[:1], *articles]
    return [body]


def _is_furniture(element: Any, words: int, within_main: bool) -> bool:
    tag, role = element.tag, element.get("role", "")
    if tag == "a" and element.get("href", "").startswith("#") and _SKIP.fullmatch(" ".join(element.itertext()).strip()):
        return True
    if tag == "header":
        # The header of the page is a menu; the header of an article holds its title and date.
        return (
            not within_main
            and element.find(".//h1") is None
            and not any(a.tag == "article" for a in element.iterancestors())
        )
    if tag in _TAGS or role in _ROLES:
        return element.find(".//h1") is None or tag == "nav"
    if tag in (
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "tr",
        "table",
        "body",
        "article",
        "main",
        "li",
        "span",
    ):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if not _NAMES.search(names) or element.find(".//h1") is not None:
        return False
    return _words(element) < _LARGE_SHARE * words


def _words(element: Any) -> int:
    return sum(len(text.split()) for text in element.itertext())


def _drop(root: Any, words: int, dropped: list[str], within_main: bool) -> None:
    waiting = deque([root])
    while waiting:
        for element in waiting.popleft():
            if not isinstance(element.tag, str):
                continue
            if _is_furniture(element, words, within_main):
                dropped.append(" ".join("".join(element.itertext()).split())[:60])
                # The text that follows the element hangs on it in lxml, so it stays in the tree, empty.
                element.clear(keep_tail=True)
                element.tag = DROPPED
            else:
                waiting.append(element)
