"""Boxes that arrange other pieces: Column, Row, Grid, Spacer, and those with their own ground."""

from typing import ClassVar

from kivy.properties import (
    BooleanProperty,
    NumericProperty,
    OptionProperty,
    StringProperty,
    VariableListProperty,
)

from screens.kit import reflow, shape
from screens.kit.piece import Piece
from screens.kit.theme import FIXED_SHARE, theme
from screens.kit.untyped import Untyped


class Box(Piece):
    """What all boxes share: spacing and padding in u (left, top, right, bottom), and a ground."""

    spacing = NumericProperty(0)
    padding = VariableListProperty([0, 0, 0, 0])
    ground = StringProperty("")
    """Colour token of the fill; empty = none."""
    frame = StringProperty("")
    """Colour token of the border; empty = none."""
    stroke = NumericProperty(0.25)
    radius = NumericProperty(0)

    parts = False
    """Whether its first pieces may stand apart from the rest: read above a seated reach."""

    LAYOUT: ClassVar[tuple[str, ...]] = ("spacing", "padding")
    PAINT: ClassVar[tuple[str, ...]] = ("ground", "frame", "stroke", "radius")

    def wanted_width(self) -> float:
        """As any piece's; words in it need more of a fixed width in double letters."""
        wide = super().wanted_width()
        return wide * FIXED_SHARE if theme.double and self.wide else wide

    def pads(self) -> tuple[int, int, int, int]:
        """Padding in pixels: left, top, right, bottom."""
        left, top, right, bottom = (theme.u(side) for side in self.padding)
        return left, top, right, bottom

    def gap(self) -> int:
        """Spacing in pixels."""
        return theme.u(self.spacing)

    def paint(self) -> None:
        """Fill, then border."""
        x, y, w, h = *self.pos, *self.size
        radius = theme.u(self.radius)
        if self.ground:
            shape.box(x, y, w, h, radius, theme.color.named(self.ground))
        if self.frame:
            stroke = theme.u(0.35 if theme.outlined else self.stroke)
            shape.box(x, y, w, h, radius, theme.color.named(self.frame), stroke)


class Column(Box):
    """Stacks its children; spare height goes to those that grow."""

    def measure(self, width: float) -> float:
        """Sum of the children's heights at that width."""
        left, top, right, bottom = self.pads()
        children = self.shown()
        inner = width - left - right
        total = sum(child.wanted_height(inner) for child in children)
        return total + self.gap() * max(0, len(children) - 1) + top + bottom

    def natural(self) -> float:
        """Widest child."""
        left, _, right, _ = self.pads()
        return max((child.wanted_width() for child in self.shown()), default=0.0) + left + right

    def arrange(self) -> None:
        """Top to bottom."""
        left, top, right, bottom = self.pads()
        inner = self.width - left - right
        children = self.shown()
        heights = [child.wanted_height(inner) for child in children]
        used = sum(heights) + self.gap() * max(0, len(children) - 1) + top + bottom
        shares = _shares(max(0.0, self.height - used), [child.grow for child in children])
        y = self.top - top
        for child, height, share in zip(children, heights, shares, strict=True):
            high = height + share
            child.place(self.x + left, y - high, inner, high)
            y -= high + self.gap()


class Row(Box):
    """Sets its children side by side; spare width goes to those that grow.

    With double letters they stand one below another where the width does not hold them.
    """

    align = OptionProperty("middle", options=["top", "middle", "bottom", "fill"])

    def widths(self, inner: float) -> list[float]:
        """Width of each shown child in `inner` pixels."""
        children = self.shown()
        room = max(0.0, inner - self.gap() * max(0, len(children) - 1))
        # A child that grows only asks for a fixed width; its content follows the room it gets.
        wishes = [
            theme.u(child.wide)
            if child.grow and child.wide
            else 0.0
            if child.grow
            else min(child.wanted_width(), room)
            for child in children
        ]
        # Too much for the room: the widest gives way, so that nothing stands outside.
        while children and sum(wishes) > room + 0.5:
            widest = max(wishes)
            next_one = max((wish for wish in wishes if wish < widest), default=0.0)
            count = wishes.count(widest)
            cut = min((sum(wishes) - room) / count, widest - next_one)
            wishes = [wish - cut if wish == widest else wish for wish in wishes]
        shares = _shares(max(0.0, room - sum(wishes)), [child.grow for child in children])
        return [wish + share for wish, share in zip(wishes, shares, strict=True)]

    def measure(self, width: float) -> float:
        """Highest child."""
        left, top, right, bottom = self.pads()
        inner = width - left - right
        if broken := self._broken(inner):
            return broken.height(self._down()) + top + bottom
        widths = self.widths(inner)
        heights = [c.wanted_height(w) for c, w in zip(self.shown(), widths, strict=True)]
        return max(heights, default=0.0) + top + bottom

    def _broken(self, inner: float) -> reflow.Broken | None:
        words = [child for child in self.shown() if not isinstance(child, Spacer)]
        return reflow.broken(words, inner, self._down())

    def _down(self) -> int:
        """Between the rows it may become, pixels."""
        return max(self.gap(), theme.u(1))

    def natural(self) -> float:
        """Sum of the children's widths."""
        left, _, right, _ = self.pads()
        children = self.shown()
        wide = sum(child.wanted_width() for child in children)
        return wide + self.gap() * max(0, len(children) - 1) + left + right

    def arrange(self) -> None:
        """Left to right, each as high as it wants unless `fill`."""
        left, top, right, bottom = self.pads()
        if broken := self._broken(self.width - left - right):
            down = self._down()
            free = self.height - top - bottom - broken.height(down)
            broken.place(self.x + left, self.top - top - max(0.0, free) / 2, down)
            return
        inner_high = self.height - top - bottom
        x = self.x + left
        widths = self.widths(self.width - left - right)
        for child, wide in zip(self.shown(), widths, strict=True):
            high = inner_high if self.align == "fill" else child.wanted_height(wide)
            free = inner_high - high
            up = {"top": free, "middle": free / 2, "bottom": 0.0, "fill": 0.0}[self.align]
            child.place(x, self.y + bottom + up, wide, high)
            x += wide + self.gap()


