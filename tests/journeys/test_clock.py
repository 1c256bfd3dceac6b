"""A terminal whose clock is hopelessly wrong: citizens are served, the operator is told."""

from __future__ import annotations

from kiosk.conversation import questions as q
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot


async def test_a_wrong_clock_is_reported_once_and_nobody_is_sent_away(
    bench: Bench, visit: Visit
) -> None:
    def arrived(path: str) -> int:
        calls = (one for one in bench.platform.requests() if one["path"] == path)
        return sum(one["count"] for one in calls)

    bench.platform.fault("clock_skew", "/v1/", value=7200)
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Attract)
        await robot.until(lambda: arrived("/v1/terminal/heartbeat") >= 4)  # the first one twice
        assert arrived("/v1/terminal/faults") == 1
