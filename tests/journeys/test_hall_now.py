"""The hall as it is now: the wait before a number is taken, zones, helpers, places nearby."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.conversation import Back, Leave, Outcome, TimedOut, ToWindow
from kiosk.conversation import questions as q
from kiosk.journeys.hall.now import hall_matter
from kiosk.onenetwork.hall import HallNow
from tests.journeys.conftest import Bench, Visit
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.walk import Steps, Walker

__all__ = ["one_terminal", "steady", "visit"]  # fixtures

CARD_ITEM = "992001010001"
TO_THE_PRIORITY: Steps = [
    (q.Home, q.Opened("queue")),
    (q.Choose, q.Chosen("take")),
    (q.Choose, q.Chosen(CARD_ITEM)),
]
TO_THE_HALL: Steps = [(q.Attract, None), (q.Home, q.Opened("queue")), (q.Choose, q.Chosen("hall"))]
ALONE = "说一声就行，不用出示证件。"


async def test_the_wait_is_told_before_a_number_is_taken(bench: Bench, visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk([(q.Attract, None), *TO_THE_PRIORITY])
        empty = await walker.take(q.Choose, q.Chosen("none"))
        assert empty.line == f"现在没有人在等。{ALONE}"
        await walker.take(q.Accepted, q.After.ANOTHER)
        await walker.walk(TO_THE_PRIORITY)
        waiting = await walker.take(q.Choose, Back)
        assert waiting.line == f"现在有 1 人在等，约 2 分钟。{ALONE}"
        assert bench.platform.state()["counts"]["tickets"] == 1
        await walker.take(q.Choose, Leave)


async def test_a_platform_that_does_not_say_costs_nobody_the_number(
    bench: Bench, visit: Visit
) -> None:
    bench.platform.fault("status", "/v1/hall", value=404)
    walker = Walker()
    async with visit(walker):
        await walker.walk([(q.Attract, None), *TO_THE_PRIORITY])
        assert (await walker.take(q.Choose, q.Chosen("none"))).line == ALONE
        await walker.take(q.Accepted, Leave)


async def test_the_hall_is_shown_with_its_plan_and_whoever_helps(visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk(TO_THE_HALL)
        shown = await walker.take(q.ShowMatter, q.Chosen("done"))
        await walker.walk([(q.Choose, q.Chosen("hall")), (q.ShowMatter, Back)])
        await walker.take(q.Choose, Leave)
    zones, helpers, points = shown.groups
    assert shown.plan is not None
    assert [one.number for one in shown.plan.zones] == [str(row.label)[0] for row in zones.rows]
    assert str(helpers.rows[0].label) == "王帮办"
    assert "电话 12345" in str(helpers.rows[0].value)
    assert "走路 6 分钟" in str(points.rows[0].value)


@pytest.mark.parametrize("way", [Leave, TimedOut, ToWindow])
async def test_every_way_out_is_open_there(visit: Visit, way: type[Outcome]) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk([*TO_THE_HALL, (q.ShowMatter, way)])
        await walker.at(q.WindowHandover if way is ToWindow else q.Thanks)


async def test_a_platform_that_is_away_is_told_and_tried_again(bench: Bench, visit: Visit) -> None:
    bench.platform.fault("status", "/v1/hall", value=410, times=1)
    walker = Walker()
    async with visit(walker):
        await walker.walk([*TO_THE_HALL, (q.Trouble, q.Chosen("retry"))])
        await walker.walk([(q.ShowMatter, Back), (q.Choose, Leave)])


def test_what_nobody_drew_or_lists_is_left_out() -> None:
    site = {"code": "h", "name": "示例厅", "address": "示例路 1 号"}
    told: dict[str, Any] = {"site": site, "here": None, "waiting": None}
    bare = hall_matter(HallNow(**told, zones=(), helpers=(), points=()))
    assert (bare.groups, bare.line) == ((), "示例厅，示例路 1 号")
