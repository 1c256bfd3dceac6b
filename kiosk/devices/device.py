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
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar, TypeVarTuple, cast

from drivers.driver import Driver, Event, Health, Status
from kiosk.devices.messages import Call, Failed, Open, Opened, Ping, Pulse, Result, Setup
from kiosk.devices.process import DeviceProcess, Reply

D = TypeVar("D", bound=Driver)
R = TypeVar("R")
Ts = TypeVarTuple("Ts")

HEARTBEAT: Final = 0.75
"""Seconds between heartbeats."""
NOTICE: Final = 1.0
"""Seconds without an answer to a heartbeat after which the device is not called online."""
SILENCE: Final = 2.5
"""Seconds without one after which its process is killed; a busy machine may take a second."""
GRACE: Final = 1.5
"""Seconds a driver has for heeding a cancel, and for opening beyond its due."""
OPEN_TIME: Final = 12.0
"""Seconds a driver may try to get sense out of a device that is starting."""
PARKING: Final = 4.0
"""Seconds a call waits for a device that is being reconnected: a re-plug is the same device."""
STRIKES: Final = 3
STEADY: Final = 5.0
"""Seconds of service after which earlier strikes are forgiven."""
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 1.0
"""Seconds between attempts; the cap is what a mended device may have to wait."""

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
        self._leaving: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()
        self._ids = itertools.count(1)
        self._was_open = False
        self._strikes = 0
        self._lost_at = float("-inf")
        self._online = asyncio.Event()
        self._stale = asyncio.Event()
        self._wanted = asyncio.Event()
        self._tried = asyncio.Event()
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
            self._lost_at = asyncio.get_running_loop().time()
            self._supervision = asyncio.create_task(self._supervise(self._setup))

    async def stop(self) -> None:
        """End the device's process; its handle is free, and every call ended, when this returns."""
        if self._supervision is not None:
            self._supervision.cancel()
            await asyncio.gather(self._supervision, *self._leaving, return_exceptions=True)
            self._attempted()

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

    # --- calls ---

    async def call(
        self, method: Callable[[D, *Ts], R], *args: *Ts, deadline: float, again: bool = False
    ) -> R | Unavailable:
        """Run a command of the contract; calls are served one after another.

        Args:
            method: the contract's own method, e.g. `IdCardReader.read`.
            deadline: seconds from now, queueing and reconnecting included. A driver that does
                not end by then, nor on being cancelled, is killed and started anew.
            again: give the command anew when the device was lost under it and came back, for
                commands that leave nothing half done in the world.

        Returns:
            The command's own result, or Unavailable; never raises for a device's failing.
        """
        end = asyncio.get_running_loop().time() + deadline
        outcome: object = None
        for _ in range(STRIKES if again else 1):
            outcome = await self._once(method.__name__, args, end)
            if not isinstance(outcome, Unavailable):
                break
        return cast("R | Unavailable", outcome)

    async def _once(self, method: str, args: tuple[Any, ...], end: float) -> object:
        loop = asyncio.get_running_loop()
        process = await self._take_turn(end)
        if isinstance(process, Unavailable):
            return process
        call = Call(next(self._ids), method, args)
        reply = process.ask(call)
        try:
            await asyncio.wait({reply}, timeout=end - loop.time())
        finally:
            if reply.done():
                self._turn.release()
            else:
                self._leave(process, call, reply)
        if reply.done():
            return self._outcome(method, reply.result())
        return Unavailable(Health.OFFLINE, f"{method}: no result in time")

    async def _take_turn(self, end: float) -> DeviceProcess | Unavailable:
        """The process of a device that is online, for the caller alone."""
        loop = asyncio.get_running_loop()
        while True:
            if not await self._up(end):
                return Unavailable(self.status.health, self.status.detail)
            if not await _within(end - loop.time(), self._turn.acquire()):
                return Unavailable(Health.BUSY, "another command was under way all the time")
            if self._process is not None and self._online.is_set():
                return self._process
            self._turn.release()

    async def _up(self, end: float) -> bool:
        """Whether it is online, now or soon.

        A device that was lost a moment ago is waited for: a re-plug is the same device. One gone
        for longer is tried at once, and not waited for when that fails.
        """
        loop = asyncio.get_running_loop()
        while not self._online.is_set():
            if self._supervision is None or self._supervision.done():
                return False
            parked = loop.time() < self._lost_at + PARKING
            if not parked:
                self._wanted.set()
            tried = await _within(min(end - loop.time(), PARKING), self._tried.wait())
            if not tried or not (parked or self._online.is_set()):
                return False
        return True

    def _outcome(self, method: str, reply: Reply | None) -> object:
        match reply:
            case Result(value=value):
                return value
            case Failed(health=health, detail=detail):
                self._lose()
                return Unavailable(health, detail)
            case _:
                return Unavailable(Health.OFFLINE, f"{method}: the driver's process ended")

    def _leave(
        self, process: DeviceProcess, call: Call, reply: asyncio.Future[Reply | None]
    ) -> None:
        """Nobody waits for the call any more; the turn passes on when the device is free."""
        task = asyncio.create_task(self._abandon(process, call, reply))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _abandon(
        self, process: DeviceProcess, call: Call, reply: asyncio.Future[Reply | None]
    ) -> None:
        """Cancel the command and wait until the device is free, by killing it if need be."""
        try:
            process.cancel(call)
            await asyncio.wait({reply}, timeout=GRACE)
            if not reply.done():
                log.warning("%s: does not heed a cancel, killing its process", self.name)
                process.forsake()
            self._outcome(call.method, await reply)
        finally:
            self._turn.release()

    # --- supervision ---

    async def _supervise(self, setup: Setup) -> None:
        while True:
            process = self._process = DeviceProcess(self._tell, self._lose)
            try:
                await process.start(setup)
                await self._keep_open(process)
            except OSError as error:  # no memory, no more processes: perhaps later
                log.error("%s: its process cannot be started: %s", self.name, error)
            finally:
                self._lose()
                await process.stop()
                self._process = None
            if process.refusal:
                self._report(Status(Health.USER_ERROR, process.refusal))
                return
            self._strike(Status(Health.HARDWARE_ERROR, "the driver's process ended"))
            await self._rest()

    async def _keep_open(self, process: DeviceProcess) -> None:
        """Open the device, again and again if need be, until the process goes."""
        while not process.gone.is_set():
            async with self._turn:
                reply = await self._answer(process, Open(), OPEN_TIME + GRACE)
            match reply:
                case Opened(status=status):
                    await self._serve(process, status)
                case Failed(health=health, detail=detail):
                    self._strike(Status(health, detail))
                case _:
                    return
            await self._rest()

    async def _serve(self, process: DeviceProcess, status: Status) -> None:
        """Take calls, and feel the pulse all the time. Ends when it must be opened anew."""
        loop = asyncio.get_running_loop()
        self._was_open, since = True, loop.time()
        self._stale.clear()
        self._report(status)
        self._online.set()
        self._attempted()
        while not (self._stale.is_set() or process.gone.is_set()):
            if await _within(HEARTBEAT, self._stale.wait()):
                break
            await self._feel(process)
            if loop.time() - since > STEADY:
                self._strikes = 0
        self._lose()
        self._report(Status(Health.STARTING, "reconnecting"))

    async def _feel(self, process: DeviceProcess) -> None:
        """One heartbeat: of the device while it is idle, else of its process."""
        before = self.status
        if self._turn.locked():
            if await self._answer(process, Pulse(), SILENCE) is not None:
                self._report(before)
            return
        async with self._turn:
            reply = await self._answer(process, Ping(), SILENCE)
        match reply:
            case Opened(status=status):
                self._report(status)
            case _:
                self._lose()

    async def _answer(
        self, process: DeviceProcess, message: Open | Ping | Pulse, patience: float
    ) -> Reply | None:
        """The answer to a message of the supervision; None and a kill when there is none."""
        reply = process.ask(message)
        await asyncio.wait({reply}, timeout=NOTICE)
        if not reply.done() and self.status.health in (Health.ONLINE, Health.STARTING):
            self._report(replace(self.status, health=Health.STARTING, detail="does not answer"))
        await asyncio.wait({reply}, timeout=patience - NOTICE)
        if not reply.done():
            log.warning("%s: silent for %g s, killing its process", self.name, patience)
            process.forsake()
        return await reply

    def _tell(self, event: Event) -> None:
        for listener in tuple(self._listeners):
            listener(event)

    def _lose(self) -> None:
        """No more calls; whoever comes now waits a while for it to come back."""
        self._stale.set()
        if self._online.is_set():
            self._online.clear()
            self._lost_at = asyncio.get_running_loop().time()

    def _strike(self, status: Status) -> None:
        """An attempt failed: say so, or try on for a while where it worked before."""
        self._strikes += 1
        if self._strikes < STRIKES and self._was_open:
            status = Status(Health.STARTING, f"{status.detail}; trying again")
        self._report(status)
        self._attempted()

    async def _rest(self) -> None:
        """The pause until the next attempt, cut short when a call wants the device."""
        pause = min(FIRST_PAUSE * 2 ** max(0, self._strikes - 1), LONGEST_PAUSE)
        self._wanted.clear()
        await _within(pause, self._wanted.wait())

    def _attempted(self) -> None:
        """Whoever waits for the device may look again."""
        self._tried.set()
        self._tried = asyncio.Event()

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
