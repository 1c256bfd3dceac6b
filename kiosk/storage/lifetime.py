"""How long things have lain here, whatever is done to the machine's clock.

Seconds are counted by the monotonic clock while the terminal runs, so that a clock set forwards
ages nothing and one set back keeps nothing young. Only the time the terminal was off has to be
taken from the machine's clock: what it says to have passed, never less than nothing and never more
than a day, for a clock set forwards looks the same. `make chaos` found what happens without that.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils

LONGEST_OFF_S = 86_400.0


class Lifetime:
    """The seconds this terminal has lived, kept in the database. Inside transactions only."""

    def __init__(self) -> None:
        self._began: tuple[float, float] | None = None
        """Seconds lived and the monotonic clock, when this process first asked."""

    def now(self, database: sqlite_utils.Database) -> float:
        """Seconds lived."""
        if self._began is None:
            lived, wall = database.execute("SELECT seconds, wall FROM lifetime").fetchone()
            off = min(max(0.0, time.time() - wall), LONGEST_OFF_S)
            self._began = (lived + off, time.monotonic())
        lived, began = self._began
        return lived + time.monotonic() - began

    def note(self, database: sqlite_utils.Database) -> float:
        """The same, written down for the next start."""
        lived = self.now(database)
        database.execute("UPDATE lifetime SET seconds = ?, wall = ?", [lived, time.time()])
        return lived
