"""A picture that moves in steps while it is shown, and rests on the frame that explains."""

from __future__ import annotations

from typing import Any, ClassVar

from kivy.clock import Clock

from screens.kit.piece import Piece
from screens.kit.untyped import Untyped


class Film(Piece):
    """Give it `FRAMES`; `at` is what the present one says. `play` when shown, `stop` when not."""

    FRAMES: ClassVar[tuple[tuple[float, float], ...]]
    """What a frame shows (the picture's own measure), and how long it stands, seconds."""
    REST: ClassVar[int]
    LOOPS: ClassVar[int]

    def __init__(self, **options: Untyped) -> None:
        self._frame, self._loops = self.REST, 0
        self._due: Any = None
        super().__init__(**options)

    @property
    def at(self) -> float:
        """What the present frame shows."""
        return self.FRAMES[self._frame][0]

    def play(self) -> None:
        """Start from the first frame."""
        self.stop()
        self._frame, self._loops = 0, self.LOOPS
        self._due = Clock.schedule_once(self._next, self.FRAMES[0][1])
        self.repaint()

    def stop(self) -> None:
        """Rest on the explaining frame."""
        if self._due is not None:
            self._due.cancel()
        self._frame, self._due = self.REST, None
        self.repaint()

    def _next(self, *_: object) -> None:
        self._frame += 1
        if self._frame >= len(self.FRAMES):
            self._frame, self._loops = 0, self._loops - 1
        if self._loops <= 0 or self.get_root_window() is None:
            return self.stop()
        self.repaint()
        self._due = Clock.schedule_once(self._next, self.FRAMES[self._frame][1])
        return None
