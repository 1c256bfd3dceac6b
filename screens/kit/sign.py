"""Signature pad: a finger's strokes, kept as points so that the core can draw them again.

Ink goes on as the finger moves: a stroke is a chain of short smooth lines, so a move costs the same
at the end of a long stroke as at its beginning. Points are kept in 0..1 of the pad, so the strokes
stay where they were when the pad moves or grows.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import ClassVar

from kivy.graphics import Color, Rectangle, SmoothLine
from kivy.properties import BooleanProperty, StringProperty

from kiosk.text import _
from screens.kit import shape
from screens.kit.damage import damage
from screens.kit.icon import put_text
from screens.kit.piece import Piece
from screens.kit.text import extent
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

Point = tuple[float, float]
Stroke = tuple[Point, ...]

SEGMENT = 24
"""Points of one line before the next one begins."""
SIGNED_LENGTH = 0.3
"""Ink that makes a signature, in widths (heights) of the pad; a slip of the finger is shorter."""
STEP_U = 0.75
"""Length of the straight pieces a curve is made of."""


class Pen:
    """Draws one stroke into the open canvas, point after point, in pixels."""

    def __init__(self, x: float, y: float) -> None:
        Color(*theme.color.ink)
        self._half = theme.u(0.6)
        self._points = [x, y]
        self._cap(x, y)
        self._line: SmoothLine | None = None
        self._tip: Rectangle | None = None

    def _cap(self, x: float, y: float) -> Rectangle:
        radius = max(1, self._half - 1)
        side = 2 * radius + 2
        return Rectangle(
            pos=(x - side / 2, y - side / 2), size=(side, side), texture=shape.patch(radius)
        )

    def to(self, x: float, y: float) -> None:
        """On to the next point; the canvas must be open when a new line begins."""
        if self._line is None or len(self._points) >= 2 * SEGMENT:
            if self._line is not None:
                self._points = self._points[-2:]
            # SmoothLine fades over its outermost pixel; caps must be no wider than what is seen.
            width = self._half + 0.7
            self._line = SmoothLine(points=[*self._points, x, y], width=width)
            self._tip = self._cap(x, y)
        self._points += (x, y)
        self._line.points = self._points
        if self._tip is not None:
            side = self._tip.size[0]
            self._tip.pos = (x - side / 2, y - side / 2)


@dataclass
class Held:
    """A stroke while the finger draws it: a palm beside it draws one of its own."""

    pen: Pen
    raw: list[Point]
    """The last places the finger was told of, pixels."""
    kept: list[Point]


class SignaturePad(Piece):
    """Sign with a finger. Fires on_change after each stroke and after `clear`."""

    note = StringProperty("")
    """Below the dashed line."""
    confirmed = BooleanProperty(False)
    """Confirmed with the keypad instead: whoever cannot write by hand says so on purpose."""
    least_high = 45

    __events__ = ("on_change",)
    PAINT: ClassVar[tuple[str, ...]] = ("note", "confirmed")

    def __init__(self, **options: Untyped) -> None:
        self._strokes: list[list[Point]] = []
        self._held: dict[int, Held] = {}
        super().__init__(**options)

    def measure(self, width: float) -> float:
        """45 u, 30 in landscape."""
        return float(theme.u(30 if theme.landscape else self.least_high))

    @property
    def signed(self) -> bool:
        """Whether it was confirmed, or enough was drawn to be a signature: more than a slip."""
        if self.confirmed:
            return True
        ink = (
            hypot(bx - ax, by - ay)
            for stroke in self._strokes
            for (ax, ay), (bx, by) in pairwise(stroke)
        )
        return sum(ink) >= SIGNED_LENGTH

    @property
    def aspect(self) -> float:
        """Width ÷ height of the pad."""
        return float(self.width / max(1, self.height))

    def strokes(self) -> tuple[Stroke, ...]:
        """Each stroke's points in 0..1 of the pad, y downwards."""
        return tuple(tuple((round(x, 4), round(y, 4)) for x, y in one) for one in self._strokes)

    def clear(self) -> None:
        """擦掉重写."""
        self._drop()
        self.dispatch("on_change")

    def confirm(self) -> None:
        """OK of the keypad: stands for the signature, until it is pressed again."""
        confirmed = not self.confirmed
        self._drop()
        self.confirmed = confirmed
        self.dispatch("on_change")

    def set_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Put strokes back (a change of colours)."""
        self._strokes = [list(stroke) for stroke in strokes]
        self.repaint()
        self.dispatch("on_change")

    def _drop(self) -> None:
        self._strokes, self._held, self.confirmed = [], {}, False
        self.repaint()

    # -- touch ------------------------------------------------------------------------------

    def _inside(self, x: float, y: float) -> Point:
        edge = theme.u(1.2)
        x = min(max(x, self.x + edge), self.right - edge)
        return x, min(max(y, self.y + edge), self.top - edge)

    def _kept(self, point: Point) -> Point:
        return (point[0] - self.x) / self.width, (self.top - point[1]) / self.height

    def _drawn(self, point: Point) -> Point:
        return self.x + point[0] * self.width, self.top - point[1] * self.height

    def on_touch_down(self, touch: Untyped) -> bool:
        """A stroke begins; the page must not scroll under it."""
        if self.gone or not self.collide_point(*touch.pos):
            return False
        touch.grab(self)
        touch.ud["holding"] = True
        self.confirmed = False
        start = self._inside(*touch.pos)
        self._strokes.append([self._kept(start)])
        with self.canvas.before:
            self._held[touch.uid] = Held(Pen(*start), [start], self._strokes[-1])
        self._stain_near([start])
        return True

    def on_touch_move(self, touch: Untyped) -> bool:
        """The stroke goes on, rounded: from middle to middle of what the finger touched."""
        held = self._held.get(touch.uid)
        if held is None:
            return touch.grab_current is self
        here, last = self._inside(*touch.pos), held.raw[-1]
        if hypot(here[0] - last[0], here[1] - last[1]) >= theme.u(0.25):
            start = _middle(held.raw[-2], last) if len(held.raw) > 1 else last
            self._ink(held, curve(start, last, _middle(last, here), theme.u(STEP_U)))
            held.raw = [last, here]
        return True

    def on_touch_up(self, touch: Untyped) -> bool:
        """The stroke ends where the finger left."""
        if touch.grab_current is not self:
            return False
        touch.ungrab(self)
        self.on_touch_move(touch)
        self.dropped(touch)
        return True

    def dropped(self, touch: Untyped) -> None:
        """What was drawn so far stays."""
        held = self._held.pop(touch.uid, None)
        if held is not None:
            self._ink(held, [held.raw[-1]])
            self.dispatch("on_change")

    def _ink(self, held: "Held", points: list[Point]) -> None:
        self._stain_near([self._drawn(held.kept[-1]), *points])
        with self.canvas.before:
            for point in points:
                held.pen.to(*point)
                held.kept.append(self._kept(point))

    def _stain_near(self, points: list[Point]) -> None:
        """Only the ink just drawn has to be drawn on the glass, not the whole pad."""
        edge = theme.u(1.5)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, bottom = self.to_window(min(xs) - edge, min(ys) - edge)
        right, top = self.to_window(max(xs) + edge, max(ys) + edge)
        damage.add(left, bottom, right, top)

    # -- drawing ----------------------------------------------------------------------------

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
        if self.confirmed:
            put_text(confirmed_word(), self.center_x, self.center_y + theme.u(2), "lead", "ink")
        for first, *rest in self._strokes:
            pen = Pen(*self._drawn(first))
            for point in rest:
                pen.to(*self._drawn(point))

    def on_change(self) -> None:
        """Event."""

    def forget(self) -> None:
        """Nothing was signed."""
        self._drop()


def confirmed_word() -> str:
    """What stands there instead of a signature."""
    return _("已用按键确认，代替手写签名")


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def curve(start: Point, bend: Point, end: Point, step: float) -> list[Point]:
    """Points of the quadratic curve from `start` to `end`, about `step` apart, without `start`."""
    length = hypot(bend[0] - start[0], bend[1] - start[1])
    length += hypot(end[0] - bend[0], end[1] - bend[1])
    count = max(1, round(length / step))
    points = []
    for index in range(1, count + 1):
        t = index / count
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        x = a * start[0] + b * bend[0] + c * end[0]
        points.append((x, a * start[1] + b * bend[1] + c * end[1]))
    return points
