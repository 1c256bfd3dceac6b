"""What carries ESC/POS bytes to a printer: TCP, a serial line, USB or a character device.

python-escpos writes the commands (`escpos_bytes`); the wires are ours, since its own take the
first USB printer there is, share a serial port with others, and cannot read from a file.
"""

from __future__ import annotations

from typing import Final, Protocol

QUICK: Final = 16_384
"""Bytes `at_once` on a wire that is no serial line."""


class LinkLostError(Exception):
    """The wire broke, or the printer takes no more bytes."""


class Wire(Protocol):
    """One connection at a time; everything on it blocks for a bounded time."""

    @property
    def connected(self) -> bool: ...

    @property
    def two_way(self) -> bool:
        """Whether the printer can answer at all."""

    @property
    def at_once(self) -> int:
        """Bytes that are through within half a second."""

    def open(self) -> None:
        """Take the wire for this process alone. Raises DeviceFault."""

    def close(self) -> None:
        """Let go, and of what is not sent yet; never raises; harmless when not open."""

    def write(self, data: bytes) -> None:
        """Returns when the printer, or the line to it, has it all. Raises LinkLostError."""

    def read(self, wait: float) -> bytes:
        """What the printer says, as soon as it does; empty after `wait` seconds of silence.

        Raises LinkLostError.
        """

    def drop_unsent(self) -> None:
        """Forget what this machine holds back for a printer that takes nothing."""
