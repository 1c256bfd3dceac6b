"""A device's past, as a technician wants to know it: since when, last fault, how often anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from drivers.driver import Health, Status

WELL = (Health.ONLINE, Health.BUSY, Health.STARTING)
"""States in which nothing is wrong with a device."""


@dataclass(frozen=True)
class Fault:
    """How a device was when it last was not well; `detail` is technical, without personal data."""

    health: Health
    detail: str
    at: datetime


class Record:
    """Follows one device while the terminal runs; local times."""

    def __init__(self) -> None:
        self.since = datetime.now()
        """Since when its health is what it is."""
        self.last_fault: Fault | None = None
        self.restarts = 0
        """How many processes followed the first one."""
        self._health = Health.STARTING
        self._begun = False

    def learned(self, status: Status) -> None:
        """The device is like this now."""
        now = datetime.now()
        if status.health is not self._health:
            self._health, self.since = status.health, now
        if status.health not in WELL:
            self.last_fault = Fault(status.health, status.detail, now)

    def process_began(self) -> None:
        """A process of its own was started for it."""
        self.restarts += self._begun
        self._begun = True
