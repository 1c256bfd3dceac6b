"""What every rating pad can do: prompt, and tell which of five keys was pressed."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from drivers.driver import Driver


@dataclass(frozen=True)
class KeyPressed:
    """A level was chosen: 1 (非常不满意) … 5 (非常满意), whatever the pad's own code is."""

    stars: int


@dataclass(frozen=True)
class NotPressed:
    """Nobody pressed a key within the time given."""


class RatingPad(Driver):
    """Asks for a rating."""

    @abstractmethod
    def ask(self, wait: float) -> KeyPressed | NotPressed:
        """Light the pad up for `wait` seconds (1 … 250) and give the key pressed.

        Cancelling puts the pad out.

        Raises:
            DeviceFault: the pad is gone or does not answer.
            Cancelled: the caller gave up.
        """
