"""What readers tell a person about repairs and omissions: code → (Danish, English)."""

from __future__ import annotations

from types import MappingProxyType

REMARKS = MappingProxyType(
    {
        "heading_levels": (
            "Overskrifter sprang et niveau over eller lå dybere end tre. De er rettet ind.",
            "Headings skipped a level or lay deeper than three. They were brought in line.",
        ),
        "list_depth": (
            "En liste lå dybere end tre niveauer. De dybeste punkter er flyttet op på tredje niveau.",
            "A list was deeper than three levels. Its deepest items were moved to the third.",
        ),
        "merged_cells": (
            "En tabel havde flettede celler. De er delt op igen.",
            "A table had merged cells. They were split again.",
        ),
        "deleted_text": (
            "Dokumentet har ændringer, der ikke er godkendt. Indsat tekst er med, slettet tekst er ikke.",
            "The document has tracked changes. Inserted text is kept, deleted text is not.",
        ),
        "header_footer": (
            "Sidehoved og sidefod er udeladt: {detail}",
            "Page headers and footers were left out: {detail}",
        ),
        "table_of_contents": (
            "Indholdsfortegnelsen er udeladt. Overskrifterne står i teksten.",
            "The table of contents was left out. Its headings stand in the text.",
        ),
        "comments": ("Kommentarer i margenen er ikke læst.", "Comments in the margin were not read."),
        "picture": (
            "Et billede er ikke læst. Dets beskrivelse: {detail}",
            "A picture was not read. Its description: {detail}",
        ),
        "picture_without_text": (
            "Et billede uden beskrivelse er ikke læst. Står der tekst i det, må den skrives ind.",
            "A picture without a description was not read. If it holds text, type it in.",
        ),
        "pages_without_text": (
            "Sider uden tekst er ikke læst (måske skannede): {detail}",
            "Pages without text were not read (perhaps scanned): {detail}",
        ),
        "page_furniture": (
            "Menuer, sidefod og lignende fra hjemmesiden er udeladt: {detail}",
            "Menus, footers and the like of the web page were left out: {detail}",
        ),
        "wrong_extension": (
            "Filens navn slutter på {detail}, men indholdet er noget andet. Den er læst efter sit indhold.",
            "The file name ends in {detail}, but the content is something else. It was read by its content.",
        ),
        "old_encoding": (
            "Teksten var gemt med et ældre tegnsæt (Windows-1252). Se efter, om æ, ø og å står rigtigt.",
            "The text was saved in an older character set (Windows-1252). Check that letters came out right.",
        ),
        "guessed_headings": (
            "Overskrifter er fundet ud fra, hvordan teksten ser ud. Se dem efter.",
            "Headings were found by how the text looks. Check them.",
        ),
        "split_lines": (
            "Sætning og overskrift, der stod uden mellemrum, er skilt ad.",
            "A sentence and a heading that stood without a space were parted.",
        ),
    }
)


def message(code: str, language: str, detail: str = "") -> str:
    """The sentence of a remark in `da` or `en`; a long detail is cut."""
    danish, english = REMARKS[code]
    cut = detail if len(detail) <= 160 else detail[:157] + "…"
    return (english if language == "en" else danish).format(detail=cut)
