"""A terminal that is killed the moment a case is safe on disk and nothing of it is sent yet.

Run by test_killed.py as a process of its own: `python -m tests.journeys.dying_terminal OPTION…`,
the options being those of `kiosk run --set`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys

from kiosk import settings as configuration
from kiosk.terminal import terminal
from tests.journeys.devices import USUAL, with_devices
from tests.journeys.robot import Robot, when_sent


def die() -> None:
    """The application is about to go out: after the commit, before the first byte leaves."""
    os.kill(os.getpid(), signal.SIGKILL)


async def main(options: list[str]) -> None:
    """Serve a robot until it dies."""
    settings = with_devices(configuration.load("simulated", options), USUAL)
    async with terminal(settings, Robot(Working=when_sent(die))) as running:
        await running.serve()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
