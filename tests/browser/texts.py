"""A fictional municipality's plan as a Word file. Solby does not exist."""

from io import BytesIO

import docx

ROWS = (
    ("Mentor", "Unge over 15 år", "Ungeteamet"),
    ("Forældrenetværk", "Forældre", "SSP"),
    ("Exit-forløb", "Voksne", "Jobcenteret"),
)


def plan_of_solby() -> bytes:
    """Headings, paragraphs, a list and a table; adopted, with an old paragraph of law in it."""
    file = docx.Document()
    file.add_heading("Beredskab mod ekstremisme i Solby Kommune", 0)
    file.add_paragraph(
        "Vedtaget af Solby Byråd den 24. juni 2024. Planen er offentliggjort på www.solby.eksempel/beredskab."
    )
    file.add_heading("Formål og vision", 1)
    file.add_paragraph("Solby Kommune vil forebygge, opspore og håndtere ekstremisme blandt børn, unge og voksne.")
    file.add_heading("Organisering", 1)
    file.add_paragraph(
        "SSP-konsulenten er kommunens tovholder. Infohus Kommune består af politiet, socialforvaltningen og "
        "psykiatrien. Styregruppen mødes fire gange om året og får ledelsesinformation hvert halve år."
    )
    for line in (
        "Tovholderen modtager henvendelser om bekymring for ekstremisme.",
        "Politiet vurderer, om der er noget strafbart.",
    ):
        file.add_paragraph(line, style="List Bullet")
    file.add_heading("Henvendelser", 1)
    file.add_paragraph(
        "Efter servicelovens § 153 skal fagpersoner underrette kommunen. I akutte situationer ringes 112."
    )
    table = file.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Indsats", "Målgruppe", "Ansvarlig"), strict=True):
        cell.text = text
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = BytesIO()
    file.save(out)
    return out.getvalue()
