"""Real key codes into the shell, as the window tells them."""

from __future__ import annotations

from typing import Final

from screens.kit.piece import Piece
from tests.screens.shell import Shell

CODES: Final = {
    "up": 273, "down": 274, "right": 275, "left": 276, "tab": 9, "ok": 13, "back": 27,
    "erase": 8, "help": 282, "dark": 292,
}  # fmt: skip


def press(shell: Shell, *names: str) -> None:
    """Press and let go; a name that is none of a key is a letter or digit."""
    for name in names:
        code = CODES.get(name) or ord(name)
        text = None if name in CODES else name
        shell.app.keys.down(None, code, 0, text, [])
        shell.app.keys.up(None, code)
        shell.driver.frames(3)


def focused(shell: Shell) -> Piece | None:
    """What has the focus."""
    return shell.app.keys.keypad.focus.piece


def go_to(shell: Shell, piece: Piece) -> None:
    """On and on until it has the focus."""
    for _ in range(300):
        if focused(shell) is piece:
            return
        press(shell, "right")
    raise AssertionError(f"the focus never comes to {piece}")
