"""What the device processes cost, and how soon a killed one is back."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from statistics import median
from typing import Any, Final

import psutil

from drivers.driver import Health
from drivers.receipt_printer.contract import Line, Printed, Qr, Receipt, ReceiptPrinter
from kiosk import settings as configuration
from kiosk.devices.device import Device
from kiosk.devices.hub import Hub
from kiosk.devices.registry import setups
from kiosk.devices.supervision import STEADY
from simulators.far_ends import FarEnds
from tests.bench.rows import Row, alone

ONLINE_WITHIN: Final = 20.0
SETTLE_S: Final = 3.0
OVER_S: Final = 20.0
MEGABYTE: Final = 1e6
ROUNDS: Final = 3
WITH_OPENCV: Final = "opencv"
RECEIPT: Final = Receipt(
    (
        Line("业务受理单", size=2, bold=True),
        Line("张𬱖𬭎"),
        Line("张𬱖𬭎", bold=True),
        Qr("https://ywtb.example/c/82641937"),
    )
)
"""Two weights of drawn characters and a code."""


def measure(ends: FarEnds, folder: Path) -> list[Row]:
    """All devices of the simulated profile under one hub."""
    return asyncio.run(_measure(ends, folder))


async def _measure(ends: FarEnds, folder: Path) -> list[Row]:
    options = [word for word in ends.overrides() if word != "--set"]
    job_log = f"devices.receipt_printer.job_log={folder / 'printed-jobs'}"
    settings = configuration.load("simulated", [*options, job_log])
    hub = Hub(setups(settings))
    hub.start()
    try:
        devices = [device for device in hub.devices if device.configured]
        await asyncio.gather(*(_online(device) for device in devices))
        await asyncio.sleep(SETTLE_S)
        heavy = {
            name for name, one in settings.devices.present().items() if WITH_OPENCV in one.driver
        }
        at_rest = _memory(devices, heavy)
        printed = await _printed(hub)
        return [*at_rest, printed, await _idle(devices), await _revived(devices)]
    finally:
        await hub.stop()


async def _online(device: Device[Any]) -> None:
    async with asyncio.timeout(ONLINE_WITHIN):
        await device.until(lambda status: status.health is Health.ONLINE)


def _memory(devices: list[Device[Any]], heavy: set[str]) -> list[Row]:
    """The largest private memory, of those without and with OpenCV."""
    uses = {one.name: psutil.Process(one.pid).memory_full_info().uss for one in devices}
    light = max((name for name in uses if name not in heavy), key=uses.__getitem__)
    rows = [_megabytes(f"largest device process ({light})", uses[light], 20.0)]
    for name in sorted(heavy & uses.keys()):
        rows.append(_megabytes(f"device process with OpenCV ({name})", uses[name], 60.0))
    return rows


async def _printed(hub: Hub) -> Row:
    """The printer's private memory after a receipt with all that needs loading."""
    job = f"bench-{time.time_ns()}"
    outcome = await hub.receipt_printer.call(ReceiptPrinter.print, job, RECEIPT, deadline=30)
    assert isinstance(outcome, Printed), outcome
    use = psutil.Process(hub.receipt_printer.pid).memory_full_info().uss
    return _megabytes("receipt_printer after its first print", use, 20.0)


def _megabytes(what: str, size: int, aim: float) -> Row:
    return alone(f"private memory, {what}", size / MEGABYTE, "MB", aim)


async def _idle(devices: list[Device[Any]]) -> Row:
    processes = [psutil.Process(device.pid) for device in devices]
    before, begun = _spent(processes), time.monotonic()
    await asyncio.sleep(OVER_S)
    percent = (_spent(processes) - before) / (time.monotonic() - begun) * 100
    return alone(f"idle processor time of {len(devices)} device processes", percent, "% core", 1.0)


def _spent(processes: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return float(sum(one.user + one.system for one in times))


async def _revived(devices: list[Device[Any]]) -> Row:
    """The slowest to be online again after SIGKILL, each by the median of its rounds."""
    rounds = []
    for _ in range(ROUNDS):
        rounds.append({device.name: await _killed(device) for device in devices})
        await asyncio.sleep(STEADY)  # else the hub would count them as strikes in a row
    taken = {device.name: median(one[device.name] for one in rounds) for device in devices}
    slowest = max(taken, key=taken.__getitem__)
    name = f"killed device process online again, slowest of {len(taken)} ({slowest})"
    return alone(name, taken[slowest], "s", 1.0)


async def _killed(device: Device[Any]) -> float:
    assert device.pid is not None
    os.kill(device.pid, signal.SIGKILL)
    begun = time.monotonic()
    await device.until(lambda status: status.health is not Health.ONLINE)
    await _online(device)
    return time.monotonic() - begun
