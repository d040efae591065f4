"""What python-docx has no words for: numbering that restarts, fields, links, and the looks of our Word files."""

from __future__ import annotations

import re
from typing import Any, Literal
from urllib.parse import quote

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

ACCENT, QUIET, INK = RGBColor(0x0B, 0x4A, 0x6F), RGBColor(0x55, 0x60, 0x6B), RGBColor(0x1A, 0x1A, 0x1A)
FONT = "Calibri"  # what the reader's Word has; a font that is not there would be replaced by chance
TABLE_STYLE = "Beredskab Table"

Align = Literal["left", "right"]


def element(tag: str, /, **attrs: str) -> Any:
    """A `w:` element with `w:` attributes."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attrs.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: Any, code: str, shown: str = "1", *, dirty: bool = False) -> None:
    """A field (`PAGE`) with the text shown until the program counts for itself."""
    open_field(paragraph, code, dirty=dirty)
    paragraph.add_run(shown)
    close_field(paragraph)


def open_field(paragraph: Any, code: str, *, dirty: bool = False) -> None:
    """The beginning of a field; what follows until `close_field` is its shown text."""
    begin = element("fldChar", fldCharType="begin")
    if dirty:
        begin.set(qn("w:dirty"), "true")  # Word fills it in when it opens the file
    paragraph.add_run()._r.append(begin)
    instruction = element("instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))


def close_field(paragraph: Any) -> None:
    """The end of a field."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def hyperlink(paragraph: Any, href: str) -> Any:
    """An empty `w:hyperlink` in the paragraph, to a bookmark (`#id`) or an address outside; runs go into it."""
    if href.startswith("#"):
        link = element("hyperlink", anchor=bookmark_name(href[1:]), history="1")
    else:
        # Word calls a file damaged when one address in it is not a proper URI.
        target = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(href, safe="%/:?#@!$&'()*+,;=~._-"))
        relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = element("hyperlink", history="1")
        link.set(qn("r:id"), relation)
    paragraph._p.append(link)
    return link


def bookmark(paragraph: Any, number: int, block_id: str) -> None:
    """Name the paragraph so that links can reach it."""
    start = element("bookmarkStart", id=str(number), name=bookmark_name(block_id))
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def bookmark_name(block_id: str) -> str:
    """A name that Word takes: begins with a sign, at most 40 characters, no hyphen."""
    return "_" + block_id.replace("-", "_")[:39]


# --- lists --------------------------------------------------------------------------------------------------------


class Numbering:
    """Real lists: one definition for bullets, one for numbers, and a new instance for every ordered list."""

    BULLETS = ("•", "–", "·")
    FORMATS = (("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3."))

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        for old in list(self.root):
            self.root.remove(old)
        bullets = [("bullet", sign) for sign in self.BULLETS]
        for number, levels in enumerate((bullets, self.FORMATS)):
            self.root.append(self._abstract(number, levels))
        self.count = 0
        self.bullet = self._instance(0)

    def start(self, *, ordered: bool, level: int) -> int:
        """The numbering id for a list that begins here at `level` (from 0)."""
        return self._instance(1, restart=level) if ordered else self.bullet

    def _instance(self, abstract: int, restart: int | None = None) -> int:
        self.count += 1
        num = element("num", numId=str(self.count))
        num.append(element("abstractNumId", val=str(abstract)))
        if restart is not None:
            override = element("lvlOverride", ilvl=str(restart))
            override.append(element("startOverride", val="1"))
            num.append(override)
        self.root.append(num)
        return self.count

    def _abstract(self, number: int, levels: Any) -> Any:
        abstract = element("abstractNum", abstractNumId=str(number))
        abstract.append(element("multiLevelType", val="hybridMultilevel"))
        for index, (kind, text) in enumerate(levels):
            level = element("lvl", ilvl=str(index))
            level.append(element("start", val="1"))
            level.append(element("numFmt", val=kind))
            level.append(element("lvlText", val=text))
            level.append(element("lvlJc", val="left"))
            properties = element("pPr")
            properties.append(element("ind", left=str(425 * (index + 1)), hanging="425"))
            level.append(properties)
            abstract.append(level)
        return abstract


def number_paragraph(paragraph: Any, number: int, level: int) -> None:
    """Make the paragraph an item of list `number` at `level` (from 0)."""
    properties = element("numPr")
    properties.append(element("ilvl", val=str(level)))
    properties.append(element("numId", val=str(number)))
    paragraph._p.get_or_add_pPr()._insert_numPr(properties)


# --- looks --------------------------------------------------------------------------------------------------------


def set_styles(document: Any, language: str) -> None:
    """Our looks on Word's own style names, so that a municipality's template can take over."""
    styles = document.styles
    _font(styles["Normal"], 11, INK, after=6, line=1.15)
    _font(styles["Title"], 28, ACCENT, bold=True, after=4, line=1.0)
    _font(styles["Subtitle"], 14, QUIET, after=6)
    _font(styles["Heading 1"], 18, ACCENT, bold=True, before=24, after=8, line=1.0)
    _font(styles["Heading 2"], 14, ACCENT, bold=True, before=18, after=6, line=1.0)
    _font(styles["Heading 3"], 12, INK, bold=True, before=14, after=4, line=1.0)
    _font(styles["TOC Heading"], 16, ACCENT, bold=True, before=18, after=8)
    _font(styles["Caption"], 10, QUIET, after=12)
    for name in ("List Bullet", "List Number"):
        for suffix in ("", " 2", " 3"):
            _font(styles[name + suffix], 11, INK, after=3, line=1.15)
    for name, indent in (("toc 1", 0), ("toc 2", 12), ("toc 3", 24)):
        style = _own_style(styles, name)
        _font(style, 11, INK, bold=indent == 0, before=6 if indent == 0 else 0, after=2)
        style.paragraph_format.left_indent = Pt(indent)
    _font(_own_style(styles, "Meta Line"), 10.5, QUIET, after=2)
    _font(_own_style(styles, "Table Text"), 10, INK, after=2, before=2)
    _font(_own_style(styles, "Table Header"), 10, INK, bold=True, after=2, before=2)
    _font(_own_style(styles, "Table Gap"), 6, INK)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = ACCENT, True
    for name in ("Title", "Subtitle"):
        _without_rules(styles[name])
    styles.element.append(parse_xml(_TABLE_STYLE))
    _set_language(styles, language)


def _own_style(styles: Any, name: str) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    return style


def _font(
    style: Any,
    size: float,
    colour: RGBColor,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.1,
) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line


def _without_rules(style: Any) -> None:
    for name in ("pBdr", "contextualSpacing"):
        for old in style.element.findall(f".//{qn(f'w:{name}')}"):
            old.getparent().remove(old)
    for old in style.element.findall(f".//{qn('w:spacing')}"):
        if old.getparent().tag == qn("w:rPr"):
            old.getparent().remove(old)


def _set_language(styles: Any, language: str) -> None:
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
        lang.set(qn("w:eastAsia"), language)


_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BeredskabTable">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr><w:tblStyleRowBandSize w:val="1"/>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="0B4A6F"/>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="B9C4CD"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="B9C4CD"/>
    </w:tblBorders>
    <w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E9F0F5"/></w:tcPr>
  </w:tblStylePr>
</w:style>
"""
