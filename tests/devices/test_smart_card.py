"""The smart card reader's process under the hub, on the real PC/SC stack."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from drivers.driver import Health
from drivers.smart_card.contract import (
    CardInserted,
    CardTaken,
    SmartCardReader,
    SocialSecurityCard,
)
from kiosk.devices import supervision
from kiosk.devices.device import Device, Unavailable
from kiosk.devices.messages import Setup
from simulators.smart_card_reader import SmartCardReader as Simulator

DRIVER = "drivers.smart_card.pcsc_card:PcscCardReader"


@pytest.fixture
async def simulator(tmp_path: Path) -> AsyncIterator[Simulator]:
    simulator = Simulator(tmp_path / "pcscd")
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
async def device(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Device[SmartCardReader]]:
    # On a busy machine a process takes its time to start.
    monkeypatch.setattr(supervision, "PARKING", 60.0)
    setup = Setup(DRIVER, {"reader": "00 00", "socket": simulator.socket_path})
    device = Device[SmartCardReader]("smart_card", setup, lambda name, status: None)
    device.start()
    await until(device, Health.ONLINE)
    yield device
    await device.stop()


async def until(device: Device[SmartCardReader], *health: Health) -> None:
    async with asyncio.timeout(60):
        await device.until(lambda status: status.health in health)


async def read(device: Device[SmartCardReader], deadline: float = 60) -> object:
    return await device.call(SmartCardReader.read, 30.0, None, deadline=deadline)


async def test_a_card_is_told_of_and_read(
    device: Device[SmartCardReader], simulator: Simulator
) -> None:
    seen: list[object] = []
    with device.listening(seen.append):
        simulator.place("rare")
        outcome = await read(device)
        assert isinstance(outcome, SocialSecurityCard)
        assert outcome.name == "王𬍛㛃"
        simulator.remove()
        assert await device.call(SmartCardReader.wait_removed, 30.0, deadline=60) is True
    assert seen == [CardInserted(), CardTaken()]


async def test_pcscd_restarted_while_idle_is_noticed_and_got_over(
    device: Device[SmartCardReader], simulator: Simulator
) -> None:
    simulator.restart()
    async with asyncio.timeout(60):
        await device.until(lambda status: status.health is not Health.ONLINE)
    await until(device, Health.ONLINE)
    simulator.place("zhang")
    assert isinstance(await read(device), SocialSecurityCard)


async def test_pcscd_restarted_in_the_middle_of_a_reading_is_a_value(
    device: Device[SmartCardReader], simulator: Simulator
) -> None:
    simulator.fault("slow", None, 0.2)
    simulator.place("zhang")
    reading = asyncio.create_task(read(device))
    async with asyncio.timeout(60):
        while simulator.state()["commands"] < 3:
            await asyncio.sleep(0.02)
    await asyncio.to_thread(simulator.restart)
    outcome = await reading
    assert isinstance(outcome, Unavailable)
    assert outcome.health is Health.OFFLINE
    simulator.clear("slow")
    assert isinstance(await read(device), SocialSecurityCard)


async def test_a_silent_card_costs_one_process_and_no_session(
    device: Device[SmartCardReader], simulator: Simulator
) -> None:
    simulator.fault("silence", 1, None)
    simulator.place("zhang")
    outcome = await read(device, deadline=1.0)
    assert isinstance(outcome, Unavailable)
    simulator.remove()
    simulator.place("zhang")
    assert isinstance(await read(device), SocialSecurityCard)


async def test_a_killed_process_is_followed_by_another(
    device: Device[SmartCardReader], simulator: Simulator
) -> None:
    simulator.place("zhang")
    before = device.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    async with asyncio.timeout(60):
        await device.until(lambda status: status.health is not Health.ONLINE)
    await until(device, Health.ONLINE)
    assert device.pid != before
    assert isinstance(await read(device), SocialSecurityCard)
