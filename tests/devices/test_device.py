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
from kiosk.devices.supervision import HEARTBEAT, STRIKES
from tests.devices.troublesome import Begun, Ticked, TroublesomeDriver

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
    # On a busy machine a process takes its time to start.
    monkeypatch.setattr(supervision, "PARKING", 60.0)
    setup = Setup("tests.devices.troublesome:TroublesomeDriver", {"path": str(plug)})
    device: Device[TroublesomeDriver] = Device("troublesome", setup, lambda name, status: None)
    device.start()
    yield device
    await device.stop()


async def until(device: Device, health: Health) -> None:
    async with asyncio.timeout(60):
        while device.status.health is not health:
            await asyncio.sleep(0.02)


async def under_way(
    device: Device,
    method: Callable[..., object],
    *arguments: object,
    deadline: float = 90.0,
    again: bool = False,
) -> asyncio.Task[object]:
    """The call, once the driver is about it."""
    begun = asyncio.Event()

    def heard(event: object) -> None:
        if isinstance(event, Begun):
            begun.set()

    with device.listening(heard):
        call = device.call(method, *arguments, deadline=deadline, again=again)
        waiting = asyncio.create_task(call)
        async with asyncio.timeout(60):
            await begun.wait()
    return waiting


async def test_call_gives_the_result_of_the_contracts_method(device: Device) -> None:
    assert await device.call(TroublesomeDriver.echo, "你好", deadline=60) == "你好"


async def test_events_reach_listeners_in_order(device: Device) -> None:
    seen: list[object] = []
    with device.listening(seen.append):
        await device.call(TroublesomeDriver.ticks, 3, deadline=60)
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
    outcome = await device.call(TroublesomeDriver.unplugged, deadline=60)
    assert isinstance(outcome, Unavailable)
    assert outcome.health is Health.NO_DEVICE
    assert await device.call(TroublesomeDriver.echo, "again", deadline=60) == "again"


async def test_gone_for_good_is_reported_after_three_strikes(device: Device, plug: Path) -> None:
    await until(device, Health.ONLINE)
    plug.unlink()
    await until(device, Health.NO_DEVICE)
    outcome = await device.call(TroublesomeDriver.echo, "x", deadline=0.2)
    assert outcome == Unavailable(Health.NO_DEVICE, device.status.detail)
    plug.touch()
    await until(device, Health.ONLINE)


async def test_hang_is_killed_at_the_deadline_and_a_new_process_serves(device: Device) -> None:
    before = await device.call(TroublesomeDriver.pid, deadline=60)
    outcome = await device.call(TroublesomeDriver.hang, deadline=0.3)
    assert isinstance(outcome, Unavailable)
    async with asyncio.timeout(60):
        await device.until(lambda now: now.health is not Health.ONLINE)
    await until(device, Health.ONLINE)
    after = await device.call(TroublesomeDriver.pid, deadline=60)
    assert isinstance(after, int)
    assert after != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
async def test_a_killed_process_fails_its_waiter_at_once_and_is_replaced(
    device: Device, number: signal.Signals
) -> None:
    await until(device, Health.ONLINE)
    waiting = await under_way(device, TroublesomeDriver.hang)
    assert device.pid is not None
    os.kill(device.pid, number)
    async with asyncio.timeout(60):
        assert isinstance(await waiting, Unavailable)
    assert await device.call(TroublesomeDriver.echo, "new", deadline=60) == "new"


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
    async with asyncio.timeout(60):
        while device.pid in (before, None):
            await asyncio.sleep(0.05)
    assert await device.call(TroublesomeDriver.echo, "new", deadline=60) == "new"


async def test_a_process_stopped_before_it_served_is_found_too(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "OPEN_TIME", 3600.0)
    async with asyncio.timeout(60):
        while (before := device.pid) is None:
            await asyncio.sleep(0.005)
    os.kill(before, signal.SIGSTOP)
    assert device.status.health is Health.STARTING
    async with asyncio.timeout(60):
        while device.pid in (before, None):
            await asyncio.sleep(0.05)
    assert await device.call(TroublesomeDriver.echo, "new", deadline=60) == "new"


