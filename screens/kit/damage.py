"""Which part of the glass has to be drawn again.

On software GL filling pixels is nearly all a frame costs, so a pressed key must not redraw the
page. `Retained` keeps the finished picture in a buffer and redraws only the rectangle that changed;
the window is then one textured rectangle. Pieces report their rectangle whenever they paint.
"""

from collections.abc import Callable

Listener = Callable[[float, float, float, float], None]


class Damage:
    """Collects one rectangle (pixels in the window) until the next frame."""

    def __init__(self) -> None:
        self.listener: Listener | None = None
        self._box: tuple[float, float, float, float] | None = None

    def add(self, left: float, bottom: float, right: float, top: float) -> None:
        """This rectangle has changed."""
        if self.listener is None:
            return
        if self._box is not None:
            was = self._box
            left, bottom = min(left, was[0]), min(bottom, was[1])
            right, top = max(right, was[2]), max(top, was[3])
            if (left, bottom, right, top) == was:
                return
        self._box = (left, bottom, right, top)
        self.listener(left, bottom, right, top)

    def drawn(self) -> None:
        """A frame is on the glass."""
        self._box = None


damage = Damage()
