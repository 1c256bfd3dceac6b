"""关屏: the glass is dark, everything is heard and done with the keypad.

Nobody reads over a shoulder what is private. A finger on the dark glass only brings the picture
back: whoever finds it so finds a terminal that works. It opens by itself where nothing is read
aloud any more, and with the next citizen.
"""

from __future__ import annotations

from kiosk.text import _
from screens.host import Host
from screens.speech.reader import Reader


class Curtain:
    """Over the whole glass; only while `reader` reads."""

    def __init__(self, host: Host, reader: Reader) -> None:
        self._host, self._reader = host, reader

    def switch(self) -> None:
        """Dark, or light again. Reading aloud is switched on for it; without a voice it stays."""
        if self._host.dark:
            self.open()
            return
        if not self._reader.on:
            self._reader.switch()
        if self._reader.on:
            self._host.darken(True)
            self._reader.say(_("画面已关。再按一次关屏键，或者碰一下屏幕，画面就回来。"))

    def open(self) -> None:
        """The picture is back."""
        if self._host.dark:
            self._host.darken(False)
            self._reader.say(_("画面已打开。"))
