"""Device processes struck in the middle of the journey: the tour must end as if nothing were."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

WORKER: Final = "kiosk.devices.worker"
APPEARS_S: Final = 10.0
LOOK_EVERY: Final = 0.05

SIGNALS: Final = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP}

Fate = Callable[[str], None]
"""Called with a family of drivers (`id_card`) when its device is in use."""


def spare(family: str) -> None:
    """Nothing happens."""


@dataclass
class Strikes:
    """Sends `number` to the processes that run a family's drivers for the terminal `terminal`."""

    terminal: int
    number: signal.Signals
    struck: list[str] = field(default_factory=list)

    def __call__(self, family: str) -> None:
        """Raises TimeoutError when no such process appears."""
        end = time.monotonic() + APPEARS_S
        while not (pids := list(self._running(family))):
            if time.monotonic() > end:
                raise TimeoutError(f"no process runs a driver of {family}")
            time.sleep(LOOK_EVERY)
        for pid in pids:
            os.kill(pid, self.number)
        self.struck.append(family)

    def _running(self, family: str) -> Iterator[int]:
        for thread in Path(f"/proc/{self.terminal}/task").iterdir():
            for child in (thread / "children").read_text().split():
                try:
                    words = Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0")
                except (FileNotFoundError, ProcessLookupError):
                    continue  # it has ended meanwhile
                if WORKER in words and any(one.startswith(f"drivers.{family}.") for one in words):
                    yield int(child)
