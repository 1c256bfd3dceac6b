"""How fast the screens' loop turns."""

from typing import Any

from kivy.clock import Clock

from screens.kit.untyped import Untyped
from screens.listening import connection, listen


class Pace:
    """How often Kivy looks for fingers: its loop polls, and polling is all an idle kiosk does.

    Awake while somebody is there, slower after a while of rest. What the core sends wakes the loop
    at once either way, and so does a finger where the window listens; else the first touch after a
    rest is felt at most 1/25 s later.
    """

    AWAKE, RESTING, RESTING_LISTENING = 60, 25, 10
    REST_AFTER = 6.0
    PRECISE = 0.001

    def __init__(self) -> None:
        self._due: Any = None
        self._resting = self.RESTING
        # Kivy takes its sleep to be right to a third of a frame only, and spins for that long
        # before every timer; waiting for an event is right to a millisecond.
        Clock.get_resolution = lambda: self.PRECISE

    def listen(self, window: Untyped) -> None:
        """A finger on this window wakes the loop: to read it, and at once again to act on it."""
        descriptor = connection(window)
        if descriptor is not None:
            listen(descriptor, self._wake)
            self._resting = self.RESTING_LISTENING
        window.bind(on_mouse_down=self._wake, on_mouse_up=self._wake)

    @staticmethod
    def _wake(*_: object) -> None:
        """From any thread."""
        Clock.schedule_once(lambda *_: None, -1)

    def touched(self) -> None:
        """Somebody is there."""
        # Kivy reads maxfps from its configuration once; its clock has no public setter.
        Clock._max_fps = self.AWAKE
        if self._due is not None:
            self._due.cancel()
        self._due = Clock.schedule_once(self._rest, self.REST_AFTER)

    def _rest(self, *_: object) -> None:
        Clock._max_fps = self._resting
