"""Which part of the glass has to be drawn again.

On software GL filling pixels is nearly all a frame costs, so a pressed key must not redraw the
page. `Retained` keeps the finished picture and redraws only the rectangle that changed. Pieces
report their rectangle whenever they paint.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[float, float, float, float], None]


class Damage:
    """Collects one rectangle (pixels in the window) until the next frame."""

    def __init__(self) -> None:
        self.listener: Listener | None = None
        self.costly = False
        """Whether filling pixels is slow here: nothing fades, and what is covered is left out."""
        self._box: tuple[float, float, float, float] | None = None
        self._unseen = False

    @property
    def watched(self) -> bool:
        """Whether anybody wants to know what changes now."""
        return self.listener is not None and not self._unseen

    def add(self, left: float, bottom: float, right: float, top: float) -> None:
        """This rectangle has changed."""
        if self.listener is None or self._unseen:
            return
        if self._box is not None:
            was = self._box
            left, bottom = min(left, was[0]), min(bottom, was[1])
            right, top = max(right, was[2]), max(top, was[3])
            if (left, bottom, right, top) == was:
                return
        self._box = (left, bottom, right, top)
        self.listener(left, bottom, right, top)

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """While inside, what is laid out is not on the glass and damages nothing."""
        self._unseen = True
        try:
            yield
        finally:
            self._unseen = False

    def drawn(self) -> None:
        """A frame is on the glass."""
        self._box = None


damage = Damage()
