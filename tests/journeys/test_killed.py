"""kill -9 at the worst moment: the case arrives once, after the restart."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from kiosk import settings as configuration
from kiosk.terminal import terminal
from tests.journeys.conftest import Bench, overrides_for
from tests.journeys.robot import WAIT, Robot

PROJECT = Path(__file__).parents[2]


async def test_killed_between_commit_and_send(bench: Bench, tmp_path: Path) -> None:
    # A platform that is slow on a loaded machine is not away.
    options = [*overrides_for(bench, tmp_path), "backend.timeout=10.0"]
    await asyncio.to_thread(bench.devices.panel.place_card, "zhang")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.journeys.dying_terminal", *options, cwd=PROJECT
    )
    async with asyncio.timeout(60):
        assert await process.wait() == -signal.SIGKILL
    assert bench.platform.cases() == []

    robot = Robot(Attract=WAIT)
    async with terminal(configuration.load("simulated", options), robot) as running:
        serving = asyncio.create_task(running.serve())
        await robot.until(
            lambda: [case["state"] for case in bench.platform.cases()] == ["accepted"]
        )
        serving.cancel()
    assert bench.platform.state()["duplicate_refs"] == 0
