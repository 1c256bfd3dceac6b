"""The device's end of a serial line: a pseudo-terminal behind a symlink, paced like a wire.

One thread, the device's own, reads and writes. Any thread may plug, unplug or wake.
"""

from __future__ import annotations

import errno
import logging
import os
import select
import termios
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

BITS_PER_BYTE: Final = 10  # 8N1: start, eight data bits, stop
PATIENCE: Final = 30.0  # seconds in which the device's thread has surely done as told
CHUNK_SECONDS: Final = 0.003  # how often a UART driver hands bytes on
SPEEDS: Final = {9600: termios.B9600, 115200: termios.B115200}
# What a receiver sees of bytes sent at another speed: framing noise, no preamble in it.
MISHEARD: Final = bytes.fromhex("00F8E07E80FEE01C00")


class SerialPort:
    """A serial port named by a symlink, which moves to a new pty each time it is plugged in.

    `baud` None: no UART but a character device such as /dev/usb/lp0, without speed or pace.
    """

    def __init__(self, link: Path, baud: int | None, *, paced: bool = True) -> None:
        self.link = link
        self.baud = baud
        self.bytes_in = 0
        self.bytes_out = 0
        self._byte_seconds = BITS_PER_BYTE / baud if baud and paced else 0.0
        in_time = CHUNK_SECONDS / self._byte_seconds if self._byte_seconds else 4096
        self._chunk = max(1, round(in_time))
        self._fds: tuple[int, int] | None = None  # master, slave
        self._heard_at = 0.0  # when the last bit of what was read would have arrived
        self._wake_read, self._wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._changed = threading.Condition()
        self._wanted = False
        self._pulled = threading.Event()  # cuts short a write or a pause
        self._pulled.set()

    @property
    def plugged(self) -> bool:
        return self._fds is not None

    # -- any thread ---------------------------------------------------------------------------

    def plug(self, wait: float = PATIENCE) -> None:
        """Ask for the line to be up; returns when the device thread has made it so."""
        self._want(True, wait)

    def unplug(self, wait: float = PATIENCE) -> None:
        """Ask for the line to be down: the host's next read or write fails."""
        self._want(False, wait)

    def wake(self) -> None:
        """Make a waiting `read` return."""
        try:
            os.write(self._wake_write, b"w")
        except BlockingIOError:
            return  # the pipe is full of wake-ups already

    def close(self) -> None:
        """Give the wake-up pipe back, after `unplug` and when the device's thread has ended."""
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _want(self, plugged: bool, wait: float) -> None:
        with self._changed:
            self._wanted = plugged
            if not plugged:
                self._pulled.set()
            self.wake()
            self._changed.wait_for(lambda: self.plugged == plugged, wait)

    # -- the device's thread ------------------------------------------------------------------

    def read(self, timeout: float | None = None) -> bytes:
        """Bytes from the host; empty after a wake-up, at the time-out, or at a wrong speed.

        Blocks without polling, for `timeout` seconds or for ever.
        """
        self._follow_wishes()
        master = self._fds[0] if self._fds else None
        waiting = [self._wake_read] if master is None else [self._wake_read, master]
        ready, _, _ = select.select(waiting, [], [], timeout)
        if self._wake_read in ready:
            os.read(self._wake_read, 4096)
            self._follow_wishes()
            return b""
        if master is None or master not in ready:
            return b""
        data = os.read(master, 4096)
        self.bytes_in += len(data)
        self._heard_at = max(self._heard_at, time.monotonic()) + len(data) * self._byte_seconds
        if self._speaks_our_speed(master):
            return data
        log.warning("%s: the host's line settings are not %d 8N1", self.link.name, self.baud)
        self.write(MISHEARD[:1])
        return b""

    def write(self, data: bytes, keep_on: Callable[[], bool] = lambda: True) -> bool:
        """Send at line speed, after the request's own time on the wire; noise to a host whose
        line is set to another.

        Stops early, answering False, when the line is pulled or `keep_on` turns False.
        """
        if self._fds and not self._speaks_our_speed(self._fds[0]):
            data = MISHEARD * (len(data) // len(MISHEARD) + 1)
        start = max(self._heard_at, time.monotonic())
        for begin in range(0, len(data), self._chunk):
            piece = data[begin : begin + self._chunk]
            self._sleep_until(start + (begin + len(piece)) * self._byte_seconds)
            if self._pulled.is_set() or not keep_on():
                return False
            self._put(piece)
        return True

    def pause(self, seconds: float) -> None:
        """Be slow; ends early only when the line is pulled."""
        self._pulled.wait(seconds)

    def _follow_wishes(self) -> None:
        with self._changed:
            if self._wanted and (self._fds is None or self._pulled.is_set()):
                self._close_pty()
                self._open_pty()
            elif not self._wanted:
                self._close_pty()
            self._changed.notify_all()

    def _open_pty(self) -> None:
        master, slave = os.openpty()  # the slave stays open: without it the master reads EIO
        tty.setraw(slave)
        os.set_blocking(master, False)
        self._fds = (master, slave)
        self._heard_at = 0.0
        self._pulled.clear()
        self.link.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.link.with_name(f".{self.link.name}.new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(os.ttyname(slave))
        fresh.replace(self.link)

    def _close_pty(self) -> None:
        if self._fds is None:
            return
        self.link.unlink(missing_ok=True)
        for fd in self._fds:
            os.close(fd)
        self._fds = None

    def _speaks_our_speed(self, fd: int) -> bool:
        if self.baud is None:
            return True
        _, _, cflag, _, ispeed, ospeed, _ = termios.tcgetattr(fd)
        framing = cflag & (termios.CSIZE | termios.PARENB | termios.CSTOPB)
        return (ispeed, ospeed, framing) == (SPEEDS[self.baud], SPEEDS[self.baud], termios.CS8)

    def _sleep_until(self, moment: float) -> None:
        left = moment - time.monotonic()
        if left > 0:
            self._pulled.wait(left)

    def _put(self, piece: bytes) -> None:
        if self._fds is None:
            return
        try:
            self.bytes_out += os.write(self._fds[0], piece)
        except OSError as error:
            # Nobody reads: a UART loses the bytes too. EIO: the host hung up.
            if error.errno not in (errno.EAGAIN, errno.EIO):
                raise
