"""Parts of the resting screen: the button that is the whole glass, how it goes, and the dark."""

from __future__ import annotations

from kiosk.text import _
from screens.kit import shape
from screens.kit.box import Column, Row
from screens.kit.icon import Icon, Number
from screens.kit.piece import Piece
from screens.kit.press import Pressable
from screens.kit.text import Text
from screens.kit.theme import theme


def _wake_step() -> str:
    if theme.landscape:
        return "name" if theme.double else "h1"
    return "h2" if theme.double else "hero"


class WakeButton(Pressable):
    """轻触屏幕, with a hand that taps. It is pressed like all the rest of the screen."""

    def __init__(self) -> None:
        self._hand = Icon("hand-tap-duotone", size_u=9 if theme.landscape else 12)
        self._words = Text(_("轻触屏幕"), step=_wake_step(), bold=True, color="blue")
        frame = "line" if theme.outlined else ""
        super().__init__(sill="accentedge", frame=frame, radius=3, depth=1)
        self._row = Row(spacing=3).add(self._hand, self._words)
        self.add(self._row)

    def measure(self, width: float) -> float:
        """20 u and its sill; landscape 16; more where the words need it."""
        least = float(theme.u(16 if theme.landscape else 20))
        return max(least, self._row.wanted_height(width)) + self.sill_px

    def arrange(self) -> None:
        """Hand and words in the middle of the face."""
        x, y, w, h = self.face()
        wide, high = min(self._row.natural(), w), self._row.wanted_height(w)
        self._row.place(x + (w - wide) / 2, y + (h - high) / 2, wide, high)


class HowItGoes(Column):
    """The way of every service in three lines: for room that no notice needs."""

    def __init__(self) -> None:
        super().__init__(spacing=2)
        self.add(Text(_("怎么用"), step="name", bold=True))
        lines = (_("点一下，选要办的事"), _("刷身份证，核对信息"), _("签名提交，取回执"))
        for number, line in enumerate(lines, 1):
            self.add(Row(spacing=2).add(Number(text=str(number)), Text(line, step="lead", grow=1)))


class Shade(Piece):
    """Most of the light taken away, while nobody has come for long."""

    def paint(self) -> None:
        """Over everything."""
        shape.flat(*self.pos, *self.size, theme.color.scrim)
