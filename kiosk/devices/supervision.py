"""A device kept alive: its process, its handle, its health.

States: the process is started, opens the device, and serves; a fault closes the handle and it is
opened anew with growing pauses; a crash or a hang ends the process and a new one follows.
A device counts as gone after three failed attempts (one missed answer is not a lost device).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from drivers.driver import Event, Health, Status, StatusChanged
from kiosk.devices.messages import Failed, Open, Opened, Ping, Pulse, Setup
from kiosk.devices.process import DeviceProcess, Reply
from kiosk.devices.record import Record

HEARTBEAT: Final = 0.75
"""Seconds between heartbeats."""
NOTICE: Final = 1.0
"""Seconds without an answer to a heartbeat after which the device is not called online."""
NO_ANSWER: Final = "does not answer"
SILENCE: Final = 2.5
"""Seconds without one after which its process is killed; a busy machine may take a second."""
GRACE: Final = 1.5
"""Seconds a driver has for heeding a cancel, and for opening beyond its due."""
LOADING: Final = 6.0
"""Seconds a new process may be silent: all devices load their libraries at the same time."""
OPEN_TIME: Final = 12.0
"""Seconds a driver may try to get sense out of a device that is starting."""
PARKING: Final = 4.0
"""Seconds a call waits for a device that is being reconnected: a re-plug is the same device."""
STRIKES: Final = 3
STEADY: Final = 5.0
"""Seconds of service after which earlier strikes are forgiven."""
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 1.0
"""Seconds between attempts; the cap is what a mended device may have to wait. A process that ended
after it had served has a successor at once; one that ends again waits."""

log = logging.getLogger(__name__)


class Supervision:
    """One device's life.

    `turn` is held by whoever speaks to the device: a call, or the supervision itself.
    `process` is None between two processes.

    Args:
        name: its name in the profile.
        setup: the driver to run, or None when this terminal has no such device.
        on_change: called in the loop whenever the status changed.
        on_event: called in the loop with what the device tells unasked.
    """

    def __init__(
        self,
        name: str,
        setup: Setup | None,
        on_change: Callable[[str, Status], None],
        on_event: Callable[[Event], None],
    ) -> None:
        self.status = (
            Status(Health.STARTING) if setup else Status(Health.NO_DEVICE, "not configured")
        )
        self.record = Record()
        self.turn = asyncio.Lock()
        self.process: DeviceProcess | None = None
        self._name = name
        self._setup = setup
        self._on_change = on_change
        self._on_event = on_event
        self._task: asyncio.Task[None] | None = None
        self._was_open = False
        self._strikes = 0
        self._lost_at = float("-inf")
        self._online = asyncio.Event()
        self._stale = asyncio.Event()
        self._wanted = asyncio.Event()
        self._tried = asyncio.Event()
        self._reported = asyncio.Event()

    @property
    def configured(self) -> bool:
        """Whether there is anything to supervise."""
        return self._setup is not None

    def start(self) -> None:
        """Begin; returns at once."""
        if self._setup is not None and self._task is None:
            self._strikes = 0
            self._lost_at = asyncio.get_running_loop().time()
            self._task = asyncio.create_task(self._supervise(self._setup))

    async def stop(self) -> None:
        """End the process; its handle is free when this returns."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
            self._attempted()

    async def retire(self, detail: str) -> None:
        """Stop, and say why it takes no calls until it is started again."""
        await self.stop()
        self._report(Status(Health.OFFLINE, detail))

    async def until(self, suits: Callable[[Status], bool]) -> None:
        """Wait until the status suits."""
        while not suits(self.status):
            await self._reported.wait()

    # --- for calls ---

    @property
    def serving(self) -> DeviceProcess | None:
        """The process of a device that takes calls now."""
        return self.process if self._online.is_set() else None

    async def up(self, end: float) -> bool:
        """Whether it takes calls, now or soon; `end` in the loop's time.

        A device that was lost a moment ago is waited for: a re-plug is the same device. One gone
        for longer is tried at once, and not waited for when that fails.
        """
        loop = asyncio.get_running_loop()
        while not self._online.is_set():
            if self._task is None or self._task.done():
                return False
            parked = loop.time() < self._lost_at + PARKING
            if not parked:
                self._wanted.set()
            tried = await within(min(end - loop.time(), PARKING), self._tried.wait())
            if not tried or not (parked or self._online.is_set()):
                return False
        return True

    def lose(self) -> None:
        """No more calls: it is opened anew; whoever comes now waits a while for it to be back."""
        self._stale.set()
        if self._online.is_set():
            self._online.clear()
            self._lost_at = asyncio.get_running_loop().time()

    # --- its life ---

    async def _supervise(self, setup: Setup) -> None:
        while True:
            process = self.process = DeviceProcess(self._told, self.lose)
            self.record.process_began()
            try:
                await process.start(setup)
                await self._keep_open(process)
            except OSError as error:  # no memory, no more processes: perhaps later
                log.error("%s: its process cannot be started: %s", self._name, error)
            finally:
                self.lose()
                await process.stop()
                self.process = None
            if process.refusal:
                self._report(Status(Health.USER_ERROR, process.refusal))
                return
            self._strike(Status(Health.HARDWARE_ERROR, "the driver's process ended"))
            if self._strikes > 1 or not self._was_open:
                await self._rest()

    async def _keep_open(self, process: DeviceProcess) -> None:
        """Open the device, again and again if need be, until the process goes."""
        while not process.gone.is_set():
            async with self.turn:
                reply = await self._opened(process)
            match reply:
                case Opened(status=status):
                    await self._serve(process, status)
                case Failed(health=health, detail=detail):
                    self._strike(Status(health, detail))
                case _:
                    return
            if not process.gone.is_set():
                await self._rest()

    async def _opened(self, process: DeviceProcess) -> Reply | None:
        """The answer to Open. A device may take long to start; its process is felt meanwhile."""
        async with asyncio.TaskGroup() as both:
            opening = both.create_task(self._answer(process, Open(), OPEN_TIME + GRACE))
            both.create_task(self._felt_until(opening, process))
        return opening.result()

    async def _felt_until(self, done: asyncio.Task[Any], process: DeviceProcess) -> None:
        patience = LOADING
        while not await within(HEARTBEAT, asyncio.wait({done})):
            await self._answer(process, Pulse(), patience)
            patience = SILENCE

    async def _serve(self, process: DeviceProcess, status: Status) -> None:
        """Take calls, and feel the pulse all the time. Ends when it must be opened anew."""
        loop = asyncio.get_running_loop()
        self._was_open, since = True, loop.time()
        self._stale.clear()
        self._report(status)
        self._online.set()
        self._attempted()
        while not (self._stale.is_set() or process.gone.is_set()):
            if await within(HEARTBEAT, self._stale.wait()):
                break
            await self._feel(process)
            if loop.time() - since > STEADY:
                self._strikes = 0
        self.lose()
        self._report(Status(Health.STARTING, "reconnecting"))

    async def _feel(self, process: DeviceProcess) -> None:
        """One heartbeat: of the device while it is idle, else of its process."""
        if self.turn.locked():
            before = self.status
            beat = await self._answer(process, Pulse(), SILENCE)
            if beat is not None and self.status.detail == NO_ANSWER:
                self._report(before)
            return
        async with self.turn:
            reply = await self._answer(process, Ping(), SILENCE)
        match reply:
            case Opened(status=status):
                self._report(status)
            case _:
                self.lose()

    async def _answer(
        self, process: DeviceProcess, message: Open | Ping | Pulse, patience: float
    ) -> Reply | None:
        """The answer to a message of the supervision; None and a kill when there is none."""
        reply = process.ask(message)
        await asyncio.wait({reply}, timeout=NOTICE)
        if not reply.done() and self.status.health in (Health.ONLINE, Health.STARTING):
            self._report(replace(self.status, health=Health.STARTING, detail=NO_ANSWER))
        await asyncio.wait({reply}, timeout=patience - NOTICE)
        if not reply.done():
            log.warning("%s: silent for %g s, killing its process", self._name, patience)
            process.forsake()
        return await reply

    def _told(self, event: Event) -> None:
        if isinstance(event, StatusChanged):
            self._report(event.status)
        else:
            self._on_event(event)

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
        await within(pause, self._wanted.wait())

    def _attempted(self) -> None:
        """Whoever waits for the device may look again."""
        self._tried.set()
        self._tried = asyncio.Event()

    def _report(self, status: Status) -> None:
        if status == self.status:
            return
        log.info("%s: %s %s", self._name, status.health, status.detail)
        self.status = status
        self.record.learned(status)
        self._reported.set()
        self._reported = asyncio.Event()
        self._on_change(self._name, status)


async def within(seconds: float, waiting: Any) -> bool:  # noqa: ANN401 - any awaitable
    """Whether `waiting` ended in time."""
    try:
        async with asyncio.timeout(seconds):
            await waiting
    except TimeoutError:
        return False
    return True
