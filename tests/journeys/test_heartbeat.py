"""What heartbeats tell the platform, and what its answers change at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kiosk.conversation import TimedOut
from kiosk.conversation import questions as q
from kiosk.settings import Settings
from kiosk.storage.audit import digest_at
from kiosk.storage.database import Database
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot
from tests.journeys.test_faults import on_wire

WITHDRAWN = {"code": "992001010002", "reason": "演示下架"}


async def test_the_operator_takes_the_terminal_out_of_service_and_back(
    bench: Bench, visit: Visit
) -> None:
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Attract)
        order = {"why": "系统升级", "expected": "今天 18:00 前恢复"}
        await on_wire(bench.platform.desk, [], order)
        closed = await robot.until_asked(q.OutOfService)
        assert (closed.why, closed.expected) == (order["why"], order["expected"])
        await on_wire(bench.platform.desk, [])
        await robot.until(lambda: isinstance(robot.asked[-1], q.Attract))


async def test_the_platform_hears_of_the_end_of_the_audit_trail(
    bench: Bench, visit: Visit, settings: Settings
) -> None:
    robot = Robot(Attract=[None, WAIT], Home=TimedOut)

    def heads() -> list[dict[str, object]]:
        found: list[dict[str, object]] = bench.platform.ask("GET", "/sim/audit-heads")[
            "audit_heads"
        ]
        return found

    async with visit(robot):
        await robot.until_asked(q.Attract, 2)
        await robot.until(lambda: bool(heads()))
    (beat,) = bench.platform.heartbeats()
    assert beat["report"]["disk_free_mb"] > 0
    (head,) = heads()
    database = Database(Path(settings.paths.data) / "terminal.db")
    database.open()
    entries = int(str(head["entries"]))
    assert database.do(lambda store: digest_at(store, entries)) == head["digest"]
    database.close()


async def test_a_catalogue_that_is_out_is_fetched_when_it_is_heard_of(
    bench: Bench, visit: Visit
) -> None:
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Attract)
        await on_wire(bench.platform.ask, "POST", "/sim/office/catalogue/withdraw", WITHDRAWN)
        newest = await asyncio.to_thread(bench.platform.state)
        await robot.until(lambda: newest["catalogue_version"] in told(bench))


def told(bench: Bench) -> set[str]:
    """Versions in use that terminals have told."""
    return {beat["report"]["catalogue_version"] for beat in bench.platform.heartbeats()}
