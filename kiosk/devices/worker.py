"""The process of one device: `python -m kiosk.devices.worker FD DRIVER`.

One thread reads what the hub says, the main thread runs the driver, one command at a time.
When the hub goes, the process goes at once, even out of a command that hangs.
"""

from __future__ import annotations

import faulthandler
import importlib
import os
import queue
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from drivers.driver import Cancelled, DeviceFault, Driver, Event
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
from kiosk.log import places

BEAT = Beat()


class Channel:
    """The worker's end of the socket: blocking, sending from any thread."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._sending = threading.Lock()

    def send(self, message: object) -> None:
        """Send one message; the hub having gone ends the process."""
        try:
            with self._sending:
                self._sock.sendall(pack(message))
        except OSError:
            os._exit(0)

    def receive(self) -> object:
        """The next message; the hub having gone ends the process."""
        (length,) = HEADER.unpack(self._exactly(HEADER.size))
        return unpack(self._exactly(length))

    def _exactly(self, count: int) -> bytes:
        data = bytearray()
        while len(data) < count:
            try:
                chunk = self._sock.recv(count - len(data))
            except OSError:
                chunk = b""
            if not chunk:
                # Not sys.exit: the main thread may hang in a vendor's library for ever.
                os._exit(0)
            data += chunk
        return bytes(data)


class Worker:
    """Runs one driver for the hub."""

    def __init__(self, channel: Channel, driver: Driver) -> None:
        self._channel = channel
        self._driver = driver
        self._inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._running: int | None = None
        self._answered: int | None = None
        self._cancelled: int | None = None

    def run(self) -> None:
        """Serve until the hub goes."""
        threading.Thread(target=self._listen, daemon=True).start()
        while True:
            self._serve(self._inbox.get())

    def _listen(self) -> None:
        while True:
            message = self._channel.receive()
            if isinstance(message, Cancel):
                # Remembered too: the command may still be on its way through the inbox.
                self._cancelled = message.id
                if message.id == self._running:
                    self._driver.cancel()
            elif isinstance(message, Pulse):
                self._channel.send(BEAT)
            else:
                self._inbox.put(message)

    def _serve(self, message: object) -> None:
        # Also before a heartbeat: a cancel meant for the last command is over with it.
        # What nobody waits for any more the hub cancels before it gives the next command.
        self._driver.begin(
            unheard=self._cancelled is not None and self._cancelled == self._answered
        )
        match message:
            case Open():
                self._guarded(None, self._open)
            case Ping():
                self._guarded(None, lambda: Opened(self._driver.check()))
            case Call():
                self._call(message)
            case _:
                raise TypeError(f"not a message for a worker: {type(message).__name__}")

    def _open(self) -> Opened:
        self._driver.close()
        self._driver.open()
        return Opened(self._driver.check())

    def _call(self, call: Call) -> None:
        self._running = call.id
        if self._cancelled == call.id:
            self._driver.cancel()
        try:
            self._guarded(call.id, lambda: self._carry_out(call))
        finally:
            self._running = None

    def _carry_out(self, call: Call) -> Result:
        result = Result(call.id, getattr(self._driver, call.method)(*call.args))
        self._answered = call.id
        return result

    def _guarded(self, call: int | None, act: Callable[[], Opened | Result]) -> None:
        """Send what `act` gives; a fault closes the handle and is told; a bug ends the process."""
        try:
            reply: object = act()
        except Cancelled:
            reply = Stopped(call if call is not None else -1)
        except DeviceFault as fault:
            self._driver.close()
            reply = Failed(call, fault.health, f"{type(fault).__name__}: {fault}")
        self._channel.send(reply)


def load_driver(path: str) -> type[Driver]:
    """The driver class at `module:Class`."""
    module, _, name = path.partition(":")
    driver = getattr(importlib.import_module(module), name)
    if not (isinstance(driver, type) and issubclass(driver, Driver)):
        raise TypeError(f"{path} is not a Driver")
    return driver


def _tell_places(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    sys.stderr.write(f"a driver broke:\n{places(error)}\n")


def main() -> None:
    """Serve the hub on the socket whose descriptor is the first argument."""
    faulthandler.enable()
    # A driver's memory holds cards and pages: neither a core file nor an exception's words.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.excepthook = _tell_places
    # Ctrl-C on the terminal goes to the whole group; the hub stops its devices itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = Channel(socket.socket(fileno=int(sys.argv[1])))
    setup = channel.receive()
    assert isinstance(setup, Setup)

    def emit(event: Event) -> None:
        channel.send(Happened(event))

    driver_class = load_driver(setup.driver)
    try:
        driver = driver_class(driver_class.Settings(**setup.options), emit)  # type: ignore[call-arg]
    except (TypeError, ValueError) as error:
        channel.send(Refused(f"settings refused: {error}"))
        return
    Worker(channel, driver).run()


if __name__ == "__main__":
    main()
