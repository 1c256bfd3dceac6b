"""A screen with a band that never scrolls away: the blue block of home, the search box.

Portrait: between header and content, across the whole glass. Landscape: the left panel. Low: below
the tools.
"""

from __future__ import annotations

from screens.kit.box import Column
from screens.kit.page import left_panel
from screens.kit.piece import Piece
from screens.kit.screen import Screen
from screens.kit.theme import COLUMN_MAX_U, ROOM_MAX_U, theme
from screens.kit.untyped import Untyped


class BandedScreen(Screen):
    """Put the band with `set_band` in `build`; it paints its own ground."""

    def __init__(self, **options: Untyped) -> None:
        self.band = Piece()
        super().__init__(**options)

    def set_band(self, band: Piece) -> None:
        """Use this band."""
        self.band = band
        self.add(band)
        if self.left_scroll is not None:
            self.left_scroll.gone = True

    def _take_beside(self, column: Column) -> None:
        """The content stays over the keyboard: what is written stands in the band."""

    def arrange(self) -> None:
        """Header, footer, band, keyboard; the content has the rest."""
        head = self.header.wanted_height(self.width)
        top, low = self.top - head, self.y + self.footer.wanted_height(self.width)
        self.header.place(self.x, top, self.width, head)
        self.footer.place(self.x, self.y, self.width, low - self.y)
        x, width = self.x, self.width
        if theme.landscape:
            panel = left_panel()
            self.band.place(x, low, panel, top - low)
            x, width = x + panel, width - panel
        elif theme.low:
            top = self._read_above(top)
            high = self.band.wanted_height(width)
            self.band.place(x, top - high, width, high)
            top -= high
        else:
            # On high glass the band takes what is too much, above its words.
            high = self.band.wanted_height(width) + max(0, top - low - theme.u(ROOM_MAX_U))
            self.band.place(x, top - high, width, high)
            top -= high
        if self.tray is not None:
            high = self.tray.wanted_height(width)
            self.tray.place(x, low, width, high)
            low += high
        column = width if theme.landscape else min(width, theme.u(COLUMN_MAX_U))
        self.scroll.place(x + (width - column) / 2, low, column, top - low)
