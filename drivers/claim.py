"""One owner on this machine, for what the kernel lets two processes open: an address.

Two terminals on one network printer would mix two citizens' paper. The name is that of an abstract
socket: it is free again when its process ends, however it ends, and leaves no file behind.
"""

from __future__ import annotations

import errno
import socket

from drivers.driver import InUse


class Claim:
    """`name`, held by one process at a time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._held: socket.socket | None = None

    def take(self) -> None:
        """Raises InUse. Harmless when it is held already."""
        if self._held is not None:
            return
        held = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            held.bind(f"\0one-network-kiosk/{self._name}")
        except OSError as error:
            held.close()
            if error.errno == errno.EADDRINUSE:
                raise InUse(f"{self._name} belongs to another process on this machine") from error
            raise
        self._held = held

    def release(self) -> None:
        """Let go; harmless when not held."""
        held, self._held = self._held, None
        if held is not None:
            held.close()
