"""What is on the paper: lines, images, codes, from one cut to the next. Lengths in dots, 8 a mm."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

WIDTH: Final = 576  # printable dots on 80 mm paper
CELL: Final = 24  # height of a character, and width of a Chinese one
NARROW: Final = 12  # width of a Latin character
LEFT, CENTRE, RIGHT = 0, 1, 2


@dataclass(frozen=True)
class Cell:
    """A printed character and the dots it takes; `x` before alignment."""

    char: str
    x: int
    base_width: int
    wide: int
    high: int
    bold: bool
    underline: int
    reverse: bool

    @property
    def width(self) -> int:
        return self.base_width * self.wide

    @property
    def height(self) -> int:
        return CELL * self.high


@dataclass(frozen=True)
class Feed:
    """Blank paper."""

    height: int
    text: str = ""


@dataclass(frozen=True)
class TextLine:
    """A line of characters; `height` includes the blank down to the next line."""

    cells: tuple[Cell, ...]
    align: int
    height: int

    @property
    def text(self) -> str:
        """The characters, with as many spaces as a jump of the print position is wide."""
        parts, end = [], 0
        for cell in self.cells:
            parts.append(" " * round((cell.x - end) / NARROW) + cell.char)
            end = cell.x + cell.width
        return "".join(parts)


@dataclass(frozen=True)
class Raster:
    """A bit image, rows of whole bytes, most significant bit leftmost, 1 is black."""

    row_bytes: int
    rows: int
    bits: bytes
    x_scale: int
    y_scale: int
    align: int

    @property
    def height(self) -> int:
        return self.rows * self.y_scale

    @property
    def text(self) -> str:
        return f"[image {self.row_bytes * 8 * self.x_scale}×{self.height}]"


@dataclass(frozen=True)
class QrCode:
    """A QR code as stored: `rows` of modules, True is black."""

    data: bytes
    rows: tuple[tuple[bool, ...], ...]
    module: int
    align: int

    @property
    def height(self) -> int:
        return len(self.rows) * self.module

    @property
    def text(self) -> str:
        return f"[QR {self.data.decode('utf-8', 'replace')}]"


Element = Feed | TextLine | Raster | QrCode


@dataclass
class Piece:
    """Paper from one cut to the next. `cut` is None while it still hangs in the printer."""

    number: int
    elements: list[Element] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    unknown: list[str] = field(default_factory=list)  # commands not carried out, in hex
    missing: list[str] = field(default_factory=list)  # characters the font lacks
    cut: str | None = None
    taken: bool = False

    @property
    def height(self) -> int:
        return sum(element.height for element in self.elements)

    @property
    def printed(self) -> bool:
        """Whether there is ink on it."""
        return any(not isinstance(element, Feed) for element in self.elements)

    def text(self) -> str:
        """The lines as printed; images and QR codes as a line in square brackets."""
        lines = [e.text for e in self.elements if not isinstance(e, Feed)]
        return "".join(f"{line}\n" for line in lines)

    def split(self, distance: int) -> list[Element]:
        """Take off and return the last `distance` dots: what lies between head and cutter."""
        carried: list[Element] = []
        while self.elements and distance > 0:
            last = self.elements.pop()
            if isinstance(last, Feed) and last.height > distance:
                self.elements.append(Feed(last.height - distance))
                last = Feed(distance)
            carried.insert(0, last)
            distance -= last.height
        return carried
