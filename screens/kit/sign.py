"""Signature pad: a finger's strokes, kept as points so that the core can draw them again."""

from typing import Any, ClassVar

from kivy.graphics import Color, SmoothLine
from kivy.properties import StringProperty

from screens.kit import shape
from screens.kit.icon import put_text
from screens.kit.piece import Piece
from screens.kit.text import extent
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

Stroke = tuple[tuple[float, float], ...]


class SignaturePad(Piece):
    """Sign with a finger. Fires on_change after each stroke and after `clear`."""

    note = StringProperty("")
    """Below the dashed line."""
    least_high = 45

    __events__ = ("on_change",)
    PAINT: ClassVar[tuple[str, ...]] = ("note",)

    def __init__(self, **options: Untyped) -> None:
        self._strokes: list[list[float]] = []
        self._line: Any = None
        super().__init__(**options)

    def measure(self, width: float) -> float:
        """45 u, 30 in landscape."""
        return float(theme.u(30 if theme.landscape else self.least_high))

    @property
    def signed(self) -> bool:
        """Whether enough was drawn to be a signature: more than a slip of the finger."""
        return sum(len(points) for points in self._strokes) >= 12

    @property
    def aspect(self) -> float:
        """Width ÷ height of the pad."""
        return float(self.width / max(1, self.height))

    def strokes(self) -> tuple[Stroke, ...]:
        """Each stroke's points in 0..1 of the pad, y downwards."""
        result = []
        for points in self._strokes:
            pairs = zip(points[::2], points[1::2], strict=True)
            result.append(
                tuple(
                    (round((x - self.x) / self.width, 4), round((self.top - y) / self.height, 4))
                    for x, y in pairs
                )
            )
        return tuple(result)

    def clear(self) -> None:
        """擦掉重写."""
        self._strokes = []
        self._line = None
        self.repaint()
        self.dispatch("on_change")

    def set_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Put strokes back (a change of colours)."""
        self._strokes = [
            [
                value
                for x, y in stroke
                for value in (self.x + x * self.width, self.top - y * self.height)
            ]
            for stroke in strokes
        ]
        self.repaint()
        self.dispatch("on_change")

    def _inside(self, touch: Untyped) -> tuple[float, float]:
        edge = theme.u(1.2)
        x = min(max(touch.x, self.x + edge), self.right - edge)
        return x, min(max(touch.y, self.y + edge), self.top - edge)

    def on_touch_down(self, touch: Untyped) -> bool:
        """A stroke begins; the page must not scroll under it."""
        if self.gone or not self.collide_point(*touch.pos):
            return False
        touch.grab(self)
        touch.ud["holding"] = True
        self._strokes.append(list(self._inside(touch)))
        with self.canvas.before:
            Color(*theme.color.ink)
            self._line = SmoothLine(
                points=self._strokes[-1], width=theme.u(0.6), cap="round", joint="round"
            )
        return True

    def on_touch_move(self, touch: Untyped) -> bool:
        """The stroke goes on."""
        if touch.grab_current is not self:
            return False
        points, (x, y) = self._strokes[-1], self._inside(touch)
        if abs(points[-2] - x) + abs(points[-1] - y) >= theme.u(0.25):
            points.extend((x, y))
            if self._line is not None:
                self._line.points = points
        return True

    def on_touch_up(self, touch: Untyped) -> bool:
        """The stroke ends."""
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self.dispatch("on_change")
        return True

    def paint(self) -> None:
        """Frame, dashed line, note, strokes."""
        x, y, w, h = *self.pos, *self.size
        shape.box(x, y, w, h, theme.u(2), theme.color.surface)
        shape.box(x, y, w, h, theme.u(2), theme.color.blue, theme.u(0.5))
        side, low = theme.u(6), theme.u(8 if self.note else 5)
        shape.dashed(x + side, y + low, w - 2 * side, theme.color.edge, theme.u(0.25))
        if self.note:
            half = extent(self.note, theme.size.cap, False) / 2
            put_text(self.note, x + side + half, y + low - theme.u(3.75), "cap", "ink2")
        Color(*theme.color.ink)
        for points in self._strokes:
            SmoothLine(points=points, width=theme.u(0.6), cap="round", joint="round")

    def on_change(self) -> None:
        """Event."""

    def forget(self) -> None:
        """Nothing was signed."""
        self._strokes = []
        self._line = None
        self.repaint()
