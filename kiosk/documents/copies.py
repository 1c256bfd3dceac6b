"""Scanned pictures become A4 sheets as a PDF, and small pictures for the glass.

In memory only: nothing of a citizen's papers reaches a disk.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image

A4_INCHES = (210 / 25.4, 297 / 25.4)
QUALITY = 85
PAPER = 255
"""White."""


@dataclass(frozen=True)
class Side:
    """One side of a paper or card as a JPEG, with the resolution that gives its real size."""

    jpeg: bytes = field(repr=False)
    dpi: int


def whole_page(side: Side) -> Image.Image:
    """A side on a sheet of A4 at its real size, or as large as the sheet takes."""
    return _laid_out([side])


def both_sides(front: Side, back: Side) -> Image.Image:
    """The two sides of a card on one sheet, one over the other, at their real size."""
    return _laid_out([front, back])


def as_pdf(sheets: Sequence[Image.Image], copies: int, dpi: int) -> bytes:
    """All sheets of one copy, then of the next. `dpi` as the sheets were laid out with."""
    every = [sheet for _ in range(copies) for sheet in sheets]
    kept = io.BytesIO()
    every[0].save(
        kept, "PDF", resolution=dpi, save_all=True, append_images=every[1:], quality=QUALITY
    )
    return kept.getvalue()


def shown(sheet: Image.Image, long_side: int) -> tuple[int, int, bytes]:
    """Width, height and RGB bytes of a smaller picture of the sheet."""
    small = sheet.convert("RGB")
    small.thumbnail((long_side, long_side))
    return small.width, small.height, small.tobytes()


def _laid_out(sides: Sequence[Side]) -> Image.Image:
    """The sides in the middle of equal parts of a sheet, in grey."""
    dpi = sides[0].dpi
    wide, high = (round(inches * dpi) for inches in A4_INCHES)
    sheet = Image.new("L", (wide, high), PAPER)
    room = high // len(sides)
    for number, side in enumerate(sides):
        picture = Image.open(io.BytesIO(side.jpeg)).convert("L")
        if picture.width > wide or picture.height > room:
            picture.thumbnail((wide, room))
        left = (wide - picture.width) // 2
        sheet.paste(picture, (left, number * room + (room - picture.height) // 2))
    return sheet
