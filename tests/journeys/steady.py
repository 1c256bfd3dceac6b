"""One terminal for a whole module of tests: citizens come and go, as on any day.

To start a terminal takes seconds, a visit a fraction of one. A module that uses this imports
`one_terminal` with `steady`, `visit` or both. What a test does to the terminal itself (other
settings, a restart, a device that breaks, a clock) wants a terminal of its own: conftest's `visit`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio

from drivers.driver import Health, Status, Supply
from kiosk.conversation import Leave, Reply
from kiosk.conversation import questions as q
from kiosk.conversation.notices import Notice
from kiosk.settings import Settings
from kiosk.terminal import Terminal, terminal
from tests.journeys.conftest import (
    Bench,
    Visit,
    devices_of,
    mend,
    serving,
    settings_for,
    whole,
)
from tests.journeys.robot import PATIENCE, Robot, once

REST = (q.Attract, q.TakeCard)
"""What is shown while nobody stands there, and what nobody answers."""
LACK = {Supply.LOW, Supply.OUT, Supply.JAMMED}


class Stand:
    """The place before a terminal: whoever stands there is its presenter meanwhile."""

    def __init__(self) -> None:
        self._robot: Robot | None = None
        self._table: tuple[q.Question[Any], Reply[Any]] | None = None
        self._news = asyncio.Event()

    def present(self, question: q.Question[Any], reply: Reply[Any]) -> None:
        """Show it to whoever is there; nobody leaves whatever it is."""
        self._table = question, reply
        self._news.set()
        if self._robot is not None:
            self._robot.present(question, reply)
        elif not isinstance(question, REST):
            reply.outcome(Leave)

    def notify(self, notice: Notice) -> None:
        """Tell whoever is there."""
        if self._robot is not None:
            self._robot.notify(notice)

    def forget(self) -> None:
        """Everything of the one who stood here is gone."""
        if self._robot is not None:
            self._robot.forget()

    def come(self, robot: Robot) -> None:
        """Step before the terminal, which shows what it shows."""
        assert self._table is not None
        self._robot = robot
        robot.present(*self._table)

    async def go(self) -> None:
        """Step away, and wait until the terminal is ready for the next."""
        assert self._table is not None
        self._robot = None
        self.present(*self._table)
        await self.ready()

    async def ready(self) -> None:
        """Wait until nobody is expected but a citizen."""
        try:
            async with asyncio.timeout(PATIENCE):
                while self._table is None or not isinstance(self._table[0], q.Attract):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            shown = type(self._table[0]).__name__ if self._table else "nothing"
            raise AssertionError(f"not ready for the next within {PATIENCE:g} s: {shown}") from None


class Steady:
    """The terminal, its far ends, its settings, and the place before it."""

    def __init__(self, bench: Bench, settings: Settings, running: Terminal, stand: Stand) -> None:
        self.bench, self.settings, self.running = bench, settings, running
        self._stand = stand

    async def mend(self) -> None:
        """The far ends are whole and empty, the terminal has ended what earlier visits left to do,
        and it knows: no test meets what another broke."""
        await asyncio.to_thread(whole, self.bench)
        await once("nothing is left to print or to send", self._idle)
        await asyncio.to_thread(self.bench.platform.reset)
        amiss: list[str] = []

        async def well() -> bool:
            amiss[:] = await self._amiss()
            return not amiss

        try:
            await once("the terminal knows that all is well", well)
        except AssertionError as error:
            raise AssertionError(f"{error}: {', '.join(amiss)}") from None

    async def _idle(self) -> bool:
        services = self.running._services
        return not services.errands and not (await services.outbox.condition()).waiting

    async def _amiss(self) -> list[str]:
        services, answer = self.running._services, self.running.pulse.answer
        newest = (await asyncio.to_thread(self.bench.platform.state))["catalogue_version"]
        is_well = {
            "catalogue": services.catalogue.version == newest,
            "breaker": services.backend._caller._breaker._circuit.closed,
            "heartbeat": answer is not None and answer.out_of_service is None,
        }
        for device in services.hub.devices:
            is_well[device.name] = not device.configured or _works(device.name, device.status)
        return [name for name, well in is_well.items() if not well]

    def visit(self, **script: object) -> AbstractAsyncContextManager[Robot]:
        """Somebody with this script comes, and has gone with everything of theirs at the end."""
        return self.visit_of(Robot(**script))

    @asynccontextmanager
    async def visit_of(self, robot: Robot) -> AsyncIterator[Robot]:
        """The same, of this robot."""
        self._stand.come(robot)
        try:
            yield robot
        finally:
            await asyncio.to_thread(_take_all, self.bench)
            await self._stand.go()


def _works(name: str, status: Status) -> bool:
    """A printer has all that it needs; a scanner's feeder may be empty."""
    lacks = {state for _supply, state in status.supplies} & LACK
    return status.health is Health.ONLINE and not (lacks and name.endswith("printer"))


def _take_all(bench: Bench) -> None:
    """What somebody brought, they take with them."""
    bench.devices.panel.remove_card()
    bench.devices.panel.remove_smart_card()
    bench.devices.panel.hide_code()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_terminal(
    far_ends: Bench, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> AsyncIterator[Steady]:
    """A terminal that serves until the module's last test is over."""
    mend(far_ends)
    settings = settings_for(
        far_ends, tmp_path_factory.mktemp("steady"), devices=devices_of(request)
    )
    stand = Stand()
    async with terminal(settings, stand) as running, serving(running):
        await stand.ready()
        yield Steady(far_ends, settings, running, stand)


@pytest_asyncio.fixture(loop_scope="module")
async def steady(one_terminal: Steady) -> Steady:
    """The same, its far ends whole again."""
    await one_terminal.mend()
    return one_terminal


@pytest.fixture
def visit(steady: Steady) -> Visit:
    """`async with visit(robot)`: the module's terminal serves the robot meanwhile."""
    return steady.visit_of
