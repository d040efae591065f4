"""Small valid files of every format, made here so that no stranger's file lies in the repository."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache

from beredskab.documents.model import Block, Document, Heading, List, inline_text, list_paragraphs, plain

OUTLINE: tuple[tuple[str, str], ...] = (
    ("h1", "Beredskabsplan"),
    ("p", "Planen gælder børn, unge og voksne. Den er vedtaget af byrådet."),
    ("h2", "Organisering"),
    ("p", "Tovholderen sidder i forvaltningen og svarer inden for to dage."),
    ("li", "Ring til tovholderen"),
    ("li", "Skriv det ned samme dag"),
    ("h2", "Revision"),
    ("p", "Planen tages op hvert fjerde år, første gang i 2028."),
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_HEADING_STYLE = '<w:style w:type="paragraph" w:styleId="Overskrift{0}"><w:name w:val="Overskrift {0}"/></w:style>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, *, styles: str = "", numbering: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with this XML in its body."""
    names = (
        f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    base = "".join(_HEADING_STYLE.format(level) for level in (1, 2, 3))
    return zipped(
        {
            "word/document.xml": f"<w:document {names}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{base}{styles}</w:styles>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>',
            **(parts or {}),
        }
    )


def paragraph(text: str, style: str = "", extra: str = "") -> str:
    """A Word paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


BULLETS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
)


def numbered(level: int) -> str:
    """Paragraph properties of an item of list 7."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'


def docx_of(outline: Sequence[tuple[str, str]]) -> bytes:
    """A Word file of an outline."""
    made = {"h1": ("Overskrift1", ""), "h2": ("Overskrift2", ""), "p": ("", ""), "li": ("", numbered(0))}
    return docx("".join(paragraph(text, *made[kind]) for kind, text in outline), numbering=BULLETS)


def odt(body: str, styles: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text with this XML in its body."""
    names = " ".join(
        f'xmlns:{short}="{_ODF}{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    content = (
        f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(parts or {})})


def odt_of(outline: Sequence[tuple[str, str]]) -> bytes:
    """An OpenDocument text of an outline."""
    forms = {
        "h1": '<text:h text:outline-level="1">{}</text:h>',
        "h2": '<text:h text:outline-level="2">{}</text:h>',
        "p": "<text:p>{}</text:p>",
        "li": "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
    }
    return odt("".join(forms[kind].format(text) for kind, text in outline))


def html_of(outline: Sequence[tuple[str, str]]) -> bytes:
    """A web page of an outline."""
    body = "".join(
        f"<ul><li>{text}</li></ul>" if kind == "li" else f"<{kind}>{text}</{kind}>" for kind, text in outline
    )
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body><main>{body}</main></body></html>'.encode()


def txt_of(outline: Sequence[tuple[str, str]]) -> bytes:
    """A plain text of an outline."""
    return "\n\n".join(f" • {text}" if kind == "li" else text for kind, text in outline).encode()


def md_of(outline: Sequence[tuple[str, str]]) -> bytes:
    """A Markdown text of an outline."""
    signs = {"h1": "# ", "h2": "## ", "p": "", "li": "- "}
    return "\n\n".join(signs[kind] + text for kind, text in outline).encode()


def pdf_of(outline: Sequence[tuple[str, str]], head: str = "") -> bytes:
    """A PDF of an outline; `head` is typst that comes first."""
    import typst

    signs = {"h1": "= ", "h2": "== ", "p": "", "li": "- "}
    body = "\n\n".join(signs[kind] + text for kind, text in outline)
    return bytes(typst.compile(f'#set text(lang: "da")\n{head}\n{body}'.encode()))


@cache
def every_format() -> dict[str, bytes]:
    """The outline as a file of each format, by file name."""
    return {
        "plan.docx": docx_of(OUTLINE),
        "plan.odt": odt_of(OUTLINE),
        "plan.html": html_of(OUTLINE),
        "plan.txt": txt_of(OUTLINE),
        "plan.md": md_of(OUTLINE),
        "plan.pdf": pdf_of(OUTLINE),
    }


def shape(document: Document) -> list[tuple[str, str]]:
    """The document as an outline again; tables as kind `table`, nested items as `li2`, `li3`, numbered as `ol`."""
    made: list[tuple[str, str]] = []
    for block in document.blocks:
        made += _shape(block)
    return made


def _shape(block: Block) -> list[tuple[str, str]]:
    if isinstance(block, Heading):
        return [(f"h{block.level}", inline_text(block.content))]
    if isinstance(block, List):
        kind = "ol" if block.ordered else "li"
        return [(f"{kind}{'' if d == 1 else d}", inline_text(p.content)) for p, d in list_paragraphs(block)]
    return [("table" if type(block).__name__ == "Table" else "p", plain(block))]


def codes(document: Document) -> list[str]:
    """The codes of the remarks."""
    return [remark.code for remark in document.remarks]
