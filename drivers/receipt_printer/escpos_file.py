"""ESC/POS receipt printer behind a character device: /dev/usb/lp0 (usblp), /dev/lp0."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass

from drivers.driver import DeviceFault, Event, InUse, NoDevice, WrongSettings
from drivers.receipt_printer.escpos_printer import EscposPrinter, EscposSettings
from drivers.receipt_printer.wire import QUICK, LinkLostError


class FileWire:
    """A character device; on a one-way one the printer is never asked.

    A printer that takes nothing for `send_timeout` seconds is lost.
    """

    at_once = QUICK

    def __init__(self, path: str, two_way: bool, send_timeout: float) -> None:
        self.two_way = two_way
        self._path = path
        self._send_timeout = send_timeout
        self._fd: int | None = None

    @property
    def connected(self) -> bool:
        return self._fd is not None

    def open(self) -> None:
        self.close()
        # Never waits in the kernel: a printer that takes nothing must not hang the process.
        way = os.O_RDWR if self.two_way else os.O_WRONLY
        try:
            fd = os.open(self._path, way | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise _why_not_open(self._path, error) from error
        try:
            _take(fd, self._path)
        except DeviceFault:
            os.close(fd)
            raise
        self._fd = fd

    def close(self) -> None:
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)

    def write(self, data: bytes) -> None:
        fd, rest = self._live(), memoryview(data)
        deadline = time.monotonic() + self._send_timeout
        while rest:
            if not select.select([], [fd], [], max(0.0, deadline - time.monotonic()))[1]:
                raise LinkLostError
            try:
                rest = rest[os.write(fd, rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise LinkLostError from error

    def read(self, wait: float) -> bytes:
        fd = self._live()
        if not select.select([fd], [], [], wait)[0]:
            return b""
        try:
            data = os.read(fd, 4096)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise LinkLostError from error
        if not data:
            raise LinkLostError
        return data

    def drop_unsent(self) -> None:
        """Nothing: what the device took is on its way."""

    def _live(self) -> int:
        if self._fd is None:
            raise LinkLostError
        return self._fd


def _take(fd: int, path: str) -> None:
    """Make it this process's alone. Raises WrongSettings or InUse."""
    if not stat.S_ISCHR(os.fstat(fd).st_mode):
        raise WrongSettings(f"{path} is no device: a file there would only fill the disk")
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise InUse(f"{path} belongs to another process") from error


def _why_not_open(path: str, error: OSError) -> DeviceFault:
    match error.errno:
        case errno.EBUSY:
            return InUse(f"{path} belongs to another process")
        case errno.EACCES:
            return NoDevice(f"no right to open {path}: put this user into the group lp")
        case errno.EISDIR:
            return WrongSettings(f"{path} is a folder")
        case _:
            return NoDevice(f"{path} cannot be opened: {error.strerror}; is the printer on?")


class EscposFilePrinter(EscposPrinter):
    """A printer behind a character device."""

    @dataclass(frozen=True, kw_only=True)
    class Settings(EscposSettings):
        """`path`: of the device; give it a name that stays with a udev rule. `two_way` False:
        nothing can be read from it, so the printer's condition is unknown."""

        path: str
        two_way: bool = True

    def __init__(self, settings: Settings, emit: Callable[[Event], None]) -> None:
        wire = FileWire(settings.path, settings.two_way, settings.finish_timeout)
        super().__init__(settings, wire, emit)
