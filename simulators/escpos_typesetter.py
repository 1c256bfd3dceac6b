"""Carries out ESC/POS commands: keeps the print mode, fills lines, hands over what is printed."""

from __future__ import annotations

import codecs
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from simulators.escpos_commands import Token
from simulators.paper_piece import (
    CELL,
    NARROW,
    WIDTH,
    Cell,
    Element,
    Feed,
    QrCode,
    Raster,
    TextLine,
)

LINE_SPACING: Final = 30  # dots, after ESC @ and ESC 2
TAB: Final = 8 * NARROW
NO_GLYPH: Final = "□"
LAST_IN_ROM: Final = "\uffff"  # printers hold GB18030's basic plane; rarer characters they lack
CODE_PAGES: Final = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    13: "cp857",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
}
QR_LEVELS: Final = {b"0": "l", b"1": "m", b"2": "q", b"3": "h"}
# Commands that change nothing on this printer: smoothing, panel buttons, sensors, device select.
HARMLESS: Final = frozenset(("ESC =", "ESC c", "ESC U", "GS b", "CR"))
# Commands this printer has only in their plain form, parameter zero.
PLAIN_ONLY: Final = frozenset(("ESC {", "ESC V", "ESC  ", "ESC M", "ESC R", "FS S", "GS L"))


@dataclass
class Mode:
    """Everything ESC @ puts back."""

    align: int = 0
    wide: int = 1
    high: int = 1
    bold: bool = False
    underline: int = 0
    reverse: bool = False
    spacing: int = LINE_SPACING
    chinese: bool = True  # models for this market start so
    code_page: str = "cp437"
    qr_data: bytes = b""
    qr_module: int = 3
    qr_level: str = "l"


