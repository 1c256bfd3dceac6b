"""The terminal from the front with one of its parts ringed: where a device is."""

from __future__ import annotations

from typing import ClassVar

from kivy.graphics import Color, Rectangle
from kivy.properties import OptionProperty

from screens.kit.icon import art
from screens.kit.piece import Piece
from screens.kit.theme import theme

HIGH_U = 30
WIDE_TO_HIGH = 200 / 340
"""Of the drawing."""


class TerminalMap(Piece):
    """`part`: reader, receipt or camera. As high as it is given."""

    part = OptionProperty("reader", options=["reader", "receipt", "camera"])

    PAINT: ClassVar[tuple[str, ...]] = ("part",)

    def measure(self, width: float) -> float:
        """30 u."""
        return float(theme.u(HIGH_U))

    def natural(self) -> float:
        """By the drawing."""
        return round(theme.u(self.high or HIGH_U) * WIDE_TO_HIGH)

    def paint(self) -> None:
        """Terminal, then the ring."""
        Color(1, 1, 1, 1)
        for name in ("terminal", f"at-{self.part}"):
            Rectangle(pos=self.pos, size=self.size, texture=art(name))
