"""Citizens on the real window, one after another, no two of the same way in a row."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from screens.kit.untyped import Untyped
from tests.screens import samples_find as find
from tests.screens.conftest import Answers
from tests.screens.visit import visit

if TYPE_CHECKING:
    from tests.screens.shell import Shell

WIDE, HIGH = 1080, 1920


class Sessions:
    """The shell in its window; every frame is drawn, none waits for the clock."""

    def __init__(self) -> None:
        from kivy.clock import Clock

        from screens.pace import Pace
        from screens.window import open_window

        open_window(WIDE, HIGH, fullscreen=False)
        Clock._max_fps = Pace.AWAKE = Pace.RESTING = 1000
        from tests.screens.shell import Shell

        self._shell: Shell = Shell()
        self._ways = (self._whole, self._curious, self._whole, self._restyled)

    def run(self, number: int) -> None:
        """The citizen of that number comes, does it their way, and goes."""
        self._put(find.ATTRACT)
        self._put(find.HOME)
        self._ways[number % len(self._ways)]()
        self._shell.app.purge()
        self._put(find.ATTRACT)

    def show(self, question: Untyped) -> None:
        """Put a question and draw it."""
        self._put(question)

    def present(self, question: Untyped) -> None:
        """Put a question; the next frame draws it."""
        self._shell.app.present(question, Answers())

    @property
    def screen(self) -> Untyped:
        """The one that is shown."""
        return self._shell.app.screen

    def close(self) -> None:
        """Nothing runs on."""
        self._shell.close()

    def _put(self, question: Untyped) -> None:
        self._shell.put(question, wait=False)

    def _whole(self) -> None:
        """The main job, from the search to goodbye."""
        visit(self._shell)

    def _curious(self) -> None:
        """Reads, asks for help, and leaves."""
        for question in (find.FIND_MANY, find.GUIDE, find.CONSENT):
            self._put(question)
        self._shell.app.help()
        self._shell.driver.frames(2)

    def _restyled(self) -> None:
        """Larger letters and other colours, then the main job: every screen is built anew."""
        look = self._shell.app.look.next_size().next_mode()
        self._shell.app.restyle(look)
        visit(self._shell)


def clear_up() -> None:
    """What dies lets go of Kivy's bindings, which are found dead only the next time."""
    while gc.collect():
        pass
