"""The scanner in a process of its own: pages through the hub, and a hang that is only the hub's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from drivers.driver import Health
from drivers.scanner.contract import Scanned, Scanner, ScanRequest, Source
from kiosk.devices import supervision
from kiosk.devices.device import Device, Unavailable
from kiosk.devices.messages import Setup
from simulators.escl_scanner import EsclScanner

DRIVER = "drivers.scanner.sane_scanner:SaneScanner"


@pytest.fixture
def table() -> Iterator[EsclScanner]:
    simulator = EsclScanner("127.0.0.1", 0)
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
async def device(
    table: EsclScanner, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Device[Scanner]]:
    # On a busy machine a process takes its time to start.
    monkeypatch.setattr(supervision, "PARKING", 60.0)
    device = Device[Scanner]("scanner", Setup(DRIVER, {"device": table.url}), lambda *_: None)
    device.start()
    await device.until(lambda status: status.health is Health.ONLINE)
    yield device
    await device.stop()


async def test_many_full_pages_come_through(device: Device[Scanner], table: EsclScanner) -> None:
    table.load(6)
    outcome = await device.call(Scanner.scan, ScanRequest(Source.FEEDER), deadline=60)
    assert isinstance(outcome, Scanned)
    assert [(page.width, page.height) for page in outcome.pages] == [(2480, 3508)] * 6


async def test_a_scan_past_its_deadline_leaves_the_process_usable(
    device: Device[Scanner], table: EsclScanner
) -> None:
    process = device.pid
    table.fault("hang", None, None)
    outcome = await device.call(Scanner.scan, ScanRequest(dpi=75), deadline=0.6)
    assert isinstance(outcome, Unavailable)
    table.clear()
    again = await device.call(Scanner.scan, ScanRequest(dpi=75), deadline=60)
    assert isinstance(again, Scanned)
    assert device.pid == process


async def test_unplugged_it_is_no_device_until_it_is_back(
    device: Device[Scanner], table: EsclScanner
) -> None:
    table.fault("unplug", None, None)
    await device.until(lambda status: status.health is Health.NO_DEVICE)
    table.clear()
    await device.until(lambda status: status.health is Health.ONLINE)
