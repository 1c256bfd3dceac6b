"""The hub's promises, on a real process with a driver that does everything wrong."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from drivers.driver import Health, Status
from kiosk.devices import supervision
from kiosk.devices.device import Device, Unavailable
from kiosk.devices.messages import Setup
from kiosk.devices.supervision import HEARTBEAT, PARKING, STRIKES
from tests.devices.troublesome import Ticked, TroublesomeDriver

PROJECT = Path(__file__).parents[2]
"""Where a device's process finds the driver of these tests."""


@pytest.fixture
def plug(tmp_path: Path) -> Path:
    path = tmp_path / "plug"
    path.touch()
    return path


@pytest.fixture
async def device(plug: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Device]:
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    setup = Setup("tests.devices.troublesome:TroublesomeDriver", {"path": str(plug)})
    device: Device[TroublesomeDriver] = Device("troublesome", setup, lambda name, status: None)
    device.start()
    yield device
    await device.stop()


async def until(device: Device, health: Health) -> None:
    async with asyncio.timeout(15):
        while device.status.health is not health:
            await asyncio.sleep(0.02)


async def test_call_gives_the_result_of_the_contracts_method(device: Device) -> None:
    assert await device.call(TroublesomeDriver.echo, "你好", deadline=10) == "你好"


async def test_events_reach_listeners_in_order(device: Device) -> None:
    seen: list[object] = []
    with device.listening(seen.append):
        await device.call(TroublesomeDriver.ticks, 3, deadline=10)
    assert seen == [Ticked(0), Ticked(1), Ticked(2)]


async def test_a_status_told_during_a_command_counts_until_the_next_heartbeat(
    device: Device,
) -> None:
    waiting = asyncio.create_task(device.call(TroublesomeDriver.ails, 60.0, deadline=90))
    await until(device, Health.OFFLINE)
    assert device.status.detail == "no word from it"
    await asyncio.sleep(2 * HEARTBEAT)  # its process lives, which says nothing of the device
    assert device.status.health is Health.OFFLINE
    waiting.cancel()
    await until(device, Health.ONLINE)


async def test_unplugged_during_a_command_is_a_value_and_comes_back(
    device: Device, plug: Path
) -> None:
    outcome = await device.call(TroublesomeDriver.unplugged, deadline=10)
    assert isinstance(outcome, Unavailable)
    assert outcome.health is Health.NO_DEVICE
    assert await device.call(TroublesomeDriver.echo, "again", deadline=10) == "again"


async def test_gone_for_good_is_reported_after_three_strikes(device: Device, plug: Path) -> None:
    await until(device, Health.ONLINE)
    plug.unlink()
    await until(device, Health.NO_DEVICE)
    outcome = await device.call(TroublesomeDriver.echo, "x", deadline=0.2)
    assert outcome == Unavailable(Health.NO_DEVICE, device.status.detail)
    plug.touch()
    await until(device, Health.ONLINE)


async def test_hang_is_killed_at_the_deadline_and_a_new_process_serves(device: Device) -> None:
    before = await device.call(TroublesomeDriver.pid, deadline=10)
    outcome = await device.call(TroublesomeDriver.hang, deadline=0.3)
    assert isinstance(outcome, Unavailable)
    await until(device, Health.ONLINE)
    after = await device.call(TroublesomeDriver.pid, deadline=10)
    assert isinstance(after, int)
    assert after != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
async def test_a_killed_process_fails_its_waiter_at_once_and_is_replaced(
    device: Device, number: signal.Signals
) -> None:
    await until(device, Health.ONLINE)
    waiting = asyncio.create_task(device.call(TroublesomeDriver.hang, deadline=60))
    await asyncio.sleep(0.1)
    assert device.pid is not None
    os.kill(device.pid, number)
    async with asyncio.timeout(5):
        assert isinstance(await waiting, Unavailable)
    assert await device.call(TroublesomeDriver.echo, "new", deadline=10) == "new"


async def test_a_process_that_served_has_its_successor_without_a_pause(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "FIRST_PAUSE", 3600.0)
    monkeypatch.setattr(supervision, "LONGEST_PAUSE", 3600.0)
    await until(device, Health.ONLINE)
    assert device.pid is not None
    os.kill(device.pid, signal.SIGKILL)
    await device.until(lambda now: now.health is not Health.ONLINE)
    await until(device, Health.ONLINE)


