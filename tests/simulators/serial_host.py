"""The host's end of a serial line, by os and termios alone."""

from __future__ import annotations

import os
import select
import termios
import time
import tty
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol

PATIENCE: Final = 30.0
"""Seconds in which an answer certainly comes, however busy the machine is."""


class Faulty(Protocol):
    """A device that tells its armed faults."""

    def state(self) -> dict[str, Any]: ...


def until_spent(device: Faulty) -> None:
    """Wait until the faults armed for a number of times have happened: silence cannot be heard,
    and a fault armed after it must not fall on the same request."""
    until(lambda: not device.state()["faults"])


def until(happened: Callable[[], bool]) -> None:
    """Wait for what the device's thread does in its own time."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


class SerialHost:
    """An opened port with its line settings made."""

    def __init__(self, path: Path, speed: int = termios.B115200) -> None:
        self.fd = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(self.fd)
        settings = termios.tcgetattr(self.fd)
        settings[4] = settings[5] = speed
        termios.tcsetattr(self.fd, termios.TCSANOW, settings)
        termios.tcflush(self.fd, termios.TCIOFLUSH)

    def send(self, data: bytes) -> None:
        os.write(self.fd, data)

    def receive(self, quiet: float = 0.1, first: float = PATIENCE) -> bytes:
        """All bytes until the line is quiet for `quiet` seconds, waiting `first` for the first."""
        data = b""
        while select.select([self.fd], [], [], quiet if data else first)[0]:
            data += os.read(self.fd, 4096)
        return data

    def receive_exactly(self, count: int, limit: float = PATIENCE) -> bytes:
        data, end = b"", time.monotonic() + limit
        while len(data) < count and time.monotonic() < end:
            if select.select([self.fd], [], [], 0.1)[0]:
                data += os.read(self.fd, count - len(data))
        return data

    def ask(self, data: bytes, quiet: float = 0.1, first: float = PATIENCE) -> bytes:
        self.send(data)
        return self.receive(quiet, first)

    def close(self) -> None:
        os.close(self.fd)

    def __enter__(self) -> SerialHost:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
