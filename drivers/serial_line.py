"""A serial port as the drivers here use it: taken alone, read with deadlines.

pyserial tells of a vanished port in three ways (SerialException from reads and writes,
OSError 5 from in_waiting, termios.error from flush): here all three are NoDevice.
"""

from __future__ import annotations

import errno
import os
import select
import termios
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

import serial

from drivers.driver import InUse, NoDevice, WrongSettings

FlowControl = Literal["none", "xonxoff", "rtscts", "dsrdtr"]
WRITE_TIMEOUT: Final = 1.0
LONGEST_DRAIN: Final = 0.5
SENT_LOOK_EVERY: Final = 0.005
_OWNED_BY_ANOTHER: Final = (errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK)


class SerialLine:
    """One port, 8N1.

    Not thread-safe, but for this: one thread may read while another writes, or wakes it.

    `write_timeout`: seconds after which a device that takes nothing (flow control) is gone.
    """

    def __init__(
        self,
        port: str,
        baud: int,
        flow: FlowControl = "none",
        write_timeout: float = WRITE_TIMEOUT,
    ) -> None:
        self.port = port
        self._baud = baud
        self._flow = flow
        self._write_timeout = write_timeout
        self._serial: serial.Serial | None = None
        self._waker = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        weakref.finalize(self, os.close, self._waker)

    @property
    def is_open(self) -> bool:
        return self._serial is not None

    def open(self) -> None:
        """Take the port for this process alone and forget what waits in it.

        Raises:
            NoDevice: no such port, or no right to it.
            InUse: another process has it.
            WrongSettings: no such speed.
        """
        self.close()
        try:
            # Time-out 0: a read gives what has arrived; waiting is done in `read`.
            self._serial = serial.Serial(
                self.port,
                self._baud,
                timeout=0,
                write_timeout=self._write_timeout,
                exclusive=True,
                xonxoff=self._flow == "xonxoff",
                rtscts=self._flow == "rtscts",
                dsrdtr=self._flow == "dsrdtr",
            )
        except OSError as error:  # SerialException is one
            raise _why_not_open(self.port, error) from error
        except (ValueError, OverflowError) as error:
            raise WrongSettings(f"{self.port} does not know {self._baud} baud") from error
        except termios.error as error:
            raise NoDevice(f"{self.port} is no serial port") from error
        self.forget_input()

    def close(self) -> None:
        """Let go of the port; harmless when not open."""
        line, self._serial = self._serial, None
        if line is None:
            return
        try:
            line.close()
        except OSError:
            return  # the port went away first; there is nothing left to let go of

    def write(self, data: bytes) -> None:
        """Raises NoDevice."""
        with self._vanishing() as line:
            line.write(data)

    def read(self, timeout: float | None) -> bytes:
        """What has arrived, as soon as anything has; empty after a `wake`, or when it has been
        silent for `timeout` seconds (None: however long).

        Raises:
            NoDevice: the port is gone.
        """
        patience = None if timeout is None else max(0.0, timeout)
        with self._vanishing() as line:
            ready, _, _ = select.select([line.fileno(), self._waker], [], [], patience)
            if self._waker in ready:
                os.eventfd_read(self._waker)
            return bytes(line.read(4096)) if line.fileno() in ready else b""

    def wake(self) -> None:
        """Let a `read` that waits in another thread, or else the next one, return at once."""
        os.eventfd_write(self._waker, 1)

    def wait_until_sent(self, timeout: float) -> bool:
        """Whether the device has taken all that was written. Raises NoDevice."""
        deadline = time.monotonic() + timeout
        with self._vanishing() as line:
            while line.out_waiting:
                if time.monotonic() > deadline:
                    return False
                time.sleep(SENT_LOOK_EVERY)
        return True

    def forget_output(self) -> None:
        """Drop what the device has not taken yet. Raises NoDevice."""
        with self._vanishing() as line:
            line.reset_output_buffer()

    def forget_input(self) -> None:
        """Drop what has arrived so far, without waiting. Raises NoDevice."""
        with self._vanishing() as line:
            line.reset_input_buffer()

    def drain(self, quiet: float) -> None:
        """Drop what arrives until the line is quiet for `quiet` seconds. Raises NoDevice."""
        deadline = time.monotonic() + LONGEST_DRAIN
        while self.read(quiet) and time.monotonic() < deadline:
            pass

    @contextmanager
    def _vanishing(self) -> Iterator[serial.Serial]:
        if self._serial is None:
            raise NoDevice(f"{self.port} is not open")
        try:
            yield self._serial
        except (OSError, termios.error) as error:
            raise NoDevice(f"{self.port} went away: is it plugged in?") from error


def _why_not_open(port: str, error: OSError) -> NoDevice | InUse:
    if error.errno in _OWNED_BY_ANOTHER:
        return InUse(f"{port} belongs to another process")
    if error.errno == errno.EACCES:
        return NoDevice(f"no right to open {port}: put this user into the group dialout")
    if not os.path.exists(port):
        return NoDevice(f"{port} does not exist: is it plugged in, is the path right?")
    return NoDevice(f"{port} cannot be opened as a serial port: {error.strerror or error}")
