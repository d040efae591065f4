"""Qualified names of WordprocessingML."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PICTURE_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
VML_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
STRICT = "http://purl.oclc.org/ooxml/"

ALTERNATIVES = MC + "AlternateContent"
CHOICE = MC + "Choice"
FALLBACK = MC + "Fallback"


def value(element: object, name: str) -> str | None:
    """`w:val` of the first child of that name (`pStyle`, `numPr/ilvl`)."""
    child = element.find("/".join(W + part for part in name.split("/"))) if element is not None else None  # type: ignore[attr-defined]
    return None if child is None else child.get(W + "val", "")


def switched_on(element: object, name: str) -> bool:
    """Whether a toggle such as `w:b` is there and not set to false."""
    state = value(element, name)
    return state is not None and state not in ("0", "false", "off", "none")
