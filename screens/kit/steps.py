"""Step bar: where in the procedure one is."""

from itertools import pairwise
from typing import ClassVar

from kivy.properties import ListProperty, NumericProperty

from kiosk.text import _
from screens.kit import shape
from screens.kit.icon import draw_icon, put_text
from screens.kit.piece import Piece
from screens.kit.text import extent
from screens.kit.theme import theme
from screens.kit.wrap import wrap


class StepBar(Piece):
    """`names` of all steps, `now` from 1. Portrait: rings in a bar. Landscape: a list in the left
    panel. Elder: one sentence and five bars."""

    names = ListProperty([])
    now = NumericProperty(1)

    LAYOUT: ClassVar[tuple[str, ...]] = ("names", "now")

    def measure(self, width: float) -> float:
        """15.7 u; a list 7.5 u a step; elder 11.5 u."""
        if not self.names:
            return 0.0
        if theme.double:
            lines = self._sentence_lines(width)
            return len(lines) * self._pitch() + theme.u(7)
        if theme.elder:
            return float(theme.u(11.5))
        if theme.landscape:
            return float(theme.u(7.5) * len(self.names))
        return float(theme.u(14.2 if theme.tight else 15.7))

    def _look(self, step: int) -> tuple[str, str, int]:
        """Ink, ring colour and ring stroke of a step."""
        if step < self.now:
            return "blue", "blue", theme.u(0.3)
        if step == self.now:
            return "ink", "blue", theme.u(0.6)
        return "ink2", "edge", theme.u(0.3)

    def _ring(self, step: int, x: float, y: float) -> None:
        side = theme.u(5.5)
        ink, ring, stroke = self._look(step)
        left, bottom = round(x - side / 2), round(y - side / 2)
        fill = theme.color.tint if step < self.now else theme.color.surface
        shape.disc(left, bottom, side, fill)
        shape.disc(left, bottom, side, theme.color.named(ring), stroke)
        if step < self.now:
            icon = theme.u(3)
            draw_icon("check-bold", x - icon / 2, y - icon / 2, icon, "blue")
        else:
            put_text(str(step), x, y, "cap", ink, bold=True)

    def paint(self) -> None:
        """By orientation and text size."""
        if not self.names:
            return
        if theme.elder:
            self._paint_sentence()
        elif theme.landscape:
            self._paint_list()
        else:
            self._paint_bar()

    def _paint_bar(self) -> None:
        shape.flat(*self.pos, *self.size, theme.color.surface)
        shape.flat(self.x, self.y, self.width, theme.u(0.25), theme.color.line)
        cell = (self.width - 2 * theme.pad) / len(self.names)
        y = self.top - theme.u(2 if theme.tight else 2.75) - theme.u(2.75)
        xs = [self.x + theme.pad + cell * (i + 0.5) for i in range(len(self.names))]
        thick = theme.u(0.35)
        for step, (left, right) in enumerate(pairwise(xs), start=2):
            color = theme.color.blue if step <= self.now else theme.color.line
            shape.flat(left, round(y - thick / 2), right - left, thick, color)
        for step, (x, name) in enumerate(zip(xs, self.names, strict=True), start=1):
            self._ring(step, x, y)
            ink, _, _ = self._look(step)
            words = y - theme.u(2.75 + 0.75 + 2.1)
            put_text(name, x, words, "cap", ink, bold=step == self.now)

    def _paint_list(self) -> None:
        pitch, x = self.height / len(self.names), self.x + theme.u(2.75)
        thick = theme.u(0.35)
        for step in range(2, len(self.names) + 1):
            y = self.top - pitch * (step - 0.5)
            color = theme.color.blue if step <= self.now else theme.color.line
            shape.flat(round(x - thick / 2), y, thick, pitch, color)
        for step, name in enumerate(self.names, start=1):
            y = self.top - pitch * (step - 0.5)
            self._ring(step, x, y)
            ink, bold = self._look(step)[0], step == self.now
            half = extent(name, theme.size.body, bold) / 2
            put_text(name, x + theme.u(4.5) + half, y, "body", ink, bold=bold)

    def _sentence(self) -> str:
        return _("第 {now} 步，共 {count} 步：{name}").format(
            now=int(self.now), count=len(self.names), name=self.names[int(self.now) - 1]
        )

    def _sentence_lines(self, width: float) -> list[str]:
        """One line, or with double letters as many as it needs."""
        if not theme.double:
            return [self._sentence()]
        room = width - 2 * self._side()
        return wrap(self._sentence(), room, lambda line: extent(line, theme.size.cap, True))

    @staticmethod
    def _side() -> int:
        # In the left panel, or in the content, which have sides of their own.
        return 0 if theme.landscape or theme.double else theme.pad

    @staticmethod
    def _pitch() -> float:
        return float(theme.size.cap * theme.line.cap)

    def _paint_sentence(self) -> None:
        pad = self._side()
        if pad:  # A bar from edge to edge; else it stands on the ground of what it is in.
            shape.flat(*self.pos, *self.size, theme.color.surface)
            shape.flat(self.x, self.y, self.width, theme.u(0.25), theme.color.line)
        middle = self.top - theme.u(4 if not theme.double else 1.5)
        if theme.double:
            middle -= self._pitch() / 2
        for line in self._sentence_lines(self.width):
            half = extent(line, theme.size.cap, True) / 2
            put_text(line, self.x + pad + half, middle, "cap", "ink", bold=True)
            middle -= self._pitch()
        gap, high = theme.u(1), theme.u(1.75)
        wide = (self.width - 2 * pad - gap * (len(self.names) - 1)) / len(self.names)
        for index in range(len(self.names)):
            x, y = round(self.x + pad + index * (wide + gap)), self.y + theme.u(2)
            if index < self.now:
                shape.box(x, y, wide, high, high // 2, theme.color.blue)
            else:
                shape.box(x, y, wide, high, high // 2, theme.color.edge, theme.u(0.3))
