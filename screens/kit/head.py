"""Section: bold words over a block, a hint beside them, and something at the right if wanted."""

from screens.kit import reflow
from screens.kit.box import Column, Row
from screens.kit.piece import Piece
from screens.kit.text import Text
from screens.kit.theme import theme


class Hinted(Row):
    """Words and a hint behind them, `left` or `right`; below them where the line has no room."""

    def __init__(
        self, words: Text, hint: Text, *, side: str = "left", align: str = "middle"
    ) -> None:
        self._words, self._hint, self._side = words, hint, side
        super().__init__(spacing=1.5, align=align)
        hint.grow = 1
        self.add(words, hint)

    def _broken(self, inner: float) -> reflow.Broken | None:
        words, hint = self._words, self._hint
        if not hint.text or words.natural() + self.gap() + hint.natural() <= inner:
            return None
        rows = [[reflow.Place(piece, inner)] for piece in (words, hint) if piece.text]
        return reflow.Broken(None, rows)

    def _down(self) -> int:
        return theme.u(0.25)

    def arrange(self) -> None:
        """On one base line, or the hint flush with the words."""
        self._hint.align = "left" if self._broken(self.width) else self._side
        super().arrange()


class SectionHead(Row):
    """`title` in `step`, `hint` smaller beside it, `right` at the far end."""

    def __init__(
        self, title: str, hint: str = "", *, step: str = "lead", right: Piece | None = None
    ) -> None:
        self.title = Text(title, step=step, bold=True)
        self.hint = Text(hint, step="cap", color="ink2", grow=1, lines=2)
        super().__init__(spacing=1.5)
        self.add(self.title, self.hint)
        if right is not None:
            self.add(right)


class Section(Column):
    """A head and what belongs to it."""

    def __init__(self, title: str, *pieces: Piece, hint: str = "", grow: float = 0) -> None:
        self.head = SectionHead(title, hint)
        super().__init__(spacing=1 if theme.tight or theme.landscape else 1.25, grow=grow)
        self.add(self.head, *pieces)
