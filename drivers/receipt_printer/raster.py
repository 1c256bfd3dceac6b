"""Rows and QR codes as pictures, for what a printer's own font or firmware cannot do.

Rare name characters lie outside the two-byte part of GB18030 that printers' fonts hold: a row
with one of them is drawn here, so that it always prints.

Pictures go in bands of a few rows each. A printer that lost its sender in the middle of one
waits for the rest of that band only, before it heeds what is sent next.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drivers.driver import DeviceFault
from drivers.receipt_printer.contract import Align, Picture
from drivers.receipt_printer.layout import Row, width

if TYPE_CHECKING:
    from PIL import Image, ImageFont

FONT_PACKAGE: Final = "mpl_font"
REGULAR: Final = "fonts/noto/NotoSansCJKsc-Medium.otf"
BOLD: Final = "fonts/noto/NotoSansCJKsc-Bold.otf"
ASCENT: Final = 0.88
"""Of the em, above the base line: Noto Sans CJK's own design."""
LEADING: Final = 6
"""Dots of white under a row."""
INK_FROM: Final = 96
"""Grey (0 white … 255 ink) from which a dot is burnt: a little bolder than half."""
BAND: Final = 32
"""Rows of dots in one GS v 0."""
QUIET_ZONE: Final = 4
"""Modules of white round a QR code, ISO/IEC 18004 6.3.8."""


@contextmanager
def fonts_while_drawing() -> Iterator[None]:
    """Fonts opened inside are closed with it, and what drawing took goes back to the system.

    An open font is 2.5 MB of a process that may have 20, and takes 1 ms to open anew.
    """
    import ctypes

    try:
        yield
    finally:
        _font.cache_clear()
        # The allocator would keep what is free for good: 4 MB after the first receipt.
        ctypes.CDLL(None).malloc_trim(0)


def draw_row(row: Row, dots: int, cell: int) -> Image.Image:
    """`row` as a picture `dots` wide, in half-width cells of `cell` dots; 0 is ink."""
    from PIL import Image

    cell *= row.size
    em = 2 * cell
    grey = Image.new("L", (dots, em + LEADING), 0)
    font = _font(row.bold, em)
    x = _left(row.align, dots, width(row.text) * cell)
    for sign in row.text:
        step = width(sign) * cell
        grey.paste(_draw_sign(sign, step, em, font), (x, 0))
        x += step
    return grey.point(lambda value: 0 if value >= INK_FROM else 255, mode="1")


def _draw_sign(sign: str, step: int, em: int, font: ImageFont.FreeTypeFont) -> Image.Image:
    """A character in its cell `step` wide; one that is wider (W, m) is squeezed into it."""
    from PIL import Image, ImageDraw

    natural = max(step, math.ceil(font.getlength(sign)))
    picture = Image.new("L", (natural, em + LEADING), 0)
    pen = ImageDraw.Draw(picture)
    pen.text((natural / 2, ASCENT * em), sign, fill=255, font=font, anchor="ms")
    return picture if natural == step else picture.resize((step, picture.height))


def draw_qr(data: str, module: int) -> Image.Image:
    """A QR code (level M) with its quiet zone, `module` dots a module; 0 is ink."""
    from PIL import Image

    code = _qr(data)
    code.make()
    lines = code.get_matrix()
    picture = Image.new("1", (len(lines), len(lines)), 1)
    picture.putdata([0 if dark else 255 for line in lines for dark in line])
    size = (picture.width * module, picture.height * module)
    return picture.resize(size, Image.Resampling.NEAREST)


def draw_picture(picture: Picture, dots: int) -> Image.Image:
    """The picture, made smaller where the paper has fewer `dots`; 0 is ink."""
    from PIL import Image

    whole = (8 * ((picture.width + 7) // 8), picture.height)
    # Pillow packs rows as the contract does, but with 1 for white.
    ink = Image.frombytes("1", whole, bytes(0xFF ^ each for each in picture.ink))
    drawn = ink.crop((0, 0, picture.width, picture.height))
    if picture.width <= dots:
        return drawn
    size = (dots, max(1, picture.height * dots // picture.width))
    return drawn.convert("L").resize(size).convert("1", dither=Image.Dither.NONE)


def fitting_module(data: str, module: int, dots: int) -> int:
    """The greatest module size up to `module` at which the code fits `dots` (at least 1)."""
    modules = 17 + 4 * int(_qr(data).best_fit()) + 2 * QUIET_ZONE
    return max(1, min(module, dots // modules))


def _qr(data: str) -> Any:  # noqa: ANN401 - untyped library
    # python-escpos's own library for codes: it is loaded by then, another would cost 6 MB.
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(data, optimize=0)
    return code


def raster_commands(picture: Image.Image) -> list[bytes]:
    """GS v 0 for each band of `picture` (mode 1; 0 is ink), its width filled to whole bytes."""
    columns = (picture.width + 7) // 8
    # Pillow packs rows as the command does, but with 1 for white; padding bits must stay white.
    bits = picture.convert("L").point(lambda white: 0 if white else 255, mode="1").tobytes()
    bands = [bits[at : at + columns * BAND] for at in range(0, len(bits), columns * BAND)]
    return [_band_command(band, columns) for band in bands]


def _band_command(bits: bytes, columns: int) -> bytes:
    rows = len(bits) // columns
    return b"\x1dv0\x00" + columns.to_bytes(2, "little") + rows.to_bytes(2, "little") + bits


def _left(align: Align, room: int, taken: int) -> int:
    match align:
        case Align.LEFT:
            return 0
        case Align.CENTRE:
            return max(0, (room - taken) // 2)
        case Align.RIGHT:
            return max(0, room - taken)


@lru_cache(maxsize=8)
def _font(bold: bool, em: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    # Located, not imported: importing the package would start matplotlib.
    package = importlib.util.find_spec(FONT_PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise DeviceFault(f"the font package {FONT_PACKAGE} is not installed")
    folder = Path(package.submodule_search_locations[0])
    path = folder / (BOLD if bold else REGULAR)
    # Characters stand alone in their cells: a shaper (HarfBuzz) would be 1 MB for nothing.
    return ImageFont.truetype(str(path), em, layout_engine=ImageFont.Layout.BASIC)
