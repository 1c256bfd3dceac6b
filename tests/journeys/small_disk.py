"""A terminal whose data lies on a small disk of its own, filled up or made read-only for real.

Run by test_disk.py in a mount namespace: `python -m tests.journeys.small_disk SCENE FOLDER
OPTION…`, the options being those of `kiosk run --set`. Tells what was shown as JSON.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import kiosk.start
from kiosk import settings as configuration
from kiosk.conversation import questions as q
from kiosk.start import started
from tests.journeys.devices import USUAL, with_devices
from tests.journeys.robot import WAIT, Robot, fill

DISK_MB = 96
SPARE_MB = 80
"""What the outbox wants free, and room for the catalogue."""


class Disk:
    """The disk mounted at `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ballast = folder / "ballast"

    def mount(self, options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,{options}", "tmpfs"]
        subprocess.run([*command, str(self._folder)], check=True)

    def fill(self) -> None:
        """Not a byte is left."""
        with self._ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(1 << 20))
        with self._ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(512))

    def free(self) -> None:
        self._ballast.unlink()

    def writable(self) -> None:
        subprocess.run(["mount", "-o", "remount,rw", str(self._folder)], check=True)


class Scene:
    """A robot at the terminal, and what it was shown."""

    def __init__(self, disk: Disk, options: list[str]) -> None:
        self.disk = disk
        self._options = options

    @contextlib.asynccontextmanager
    async def terminal(self, robot: Robot) -> AsyncIterator[None]:
        async def live() -> None:
            settings = with_devices(configuration.load("simulated", self._options), USUAL)
            async with started(settings, robot) as running:
                await running.serve()

        task = asyncio.create_task(live())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def full_at_start(self) -> dict[str, object]:
        self.disk.fill()
        return await self._closed_until(self.disk.free)

    async def read_only_at_start(self) -> dict[str, object]:
        return await self._closed_until(self.disk.writable)

    async def _closed_until(self, mend: object) -> dict[str, object]:
        robot = Robot(Attract=WAIT)
        async with self.terminal(robot):
            shown = await robot.until_asked(q.OutOfService)
            await asyncio.sleep(3 * kiosk.start.LOOK_AGAIN)
            assert robot.count(q.OutOfService) == 1, "it stays, without flicker"
            assert callable(mend)
            mend()
            await robot.until_asked(q.Attract)
        return {"why": shown.why}

    async def full_amid_a_session(self) -> dict[str, object]:
        def fill_both(form: q.FillForm) -> dict[str, str]:
            self.disk.fill()
            return fill(form)

        robot = Robot(FillForm=fill_both, Trouble=WAIT, Accepted=WAIT)
        async with self.terminal(robot):
            for way_there in (q.Attract, q.FillForm):  # each in its own time
                await robot.until_asked(way_there)
            trouble = await robot.until_asked(q.Trouble)
            robot.answer(q.Chosen("retry"))  # too early: it is as full as before
            await robot.until_asked(q.Trouble, 2)
            self.disk.free()
            robot.answer(q.Chosen("retry"))
            await robot.until_asked(q.Accepted)
        return {
            "line": trouble.line,
            "happened": trouble.happened,
            "forms": robot.count(q.FillForm),
            "signatures": robot.count(q.Review),
        }


SCENES = {
    "full": (Scene.full_at_start, "rw"),
    "read-only": (Scene.read_only_at_start, "ro"),
    "amid": (Scene.full_amid_a_session, "rw"),
}


def main(name: str, folder: str, options: list[str]) -> None:
    """Play a scene."""
    kiosk.start.LOOK_AGAIN = 0.3
    act, mounted = SCENES[name]
    disk = Disk(Path(folder))
    disk.mount(mounted)
    told = asyncio.run(act(Scene(disk, options)))
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    os.umask(0o077)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