async def test_cancelling_a_call_stops_the_command_and_keeps_the_process(device: Device) -> None:
    before = await device.call(TroublesomeDriver.pid, deadline=60)
    waiting = await under_way(device, TroublesomeDriver.patient, 60.0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await device.call(TroublesomeDriver.pid, deadline=60) == before


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
    assert await device.call(TroublesomeDriver.echo, "heard", deadline=60) == "heard"
    given_up = await under_way(device, method, seconds)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    assert await device.call(TroublesomeDriver.lost, deadline=60) is lost


async def test_calls_are_served_one_after_another(device: Device) -> None:
    results = await asyncio.gather(
        *(device.call(TroublesomeDriver.echo, str(n), deadline=60) for n in range(20))
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
    first = await under_way(device, TroublesomeDriver.patient, 60.0)
    outcome = await device.call(TroublesomeDriver.echo, "x", deadline=0.3)
    assert isinstance(outcome, Unavailable)
    assert not first.done()
    first.cancel()


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
    assert children() <= before  # fewer, where one of an earlier test was still to be waited for


def children() -> set[str]:
    """Process ids of this process's children, dead ones not waited for included."""
    threads = Path("/proc/self/task").glob("*/children")
    return {child for thread in threads for child in thread.read_text().split()}


async def test_what_a_driver_breaks_with_is_told_without_its_words(
    device: Device, capfd: pytest.CaptureFixture[str]
) -> None:
    outcome = await device.call(TroublesomeDriver.stumble, "张示例", deadline=60)
    assert isinstance(outcome, Unavailable)
    told = capfd.readouterr()
    assert "ValueError" in told.err
    assert "张示例" not in told.err
    assert told.out == ""


async def test_nothing_is_kept_of_what_a_command_gave(device: Device) -> None:
    await device.call(TroublesomeDriver.echo, "张示例", deadline=60)
    process = device._supervision.process
    assert process is not None
    assert process._awaited == {}


async def test_a_caller_has_its_answer_at_the_deadline_not_when_the_hang_is_killed(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.devices.device.GRACE", 60.0)  # to heed the cancel
    before = await device.call(TroublesomeDriver.pid, deadline=60)
    assert isinstance(await device.call(TroublesomeDriver.hang, deadline=0.3), Unavailable)
    assert device.pid == before


async def test_a_process_stopped_under_a_command_is_found_and_the_command_given_anew(
    device: Device,
) -> None:
    before = await device.call(TroublesomeDriver.pid, deadline=60)
    assert isinstance(before, int)
    waiting = await under_way(device, TroublesomeDriver.patient, 3.0, again=True)
    os.kill(before, signal.SIGSTOP)
    async with asyncio.timeout(60):
        assert await waiting == "done"
    assert device.pid != before


async def test_a_command_that_is_not_to_be_given_anew_fails_at_once(device: Device) -> None:
    await until(device, Health.ONLINE)
    waiting = await under_way(device, TroublesomeDriver.patient, 90.0)
    assert device.pid is not None
    os.kill(device.pid, signal.SIGKILL)
    async with asyncio.timeout(60):
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
        ended = len(seen)
        async with asyncio.timeout(60):
            while not any("process ended" in status.detail for status in seen[ended:]):
                await asyncio.sleep(0.01)
    assert Health.HARDWARE_ERROR in {status.health for status in seen}
    await until(device, Health.ONLINE)
    await device.stop()


async def test_stopping_ends_every_call(device: Device) -> None:
    await until(device, Health.ONLINE)
    first = await under_way(device, TroublesomeDriver.patient, 90.0)
    calls = [device.call(TroublesomeDriver.patient, 90.0, deadline=90) for _ in range(2)]
    queued = asyncio.gather(first, *calls)
    await asyncio.sleep(0)
    await device.stop()
    async with asyncio.timeout(60):
        assert all(isinstance(outcome, Unavailable) for outcome in await queued)


async def test_a_device_gone_for_long_is_not_waited_for(device: Device, plug: Path) -> None:
    await until(device, Health.ONLINE)
    plug.unlink()
    await until(device, Health.NO_DEVICE)
    device._supervision._lost_at -= supervision.PARKING
    loop = asyncio.get_running_loop()
    began = loop.time()
    await device.call(TroublesomeDriver.echo, "x", deadline=60)
    assert loop.time() - began < 30


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
    assert await device.call(TroublesomeDriver.echo, "!", deadline=60) == "!"


async def test_a_restart_ends_a_driver_that_hangs_and_is_counted(device: Device) -> None:
    await until(device, Health.ONLINE)
    before = device.pid
    hanging = await under_way(device, TroublesomeDriver.hang)
    await device.restart()
    assert isinstance(await hanging, Unavailable)
    assert await device.call(TroublesomeDriver.pid, deadline=60) != before
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
