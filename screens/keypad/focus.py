"""The focus: always somewhere, never lost.

It goes through the stops of the screen or dialog on top, round and round. Within a keyboard it goes
row by row as well. When its place goes (a page turned, the keyboard closed, another screen), it
goes to the nearest that is there, and that is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kivy.clock import Clock

from screens.keypad.ring import Ring
from screens.keypad.stops import first_key, first_stop, keyboard_of, keyboard_on, stops
from screens.kit.input_box import InputBox
from screens.kit.piece import Piece
from screens.kit.scroll import Scroll

if TYPE_CHECKING:
    from screens.speech.reader import Reader


class Focus:
    """Stands on a piece of what lies on top of `host`, while `shown`."""

    def __init__(self, host: Piece, reader: Reader) -> None:
        self._host, self._reader = host, reader
        self._ring = Ring()
        self._top: Piece | None = None
        self._index = 0
        self._writing = False
        self._due: Any = None
        self.piece: Piece | None = None
        self.field: InputBox | None = None
        """The field entered last: where the way back from its keyboard leads."""

    @property
    def shown(self) -> bool:
        """Whether somebody works with the keypad."""
        return self.piece is not None

    @property
    def top(self) -> Piece | None:
        """The screen, or the dialog over it."""
        top = self._host.children[0] if self._host.children else None
        return top if isinstance(top, Piece) else None

    # -- going on -----------------------------------------------------------------------------

    def begin(self) -> None:
        """The first key came: show where one is."""
        top = self.top
        piece = first_stop(top) if top is not None else None
        if piece is not None:
            self.go(piece)

    def rest(self) -> None:
        """A finger is used again, or nobody is there: nothing has the focus."""
        self._ring.put(None)
        self.piece = self.field = self._top = None
        self._reader.follow(None)
        self._writing = False

    def step(self, by: int) -> None:
        """To the next stop (1) or the one before (-1); behind the last comes the first."""
        every = self._stops()
        if every:
            at = every.index(self.piece) if self.piece in every else -1
            self.go(every[(at + by) % len(every)])

    def row(self, by: int) -> None:
        """In a keyboard to the row below (1) or above (-1), and out of it; elsewhere a step."""
        keyboard = keyboard_of(self.piece)
        if keyboard is None or self.piece is None:
            self.step(by)
            return
        keys, here = list(stops(keyboard)), self.piece
        beyond = [key for key in keys if (here.center_y - key.center_y) * by > here.height / 2]
        if beyond:
            self.go(min(beyond, key=lambda key: _way(here, key)))
            return
        every = self._stops()
        edge = every.index(keys[-1] if by > 0 else keys[0])
        self.go(every[(edge + by) % len(every)])

    def go(self, piece: Piece) -> None:
        """Stand there, and have it read at once."""
        self._stand(piece)
        self._reader.focus(piece)

    def into_keys(self) -> None:
        """A field was entered: to the keyboard that writes into it, once it is there."""
        if isinstance(self.piece, InputBox):
            self.field = self.piece
        self._writing = True
        self.look()

    def out_of_keys(self) -> bool:
        """Back to the field; False when the focus is not in a keyboard."""
        if keyboard_of(self.piece) is None:
            return False
        self.go(self._open_field() or self._first())
        return True

    def show_field(self) -> None:
        """A key was pressed: what it writes into is in sight, wherever the focus came by."""
        box = self._open_field() if keyboard_of(self.piece) is not None else None
        if box is not None:
            _reveal(box)

    # -- when the glass changes -----------------------------------------------------------------

    def look(self, *, fresh: bool = False) -> None:
        """Something may have changed; `fresh`: another question is asked."""
        if fresh:
            self._top, self._writing, self.field = None, False, None
            if self._due is not None:  # it may come before the new question is laid out
                self._due.cancel()
                self._due = None
        if self.shown and self._due is None:
            self._due = Clock.schedule_once(self._settle, 0)

    def _settle(self, _dt: float) -> None:
        self._due = None
        top, every = self.top, self._stops()
        if not self.shown or top is None or not every:
            return
        before = self.piece
        if top is not self._top:
            piece = self._first()
        elif self._writing and (keys := self._first_key()) is not None:
            piece = keys
        elif before in every:
            piece = before
        else:
            piece = self._instead(every)
        self._writing = False
        self._stand(piece)
        if piece is not before:
            self._reader.follow(piece)

    def _instead(self, every: list[Piece]) -> Piece:
        """The place has gone: from a keyboard to its first key, or to the field it wrote into;
        else what stands there now."""
        if keyboard_of(self.piece) is not None or self._index >= len(every):
            return self._first_key() or self._open_field() or every[-1]
        return every[self._index]

    def _first(self) -> Piece:
        piece = first_stop(self.top) if self.top is not None else None
        assert piece is not None
        return piece

    def _first_key(self) -> Piece | None:
        keyboard = keyboard_on(self.top) if self.top is not None else None
        return first_key(keyboard) if keyboard is not None else None

    def _open_field(self) -> Piece | None:
        every = self._stops()
        boxes = [one for one in every if isinstance(one, InputBox)]
        entered = self.field if self.field in boxes else next(iter(boxes), None)
        return next((box for box in boxes if box.on), entered)

    def _stops(self) -> list[Piece]:
        return list(stops(self.top)) if self.top is not None else []

    def _stand(self, piece: Piece) -> None:
        self.piece, self._top = piece, self.top
        every = self._stops()
        self._index = every.index(piece) if piece in every else 0
        _reveal(piece)
        self._ring.put(piece)


def _reveal(piece: Piece) -> None:
    node = piece.parent
    while isinstance(node, Piece):
        if isinstance(node, Scroll) and _inside(piece, node.inside):
            node.show(piece)
        node = node.parent


def _inside(piece: Piece, holder: Piece) -> bool:
    """Not the cue, which lies over what scrolls."""
    node = piece
    while isinstance(node, Piece):
        if node is holder:
            return True
        node = node.parent
    return False


def _way(here: Piece, there: Piece) -> tuple[float, float]:
    """The nearest row first, in it the key most nearly above or below."""
    return round(abs(here.center_y - there.center_y)), abs(here.center_x - there.center_x)
