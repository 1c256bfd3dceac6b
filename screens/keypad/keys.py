"""Codes of an ordinary USB keyboard, which tactile keypads are set to."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final


class Key(Enum):
    """What a key is for."""

    ON = auto()
    BACKWARD = auto()
    RIGHT = auto()
    LEFT = auto()
    ROW_DOWN = auto()
    ROW_UP = auto()
    OK = auto()
    BACK = auto()
    ERASE = auto()
    HELP = auto()
    DARK = auto()


TAB: Final = 9
KEYS: Final = {
    275: Key.RIGHT,
    276: Key.LEFT,
    274: Key.ROW_DOWN,  # down
    273: Key.ROW_UP,  # up
    TAB: Key.ON,
    13: Key.OK,  # enter
    271: Key.OK,  # enter of the number block
    27: Key.BACK,  # escape
    8: Key.ERASE,  # backspace
    282: Key.HELP,  # F1
    292: Key.DARK,  # F11
}
"""Kivy's codes."""
DIGIT_BLOCK: Final = {256 + digit: str(digit) for digit in range(10)}
"""The number block tells no text of its own while it is not locked."""


def meant(code: int, modifiers: frozenset[str]) -> Key | None:
    """What this key is for; None when it may only write."""
    key = KEYS.get(code)
    return Key.BACKWARD if code == TAB and "shift" in modifiers else key


def written(code: int, text: str | None) -> str:
    """The one letter, digit or sign it writes; empty when it writes none."""
    sign = DIGIT_BLOCK.get(code, text or "")
    return sign if len(sign) == 1 and sign.isprintable() else ""
