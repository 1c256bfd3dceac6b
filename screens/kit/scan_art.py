"""The picture of a slip held over the window of the code reader."""

from __future__ import annotations

from kivy.graphics import Color, Rectangle

from screens.kit import shape
from screens.kit.film import Film
from screens.kit.icon import art
from screens.kit.theme import theme

VIEW_W, VIEW_H = 480, 560
SLIP_W, SLIP_H, FALL = 200, 236, 104
"""The slip, and how far it comes down."""
ARROW_FROM = 0.3
"""Heights of the slip at which an arrow shows where it goes."""


class ScanArt(Film):
    """`at` is the height of the slip: 1 above the light, 0 in it, and seen."""

    FRAMES = (
        (1.0, 0.30), (0.95, 0.12), (0.82, 0.12), (0.62, 0.12), (0.40, 0.12), (0.20, 0.12),
        (0.06, 0.12), (0.0, 1.20), (0.3, 0.18),
    )  # fmt: skip
    REST = 0
    LOOPS = 3

    def measure(self, width: float) -> float:
        """Two thirds as high in landscape."""
        return float(theme.u(40 if theme.landscape else 60))

    def paint(self) -> None:
        """Ground, reader, slip, arrow."""
        shape.box(*self.pos, *self.size, theme.u(2.5), theme.color.tint)
        pad = theme.u(2.5)
        scale = min((self.width - 2 * pad) / VIEW_W, (self.height - 2 * pad) / VIEW_H)
        left, top = self.center_x - VIEW_W * scale / 2, self.center_y + VIEW_H * scale / 2
        reader = art("scanner-bright" if self.at == 0 else "scanner")
        high = VIEW_W * scale * reader.height / reader.width
        Color(1, 1, 1, 1)
        Rectangle(
            pos=(round(left), round(top - VIEW_H * scale)),
            size=(VIEW_W * scale, high),
            texture=reader,
        )
        down = FALL * (1 - self.at)
        Rectangle(
            pos=(
                round(self.center_x - SLIP_W * scale / 2),
                round(top - (down + SLIP_H) * scale),
            ),
            size=(SLIP_W * scale, SLIP_H * scale),
            texture=art("slip"),
        )
        if self.at > ARROW_FROM:
            side = (round(105 * scale), round(120 * scale))
            pos = (round(left + 370 * scale), round(top - 200 * scale))
            Rectangle(pos=pos, size=side, texture=art("arrow-down"))
