"""A device's process, seen from the core: started, spoken to, and certainly ended."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Callable

from kiosk.devices.messages import HEADER, Setup, pack, unpack

STDERR = 2


class DeviceProcess:
    """One running worker.

    Args:
        on_message: called in the loop with every message of the worker.
        on_gone: called in the loop once when its socket has closed (crashed, killed, ended).
    """

    def __init__(self, on_message: Callable[[object], None], on_gone: Callable[[], None]) -> None:
        self._on_message = on_message
        self._on_gone = on_gone
        self._popen: subprocess.Popen[bytes] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._listening: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._popen.pid if self._popen else None

    async def start(self, setup: Setup) -> None:
        """Start the worker and tell it which driver to run."""
        ours, theirs = socket.socketpair()
        with theirs:
            spawning = asyncio.create_task(asyncio.to_thread(_spawn, theirs.fileno()))
            try:
                self._popen = await asyncio.shield(spawning)
            except asyncio.CancelledError:
                # The thread spawns all the same: `stop` must find what it spawned.
                self._popen = await spawning
                ours.close()
                raise
        reader, self._writer = await asyncio.open_connection(sock=ours)
        self._listening = asyncio.create_task(self._listen(reader))
        self.send(setup)

    def send(self, message: object) -> None:
        """Send a message; a worker that has gone is noticed by `on_gone`, not here."""
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(pack(message))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        try:
            while True:
                (length,) = HEADER.unpack(await reader.readexactly(HEADER.size))
                self._on_message(unpack(await reader.readexactly(length)))
        except (asyncio.IncompleteReadError, ConnectionError):
            self._on_gone()

    async def stop(self) -> None:
        """End the worker. When this returns it is dead and its device is free."""
        if self._listening is not None:
            self._listening.cancel()
        if self._writer is not None:
            self._writer.close()
        if self._popen is not None:
            # SIGKILL: a driver stuck in a vendor's library heeds nothing milder.
            self._popen.kill()
            await asyncio.to_thread(self._popen.wait)
            self._popen = None


def _spawn(descriptor: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk.devices.worker", str(descriptor)],
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        # What a vendor's library prints must not mix with what a command answers.
        stdout=STDERR,
    )
