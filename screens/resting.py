"""Between two citizens the look goes back to the site's own: at once, and whenever night comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kivy.clock import Clock

from kiosk.conversation.questions import Attract, OutOfService, Question

if TYPE_CHECKING:
    from screens.app import KioskApp

LOOK_AGAIN = 60.0
"""Seconds between two looks at the clock, and for which a switch on the resting screen holds."""


class RestingLook:
    """Watches the resting screens; whoever switches there and stays is no longer at rest soon."""

    def __init__(self, app: KioskApp) -> None:
        self._app = app
        self._due: Any = None

    def put(self, question: Question[Any]) -> None:
        """A question comes: of a resting screen, or of somebody's visit."""
        if not isinstance(question, (Attract, OutOfService)):
            self._stop()
        elif self._due is None:
            self._app.reader.rest()
            if self._app.look != self._app.site_look():
                self._app.dress(self._app.site_look())
            self._due = Clock.schedule_once(self._again, LOOK_AGAIN)

    def switched(self) -> None:
        """Somebody switched the look: on a resting screen it holds for a while."""
        if self._due is not None:
            self._stop()
            self._due = Clock.schedule_once(self._again, LOOK_AGAIN)

    def _stop(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _again(self, *_: object) -> None:
        self._due = Clock.schedule_once(self._again, LOOK_AGAIN)
        if self._app.look != self._app.site_look():
            self._app.reader.rest()
            self._app.restyle(self._app.site_look())