class Grid(Box):
    """Equal columns; every row as high as its highest child, or all rows alike with `even`."""

    columns = NumericProperty(2)
    row_spacing = NumericProperty(-1)
    """Between rows in u; -1 = as `spacing`."""
    even = BooleanProperty(True)

    LAYOUT: ClassVar[tuple[str, ...]] = ("spacing", "padding", "columns", "row_spacing", "even")

    def row_gap(self) -> int:
        """Between rows, pixels."""
        return theme.u(self.spacing if self.row_spacing < 0 else self.row_spacing)

    def columns_at(self, width: float) -> int:
        """Columns in use: `columns`, or fewer where double letters need the width."""
        left, _, right, _ = self.pads()
        return reflow.columns(self.shown(), int(self.columns), width - left - right, self.gap())

    def cell(self, width: float) -> float:
        """Width of one column in pixels."""
        left, _, right, _ = self.pads()
        columns = self.columns_at(width)
        return float((width - left - right - self.gap() * (columns - 1)) / columns)

    def rows(self, width: float) -> list[tuple[list[Piece], float]]:
        """Children by row, with the row's height."""
        children, columns, cell = self.shown(), self.columns_at(width), self.cell(width)
        rows = [children[i : i + columns] for i in range(0, len(children), columns)]
        heights = [max(child.wanted_height(cell) for child in row) for row in rows]
        if self.even and heights:
            heights = [max(heights)] * len(heights)
        return list(zip(rows, heights, strict=True))

    def measure(self, width: float) -> float:
        """Sum of the rows."""
        _, top, _, bottom = self.pads()
        rows = self.rows(width)
        return sum(h for _, h in rows) + self.row_gap() * max(0, len(rows) - 1) + top + bottom

    def natural(self) -> float:
        """Columns as wide as the widest child."""
        left, _, right, _ = self.pads()
        widest = max((child.wanted_width() for child in self.shown()), default=0.0)
        return float(widest * self.columns + self.gap() * (self.columns - 1) + left + right)

    def arrange(self) -> None:
        """Row by row; spare height is shared by the rows when the grid grows."""
        left, top, _, _ = self.pads()
        cell, rows = self.cell(self.width), self.rows(self.width)
        spare = max(0.0, self.height - self.measure(self.width)) / max(1, len(rows))
        y = self.top - top
        for row, height in rows:
            high = height + spare
            for index, child in enumerate(row):
                child.place(self.x + left + index * (cell + self.gap()), y - high, cell, high)
            y -= high + self.row_gap()


class Spacer(Piece):
    """Empty room: `high`/`wide` u, or with `grow` whatever is spare."""


class Panel(Column):
    """A card that cannot be pressed: surface, hairline border, no sill."""

    def __init__(self, **options: Untyped) -> None:
        base = {"ground": "surface", "frame": "line", "radius": 2}
        super().__init__(**{**base, **options})


class Well(Column):
    """Sunken ground for what was read from the card and cannot be edited."""

    def __init__(self, **options: Untyped) -> None:
        base = {"ground": "sunken", "radius": 2, "padding": [2.5, 2.5]}
        if theme.outlined:
            base["frame"] = "line"
        super().__init__(**{**base, **options})


class Line(Piece):
    """A hairline across, decoration only."""

    color = StringProperty("line")

    def measure(self, width: float) -> float:
        """0.25 u."""
        return float(theme.u(0.25))

    def paint(self) -> None:
        """Draw it."""
        shape.flat(*self.pos, *self.size, theme.color.named(self.color))


def _shares(spare: float, weights: list[float]) -> list[float]:
    total = sum(weights)
    return [spare * weight / total if total else 0.0 for weight in weights]
