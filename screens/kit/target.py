"""What a keyboard types into."""

from typing import Protocol


class Target(Protocol):
    """Where keys go; `Field` is one."""

    text: str
    """What stands there, without what is being composed."""

    def type(self, text: str) -> None:
        """Append."""

    def erase(self) -> None:
        """退格."""

    def clear(self) -> None:
        """清空."""

    def compose(self, letters: str, shown: str, text: str = "") -> None:
        """Append `text`; behind it stand letters that are to become Chinese, shown so."""
