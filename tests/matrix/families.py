"""Every device of the matrix, in the order of the table."""

from __future__ import annotations

from typing import Final

from tests.matrix.bench import Family
from tests.matrix.camera import CAMERA
from tests.matrix.id_card import ID_CARD
from tests.matrix.rating_pad import RATING_PAD
from tests.matrix.receipt_printer import RECEIPT_PRINTER

FAMILIES: Final[tuple[Family, ...]] = (ID_CARD, RECEIPT_PRINTER, CAMERA, RATING_PAD)
