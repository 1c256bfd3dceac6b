"""One supervised device: its process, its health, and typed calls to it.

States: the process is started, opens the device, and serves calls; a fault closes the handle and
it is opened anew with growing pauses; a crash or a hang ends the process and a new one follows.
A device counts as gone after three failed attempts (one missed answer is not a lost device).
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, TypeVarTuple, cast

from drivers.driver import Driver, Event, Health, Status
from kiosk.devices.messages import (
    Call,
    Cancel,
    Failed,
    Happened,
    Open,
    Opened,
    Ping,
    Refused,
    Result,
    Setup,
    Stopped,
)
from kiosk.devices.process import DeviceProcess

D = TypeVar("D", bound=Driver)
R = TypeVar("R")
Ts = TypeVarTuple("Ts")

HEARTBEAT = 2.0
"""Seconds between heartbeats of an idle device."""
GRACE = 1.5
"""Seconds a device has for opening, for a heartbeat and for heeding a cancel, beyond its due."""
OPEN_TIME = 8.0
PARKING = 4.0
"""Seconds a call waits for a device that is being reconnected: a re-plug is the same device."""
STRIKES = 3
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 4.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Unavailable:
    """A call that could not be carried out because of the device itself.

    `detail` is for the technician; it holds no personal data.
    """

    health: Health
    detail: str


class Device(Generic[D]):
    """A device as the core sees it; `D` is its contract.

    Args:
        name: its name in the profile.
        setup: the driver to run, or None when this terminal has no such device.
        on_change: called in the loop whenever the status changed.
    """

    def __init__(
        self, name: str, setup: Setup | None, on_change: Callable[[str, Status], None]
    ) -> None:
        self.name = name
        self.status = (
            Status(Health.STARTING) if setup else Status(Health.NO_DEVICE, "not configured")
        )
        self._setup = setup
        self._on_change = on_change
        self._process: DeviceProcess | None = None
        self._supervision: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._ids = itertools.count(1)
        self._pending: asyncio.Future[object] | None = None
        self._expected: int | None = None
        self._refused = False
        self._gone = asyncio.Event()
        self._online = asyncio.Event()
        self._stale = asyncio.Event()
        self._reported = asyncio.Event()
        self._listeners: list[Callable[[Event], None]] = []

    @property
    def configured(self) -> bool:
        """Whether this terminal has such a device at all."""
        return self._setup is not None

    @property
    def pid(self) -> int | None:
        """Process id of the device's process."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Begin supervising; returns at once."""
        if self._setup is not None:
            self._supervision = asyncio.create_task(self._supervise(self._setup))

    async def stop(self) -> None:
        """End the device's process; its handle is free when this returns."""
        if self._supervision is not None:
            self._supervision.cancel()
            await asyncio.gather(self._supervision, return_exceptions=True)

    async def until(self, suits: Callable[[Status], bool]) -> None:
        """Wait until the status suits."""
        while not suits(self.status):
            await self._reported.wait()

    @contextmanager
    def listening(self, listener: Callable[[Event], None]) -> Iterator[None]:
        """While inside, `listener` is called in the loop with every event of the device."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    async def call(
        self, method: Callable[[D, *Ts], R], *args: *Ts, deadline: float
    ) -> R | Unavailable:
        """Run a command of the contract; calls are served one after another.

        Args:
            method: the contract's own method, e.g. `IdCardReader.read`.
            deadline: seconds from now, queueing and reconnecting included. A driver that does
                not end by then, nor on being cancelled, is killed and started anew.

        Returns:
            The command's own result, or Unavailable; never raises for a device's failing.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + deadline
        if not await _within(min(deadline, PARKING), self._online.wait()):
            return Unavailable(self.status.health, self.status.detail)
        if not await _within(end - loop.time(), self._turn.acquire()):
            return Unavailable(Health.BUSY, "another command was under way all the time")
        try:
            left = end - loop.time()
            return cast("R | Unavailable", await self._run(method.__name__, args, left))
        finally:
            self._turn.release()

    async def _run(self, method: str, args: tuple[Any, ...], deadline: float) -> object:
        if not self._online.is_set():
            return Unavailable(self.status.health, self.status.detail)
        call = Call(next(self._ids), method, args)
        try:
            async with asyncio.timeout(deadline):
                reply = await self._exchange(call, call.id)
        except TimeoutError:
            await self._abandon(call)
            return Unavailable(Health.OFFLINE, f"{method}: no result within {deadline:.1f} s")
        except asyncio.CancelledError:
            await self._abandon(call)
            raise
        match reply:
            case Result(value=value):
                return value
            case Failed(health=health, detail=detail):
                return Unavailable(health, detail)
            case _:
                return Unavailable(Health.OFFLINE, f"{method}: the driver's process ended")

    async def _exchange(self, message: object, call: int | None = None) -> object:
        """Send one message and wait for what answers it (None: the process went)."""
        if self._process is None or self._gone.is_set():
            return None
        self._process.send(message)
        return await self._reply_to(call)

    async def _reply_to(self, call: int | None) -> object:
        self._expected = call
        self._pending = asyncio.get_running_loop().create_future()
        try:
            return await self._pending
        finally:
            self._pending = None  # what a card held must not stay here

    async def _abandon(self, call: Call) -> None:
        """Cancel the command and wait until the device is free, by killing it if need be."""
        if self._process is None or self._gone.is_set():
            return
        self._process.send(Cancel(call.id))
        if not await _within(GRACE, self._reply_to(call.id)):
            log.warning("%s: does not heed a cancel, killing its process", self.name)
            self._went()

    # --- supervision ---

    async def _supervise(self, setup: Setup) -> None:
        pause = FIRST_PAUSE
        while True:
            self._gone.clear()
            self._process = DeviceProcess(self._received, self._went)
            try:
                await self._process.start(setup)
                if await self._keep_open():
                    pause = FIRST_PAUSE
            except OSError as error:  # no memory, no more processes: perhaps later
                log.error("%s: its process cannot be started: %s", self.name, error)
            finally:
                self._online.clear()
                await self._process.stop()
                self._process = None
            if self._refused:
                return
            self._report(Status(Health.HARDWARE_ERROR, "the driver's process ended"))
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _keep_open(self) -> bool:
        """Open the device, again and again if need be, until the process goes.

        Returns: whether the device was ever open.
        """
        was_open = False
        pause, strikes = FIRST_PAUSE, 0
        while not self._gone.is_set():
            async with self._turn:
                reply = await self._asked(Open(), OPEN_TIME + GRACE)
            match reply:
                case Opened(status=status):
                    was_open, pause, strikes = True, FIRST_PAUSE, 0
                    await self._serve_until_stale(status)
                case Failed(health=health, detail=detail):
                    strikes += 1
                    if strikes >= STRIKES or not was_open:
                        self._report(Status(health, detail))
                case _:
                    return was_open
            await _within(pause, self._gone.wait())
            pause = min(pause * 2, LONGEST_PAUSE)
        return was_open

    async def _serve_until_stale(self, status: Status) -> None:
        """Take calls; a heartbeat whenever the device has been idle. Ends when it must reopen."""
        self._stale.clear()
        self._report(status)
        self._online.set()
        while not (self._stale.is_set() or self._gone.is_set()):
            await _first_of(HEARTBEAT, self._stale.wait(), self._gone.wait())
            if self._turn.locked() or self._stale.is_set():
                continue
            async with self._turn:
                match await self._asked(Ping(), GRACE):
                    case Opened(status=fresh):
                        self._report(fresh)
                    case _:
                        self._stale.set()
        self._online.clear()
        self._report(Status(Health.STARTING, "reconnecting"))

    async def _asked(self, message: object, patience: float) -> object:
        """The answer to a message of the supervision; None and a kill when there is none."""
        try:
            async with asyncio.timeout(patience):
                return await self._exchange(message)
        except TimeoutError:
            log.warning("%s: silent for %g s, killing its process", self.name, patience)
            self._went()
            return None

    def _received(self, message: object) -> None:
        match message:
            case Happened(event=event):
                for listener in tuple(self._listeners):
                    listener(event)
            case Refused(detail=detail):
                self._refused = True
                self._report(Status(Health.USER_ERROR, detail))
            case Opened():
                self._settle(None, message)
            case Result(id=call) | Stopped(id=call):
                self._settle(call, message)
            case Failed(id=call):
                self._online.clear()
                self._stale.set()
                self._settle(call, message)
            case _:
                raise TypeError(f"not a message from a worker: {type(message).__name__}")

    def _went(self) -> None:
        """The process has gone, or has to go: whoever waits for it is told at once."""
        self._online.clear()
        self._gone.set()
        if self._pending is not None and not self._pending.done():
            self._pending.set_result(None)

    def _settle(self, call: int | None, reply: object) -> None:
        """Hand the reply to whoever waits for it; a late one, to a call given up, is dropped."""
        if self._pending is not None and not self._pending.done() and self._expected == call:
            self._pending.set_result(reply)

    def _report(self, status: Status) -> None:
        if status == self.status:
            return
        log.info("%s: %s %s", self.name, status.health, status.detail)
        self.status = status
        self._reported.set()
        self._reported = asyncio.Event()
        self._on_change(self.name, status)


async def _within(seconds: float, waiting: Any) -> bool:  # noqa: ANN401 - any awaitable
    """Whether `waiting` ended in time."""
    try:
        async with asyncio.timeout(seconds):
            await waiting
    except TimeoutError:
        return False
    return True


async def _first_of(seconds: float, *waiting: Any) -> None:  # noqa: ANN401 - any coroutines
    tasks = [asyncio.ensure_future(one) for one in waiting]
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
