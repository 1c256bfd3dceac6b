"""One row: the cause comes about, what the hub makes of it, and what is left afterwards."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from drivers.driver import Health, Status
from kiosk.devices.device import Unavailable
from kiosk.devices.hub import Hub
from kiosk.devices.registry import setups
from tests.journeys.conftest import settings_for
from tests.matrix.bench import Cause, Family, Scene
from tests.matrix.faults import WHEN, Fault, When

NOTICED_AIM: Final = 2.0
BACK_AIM: Final = 3.0
"""Seconds from the cause until the hub says so, and from its end until the device is online."""
MIDST: Final = 0.4
"""Seconds from the start of a command until the cause comes about."""
SETTLED: Final = 4.0
"""Seconds after the cause in which the hub's verdict is final."""
PATIENCE: Final = 30.0


@dataclass
class Row:
    """What was seen. Times in seconds; None where there is nothing to time."""

    device: str
    fault: str
    when: str
    reports: list[str] = field(default_factory=list)
    noticed: float | None = None
    back: float | None = None
    outcome: str = ""
    journey: str = ""
    why_not: str = ""
    misses: list[str] = field(default_factory=list)


class Log:
    """What the hub said of the device, and when."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, Status]] = []
        self.news = asyncio.Event()

    def __call__(self, name: str, status: Status) -> None:
        self.seen.append((time.monotonic(), status))
        self.news.set()

    def since(self, moment: float) -> list[tuple[float, Status]]:
        return [one for one in self.seen if one[0] >= moment]

    async def until(self, happened: Callable[[], bool], limit: float) -> bool:
        """Whether it happened in time; looked at whenever the hub says something."""
        end = time.monotonic() + limit
        while not happened():
            self.news.clear()
            try:
                async with asyncio.timeout(min(0.05, max(0.0, end - time.monotonic()))):
                    await self.news.wait()
            except TimeoutError:
                if time.monotonic() > end:
                    return False
        return True


async def observe(family: Family, fault: Fault, cause: Cause, scene: Scene) -> Row:
    """Run one row on a hub with only this device."""
    row = Row(family.name, fault, WHEN[fault])
    more = family.overrides(scene.far_ends, scene.home)
    settings = settings_for(scene.far_ends, scene.home, *more)
    hub = Hub({family.device: setups(settings)[family.device]})
    scene.device = getattr(hub, family.device)
    log = Log()
    hub.on_change(log)
    try:
        await _suffer(family, cause, scene, hub, log, row)
        if wrong := await family.works(hub, scene):
            row.misses.append(wrong)
    finally:
        await hub.stop()
    return row


async def _suffer(family: Family, cause: Cause, scene: Scene, hub: Hub, log: Log, row: Row) -> None:
    command: asyncio.Task[object] | None = None
    if row.when == When.START:
        await asyncio.to_thread(cause.do, scene)
        hub.start()
    else:
        hub.start()
        if not await log.until(lambda: _online(scene), PATIENCE):
            row.misses.append(f"it never was online: {scene.device.status.detail}")
            return
    if row.when == When.BUSY:
        command = asyncio.create_task(_timed(family.command(hub, scene)))
        await asyncio.sleep(MIDST)
    before = scene.device.status
    began = time.monotonic()
    if row.when != When.START:
        await asyncio.to_thread(cause.do, scene)

    def noticed() -> bool:
        told = any(_differs(status, before) for _, status in log.since(began))
        return told or (command is not None and command.done())

    if cause.harmless:
        await _unharmed(cause, scene, log, row, began)
    else:
        if await log.until(noticed, PATIENCE):
            row.noticed = time.monotonic() - began
        await asyncio.sleep(0 if cause.heals else max(0.0, began + SETTLED - time.monotonic()))
        await _mend(cause, scene, log, row, began)
    row.reports = _reports(log.since(began))
    if command is not None:
        row.outcome = await _outcome(command, row)


async def _unharmed(cause: Cause, scene: Scene, log: Log, row: Row, began: float) -> None:
    if not await log.until(lambda: _online(scene), PATIENCE):
        row.misses.append("it does not come online")
    row.back = time.monotonic() - began if row.when == When.START else None
    await asyncio.sleep(SETTLED / 2)
    bad = [one for one in _reports(log.since(began)) if not one.startswith(("starting", "online"))]
    if bad:
        row.misses.append(f"called {', '.join(bad)}, though nothing is wrong")
    await asyncio.to_thread(cause.undo, scene)


async def _mend(cause: Cause, scene: Scene, log: Log, row: Row, began: float) -> None:
    if row.noticed is None:
        row.misses.append("never noticed")
    elif row.noticed > NOTICED_AIM:
        row.misses.append(f"noticed only after {row.noticed:.1f} s")
    mended = time.monotonic()
    await asyncio.to_thread(cause.undo, scene)
    if not await log.until(lambda: _online(scene) and _well(scene.device.status), PATIENCE):
        row.misses.append("it does not come back")
        return
    row.back = time.monotonic() - mended
    if row.back > BACK_AIM:
        row.misses.append(f"back only after {row.back:.1f} s")


async def _timed(command: object) -> object:
    return await command  # type: ignore[misc]  # an Awaitable; create_task wants a coroutine


async def _outcome(command: asyncio.Task[object], row: Row) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            result = await command
    except TimeoutError:
        row.misses.append("the command was left without a result")
        return "nothing"
    if isinstance(result, Unavailable):
        return f"unavailable ({result.health})"
    hindrance = getattr(result, "hindrance", None)
    return type(result).__name__ + (f" ({hindrance})" if hindrance else "")


def _online(scene: Scene) -> bool:
    return scene.device.status.health is Health.ONLINE


def _well(status: Status) -> bool:
    return not _short(status)


def _short(status: Status) -> list[str]:
    """What it lacks. A scanner's feeder is empty most of the time."""
    gone = ("out", "jammed")
    return [f"{name} {it}" for name, it in status.supplies if it in gone and name != "feeder"]


def _differs(status: Status, before: Status) -> bool:
    """Whether it says something else than before; while starting, that it does not answer."""
    if status.health is before.health is not Health.STARTING:
        return status.supplies != before.supplies
    return status != before


def _reports(seen: list[tuple[float, Status]]) -> list[str]:
    """Health and what is wrong with supplies, repetitions left out."""
    told: list[str] = []
    for _, status in seen:
        silent = ["no answer"] if status.detail == "does not answer" else []
        words = ", ".join([status.health, *_short(status), *silent])
        if told[-1:] != [words]:
            told.append(words)
    return told
