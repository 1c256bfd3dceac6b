"""How long each turn of the screens' loop takes: while one lasts nothing is drawn, nobody heard."""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.core.window import Window


class Turns:
    """Watches the loop from its making to `close`. Made and closed in Kivy's thread."""

    def __init__(self) -> None:
        self._drawn, self._longest = 0, 0.0
        self._sleep, self._woken = Clock.idle, Clock.time()
        # A turn is all between two sleeps of the clock: touches, what the core sends, drawing.
        Clock.idle = self._idle
        Window.bind(on_flip=self._flipped)

    def close(self) -> None:
        """Watch no more."""
        Clock.idle = self._sleep
        Window.unbind(on_flip=self._flipped)

    def _idle(self) -> Any:  # noqa: ANN401 - as Kivy's
        self._longest = max(self._longest, Clock.time() - self._woken)
        now = self._sleep()
        self._woken = Clock.time()
        return now

    def _flipped(self, *_: object) -> None:
        self._drawn += 1

    def since(self) -> dict[str, Any]:
        """Frames drawn, and the longest turn in seconds, since last asked. From any thread."""
        told = {"drawn": self._drawn, "longest": self._longest}
        self._drawn, self._longest = 0, 0.0
        return told
