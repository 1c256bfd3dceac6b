"""反映问题 while the platform is away."""

from __future__ import annotations

import re

from kiosk.conversation import questions as q
from kiosk.settings import Settings
from kiosk.terminal import terminal
from tests.journeys.conftest import Bench, serving
from tests.journeys.test_report import SAID, feedback, teller, told


async def test_while_the_platform_is_away_it_is_kept_and_then_sent(
    bench: Bench, settings: Settings
) -> None:
    robot = teller("suggestion")
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Choose)
        bench.platform.fault("reset", "/v1/feedback")
        accepted = await robot.until_asked(q.Accepted)
        assert not accepted.sent
        slip = told(robot)
        assert re.fullmatch(r"[0-9A-F]{8}", slip)
        assert feedback(bench) == []
        bench.platform.clear()
        await robot.until(lambda: bool(feedback(bench)))
    (one,) = feedback(bench)
    assert one["words"] == SAID
