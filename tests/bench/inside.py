"""Two figures that need no glass: finding a page, and the hub's share of a device call."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from statistics import median
from typing import Final

import cv2

from kiosk.devices.device import Device
from kiosk.devices.messages import Setup
from kiosk.documents.report import report
from tests.bench.rows import Row, alone, p95
from tests.devices.troublesome import TroublesomeDriver
from tests.documents import desks, scenes

PICTURES: Final = 9
CALLS: Final = 1000
PROJECT: Final = Path(__file__).parents[2]


def pages(folder: Path) -> list[Row]:
    """Desk photographs of 12 megapixels, the page found and judged in each, as the command does."""
    taken = []
    for seed in range(PICTURES):
        scene = scenes.scene(seed, desks.HELD_OUT, page=True, width=4000, height=3000)
        path = folder / f"desk-{seed}.jpg"
        cv2.imwrite(str(path), scene.image)
        taken.append(report(path)["ms"])
    return [alone("page found in a picture of 12 megapixels, median", median(taken), "ms", 150.0)]


def hub(folder: Path) -> list[Row]:
    """A call through the hub that does nothing, less the same call made directly."""
    plug = folder / "plug"
    plug.touch()
    direct = _direct(plug)
    through = asyncio.run(_through(plug))
    name = f"device call through the hub, p95 of {CALLS}, over a direct one"
    return [alone(name, (p95(through) - direct) * 1000, "ms", 0.5)]


def _direct(plug: Path) -> float:
    driver = TroublesomeDriver(TroublesomeDriver.Settings(str(plug)), lambda event: None)
    begun = time.perf_counter()
    for _ in range(CALLS):
        driver.echo("x")
    return (time.perf_counter() - begun) / CALLS


async def _through(plug: Path) -> list[float]:
    # The device's process finds the driver of the tests.
    os.environ["PYTHONPATH"] = str(PROJECT)
    setup = Setup("tests.devices.troublesome:TroublesomeDriver", {"path": str(plug)})
    device: Device[TroublesomeDriver] = Device("echo", setup, lambda name, status: None)
    device.start()
    try:
        await device.call(TroublesomeDriver.echo, "x", deadline=10)
        return [await _timed(device) for _ in range(CALLS)]
    finally:
        await device.stop()


async def _timed(device: Device[TroublesomeDriver]) -> float:
    begun = time.perf_counter()
    await device.call(TroublesomeDriver.echo, "x", deadline=10)
    return time.perf_counter() - begun
