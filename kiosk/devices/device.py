"""One device as the core sees it: how it is, what it tells, and typed calls to it."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, TypeVarTuple, cast

from drivers.driver import Driver, Event, Health, Status
from kiosk.devices.messages import Call, Failed, Result, Setup
from kiosk.devices.process import DeviceProcess, Reply
from kiosk.devices.record import Record
from kiosk.devices.supervision import GRACE, STRIKES, Supervision, within

D = TypeVar("D", bound=Driver)
R = TypeVar("R")
Ts = TypeVarTuple("Ts")

RETIRED = "taken out of service by staff"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Unavailable:
    """A call that could not be carried out because of the device itself.

    `detail` is for the technician; it holds no personal data.
    """

    health: Health
    detail: str


class Device(Generic[D]):
    """A supervised device; `D` is its contract.

    Args:
        name: its name in the profile.
        setup: the driver to run, or None when this terminal has no such device.
        on_change: called in the loop whenever the status changed.
    """

    def __init__(
        self, name: str, setup: Setup | None, on_change: Callable[[str, Status], None]
    ) -> None:
        self.name = name
        self._supervision = Supervision(name, setup, on_change, self._tell)
        self._retired = False
        self._leaving: set[asyncio.Task[None]] = set()
        self._ids = itertools.count(1)
        self._listeners: list[Callable[[Event], None]] = []

    @property
    def status(self) -> Status:
        """How it is."""
        return self._supervision.status

    @property
    def configured(self) -> bool:
        """Whether this terminal has such a device at all."""
        return self._supervision.configured

    @property
    def record(self) -> Record:
        """Its past, since the terminal was started."""
        return self._supervision.record

    @property
    def retired(self) -> bool:
        """Whether staff took it out of service."""
        return self._retired

    @property
    def pid(self) -> int | None:
        """Process id of the device's process."""
        process = self._supervision.process
        return process.pid if process else None

    def start(self) -> None:
        """Begin supervising, unless it is out of service; returns at once."""
        if not self._retired:
            self._supervision.start()

    async def stop(self) -> None:
        """End the device's process; its handle is free, and every call ended, when this returns."""
        await self._supervision.stop()
        await asyncio.gather(*self._leaving, return_exceptions=True)

    async def restart(self) -> None:
        """End its driver, also one that hangs, and start it anew."""
        await self._supervision.stop()
        self._supervision.start()

    async def retire(self) -> None:
        """Take it out of service: journeys are told that it is not there."""
        self._retired = True
        await self._supervision.retire(RETIRED)

    def enlist(self) -> None:
        """Put it back into service; returns at once."""
        self._retired = False
        self._supervision.start()

    async def until(self, suits: Callable[[Status], bool]) -> None:
        """Wait until the status suits."""
        await self._supervision.until(suits)

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
                self._supervision.turn.release()
            else:
                self._leave(process, call, reply)
        if reply.done():
            return self._outcome(method, reply.result())
        return Unavailable(Health.OFFLINE, f"{method}: no result in time")

    async def _take_turn(self, end: float) -> DeviceProcess | Unavailable:
        """The process of a device that is online, for the caller alone."""
        loop = asyncio.get_running_loop()
        while True:
            if not await self._supervision.up(end):
                return Unavailable(self.status.health, self.status.detail)
            if not await within(end - loop.time(), self._supervision.turn.acquire()):
                return Unavailable(Health.BUSY, "another command was under way all the time")
            if (process := self._supervision.serving) is not None:
                return process
            self._supervision.turn.release()

    def _outcome(self, method: str, reply: Reply | None) -> object:
        match reply:
            case Result(value=value):
                return value
            case Failed(health=health, detail=detail):
                self._supervision.lose()
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
            self._supervision.turn.release()

    def _tell(self, event: Event) -> None:
        for listener in tuple(self._listeners):
            listener(event)
