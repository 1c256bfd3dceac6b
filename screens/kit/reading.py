"""What is only read, in the low layout: above the seated reach, where nothing is pressed."""

from __future__ import annotations

from kiosk.text import _
from screens.kit.banner import Banner
from screens.kit.box import Column, Spacer
from screens.kit.piece import Piece
from screens.kit.text import Text
from screens.kit.theme import theme

HEADINGS = ("h1", "h2", "name")
"""Steps a question may be set in, so that it is read whole above the reach."""


class Reading(Column):
    """Takes the first pieces of `head` and `sources` in which there is nothing to press, as many
    as fit. What does not fit stays where it was and scrolls."""

    def __init__(self, head: Column, sources: tuple[Column, ...], spacing: float) -> None:
        self._head, self._sources = head, sources
        self._taken: list[tuple[Column, list[Piece]]] = []
        self._own_steps: dict[Text, str] = {}
        words = _("低位操作已打开：要按的都在下半屏，这里只看不按。")
        self._note = Banner(words, icon="wheelchair-bold", step="cap")
        self._title, self._body = Column(spacing=head.spacing), Column(spacing=spacing)
        self._rest = Spacer(grow=1)
        side = 4 if theme.tight else 5
        super().__init__(spacing=spacing, padding=[side, 4, side, 2.5])
        self.add(self._title, self._body, self._rest, self._note)

    def fill(self, high: float) -> None:
        """Put back what was taken for the last question and take anew, into `high` pixels."""
        self._put_back()
        head = self._head
        head.gone = not head.shown()
        self._note.gone = self._rest.gone = True
        for source in (head, *self._sources):
            if source.gone:
                continue
            taken = self._take(source, self._title if source is head else self._body, high)
            if not taken or source.shown():
                break
        head.gone = not head.shown()
        growing = any(piece.grow for piece in self._body.shown())
        self._body.grow, self._rest.gone = int(growing), growing
        self._rest.gone |= self._wanted() > high
        self._note.gone = False
        self._note.gone = self._wanted() > high

    @property
    def overflows(self) -> bool:
        """Whether news made what was taken too high for its room."""
        return bool(self._taken) and self.wanted_height(self.width) > self.height

    def _take(self, source: Column, shelf: Column, high: float) -> bool:
        """Whether anything of it was taken."""
        order = list(reversed(source.children))
        self._taken.append((source, order))
        taken = False
        for piece in order:
            if self._shelved(piece, shelf, high):
                taken = True
            elif not piece.gone:
                if theme.double and isinstance(piece, Column) and piece.parts:
                    taken = self._take(piece, shelf, high) or taken
                break
        return taken

    def _shelved(self, piece: Piece, shelf: Column, high: float) -> bool:
        """Put it up there, unless it is pressed or too high."""
        if any(inside.touchable for inside in piece.pieces()):
            return False
        source = piece.parent
        place = source.children.index(piece)
        source.remove_widget(piece)
        shelf.add_widget(piece)
        if self._wanted() <= high or self._smaller(piece, high):
            return True
        shelf.remove_widget(piece)
        source.add_widget(piece, place)
        return False

    def _smaller(self, piece: Piece, high: float) -> bool:
        """Whether it fits in smaller letters: double ones as large as a heading may give way."""
        if not (theme.double and isinstance(piece, Text)):
            return False
        own = piece.step
        for step in HEADINGS:
            if getattr(theme.size, step) < getattr(theme.size, own):
                piece.step = step
                if self._wanted() <= high:
                    self._own_steps[piece] = own
                    return True
        piece.step = own
        return False

    def _wanted(self) -> float:
        """Height of what was taken, pixels."""
        for shelf in (self._title, self._body):
            shelf.gone = not shelf.shown()
        return self.wanted_height(theme.width)

    def _put_back(self) -> None:
        for text, step in self._own_steps.items():
            text.step = step
        self._own_steps.clear()
        for source, order in reversed(self._taken):
            new = [piece for piece in reversed(source.children) if piece not in order]
            kept = [p for p in order if p.parent in (source, self._title, self._body)]
            for piece in kept:
                piece.parent.remove_widget(piece)
            source.clear_widgets()
            source.add(*kept, *new)
        self._taken.clear()
