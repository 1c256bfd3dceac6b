"""A device's process, seen from the core: started, spoken to, and certainly ended."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Callable

from drivers.driver import Event
from kiosk.devices.messages import (
    HEADER,
    Beat,
    Call,
    Cancel,
    Failed,
    Happened,
    Open,
    Opened,
    Ping,
    Pulse,
    Refused,
    Result,
    Setup,
    Stopped,
    pack,
    unpack,
)

STDERR = 2
Request = Open | Ping | Pulse | Call
Reply = Opened | Beat | Result | Stopped | Failed


class DeviceProcess:
    """One running worker.

    Args:
        on_event: called in the loop with what the device tells unasked.
        on_gone: called in the loop when it has gone (crashed, killed, ended, forsaken).
    """

    def __init__(self, on_event: Callable[[Event], None], on_gone: Callable[[], None]) -> None:
        self.gone = asyncio.Event()
        self.refusal = ""
        """Why its driver cannot be built from its settings."""
        self._on_event = on_event
        self._on_gone = on_gone
        self._awaited: dict[int | type, asyncio.Future[Reply | None]] = {}
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
            spawning = asyncio.create_task(asyncio.to_thread(_spawn, theirs.fileno(), setup.driver))
            try:
                self._popen = await asyncio.shield(spawning)
            except asyncio.CancelledError:
                # The thread spawns all the same: `stop` must find what it spawned.
                self._popen = await spawning
                ours.close()
                raise
        reader, self._writer = await asyncio.open_connection(sock=ours)
        self._listening = asyncio.create_task(self._listen(reader))
        self._send(setup)

    def ask(self, message: Request) -> asyncio.Future[Reply | None]:
        """Send a message; the answer to come, None when the worker goes first."""
        reply: asyncio.Future[Reply | None] = asyncio.get_running_loop().create_future()
        if self.gone.is_set():
            reply.set_result(None)
        else:
            self._awaited[_asked_by(message)] = reply
            self._send(message)
        return reply

    def cancel(self, call: Call) -> None:
        """Ask the worker to stop this call soon."""
        self._send(Cancel(call.id))

    def forsake(self) -> None:
        """It has gone, or has to go: whoever waits for it is told at once."""
        self.gone.set()
        awaited, self._awaited = self._awaited, {}
        for reply in awaited.values():
            reply.set_result(None)
        self._on_gone()

    def _send(self, message: object) -> None:
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(pack(message))

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        try:
            while True:
                (length,) = HEADER.unpack(await reader.readexactly(HEADER.size))
                self._received(unpack(await reader.readexactly(length)))
        except (asyncio.IncompleteReadError, ConnectionError):
            self.forsake()

    def _received(self, message: Reply | Happened | Refused) -> None:
        match message:
            case Happened(event=event):
                self._on_event(event)
            case Refused(detail=detail):
                self.refusal = detail
            case _:
                # What a card held stays here no longer than until it is told.
                reply = self._awaited.pop(_answered_by(message), None)
                if reply is not None:
                    reply.set_result(message)

    async def stop(self) -> None:
        """End the worker. When this returns it is dead and its device is free."""
        self.forsake()
        if self._listening is not None:
            self._listening.cancel()
        if self._writer is not None:
            self._writer.close()
        if self._popen is not None:
            # SIGKILL: a driver stuck in a vendor's library heeds nothing milder.
            self._popen.kill()
            await asyncio.to_thread(self._popen.wait)
            self._popen = None


def _asked_by(message: Request) -> int | type:
    """What an answer to `message` is known by."""
    match message:
        case Call(id=call):
            return call
        case Pulse():
            return Beat
        case _:
            return Opened


def _answered_by(message: Reply) -> int | type:
    match message:
        case Result(id=call) | Stopped(id=call):
            return call
        case Failed(id=call):
            return Opened if call is None else call
        case _:
            return type(message)


def _spawn(descriptor: int, driver: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # The driver is for whoever reads a list of processes.
        [sys.executable, "-m", "kiosk.devices.worker", str(descriptor), driver],
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        # What a vendor's library prints must not mix with what a command answers.
        stdout=STDERR,
    )
