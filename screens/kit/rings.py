"""Rings: waiting (turns) and countdown (empties)."""

from math import cos, radians, sin
from typing import Any, ClassVar

from kivy.clock import Clock
from kivy.graphics import Color, PopMatrix, PushMatrix, Rectangle, Rotate, SmoothLine
from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from screens.kit import shape
from screens.kit.icon import icon_texture, put_text
from screens.kit.piece import Piece
from screens.kit.theme import theme
from screens.kit.untyped import Untyped

TICKS_PER_TURN = 12


class WaitRing(Piece):
    """A ring that turns once in 1.2 s while it is on the glass: ten redraws a second."""

    turning = BooleanProperty(True)
    size_u = NumericProperty(6)
    color = StringProperty("blue")

    LAYOUT: ClassVar[tuple[str, ...]] = ("size_u",)
    PAINT: ClassVar[tuple[str, ...]] = ("color",)

    def __init__(self, **options: Untyped) -> None:
        self._turn: Rotate | None = None
        self._tick: Any = None
        super().__init__(**options)
        for name in ("turning", "parent", "gone"):
            self.fbind(name, self._run)

    def resume(self) -> None:
        """Turn again."""
        self._run()

    def measure(self, width: float) -> float:
        """Square."""
        return float(theme.u(self.size_u))

    def natural(self) -> float:
        """Square."""
        return float(theme.u(self.size_u))

    def paint(self) -> None:
        """The ring at the angle it had."""
        angle = self._turn.angle if self._turn else 0
        side = theme.u(self.size_u)
        PushMatrix()
        self._turn = Rotate(angle=angle, origin=self.center)
        Color(*theme.color.named(self.color))
        Rectangle(
            pos=(self.center_x - side / 2, self.center_y - side / 2),
            size=(side, side),
            texture=icon_texture("circle-notch-bold", side),
        )
        PopMatrix()
        self._run()

    def _run(self, *_: object) -> None:
        wanted = self.turning and not self.gone and self.get_root_window() is not None
        if wanted and self._tick is None:
            self._tick = Clock.schedule_interval(self._step, theme.motion.turn / TICKS_PER_TURN)
        elif not wanted and self._tick is not None:
            self._tick.cancel()
            self._tick = None

    def _step(self, *_: object) -> None:
        if self.get_root_window() is None:
            self._run()
        elif self._turn is not None:
            self._turn.angle -= 360 / TICKS_PER_TURN
            self.stain()


class CountdownRing(Piece):
    """Seconds left, as a number in a ring that empties. Set `left`; it redraws only then."""

    total = NumericProperty(20)
    left = NumericProperty(20)

    PAINT: ClassVar[tuple[str, ...]] = ("total", "left")

    def measure(self, width: float) -> float:
        """30 u, 20 in landscape."""
        return float(theme.u(20 if theme.landscape else 30))

    def paint(self) -> None:
        """Track, arc from the top, number."""
        side = min(self.width, self.height)
        half = theme.u(9 / 120 * 30) / 2 * (0.67 if theme.landscape else 1)
        radius = side / 2 - half * 1.3
        circle = (self.center_x, self.center_y, radius)
        Color(*theme.color.sunken)
        SmoothLine(circle=(*circle, 0, 360), width=half)
        if self.left > 0:
            Color(*theme.color.blue)
            turn = 360 * min(1, self.left / self.total)
            SmoothLine(circle=(*circle, 0, turn), width=half)
            for angle in (0, radians(turn)):
                x, y = self.center_x + radius * sin(angle), self.center_y + radius * cos(angle)
                side = round(2 * half)
                shape.disc(x - side / 2, y - side / 2, side, theme.color.blue)
        step = ("h1" if theme.double else "code") if theme.landscape else "timer"
        put_text(str(int(self.left)), self.center_x, self.center_y, step, "ink", bold=True)
