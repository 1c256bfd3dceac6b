"""Seals and signatures as dots for thermal paper: the round seal (受理专用章) is drawn here."""

from __future__ import annotations

import importlib.util
import io
import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drivers.receipt_printer.contract import Picture

if TYPE_CHECKING:
    from PIL import Image, ImageFont

DOTS_PER_MM: Final = 8
"""203 dpi."""
ACROSS_MM: Final = 40
"""A special seal's diameter; it fits 58 mm paper, of which 48 mm are printed on."""
RING_MM: Final = 1.2
STAR_MM: Final = 11
ARC_DEGREES: Final = 228
"""Of the circle, at most, that the unit's name takes, its middle at the top."""
SIGN_DEGREES: Final = 26
"""Between two characters of a short name."""
SIGN_MM: Final = 4.6
"""Height of the name's characters, less where a long name leaves each less room."""
WORD_MM: Final = 4.0
SIGNATURE_MM: Final = 40
FINER: Final = 2
"""Times the printer's dots at which it is drawn, for smooth edges."""
INK_UP_TO: Final = 140
"""Grey (0 ink … 255 white) up to which a dot is burnt."""


@lru_cache(maxsize=32)
def round_seal(unit: str, word: str) -> Picture:
    """A round seal: `unit` along the edge, a star in the middle, `word` under it."""
    from PIL import Image, ImageDraw

    side = _dots(ACROSS_MM)
    drawn = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(drawn)
    edge = _dots(0.3)
    pen.ellipse((edge, edge, side - edge, side - edge), outline=0, width=_dots(RING_MM))
    pen.polygon(_star(side / 2, side / 2, _dots(STAR_MM / 2)), fill=0)
    font = _font(_dots(WORD_MM))
    pen.text((side / 2, side * 0.76), word, fill=0, font=font, anchor="mm")
    for sign, angle in zip(unit, _angles(len(unit)), strict=True):
        _along_edge(drawn, sign, angle, len(unit))
    return _picture(drawn, _dots(ACROSS_MM) // FINER)


def signature(png: bytes) -> Picture:
    """A signature as it was written, from its picture (kiosk.documents.signature)."""
    from PIL import Image

    return _picture(Image.open(io.BytesIO(png)).convert("L"), SIGNATURE_MM * DOTS_PER_MM)


def _dots(millimetres: float) -> int:
    return round(millimetres * DOTS_PER_MM * FINER)


def _angles(signs: int) -> list[float]:
    """Degrees from the top, clockwise, at which the name's characters stand."""
    if signs == 1:
        return [0.0]
    step = min(SIGN_DEGREES, ARC_DEGREES / (signs - 1))
    return [(at - (signs - 1) / 2) * step for at in range(signs)]


def _along_edge(seal: Image.Image, sign: str, angle: float, signs: int) -> None:
    """One character of the name, its foot to the middle."""
    from PIL import Image, ImageDraw

    side = seal.width
    radius = side / 2 - _dots(RING_MM + 1.0 + SIGN_MM / 2)
    step = min(SIGN_DEGREES, ARC_DEGREES / max(1, signs - 1))
    room = min(_dots(SIGN_MM), round(math.radians(step) * radius * 0.98))
    cell = Image.new("L", (2 * _dots(SIGN_MM), 2 * _dots(SIGN_MM)), 0)
    middle = (cell.width / 2, cell.height / 2)
    ImageDraw.Draw(cell).text(middle, sign, fill=255, font=_font(_dots(SIGN_MM)), anchor="mm")
    # Slender characters, as seal cutters make them: a long name keeps its height.
    slender = cell.resize((cell.width * room // _dots(SIGN_MM), cell.height))
    turned = slender.rotate(-angle, expand=True, resample=Image.Resampling.BICUBIC)
    x = side / 2 + radius * math.sin(math.radians(angle)) - turned.width / 2
    y = side / 2 - radius * math.cos(math.radians(angle)) - turned.height / 2
    seal.paste(0, (round(x), round(y)), turned)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Five points up, the inner corners where a regular star has them."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    return [
        (
            x + (inner if at % 2 else radius) * math.sin(math.radians(36 * at)),
            y - (inner if at % 2 else radius) * math.cos(math.radians(36 * at)),
        )
        for at in range(10)
    ]


def _picture(drawn: Image.Image, width: int) -> Picture:
    """`drawn` (grey, 0 is ink) at the printer's dots, `width` of them."""
    small = drawn.resize((width, max(1, drawn.height * width // drawn.width)))
    ink = small.point(lambda grey: 255 if grey <= INK_UP_TO else 0, mode="1")
    return Picture(ink.width, ink.height, ink.tobytes())


@lru_cache(maxsize=4)
def _font(em: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    # Located, not imported: importing the package would start matplotlib.
    package = importlib.util.find_spec("mpl_font")
    assert package is not None
    assert package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0])
    return ImageFont.truetype(str(folder / "fonts/noto/NotoSansCJKsc-Bold.otf"), em)
