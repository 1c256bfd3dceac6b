"""What leads into a printer besides TCP, and what all of it looks like from inside."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from simulators.serial_device import PortThread
from simulators.serial_port import SerialPort

BAUD: Final = 115200


class Connection(Protocol):
    """A host that sends bytes and may hear some."""

    def receive(self) -> bytes:
        """The next bytes; empty when the connection is over."""

    def send(self, data: bytes) -> bool:
        """Whether the host was still there."""

    def reset(self) -> None:
        """Break it, as a cable does."""


class LocalWire(PortThread):
    """A serial port, or (`baud` None) a character device: `serve(connection)` runs for as long
    as the printer stands."""

    def __init__(
        self, link: Path, baud: int | None, serve: Callable[[Connection], None], *, paced: bool
    ) -> None:
        super().__init__(SerialPort(link, baud, paced=paced))
        self._serve = serve
        self._unsaid: deque[bytes] = deque()

    # -- any thread ---------------------------------------------------------------------------

    def plug(self) -> None:
        self._port.plug()

    def unplug(self) -> None:
        self._port.unplug()

    def send(self, data: bytes) -> bool:
        """Said by the port's own thread, as soon as it listens again."""
        self._unsaid.append(data)
        self._port.wake()
        return self._port.plugged

    # -- the port's thread ------------------------------------------------------------------------

    def receive(self) -> bytes:
        while not self._stopping.is_set():
            while self._unsaid:
                self._port.write(self._unsaid.popleft())
            if data := self._port.read():
                return data
        return b""

    def reset(self) -> None:
        """A loose plug: out, and in again. What was not said is lost."""
        self._unsaid.clear()
        self._port.unplug(wait=0)
        self._port.read(0)
        self._port.plug(wait=0)

    def _attend(self) -> None:
        self._serve(self)
