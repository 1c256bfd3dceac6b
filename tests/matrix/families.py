"""Every device of the matrix, in the order of the table."""

from __future__ import annotations

from typing import Final

from tests.matrix.bench import Family
from tests.matrix.camera import DOCUMENT_CAMERA, FACE_CAMERA
from tests.matrix.code_reader import CODE_READER
from tests.matrix.id_card import ID_CARD
from tests.matrix.io_board import IO_BOARD
from tests.matrix.page_printer import PAGE_PRINTER
from tests.matrix.rating_pad import RATING_PAD
from tests.matrix.receipt_printer import RECEIPT_PRINTER, RECEIPT_PRINTER_SERIAL
from tests.matrix.scanner import SCANNER
from tests.matrix.smart_card import SMART_CARD

FAMILIES: Final[tuple[Family, ...]] = (
    ID_CARD,
    RECEIPT_PRINTER,
    RECEIPT_PRINTER_SERIAL,
    DOCUMENT_CAMERA,
    RATING_PAD,
    SMART_CARD,
    PAGE_PRINTER,
    SCANNER,
    CODE_READER,
    IO_BOARD,
    FACE_CAMERA,
)
