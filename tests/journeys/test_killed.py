"""kill -9 at the worst moment: the case arrives once, after the restart."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from kiosk import settings as configuration
from kiosk.terminal import terminal
from tests.journeys.conftest import Bench, overrides_for, serving
from tests.journeys.devices import USUAL, with_devices
from tests.journeys.robot import WAIT, Robot

PROJECT = Path(__file__).parents[2]


async def test_killed_between_commit_and_send(bench: Bench, tmp_path: Path) -> None:
    options = overrides_for(bench, tmp_path)
    await asyncio.to_thread(bench.devices.panel.place_card, "zhang")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.journeys.dying_terminal", *options, cwd=PROJECT
    )
    try:
        assert await process.wait() == -signal.SIGKILL
    finally:  # also when the test's own limit ends the wait
        if process.returncode is None:
            process.kill()
    assert bench.platform.cases() == []

    robot = Robot(Attract=WAIT)
    settings = with_devices(configuration.load("simulated", options), USUAL)
    async with terminal(settings, robot) as running, serving(running):
        await robot.until(
            lambda: [case["state"] for case in bench.platform.cases()] == ["accepted"]
        )
    assert bench.platform.state()["duplicate_refs"] == 0
