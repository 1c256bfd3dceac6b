"""The backend's time, by which requests are signed, learned from its clock_skew answers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

HOPELESS_S = 900.0
"""Beyond a quarter of an hour the times on papers mislead: a technician has to set the clock."""

log = logging.getLogger(__name__)


class PlatformClock:
    """`clock` gives this machine's Unix seconds; the backend's are `offset` ahead of it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.offset = 0.0

    def now(self) -> float:
        """The backend's Unix seconds, as well as they are known."""
        return self._clock() + self.offset

    def learn(self, server_time: str) -> bool:
        """Take over the time (ISO 8601 with offset) of a clock_skew problem; whether it is one."""
        try:
            theirs = datetime.fromisoformat(server_time)
        except ValueError:
            return False
        if theirs.tzinfo is None:
            return False
        self.offset = theirs.timestamp() - self._clock()
        log.warning("clock: the backend's is %+.0f s off this terminal's", self.offset)
        return True

    @property
    def complaint(self) -> str:
        """What to tell the technician of a hopelessly wrong clock; empty while it will do."""
        if abs(self.offset) < HOPELESS_S:
            return ""
        side = "behind" if self.offset > 0 else "ahead of"
        return f"this terminal's clock is {abs(self.offset):.0f} s {side} the platform's; set it"
