"""What devices on a serial line have in common: a thread of their own, a cable, and faults."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from simulators.device import Hands
from simulators.faults import FaultBook
from simulators.serial_port import SerialPort

UNPLUG: Final = "拔线 · the cable is pulled; clear or replug to mend"


class PortThread(ABC):
    """The thread that serves a port, for as long as the device stands."""

    def __init__(self, port: SerialPort) -> None:
        self._port = port
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=port.link.name, daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._port.plug()

    def stop(self) -> None:
        self._port.unplug()
        self._stopping.set()
        self._port.wake()
        self._thread.join()
        self._port.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._attend()

    @abstractmethod
    def _attend(self) -> None:
        """Read the port once, and do what is due. On the device's thread."""


class SerialDevice(PortThread):
    """A device at the end of a serial cable, which powers it.

    `kinds`: its faults and what they are called; `unplug`, the cable, is one of every device's.
    """

    name: str
    kinds: ClassVar[Mapping[str, str]]

    def __init__(self, link: Path, baud: int, *, paced: bool) -> None:
        super().__init__(SerialPort(link, baud, paced=paced))
        self._faults = FaultBook([*self.kinds, "unplug"])
        self._lock = threading.Lock()

    def fault(self, kind: str, times: int | None, value: float | None) -> None:
        self._faults.arm(kind, times, value)
        if kind == "unplug":
            self._port.unplug()

    def clear(self, kind: str | None = None) -> None:
        self._faults.clear(kind)
        if kind in (None, "unplug") and not self._port.plugged:
            self._port.plug()

    def replug(self) -> None:
        """Pull the cable and put it back: a new pty behind the same path."""
        self._port.unplug()
        with self._lock:
            self._forget()
        self.clear("unplug")

    def hands(self) -> Hands:
        return {
            "mend": self._mend,
            "unplug": lambda: self.fault("unplug", None, None),
            "plug": self.replug,
        }

    def state(self) -> dict[str, Any]:
        return {
            "plugged": self._port.plugged,
            "faults": self._faults.snapshot(),
            "fault_kinds": {**self.kinds, "unplug": UNPLUG},
        }

    def _forget(self) -> None:
        """What it does not know any more without power; the lock is held."""

    def _mend(self) -> None:
        self.clear()
