"""What the terminal takes while nobody does anything: processor and memory of all its processes."""

from __future__ import annotations

import time
from typing import Final

import psutil

from simulators.tour.citizen import Citizen, Notes
from tests.bench.ground import Ground
from tests.bench.rows import Row, alone

SETTLE_S: Final = 12.0
"""The other screens are built while the first one rests; then all is as it stays."""
OVER_S: Final = 20.0
AIM: Final = 2.0
MEGABYTE: Final = 1e6


def measure(ground: Ground) -> list[Row]:
    """On the home screen, which is not left meanwhile."""
    with ground.watched_terminal() as (child, eye):
        citizen = Citizen(eye, ground.display, Notes("bench", ground.base))
        citizen.see("Attract", "正常")
        time.sleep(SETTLE_S)
        citizen.touch()
        citizen.see("Home")
        time.sleep(SETTLE_S)
        parent = psutil.Process(child.process.pid)
        family = [parent, *parent.children(recursive=True)]
        before, begun = _spent(family), time.monotonic()
        time.sleep(OVER_S)
        percent = (_spent(family) - before) / (time.monotonic() - begun) * 100
        return [
            alone(f"idle processor time of {len(family)} processes", percent, "% core", AIM),
            *_memory(family),
        ]


def _spent(family: list[psutil.Process]) -> float:
    """Seconds of processor time since they started."""
    times = [process.cpu_times() for process in family]
    return float(sum(time.user + time.system for time in times))


def _memory(family: list[psutil.Process]) -> list[Row]:
    infos = [process.memory_full_info() for process in family]
    kinds = {"resident (RSS)": "rss", "proportional (PSS)": "pss", "private (USS)": "uss"}
    return [
        alone(f"memory, {words}", sum(getattr(info, key) for info in infos) / MEGABYTE, "MB")
        for words, key in kinds.items()
    ]
