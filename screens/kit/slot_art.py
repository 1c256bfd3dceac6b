"""The slot for cards with a chip (卡槽) and a card on its way into it; the receipt's, empty."""

from screens.kit import shape
from screens.kit.icon import draw_icon
from screens.kit.palette import Rgba, rgba

SLOT_W, SLOT_H = 640, 560
HOUSING, MOUTH, PLASTIC, CHIP = rgba("C9D2DC"), rgba("2B3440"), rgba("2F6FB7"), rgba("E3BE63")
MOUTH_AT, CARD_W, CARD_H, IN, FALL, ARROW = 112, 300, 400, 100, 138, 120
"""Foot of the housing below the view's top, the card, how much of it goes in (no more than the
housing hides), how far it comes."""

RECEIPT_W, RECEIPT_H, CROSS = 420, 250, 120
RECEIPT_HOUSING, RECEIPT_MOUTH = rgba("2B384E"), rgba("0C1420")
"""As the drawing of a receipt in its slot."""

Box = tuple[float, float, float, float, float, Rgba]
"""Left, foot, width, height and radius in the view's measure; colour."""


def draw_slot(x: float, y: float, scale: float, out: float, *, pull: bool) -> None:
    """With the view's lower left corner at `x`, `y`; the card is in at `out` 0, before it at 1.
    The arrow on it says whether to push or to `pull`."""
    left, top = (SLOT_W - CARD_W) / 2, SLOT_H - MOUTH_AT + IN - FALL * out
    boxes: tuple[Box, ...] = (
        (left, top - CARD_H, CARD_W, CARD_H, 22, PLASTIC),
        (left + CARD_W / 2 - 45, top - 130, 90, 80, 12, CHIP),
        (60, SLOT_H - MOUTH_AT, SLOT_W - 120, MOUTH_AT, 26, HOUSING),
        (130, SLOT_H - MOUTH_AT + 6, SLOT_W - 260, 24, 8, MOUTH),
    )
    _draw(boxes, x, y, scale)
    side = ARROW * scale
    arrow_x, arrow_y = x + SLOT_W / 2 * scale - side / 2, y + (top - CARD_H + 60) * scale
    draw_icon("arrow-down-bold" if pull else "arrow-up-bold", arrow_x, arrow_y, side, "onchip")


def draw_no_receipt(x: float, y: float, scale: float) -> None:
    """Nothing came out of the receipt's slot. As `draw_slot`."""
    boxes: tuple[Box, ...] = (
        (60, RECEIPT_H - 66, 300, 52, 16, RECEIPT_HOUSING),
        (92, RECEIPT_H - 46, 236, 12, 6, RECEIPT_MOUTH),
    )
    _draw(boxes, x, y, scale)
    side = CROSS * scale
    middle = (RECEIPT_H - 66) / 2 * scale
    left = x + RECEIPT_W / 2 * scale - side / 2
    draw_icon("x-circle-fill", left, y + middle - side / 2, side, "warn")


def _draw(boxes: tuple[Box, ...], x: float, y: float, scale: float) -> None:
    for box_left, foot, wide, high, radius, color in boxes:
        size = round(wide * scale), round(high * scale)
        at = round(x + box_left * scale), round(y + foot * scale)
        shape.box(*at, *size, int(radius * scale), color)
