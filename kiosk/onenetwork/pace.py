"""When to try again, so that a fleet whose platform comes back does not arrive all at once.

While the platform is away, a terminal knocks with one case, after growing pauses that each
terminal draws for itself; `Retry-After` is obeyed. When it is back, what has gathered goes out at
random moments over as long a time as it was gathered in: the platform then sees the old cases at
about the rate at which they would have come, beside the new ones, which never wait. The spreading
ends at `longest_spread_s`: after a longer outage people would wait too long for their answer, and
the platform has to say with Retry-After what it can bear.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LONGEST_RETRY_AFTER_S = 3600.0
"""A platform that asks for more is tried all the same: a wrong number must not strand a case."""


@dataclass(frozen=True)
class Pauses:
    """Seconds: the first pause after a failure, the longest, the longest spreading."""

    first: float
    longest: float
    longest_spread: float


@dataclass
class _Try:
    """When a row is to be tried next, and after how many failures."""

    due: float
    failures: int = 0


class Pace:
    """Knows when each row is due. Moments are seconds of `clock`, which no one can set."""

    def __init__(
        self,
        pauses: Pauses,
        clock: Callable[[], float] = time.monotonic,
        dice: random.Random | None = None,
    ) -> None:
        self._pauses = pauses
        self._clock = clock
        self._dice = dice or random.Random()
        self._tries: dict[str, _Try] = {}
        self._away_since: float | None = None
        self._knocks = 0
        self._quiet_until = 0.0

    @property
    def away(self) -> bool:
        """Whether the platform was away when it was last called."""
        return self._away_since is not None

    @property
    def quiet(self) -> bool:
        """Whether nothing is to be sent now, as far as nobody waits for it at the screen."""
        return self._clock() < self._quiet_until

    def due(self, refs: Iterable[str]) -> list[str]:
        """Those of the waiting rows whose time has come, the longest due first; one while away."""
        waiting = list(refs)
        self._tries = {ref: self._tries.get(ref) or self._new() for ref in waiting}
        if self.quiet:
            return []
        ready = [ref for ref in waiting if self._tries[ref].due <= self._clock()]
        ready.sort(key=lambda ref: self._tries[ref].due)
        if self.away:
            # Any row will do to knock with; the one that failed longest ago knocks first.
            return ready[:1] or sorted(waiting, key=lambda ref: self._tries[ref].due)[:1]
        return ready

    @property
    def silence(self) -> float | None:
        """Seconds until the platform may be called again; None: it may be now."""
        left = self._quiet_until - self._clock()
        return left if left > 0 else None

    def until_next(self) -> float | None:
        """Seconds until a row is due; None when none waits."""
        if not self._tries:
            return None
        soonest = min(each.due for each in self._tries.values())
        at = self._quiet_until if self.away else max(soonest, self._quiet_until)
        return max(0.0, at - self._clock())

    def failed(self, ref: str) -> None:
        """A row's own trouble: it comes again after a growing pause, the others go on."""
        tried = self._tries.setdefault(ref, self._new())
        tried.due = self._clock() + self._pause(tried.failures)
        tried.failures += 1

    def platform_away(self, retry_after: float | None = None) -> None:
        """The platform did not answer, or said that it cannot."""
        self.platform_missed()
        pause = self._pause(self._knocks)
        if retry_after is not None:
            asked = min(retry_after, LONGEST_RETRY_AFTER_S)
            pause = max(pause, asked * self._dice.uniform(1.0, 1.5))
        self._knocks += 1
        self._quiet_until = self._clock() + pause

    def platform_missed(self) -> None:
        """Something else than a row found nobody there; the next knock stays as it was."""
        if self._away_since is None:
            self._away_since = self._clock()

    def platform_answered(self) -> None:
        """It is there: what waits goes out, spread over as long as the platform was away."""
        if self._away_since is None:
            return
        now = self._clock()
        spread = min(now - self._away_since, self._pauses.longest_spread)
        for each in self._tries.values():
            # A row that failed by itself may be what the platform stumbles over: it stays behind.
            if not each.failures:
                each.due = now + self._dice.uniform(0.0, spread)
        self._away_since, self._knocks, self._quiet_until = None, 0, 0.0

    def again(self, ref: str) -> None:
        """A technician has put a row back: it is due now."""
        self._tries[ref] = _Try(self._clock())
        self._quiet_until = 0.0

    def forget(self, ref: str) -> None:
        """The row has ended."""
        self._tries.pop(ref, None)

    def _new(self) -> _Try:
        """A row not tried by `drain` yet: somebody at the screen tries it, or a power cut ended
        that, perhaps a whole district's."""
        return _Try(self._clock() + self._pause(0))

    def _pause(self, failures: int) -> float:
        pause = min(self._pauses.first * 2.0 ** min(failures, 16), self._pauses.longest)
        return pause * self._dice.uniform(0.5, 1.5)
