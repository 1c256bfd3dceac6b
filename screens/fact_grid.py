"""The guide's facts: cells with a picture, a label and an answer; a strip for the small ones."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.questions import Fact
from kiosk.text import _
from screens.kit import shape
from screens.kit.box import Column, Grid, Row
from screens.kit.icon import Icon
from screens.kit.piece import Piece
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.topics import topic_icon

SMALL = ("fee", "visits")
"""Facts told in the strip."""


class Cells(Grid):
    """Cells side by side with hairlines between them."""

    def paint(self) -> None:
        """Ground, then a hairline left of and above every cell but the outermost."""
        super().paint()
        thin, columns = theme.u(0.25), int(self.columns)
        for index, cell in enumerate(self.shown()):
            if index % columns:
                shape.flat(cell.x, cell.y, thin, cell.height, theme.color.line)
            if index >= columns:
                shape.flat(self.x, cell.top, self.width, thin, theme.color.line)


class Strip(Cells):
    """The last row: tinted, round below."""

    def paint(self) -> None:
        """Tint under a hairline, then the hairlines between the cells."""
        x, y, width, height = *self.pos, *self.size
        radius, thin, tint = theme.u(2), theme.u(0.25), theme.color.tint
        shape.box(x, y, width, height, radius, tint)
        shape.flat(x, y + radius, width, height - radius, tint)
        shape.flat(x, self.top - thin, width, thin, theme.color.line)
        super().paint()


class FactGrid(Column):
    """`set` shows the facts: every row of cells full, what is left over goes to the strip."""

    def __init__(self, columns: int) -> None:
        self._cells = Cells(columns=columns, even=False)
        self._strip = Strip()
        super().__init__(ground="surface", frame="line", radius=2)
        self.add(self._cells, self._strip)

    def set(self, facts: Sequence[Fact]) -> None:
        """The fee and the visits fill up a row of cells when it would have a hole."""
        cells = [fact for fact in facts if fact.key not in SMALL]
        small = [fact for fact in facts if fact.key in SMALL]
        columns = int(self._cells.columns)
        while small and len(cells) % columns:
            cells.append(small.pop(0))
        self._cells.clear_widgets()
        self._strip.clear_widgets()
        self._cells.add(*(_cell(fact) for fact in cells))
        self._strip.columns = max(1, len(small))
        self._strip.add(*(_small(fact) for fact in small))
        self._strip.gone, self._cells.gone = not small, not cells

    def paint(self) -> None:
        """The frame goes round the strip too, so it is drawn above its ground."""
        super().paint()
        self.canvas.after.clear()
        with self.canvas.after:
            x, y, width, height = *self.pos, *self.size
            stroke = theme.u(0.35 if theme.outlined else 0.25)
            shape.box(x, y, width, height, theme.u(2), theme.color.line, stroke)


def _pad() -> float:
    return 2.25 if theme.tight or theme.landscape else 3


def _cell(fact: Fact) -> Piece:
    label = Text(fact.label, step="cap", color="ink2", lines=1)
    answer = Text(fact.text, step="button", bold=True, lines=2, shrink=2)
    up = 1.5 if theme.tight or theme.landscape else 2.5
    icon = Icon(topic_icon(fact.key), size_u=4.5 if theme.landscape else 5.5)
    if theme.landscape:
        head = Row(spacing=1.25).add(icon, label)
        return Column(padding=[_pad(), up], spacing=0.25).add(head, answer)
    words = Column(grow=1).add(label, answer)
    return Row(spacing=2, padding=[_pad(), up], align="top").add(icon, words)


def _small(fact: Fact) -> Piece:
    words = _("{label}：[b]{text}[/b]").format(label=fact.label, text=fact.text)
    return Row(padding=[_pad(), 1.25]).add(Text(words, rich=True, grow=1, lines=2))
