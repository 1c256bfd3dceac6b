"""A process as boxes with arrows: side by side on wide glass, else from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.conversation.questions import FlowStep
from screens.kit.box import Box, Column, Panel, Row
from screens.kit.icon import Icon, Number
from screens.kit.piece import Piece
from screens.kit.text import Text
from screens.kit.theme import theme
from screens.kit.untyped import Untyped


class Flow(Column):
    """`set` shows a process, or nothing."""

    def __init__(self, **options: Untyped) -> None:
        self._across = theme.landscape and not (theme.elder or theme.double)
        super().__init__(**options)

    def set(self, steps: Sequence[FlowStep]) -> None:
        """These boxes, in their order."""
        self.clear_widgets()
        chain: Box = Row(spacing=1, align="fill") if self._across else Column(spacing=1)
        for number, step in enumerate(steps, start=1):
            if number > 1:
                chain.add(self._arrow())
            chain.add(_box(str(number), step, across=self._across))
        self.add(chain)

    def _arrow(self) -> Icon:
        return Icon("arrow-right-bold" if self._across else "arrow-down-bold", size_u=4)


def _box(number: str, step: FlowStep, *, across: bool) -> Piece:
    name = Text(step.name, step="lead", bold=True, grow=1, lines=2, shrink=2)
    limit = Text(step.limit, step="body", bold=True, color="blue", lines=2)
    line = Text(step.line, step="cap", color="ink2", lines=3)
    words = Column(spacing=0.5, grow=1)
    if across:
        words.add(Row(spacing=1).add(Number(text=number), name), limit, line)
        return Panel(padding=[1.5, 1.25], grow=1).add(words)
    words.add(Row(spacing=2).add(name, limit), line)
    row = Row(spacing=2, padding=[2.5, 1.25]).add(Number(text=number), words)
    return Panel().add(row)
