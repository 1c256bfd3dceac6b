"""What is only read, in the low layout: above the seated reach, where nothing is pressed."""

from __future__ import annotations

from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Spacer
from screens.kit.piece import Piece
from screens.kit.theme import theme


class Reading(Column):
    """Takes the first pieces of `sources` in which there is nothing to press, as many as fit."""

    def __init__(self, head: Piece, sources: tuple[Column, ...], spacing: float) -> None:
        self._head, self._sources = head, sources
        self._taken: list[tuple[Column, list[Piece]]] = []
        words = _("低位操作已打开：要按的都在下半屏，这里只看不按。")
        self._note = Banner(words, icon="wheelchair-bold", step="cap")
        self._body, self._rest = Column(spacing=spacing), Spacer(grow=1)
        side = 4 if theme.tight else 5
        super().__init__(spacing=spacing, padding=[side, 4, side, 2.5])
        self.add(head, self._body, self._rest, self._note)

    def fill(self, high: float) -> None:
        """Put back what was taken for the last question and take anew, into `high` pixels."""
        self._put_back()
        self._note.gone = self._body.gone = False
        for source in self._sources:
            if source.gone:
                continue
            taken = self._take(source, high)
            if not taken or source.shown():
                break
        self._body.gone = not self._body.shown()
        growing = any(piece.grow for piece in self._body.shown())
        self._body.grow, self._rest.gone = (1, True) if growing else (0, False)
        self._note.gone = self.wanted_height(theme.width) > high

    @property
    def overflows(self) -> bool:
        """Whether news made what was taken too high for its room."""
        return bool(self._taken) and self.wanted_height(self.width) > self.height

    def _take(self, source: Column, high: float) -> bool:
        """Whether anything of it was taken."""
        order = list(reversed(source.children))
        for at, piece in enumerate(order):
            if any(inside.touchable for inside in piece.pieces()):
                break
            source.remove_widget(piece)
            self._body.add_widget(piece)
            if self._wanted() > high:
                self._body.remove_widget(piece)
                source.clear_widgets()
                source.add(*order[at:])
                break
        else:
            at = len(order)
        self._taken.append((source, order))
        return at > 0

    def _wanted(self) -> float:
        """Height without the note, pixels."""
        note, self._note.gone = self._note.gone, True
        try:
            return self.wanted_height(theme.width)
        finally:
            self._note.gone = note

    def _put_back(self) -> None:
        for source, order in reversed(self._taken):
            left = list(reversed(source.children))
            taken = [piece for piece in order if piece.parent is self._body]
            self._body.clear_widgets(taken)
            source.clear_widgets()
            source.add(*taken, *left)
        self._taken.clear()
