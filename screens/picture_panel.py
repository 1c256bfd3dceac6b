"""A picture with what to do about it: over the words, or beside them on wide, low glass."""

from __future__ import annotations

from screens.kit.box import Box
from screens.kit.piece import Piece
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

BESIDE_FROM_U, DOUBLE_FROM_U = 50, 105
ALONE_FROM_U = 90
TALL_U = 20
PICTURE_SHARE = 0.4


class PicturePanel(Box):
    """Two pieces: the picture takes the spare room."""

    def __init__(self, picture: Piece, words: Piece, **options: Untyped) -> None:
        self.picture, self.words = picture, words
        super().__init__(**{"ground": "surface", "frame": "line", "radius": 2, **options})
        self.stroke = 0.5
        self.add(picture, words)

    @property
    def picture_high(self) -> int:
        """Least height of the picture, pixels."""
        return theme.u(24 if theme.landscape else 30 if theme.tight or theme.elder else 42)

    def _beside(self, width: float) -> bool:
        least = DOUBLE_FROM_U if theme.double else BESIDE_FROM_U
        return bool(theme.landscape and width > theme.u(least))

    def measure(self, width: float) -> float:
        """Both, in the way they will stand."""
        inner = width - 2 * theme.u(self.stroke)
        if self._beside(width):
            words = self.words.wanted_height(inner * (1 - PICTURE_SHARE))
            return max(float(theme.u(26 if theme.landscape else 32)), words)
        return self.picture_high + self.words.wanted_height(inner) + 2 * theme.u(self.stroke)

    def _stacked_after_all(self) -> bool:
        """Given more height than it asked for, the picture is larger above the words."""
        words = self.words.wanted_height(self.width)
        return bool(self.width < theme.u(ALONE_FROM_U) and self.height > words + theme.u(TALL_U))

    def arrange(self) -> None:
        """Inside the frame."""
        edge = theme.u(self.stroke)
        x, y, w, h = self.x + edge, self.y + edge, self.width - 2 * edge, self.height - 2 * edge
        if self._beside(self.width) and not self._stacked_after_all():
            wide = round(w * PICTURE_SHARE)
            self.picture.place(x, y, wide, h)
            high = min(h, self.words.wanted_height(w - wide))
            self.words.place(x + wide, y + (h - high) / 2, w - wide, high)
            return
        high = self.words.wanted_height(w)
        self.words.place(x, y, w, high)
        self.picture.place(x, y + high, w, h - high)
