"""A receipt as ESC/POS bytes, in slices between which the printer can be asked how it is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drivers.receipt_printer.contract import Align, Line, Part, Picture, Receipt, Space
from drivers.receipt_printer.layout import Printable, QrRow, Row, lay_out
from drivers.receipt_printer.model import PrinterModel
from drivers.receipt_printer.raster import (
    BAND,
    LEADING,
    QUIET_ZONE,
    draw_picture,
    draw_qr,
    draw_row,
    fitting_module,
    fonts_while_drawing,
    raster_commands,
)

if TYPE_CHECKING:
    from PIL import Image

SLICE: Final = 1024
"""Bytes after which a slice ends: some 20 rows, or one picture."""
CHINESE_ON: Final = b"\x1c&"
CHINESE_OFF: Final = b"\x1c."
FEED_DOTS: Final = b"\x1bJ"
"""ESC J n: feed n dots."""
WIDEST: Final = 104
"""Bytes in a row of dots of the widest receipt paper, 112 mm."""
END_OF_OPEN_COMMAND: Final = b"\0" * (WIDEST * BAND)
"""What a printer may still wait for when its sender died in the middle of a command: white dots,
or nothing where none was begun (NUL prints nothing)."""
VOID: Final = (Space(1), Line("作废", size=2, bold=True, align=Align.CENTRE), Space(1))
NO_CAPABILITIES: Final = b'{"profiles": {"default": {"codePages": {}}}, "encodings": {}}'
"""The least that python-escpos wants in its database of printers."""
ALIGNMENTS: Final = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


def compose(receipt: Receipt, model: PrinterModel) -> list[bytes]:
    """The bytes of `receipt`, its end fed to the cutter; the cut itself is no part of them."""
    return _compose(receipt.parts, model)


def compose_void(model: PrinterModel) -> bytes:
    """What ends a broken piece: 作废 and a cut."""
    return b"".join(_compose(VOID, model)) + model.cut_command


@fonts_while_drawing()
def _compose(parts: tuple[Part, ...], model: PrinterModel) -> list[bytes]:
    page = _composer()()
    page.hw("INIT")
    slices: list[bytes] = []
    for row in lay_out(parts, model.columns):
        _put(page, row, model)
        if len(page.output) >= SLICE:
            slices.append(page.output)
            page.clear()
    if model.lines_to_cutter:
        page.print_and_feed(model.lines_to_cutter)
    return [*slices, page.output]


@cache
def _composer() -> Any:  # noqa: ANN401 - untyped library
    """python-escpos's commands, kept instead of sent; a tenth of a second the first time."""
    with _little_to_load():
        # Not its `printer`: that package loads the libraries of every kind of wire.
        from escpos.escpos import Escpos

    class Page(Escpos):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.output = b""

        def _raw(self, msg: bytes) -> None:
            self.output += msg

        def clear(self) -> None:
            self.output = b""

    return Page


@contextmanager
def _little_to_load() -> Iterator[None]:
    """The library, imported inside, finds a small database of printers and leaves no cache behind.

    Our model profiles say what a printer can do; of the library's own database, 3,000 lines,
    nothing is asked. Each import would leave a folder among the temporary files for good.
    """
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory() as passing:
        database = Path(passing) / "capabilities.json"
        database.write_bytes(NO_CAPABILITIES)
        tempfile.tempdir = passing
        os.environ["ESCPOS_CAPABILITIES_FILE"] = str(database)
        try:
            yield
        finally:
            tempfile.tempdir = usual
            del os.environ["ESCPOS_CAPABILITIES_FILE"]


def _put(page: Any, row: Printable, model: PrinterModel) -> None:  # noqa: ANN401 - untyped library
    if isinstance(row, QrRow):
        _put_qr(page, row, model)
    elif isinstance(row, Picture):
        page.set(align="center")
        _put_picture(page, draw_picture(row, model.dots))
    elif not row.text or model.has(row.text):
        _put_text(page, row)
    else:
        page.set(align="left")
        _put_picture(page, draw_row(row, model.dots, model.cell))


def _put_text(page: Any, row: Row) -> None:  # noqa: ANN401 - untyped library
    page.set(
        align=ALIGNMENTS[row.align],
        bold=row.bold,
        custom_size=True,
        width=row.size,
        height=row.size,
    )
    if row.text.isascii():
        page._raw(row.text.encode("ascii") + b"\n")
    else:
        # The library would send GB18030 without switching the Chinese mode on.
        page._raw(CHINESE_ON + row.text.encode("gb18030") + CHINESE_OFF + b"\n")
    if row.size > 1:
        # A printer's line is 30 dots, or the character where that is higher: nothing between.
        page._raw(FEED_DOTS + bytes((LEADING * row.size,)))


def _put_qr(page: Any, row: QrRow, model: PrinterModel) -> None:  # noqa: ANN401 - untyped library
    module = fitting_module(row.data, row.module, model.dots)
    page.set(align="center")
    if model.native_qr:
        # The firmware draws the code alone, close to the lines above and below.
        quiet = FEED_DOTS + bytes((QUIET_ZONE * module,))
        page._raw(quiet)
        page.qr(row.data, ec=1, size=module, native=True)
        page._raw(quiet)
    else:
        _put_picture(page, draw_qr(row.data, module))


def _put_picture(page: Any, picture: Image.Image) -> None:  # noqa: ANN401 - untyped library
    for command in raster_commands(picture):
        page._raw(command)
