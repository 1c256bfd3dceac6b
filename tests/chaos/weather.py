"""What goes wrong, at random: the platform, the network, the power, the disk, the clock."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

import httpx

from simulators.backend_launch import RunningBackend
from tests.chaos.bad_machine import FULL, READ_ONLY, WELL
from tests.chaos.victim import Victim

DAY = 86_400
PATHS = ("/v1/", "/v1/cases", "/v1/cases/", "/v1/sessions", "/v1/ratings", "/v1/terminal")
FAULTS: tuple[tuple[str, tuple[float | None, ...]], ...] = (
    ("latency", (0.05, 0.4, 2.0)),
    ("status", (500, 502, 503, 429)),
    ("reset", (None,)),
    ("half_body", (None,)),
    ("lost_ack", (502, 0)),
    ("duplicate_ack", (None,)),
    ("clock_skew", (600, -600, 40 * DAY)),
    ("expired_session", (None,)),
    ("withdrawn", (None,)),
    ("gb18030", (None,)),
    ("maintenance", (1, 2)),
    ("slow_loris", (0.002, 0.05)),
)


class Weather:
    """One act after another; `acts` counts them, `struck` the calls that a fault hit."""

    def __init__(self, seed: int, platform: RunningBackend, victims: Sequence[Victim]) -> None:
        self._dice = random.Random(seed)
        self._platform, self._victims = platform, victims
        self.acts: Counter[str] = Counter()
        self.struck: Counter[str] = Counter()

    def act(self) -> None:
        """Something happens."""
        ways: dict[Callable[[], None], int] = {
            self._order_fault: 12,
            self.clear: 4,
            self._kill_terminal: 5,
            self._kill_backend: 2,
            self._spoil_disk: 4,
            self._mend_disk: 5,
            self._jump_clock: 3,
        }
        self._dice.choices(list(ways), list(ways.values()))[0]()

    def calm(self) -> None:
        """Everything is mended."""
        self.clear()
        for victim in self._victims:
            victim.machine.disk(WELL)
            victim.machine.clock(0)

    def clear(self) -> None:
        """The platform and the network are well."""
        self._note_struck()
        self._platform.clear()

    def _somebody(self) -> Victim:
        shares = [victim.exposure for victim in self._victims]
        return self._dice.choices(self._victims, shares)[0]

    def _order_fault(self) -> None:
        kind, values = self._dice.choice(FAULTS)
        self._platform.fault(
            kind,
            self._dice.choice(PATHS),
            value=self._dice.choice(values),
            times=self._dice.randint(1, 25),
            rate=self._dice.choice((None, 0.3, 0.7)),
        )
        self.acts[f"fault {kind}"] += 1

    def _kill_terminal(self) -> None:
        self._somebody().kill()
        self.acts["terminal killed"] += 1

    def _kill_backend(self) -> None:
        self._note_struck()
        self._platform.restart()
        self.acts["backend killed"] += 1

    def _spoil_disk(self) -> None:
        condition = self._dice.choice((FULL, FULL, READ_ONLY))
        self._somebody().machine.disk(condition)
        self.acts["disk full" if condition == FULL else "disk read-only"] += 1

    def _mend_disk(self) -> None:
        for victim in self._victims:
            victim.machine.disk(WELL)

    def _jump_clock(self) -> None:
        jump = self._dice.choice((0, -3600, 3600, 400 * DAY, -400 * DAY))
        self._somebody().machine.clock(jump)
        self.acts["clock jumps"] += 1

    def _note_struck(self) -> None:
        try:
            faults = self._platform.state()["faults"]
        except httpx.HTTPError:
            return
        for fault in faults:
            self.struck[fault["kind"]] += fault["struck"]
