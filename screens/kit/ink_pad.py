"""Where one character is written by hand, and the keys beside it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from screens.kit import shape
from screens.kit.keys import Key, function_key
from screens.kit.piece import Piece
from screens.kit.sign import Pen, SignaturePad
from screens.kit.theme import theme
from screens.writing.candidate import Candidate
from screens.writing.ink import Ink

_KEYS = ("<wipe>", "<erase>", "\uff0c", "\u3002", "<close>")
"""From the top; between the function keys a comma and a full stop."""


class InkPad(SignaturePad):
    """A square of paper with a cross to write on."""

    def measure(self, width: float) -> float:
        """Given by the keyboard."""
        return float(theme.u(30))

    def ruled(self) -> None:
        """Paper with a cross through its middle."""
        x, y, w, h = *self.pos, *self.size
        shape.box(x, y, w, h, theme.u(1.5), theme.color.surface)
        shape.box(x, y, w, h, theme.u(1.5), theme.color.edge, theme.u(0.3))
        inset, thin = theme.u(1.5), theme.u(0.25)
        shape.dashed(x + inset, self.center_y, w - 2 * inset, theme.color.line, thin)
        shape.flat(self.center_x, y + inset, thin, h - 2 * inset, theme.color.line)

    def paint(self) -> None:
        """The paper, then the ink."""
        self.ruled()
        for first, *rest in self._strokes:
            pen = Pen(*self._drawn(first))
            for point in rest:
                pen.to(*self._drawn(point))


class InkDeck(Piece):
    """The pad over the whole width, keys at its right; `read` gets the candidates of each stroke.

    Raises:
        InkMissingError: handwriting cannot be read on this machine.
    """

    LAYOUT: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        read: Callable[[Sequence[Candidate]], object],
        type_: Callable[[str], object],
        act: Callable[[str], object],
    ) -> None:
        self._ink, self._read = Ink(), read
        super().__init__()
        self.pad = InkPad()
        self.pad.bind(on_change=lambda *_: self._changed())
        self._keys = [self._key(name, type_, act) for name in _KEYS]
        self.add(self.pad, *self._keys)

    @staticmethod
    def _key(name: str, type_: Callable[[str], object], act: Callable[[str], object]) -> Key:
        if name.startswith("<"):
            return function_key(name, act, short=name == "<erase>")
        return Key(name, action=lambda: type_(name))

    def _changed(self) -> None:
        wide = self.pad.aspect
        strokes = [[(x * wide, y) for x, y in stroke] for stroke in self.pad.strokes()]
        self._read(self._ink.candidates(strokes))

    @property
    def written(self) -> bool:
        """Whether there is ink."""
        return bool(self.pad.strokes())

    def wipe(self) -> None:
        """擦掉: no ink, no candidates."""
        self.pad.clear()

    def arrange(self) -> None:
        """The pad, then punctuation side by side between the function keys."""
        gap, between = theme.pick(1.25, elder=1.9), theme.pick(1.15, elder=1.9)
        column = theme.pick(26, elder=32)
        self.pad.place(self.x, self.y, self.width - column - between, self.height)
        wipe, erase, comma, stop, close = self._keys
        x, high = self.right - column, (self.height - 3 * gap) / 4
        ys = [self.top - high - row * (high + gap) for row in range(4)]
        half = (column - between) / 2
        wipe.place(x, ys[0], column, high)
        erase.place(x, ys[1], column, high)
        comma.place(x, ys[2], half, high)
        stop.place(x + half + between, ys[2], half, high)
        close.place(x, ys[3], column, high)
