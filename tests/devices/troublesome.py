"""A driver that can do everything wrong; the hub is proven on it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drivers.driver import Driver, Event, Health, NoDevice, Status, StatusChanged


@dataclass(frozen=True)
class Ticked(Event):
    """An event."""

    number: int


@dataclass(frozen=True)
class Begun(Event):
    """A command that takes its time is under way."""


class TroublesomeDriver(Driver):
    """Present while the file at `path` exists."""

    @dataclass(frozen=True)
    class Settings:
        path: str
        size: int = 1

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        super().__init__(emit)
        self._path = Path(settings.path)
        self._unheard = False

    def open(self) -> None:
        self._look()

    def close(self) -> None:
        pass

    def check(self) -> Status:
        self._look()
        return Status(Health.ONLINE)

    def _look(self) -> None:
        if not self._path.exists():
            raise NoDevice("the file is not there; put it back")

    def begin(self, unheard: bool = False) -> None:
        super().begin(unheard)
        self._unheard |= unheard

    def lost(self) -> bool:
        """Whether an answer reached nobody since this was asked."""
        lost, self._unheard = self._unheard, False
        return lost

    def deaf(self, seconds: float) -> str:
        """Heeds no cancel, and answers."""
        self.emit(Begun())
        time.sleep(seconds)
        return "done"

    def echo(self, text: str) -> str:
        return text

    def ticks(self, count: int) -> int:
        for number in range(count):
            self.emit(Ticked(number))
        return count

    def ails(self, seconds: float) -> str:
        self.emit(StatusChanged(Status(Health.OFFLINE, "no word from it")))
        self.pause(seconds)
        return "done"

    def unplugged(self) -> None:
        raise NoDevice("pulled out during a command")

    def patient(self, seconds: float) -> str:
        self.emit(Begun())
        self.pause(seconds)
        return "done"

    def hang(self) -> None:
        self.emit(Begun())
        time.sleep(3600)

    def crash(self) -> None:
        os.kill(os.getpid(), signal.SIGSEGV)

    def pid(self) -> int:
        return os.getpid()

    def stumble(self, words: str) -> None:
        print("a vendor's library says something")
        raise ValueError(words)
