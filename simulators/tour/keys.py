"""The robot's finger on a keypad: real key events through xdotool."""

from __future__ import annotations

import os
import subprocess
from typing import Final

ON: Final = "Right"
OK: Final = "Return"
BACK: Final = "Escape"
AGAIN: Final = "F6"
DARK: Final = "F11"


class Keys:
    """The keys of a keypad at the X display `name`."""

    def __init__(self, name: str) -> None:
        self._env = {**os.environ, "DISPLAY": name}

    def press(self, *names: str) -> None:
        """Each down and up, by X's names: Right, Return, 1, a."""
        subprocess.run(
            ["xdotool", "key", "--delay", "20", *names], env=self._env, check=True, timeout=20
        )