class Typesetter:
    """`execute` answers what a token puts on paper; what it cannot do goes to `unknown`."""

    def __init__(self, dots: int = WIDTH) -> None:
        self.unknown: list[str] = []
        self._dots = dots
        self.missing: list[str] = []
        self._mode = Mode()
        self._cells: list[Cell] = []
        self._x = 0
        self._out: list[Element] = []
        self._decoder = _decoder("gb18030")
        self._commands: dict[str, Callable[[bytes], None]] = {
            "TEXT": self._text,
            "LF": lambda _: self._end_line(self._mode.spacing),
            "HT": lambda _: self._move_to((self._x // TAB + 1) * TAB),
            "ESC @": lambda _: self.reset(),
            "ESC !": self._print_mode,
            "ESC $": lambda d: self._move_to(int.from_bytes(d, "little")),
            "ESC -": lambda d: self._set("underline", d[0] & 3),
            "ESC 2": lambda _: self._set("spacing", LINE_SPACING),
            "ESC 3": lambda d: self._set("spacing", d[0]),
            "ESC E": lambda d: self._set("bold", bool(d[0] & 1)),
            "ESC G": lambda d: self._set("bold", bool(d[0] & 1)),
            "ESC J": lambda d: self._end_line(d[0]),
            "ESC a": lambda d: self._set("align", d[0] % 48),
            "ESC d": lambda d: self._end_line(d[0] * self._mode.spacing),
            "ESC t": self._select_code_page,
            "FS &": lambda _: self._select_text(True),
            "FS .": lambda _: self._select_text(False),
            "GS !": lambda d: self._size((d[0] >> 4 & 7) + 1, (d[0] & 7) + 1),
            "GS B": lambda d: self._set("reverse", bool(d[0] & 1)),
            "GS (": self._extended,
            "GS v": self._raster,
        }

    def execute(self, token: Token) -> list[Element]:
        """Carry out one token; the elements it completed, top to bottom."""
        self._out = []
        command = self._commands.get(token.name)
        if command is not None:
            command(token.data)
        elif not self._without_effect(token):
            self._note_unknown(token.raw)
        return self._out

    def flush(self) -> list[Element]:
        """Print the line begun, as a cut does."""
        self._out = []
        if self._cells:
            self._end_line(0)
        return self._out

    def reset(self) -> None:
        """ESC @, or power on: the print mode and the line begun are forgotten."""
        self._mode = Mode()
        self._cells = []
        self._x = 0
        self._decoder = _decoder("gb18030")

    def _without_effect(self, token: Token) -> bool:
        plain = token.name in PLAIN_ONLY and not any(token.data.replace(b"0", b"\0"))
        return plain or token.name in HARMLESS or token.raw == b"\0"

    def _note_unknown(self, raw: bytes) -> None:
        self.unknown.append(raw[:16].hex(" "))

    def _set(self, name: str, value: int | bool) -> None:
        setattr(self._mode, name, value)

    def _size(self, wide: int, high: int) -> None:
        self._mode.wide, self._mode.high = wide, high

    def _print_mode(self, data: bytes) -> None:
        bits = data[0]
        if bits & 0x01:
            self._note_unknown(b"\x1b!" + data)  # font B
        self._mode.bold = bool(bits & 0x08)
        self._size(2 if bits & 0x20 else 1, 2 if bits & 0x10 else 1)
        self._mode.underline = int(bool(bits & 0x80))

    def _select_code_page(self, data: bytes) -> None:
        if data[0] in CODE_PAGES:
            self._mode.code_page = CODE_PAGES[data[0]]
            self._select_text(self._mode.chinese)
        else:
            self._note_unknown(b"\x1bt" + data)

    def _select_text(self, chinese: bool) -> None:
        self._mode.chinese = chinese
        self._decoder = _decoder("gb18030" if chinese else self._mode.code_page)

    def _text(self, data: bytes) -> None:
        for char in self._decoder.decode(data):
            full_width = self._mode.chinese and not char.isascii()
            self._put(self._in_rom(char), CELL if full_width else NARROW)

    def _in_rom(self, char: str) -> str:
        if char <= LAST_IN_ROM and char != "\ufffd":
            return char
        self.missing.append(char)
        return NO_GLYPH

    def _put(self, char: str, base_width: int) -> None:
        mode = self._mode
        if self._x + base_width * mode.wide > self._dots:
            self._end_line(mode.spacing)
        cell = Cell(
            char,
            self._x,
            base_width,
            mode.wide,
            mode.high,
            mode.bold,
            mode.underline,
            mode.reverse,
        )
        self._cells.append(cell)
        self._x += cell.width

    def _move_to(self, x: int) -> None:
        if x < self._dots:
            self._x = x

    def _end_line(self, advance: int) -> None:
        if self._cells:
            height = max(advance, *(cell.height for cell in self._cells), CELL)
            self._out.append(TextLine(tuple(self._cells), self._mode.align, height))
        elif advance:
            self._out.append(Feed(advance))
        self._cells = []
        self._x = 0

    def _raster(self, data: bytes) -> None:
        if self._cells:
            self._end_line(self._mode.spacing)
        mode, row_bytes, rows = data[1] & 3, *_pairs(data[2:6])
        if not row_bytes * rows:
            self._note_unknown(b"\x1dv" + data)
            return
        x_scale, y_scale = 1 + (mode & 1), 1 + (mode >> 1)
        self._out.append(Raster(row_bytes, rows, data[6:], x_scale, y_scale, self._mode.align))

    def _extended(self, data: bytes) -> None:
        """GS ( x pL pH cn fn ...: only the QR functions of GS ( k are there."""
        kind, cn, fn, rest = data[:1], data[3:4], data[4:5], data[5:]
        known = kind == b"k" and cn == b"1" and fn != b""
        if known and fn == b"A" and rest[:1] in (b"1", b"2"):  # 165: there is model 2 only
            return
        if known and fn == b"C" and 1 <= int.from_bytes(rest) <= 16:  # 167: dots of a module
            self._mode.qr_module = rest[0]
        elif known and fn == b"E" and rest[:1] in QR_LEVELS:  # 169: error correction
            self._mode.qr_level = QR_LEVELS[rest[:1]]
        elif known and fn == b"P":  # 180: store
            self._mode.qr_data = rest[1:]
        elif known and fn == b"Q":  # 181: print
            self._print_qr()
        else:
            self._note_unknown(b"\x1d(" + data)

    def _print_qr(self) -> None:
        if not self._mode.qr_data:
            return  # Epson: nothing stored, nothing printed
        import segno  # slow to load, and many a test prints no code

        try:
            code = segno.make_qr(self._mode.qr_data, error=self._mode.qr_level, boost_error=False)
        except segno.DataOverflowError:
            self._note_unknown(b"\x1d(k" + self._mode.qr_data)
            return
        rows = tuple(tuple(bool(dot) for dot in row) for row in code.matrix)
        if len(rows) * self._mode.qr_module > self._dots:
            self._note_unknown(b"\x1d(k" + self._mode.qr_data)  # too wide, so not printed
            return
        if self._cells:
            self._end_line(self._mode.spacing)
        self._out.append(QrCode(self._mode.qr_data, rows, self._mode.qr_module, self._mode.align))


def _decoder(name: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(name)(errors="replace")


def _pairs(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[:2], "little"), int.from_bytes(data[2:4], "little")


def lines_of(element: Element) -> int:
    """How many lines of paper an element takes, for paper that ends after so many."""
    if isinstance(element, Feed):
        return 0
    return math.ceil(element.height / LINE_SPACING) if isinstance(element, Raster) else 1
