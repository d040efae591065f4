"""Photos and screenshots: decoded, turned upright, made smaller. Only pixels go on."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, UnidentifiedImageError

from beredskab.documents.renderings.errors import refuse
from beredskab.documents.renderings.jpeg import Budget
from beredskab.documents.renderings.model import MAX_PIXELS, PICTURE_SIDE, Page

_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_WEBP_HEAD: Final = 30
_WEBP_PIXELS: Final = MAX_PIXELS // 2  # its decoder holds every picture several times


def render(data: bytes, form: str) -> tuple[Page, bool]:
    """The first picture of a file, upright, and whether there are more. Raises `RenderingError`."""
    if form == "WEBP" and _webp_pixels(data[:_WEBP_HEAD]) > _WEBP_PIXELS:
        refuse("too_many_pixels")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=(form,))
            moving = getattr(image, "is_animated", False) and form != "JPEG"
            return Budget(1).encoded(_upright(_small(image), _turn(image))), moving
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            refuse("too_many_pixels")
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            refuse("broken")


def _small(image: Image.Image) -> Image.Image:
    """The picture decoded and no larger than it is kept. How large it says it is decides before it is unfolded."""
    if image.width * image.height > MAX_PIXELS:
        refuse("too_many_pixels")
    # A JPEG can be decoded at a half or a quarter, which takes a fraction of the time and memory.
    image.draft(None, (PICTURE_SIDE, PICTURE_SIDE))
    image.load()
    if image.mode.startswith("I"):
        image = _eight_bits(image)
    elif image.mode not in ("L", "RGB", "CMYK"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((PICTURE_SIDE, PICTURE_SIDE), Image.Resampling.LANCZOS)
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey as eight: Pillow would cut off the light half."""
    return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _turn(image: Image.Image) -> int:
    """How the camera was held. A damaged note about it must not cost the picture."""
    try:
        turn = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - many kinds of damage, one meaning
        return 1
    return turn if isinstance(turn, int) else 1


def _upright(image: Image.Image, turn: int) -> Image.Image:
    return image.transpose(_TURNS[turn]) if turn in _TURNS else image


def _webp_pixels(head: bytes) -> int:
    """What the head of a WebP promises; the decoder makes room for it before anybody can ask."""

    def number(at: int, size: int, bits: int = 24, shift: int = 0) -> int:
        return (int.from_bytes(head[at : at + size], "little") >> shift) & ((1 << bits) - 1)

    match head[12:16]:
        case b"VP8X":
            return (number(24, 3) + 1) * (number(27, 3) + 1)
        case b"VP8L":
            return (number(21, 4, 14) + 1) * (number(21, 4, 14, 14) + 1)
        case _:
            return number(26, 2, 14) * number(28, 2, 14)