async def test_a_stopped_process_is_found_by_the_heartbeat(device: Device) -> None:
    await until(device, Health.ONLINE)
    assert device.pid is not None
    before = device.pid
    os.kill(before, signal.SIGSTOP)
    async with asyncio.timeout(15):
        while device.pid in (before, None):
            await asyncio.sleep(0.05)
    assert await device.call(TroublesomeDriver.echo, "new", deadline=10) == "new"


async def test_cancelling_a_call_stops_the_command_and_keeps_the_process(device: Device) -> None:
    before = await device.call(TroublesomeDriver.pid, deadline=10)
    waiting = asyncio.create_task(device.call(TroublesomeDriver.patient, 60.0, deadline=90))
    await asyncio.sleep(0.1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await device.call(TroublesomeDriver.pid, deadline=10) == before


@pytest.mark.parametrize(
    ("method", "seconds", "lost"),
    [(TroublesomeDriver.deaf, 0.5, True), (TroublesomeDriver.patient, 60.0, False)],
)
async def test_a_driver_is_told_that_its_answer_reached_nobody(
    device: Device,
    method: Callable[[TroublesomeDriver, float], str],
    seconds: float,
    lost: bool,
) -> None:
    assert await device.call(TroublesomeDriver.echo, "heard", deadline=10) == "heard"
    given_up = asyncio.create_task(device.call(method, seconds, deadline=90))
    await asyncio.sleep(0.1)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    assert await device.call(TroublesomeDriver.lost, deadline=10) is lost


async def test_calls_are_served_one_after_another(device: Device) -> None:
    results = await asyncio.gather(
        *(device.call(TroublesomeDriver.echo, str(n), deadline=10) for n in range(20))
    )
    assert results == [str(n) for n in range(20)]


async def test_what_is_not_configured_is_unavailable() -> None:
    device: Device[TroublesomeDriver] = Device("none", None, lambda name, status: None)
    assert isinstance(await device.call(TroublesomeDriver.pid, deadline=1), Unavailable)


async def test_refused_settings_are_the_technicians_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    seen: list[Status] = []
    device: Device[TroublesomeDriver] = Device(
        "wrong",
        Setup("tests.devices.troublesome:TroublesomeDriver", {"pth": "x"}),
        lambda name, status: seen.append(status),
    )
    device.start()
    await until(device, Health.USER_ERROR)
    assert "settings refused" in device.status.detail
    await device.stop()


async def test_the_deadline_counts_the_queue_too(device: Device) -> None:
    await until(device, Health.ONLINE)
    first = asyncio.create_task(device.call(TroublesomeDriver.patient, 0.5, deadline=10))
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    began = loop.time()
    outcome = await device.call(TroublesomeDriver.patient, 30.0, deadline=0.9)
    assert isinstance(outcome, Unavailable)
    assert loop.time() - began < 1.3  # 0.5 s in the queue and 0.9 s of its own would be 1.4
    assert await first == "done"


async def test_stopped_while_it_is_started_leaves_no_process(plug: Path) -> None:
    setup = Setup("tests.devices.troublesome:TroublesomeDriver", {"path": str(plug)})
    before = children()
    for turns in range(6):
        device: Device[TroublesomeDriver] = Device("brief", setup, lambda name, status: None)
        device.start()
        for _ in range(turns):
            await asyncio.sleep(0)
        await device.stop()
        assert device.pid is None
    assert children() == before


def children() -> set[str]:
    """Process ids of this process's children, dead ones not waited for included."""
    threads = Path("/proc/self/task").glob("*/children")
    return {child for thread in threads for child in thread.read_text().split()}


async def test_what_a_driver_breaks_with_is_told_without_its_words(
    device: Device, capfd: pytest.CaptureFixture[str]
) -> None:
    outcome = await device.call(TroublesomeDriver.stumble, "张示例", deadline=10)
    assert isinstance(outcome, Unavailable)
    told = capfd.readouterr()
    assert "ValueError" in told.err
    assert "张示例" not in told.err
    assert told.out == ""


async def test_nothing_is_kept_of_what_a_command_gave(device: Device) -> None:
    await device.call(TroublesomeDriver.echo, "张示例", deadline=10)
    process = device._supervision.process
    assert process is not None
    assert process._awaited == {}


async def test_a_caller_has_its_answer_at_the_deadline_not_when_the_hang_is_killed(
    device: Device,
) -> None:
    await until(device, Health.ONLINE)
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert isinstance(await device.call(TroublesomeDriver.hang, deadline=0.3), Unavailable)
    assert loop.time() - began < 1.0  # the driver has 1.5 s to heed the cancel


async def test_a_process_stopped_under_a_command_is_found_and_the_command_given_anew(
    device: Device,
) -> None:
    before = await device.call(TroublesomeDriver.pid, deadline=10)
    assert isinstance(before, int)
    waiting = asyncio.create_task(
        device.call(TroublesomeDriver.patient, 0.5, deadline=60, again=True)
    )
    await asyncio.sleep(0.1)
    os.kill(before, signal.SIGSTOP)
    async with asyncio.timeout(15):
        assert await waiting == "done"
    assert device.pid != before


async def test_a_command_that_is_not_to_be_given_anew_fails_at_once(device: Device) -> None:
    await until(device, Health.ONLINE)
    waiting = asyncio.create_task(device.call(TroublesomeDriver.patient, 5.0, deadline=60))
    await asyncio.sleep(0.1)
    assert device.pid is not None
    os.kill(device.pid, signal.SIGKILL)
    async with asyncio.timeout(1):
        assert isinstance(await waiting, Unavailable)


async def test_a_device_that_is_always_lost_under_a_command_is_given_up(device: Device) -> None:
    await until(device, Health.ONLINE)
    outcome = await device.call(TroublesomeDriver.unplugged, deadline=30, again=True)
    assert outcome == Unavailable(Health.NO_DEVICE, "NoDevice: pulled out during a command")


async def test_one_crash_is_no_lost_device_but_three_are(
    plug: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    seen: list[Status] = []
    setup = Setup("tests.devices.troublesome:TroublesomeDriver", {"path": str(plug)})
    device: Device[TroublesomeDriver] = Device("crashes", setup, lambda _, now: seen.append(now))
    device.start()
    for _ in range(STRIKES):
        await until(device, Health.ONLINE)
        assert Health.HARDWARE_ERROR not in {status.health for status in seen}
        assert device.pid is not None
        os.kill(device.pid, signal.SIGKILL)
        await device.until(lambda now: now.health is not Health.ONLINE)
        while "process ended" not in device.status.detail:
            await asyncio.sleep(0.01)
    assert device.status.health is Health.HARDWARE_ERROR
    await until(device, Health.ONLINE)
    await device.stop()


async def test_stopping_ends_every_call(device: Device) -> None:
    await until(device, Health.ONLINE)
    calls = [device.call(TroublesomeDriver.patient, 60.0, deadline=90) for _ in range(3)]
    waiting = asyncio.gather(*calls)
    await asyncio.sleep(0.1)
    await device.stop()
    async with asyncio.timeout(1):
        assert all(isinstance(outcome, Unavailable) for outcome in await waiting)


async def test_a_device_gone_for_long_is_not_waited_for(device: Device, plug: Path) -> None:
    await until(device, Health.ONLINE)
    plug.unlink()
    await until(device, Health.NO_DEVICE)
    device._supervision._lost_at -= PARKING
    loop = asyncio.get_running_loop()
    began = loop.time()
    await device.call(TroublesomeDriver.echo, "x", deadline=10)
    assert loop.time() - began < 0.5


async def test_a_device_that_staff_took_out_takes_no_calls_until_it_is_put_back(
    device: Device,
) -> None:
    await until(device, Health.ONLINE)
    await device.retire()
    outcome = await device.call(TroublesomeDriver.echo, "?", deadline=5)
    assert isinstance(outcome, Unavailable)
    assert outcome.detail == "taken out of service by staff"
    assert device.pid is None
    device.enlist()
    assert await device.call(TroublesomeDriver.echo, "!", deadline=10) == "!"


async def test_a_restart_ends_a_driver_that_hangs_and_is_counted(device: Device) -> None:
    await until(device, Health.ONLINE)
    before = device.pid
    hanging = asyncio.create_task(device.call(TroublesomeDriver.hang, deadline=60))
    await asyncio.sleep(0)
    await device.restart()
    assert isinstance(await hanging, Unavailable)
    assert await device.call(TroublesomeDriver.pid, deadline=10) != before
    assert device.record.restarts == 1


async def test_the_last_fault_is_kept_after_it_is_mended(device: Device, plug: Path) -> None:
    await until(device, Health.ONLINE)
    plug.unlink()
    await until(device, Health.NO_DEVICE)
    gone = device.record.since
    plug.touch()
    await until(device, Health.ONLINE)
    assert device.record.last_fault is not None
    assert device.record.last_fault.health is Health.NO_DEVICE
    assert device.record.last_fault.at >= gone
