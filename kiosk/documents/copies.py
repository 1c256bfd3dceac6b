"""Scanned pictures become A4 sheets as a PDF, and small pictures for the glass.

In memory only: nothing of a citizen's papers reaches a disk.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image

MM_PER_INCH = 25.4
A4_INCHES = (210 / MM_PER_INCH, 297 / MM_PER_INCH)
DPI = 250
"""Of the sheets: small print stays sharp, and ten of them fit through the hub."""
QUALITY = 85
PAPER = 255
"""White."""


@dataclass(frozen=True)
class Side:
    """One side of a paper or card as a JPEG, with the resolution that gives its real size."""

    jpeg: bytes = field(repr=False)
    dpi: float


def width_of(jpeg: bytes) -> int:
    """Pixels."""
    return Image.open(io.BytesIO(jpeg)).width


def whole_page(side: Side) -> Image.Image:
    """A side on a sheet of A4 at its real size, or as large as the sheet takes."""
    return _laid_out([side])


def both_sides(front: Side, back: Side) -> Image.Image:
    """The two sides of a card on one sheet, one over the other, at their real size."""
    return _laid_out([front, back])


def as_pdf(sheets: Sequence[Image.Image], copies: int) -> bytes:
    """All sheets of one copy, then of the next."""
    every = [sheet for _ in range(copies) for sheet in sheets]
    kept = io.BytesIO()
    every[0].save(
        kept, "PDF", resolution=DPI, save_all=True, append_images=every[1:], quality=QUALITY
    )
    return kept.getvalue()


def shown(sheet: Image.Image, long_side: int) -> tuple[int, int, bytes]:
    """Width, height and RGB bytes of a smaller picture of the sheet."""
    small = sheet.convert("RGB")
    small.thumbnail((long_side, long_side))
    return small.width, small.height, small.tobytes()


def _laid_out(sides: Sequence[Side]) -> Image.Image:
    """The sides in the middle of equal parts of a sheet, in grey."""
    wide, high = (round(inches * DPI) for inches in A4_INCHES)
    sheet = Image.new("L", (wide, high), PAPER)
    room = high // len(sides)
    for number, side in enumerate(sides):
        picture = _at_real_size(side)
        if picture.width > wide or picture.height > room:
            picture.thumbnail((wide, room))
        left = (wide - picture.width) // 2
        sheet.paste(picture, (left, number * room + (room - picture.height) // 2))
    return sheet


def _at_real_size(side: Side) -> Image.Image:
    """In grey, with the sheet's resolution."""
    picture = Image.open(io.BytesIO(side.jpeg)).convert("L")
    if side.dpi == DPI:
        return picture
    scale = DPI / side.dpi
    return picture.resize((round(picture.width * scale), round(picture.height * scale)))
