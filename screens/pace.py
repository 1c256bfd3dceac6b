"""How fast the screens' loop turns."""

from typing import Any

from kivy.clock import Clock


class Pace:
    """How often Kivy looks for fingers: its loop polls, and polling is all an idle kiosk does.

    Awake while somebody is there; slower after a while of rest, so that the first touch is felt at
    most 1/25 s later. What the core sends wakes the loop at once either way.
    """

    AWAKE, RESTING = 60, 25
    REST_AFTER = 6.0
    PRECISE = 0.001

    def __init__(self) -> None:
        self._due: Any = None
        # Kivy takes its sleep to be right to a third of a frame only, and spins for that long
        # before every timer; waiting for an event is right to a millisecond.
        Clock.get_resolution = lambda: self.PRECISE

    def touched(self) -> None:
        """Somebody is there."""
        # Kivy reads maxfps from its configuration once; its clock has no public setter.
        Clock._max_fps = self.AWAKE
        if self._due is not None:
            self._due.cancel()
        self._due = Clock.schedule_once(self._rest, self.REST_AFTER)

    def _rest(self, *_: object) -> None:
        Clock._max_fps = self.RESTING
