"""What a keyboard types into."""

from collections.abc import Callable
from typing import Protocol


class Target(Protocol):
    """Where keys go; `Field` is one."""

    text: str
    """What stands there, without what is being composed."""
    behind: int
    """Signs of it behind the caret."""
    in_letters: Callable[[int], None]
    """Called when a finger is put among letters being composed: how many of them, as shown, stand
    behind it."""

    def type(self, text: str) -> None:
        """Put in at the caret."""

    def erase(self) -> None:
        """退格: what stands before the caret."""

    def clear(self) -> None:
        """清空."""

    def compose(self, letters: str, shown: str, text: str = "", shown_behind: int = 0) -> None:
        """Put in `text` at the caret; behind it stand letters that are to become Chinese, shown so,
        the last `shown_behind` of them behind the caret."""
