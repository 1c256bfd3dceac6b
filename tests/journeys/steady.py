"""One terminal for a whole module of tests: citizens come and go, as on any day.

To start a terminal takes seconds, a visit a fraction of one. A module that uses this runs in one
loop: `pytestmark = pytest.mark.asyncio(loop_scope="module")`.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio

from kiosk.conversation import Leave
from kiosk.conversation import questions as q
from kiosk.settings import Settings
from kiosk.terminal import terminal
from tests.journeys.conftest import Bench, mend, serving, settings_for
from tests.journeys.robot import DEFAULTS, WAIT, Robot


class Regular(Robot):
    """A robot that is one citizen after another."""

    def become(self, **script: object) -> None:
        """Somebody else, who has seen nothing yet."""
        self.asked, self.told = [], []
        self.forgotten = 0
        self._surprise = ""
        self._script = {
            name: list(action) if isinstance(action, list) else action
            for name, action in {**DEFAULTS, **script}.items()
        }

    def is_at(self, kind: type[q.Question[Any]]) -> bool:
        """Whether a question of this type is on the table."""
        return bool(self.asked) and isinstance(self.asked[-1], kind)

    def stand(self) -> None:
        """From now on answer nothing."""
        self._script = defaultdict(lambda: WAIT)

    def go(self) -> None:
        """Leave whatever is asked, now and from now on."""
        self._surprise = ""
        self._script = defaultdict(lambda: Leave, {"Attract": WAIT, "TakeCard": WAIT})
        self.outcome(Leave)


class Steady:
    """The terminal's far ends, its settings, and who stands before it."""

    def __init__(self, bench: Bench, settings: Settings, robot: Regular) -> None:
        self.bench, self.settings, self._robot = bench, settings, robot

    @asynccontextmanager
    async def visit(self, **script: object) -> AsyncIterator[Regular]:
        """A citizen comes, and has gone with everything of theirs when this ends."""
        robot = self._robot
        robot.become(**{"Attract": WAIT, **script})
        robot.answer(None)
        try:
            yield robot
        finally:
            await asyncio.to_thread(self.bench.devices.panel.remove_card)
            if not robot.is_at(q.Attract):
                robot.go()
                await robot.until(lambda: robot.is_at(q.Attract))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_terminal(
    far_ends: Bench, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Steady]:
    """A terminal that serves until the module's last test is over."""
    mend(far_ends)
    home = tmp_path_factory.mktemp("steady")
    settings = settings_for(far_ends, home, "backend.timeout=20.0", "backend.submit_patience=40.0")
    robot = Regular(Attract=WAIT)
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Attract)
        yield Steady(far_ends, settings, robot)


@pytest.fixture
def steady(one_terminal: Steady) -> Steady:
    """The same, its far ends whole again."""
    mend(one_terminal.bench)
    return one_terminal
