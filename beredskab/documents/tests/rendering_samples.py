"""Files that somebody might send along, made here: pictures with hidden words, and PDFs written by hand."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, PngImagePlugin

SECRET = "Hemmelig-Hansen-56.1629N"
RED, BLUE = (230, 20, 20), (20, 20, 230)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def two_colours(width: int = 120, height: int = 80) -> Image.Image:
    """Red on the left, blue on the right: it shows which way up a picture is."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """Metadata with a name, a place and an orientation."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x013B] = SECRET
    made[0x9C9D] = SECRET.encode("utf-16-le")
    made.get_ifd(0x8825).update({1: "N", 2: (56.0, 9.0, 46.0), 3: "E", 4: (10.0, 12.0, 13.0), 29: SECRET})
    return made


def xmp() -> bytes:
    """A packet of XMP with a name in it."""
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{SECRET}</dc:creator></x:xmpmeta>'.encode()


def photo(orientation: int = 1) -> bytes:
    """A JPEG that tells who took it and where, in every place a JPEG has for it."""
    profile = b"\0" * 128 + SECRET.encode()
    return encoded(
        two_colours(),
        "JPEG",
        quality=95,
        exif=exif(orientation),
        xmp=xmp(),
        comment=SECRET.encode(),
        icc_profile=profile,
    )


def telling() -> dict[str, bytes]:
    """A file of every picture format, each with hidden words and more words after its end."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET)
    text.add_itxt("XML:com.adobe.xmp", xmp().decode())
    image, after = two_colours(), SECRET.encode()
    return {
        "JPEG": photo() + after,
        "PNG": encoded(image, "PNG", pnginfo=text, exif=exif()) + after,
        "WEBP": encoded(image, "WEBP", exif=exif(), xmp=xmp(), quality=95) + after,
        "GIF": encoded(image, "GIF", comment=SECRET.encode()) + after,
    }


def stream(data: bytes) -> bytes:
    """A PDF stream."""
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of numbered objects; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    )


def pdf_of_pages(count: int = 1, *, box: str = "0 0 300 200", content: bytes = b"", catalogue: bytes = b"") -> bytes:
    """A PDF of equal pages with Helvetica as /F; object 3 holds what all of them show."""
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
        % box.encode()
    )
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            stream(content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *([page] * count),
        ]
    )


def filled_form() -> bytes:
    """A PDF whose field somebody has filled in, and whose script would fill it in otherwise."""
    script = b"this.getField('a').value = ''; app.alert('x'); this.submitForm('http://127.0.0.1/');"
    form = b"/AcroForm << /Fields [5 0 R] /NeedAppearances true /DA (/F 12 Tf 0 g) /DR << /Font << /F 4 0 R >> >> >>"
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s /OpenAction << /S /JavaScript /JS (%s) >> >>" % (form, script),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Annots [5 0 R] >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Udfyldt) /Rect [20 80 280 110] "
            b"/DA (/F 12 Tf 0 g) /P 3 0 R /F 4 >>",
        ]
    )


def pdf_with_a_file_in_it() -> bytes:
    """A PDF that carries another file, with a name of its own."""
    names = b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (%s.exe) /EF << /F 3 0 R >> >>] >> >>"
    return pdf_of_pages(content=b"% " + SECRET.encode(), catalogue=names % SECRET.encode())
