"""The service door, the housing, the emergency button, and who stands before the terminal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.conversation import questions as q
from kiosk.conversation.notices import HeadphonesNews, HelpNews, PresenceNews
from kiosk.settings import Settings
from simulators.remote import Panel
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot
from tests.journeys.test_faults import on_wire

DEVICES = ("io_board",)


@pytest.fixture
def panel(bench: Bench) -> Iterator[Panel]:
    """All shut and whole, before and after."""
    yield bench.devices.panel
    for sensor in ("presence", "door", "tamper", "emergency", "headphones"):
        bench.devices.panel.sense(sensor, False)


def trail(settings: Settings) -> list[str]:
    """The audit trail's events, oldest first."""
    with sqlite3.connect(Path(settings.paths.data) / "terminal.db") as database:
        return [row[0] for row in database.execute("SELECT event FROM audit ORDER BY seq")]


def faults(bench: Bench) -> int:
    """How many faults the platform was told of."""
    return sum(one["path"] == "/v1/terminal/faults" for one in bench.platform.requests())


async def test_an_open_door_lets_nobody_new_in_until_it_is_shut(
    bench: Bench, panel: Panel, visit: Visit, settings: Settings
) -> None:
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Attract)
        await on_wire(panel.sense, "door", True)
        await robot.until_asked(q.OutOfService)
        await robot.until(lambda: faults(bench) == 1)
        await robot.until(lambda: "door open" in bench.heard_of("io_board").get("detail", ""))
        robot.answer(None)
        await on_wire(panel.sense, "door", False)
        await robot.until(lambda: isinstance(robot.asked[-1], q.Attract))
        robot.answer(None)
        await robot.until_asked(q.Home)
    assert [one for one in trail(settings) if "door" in one] == ["door.opened", "door.shut"]


async def test_staff_may_open_the_door_while_a_citizen_is_there(
    bench: Bench, panel: Panel, visit: Visit
) -> None:
    robot = Robot(Attract=[None, WAIT], Accepted=q.After.DONE, Rate=None)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.sense, "door", True)
        await robot.until(lambda: faults(bench) == 1)
        await on_wire(panel.place_card, "zhang")
        await robot.until_asked(q.Accepted)
        await on_wire(panel.remove_card)
        await robot.until_asked(q.OutOfService)
    assert len(bench.platform.cases()) == 1


async def test_a_forced_housing_ends_the_session_and_purges_it(
    bench: Bench, panel: Panel, visit: Visit, settings: Settings
) -> None:
    robot = Robot(FillForm=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "zhang")
        await robot.until_asked(q.FillForm)
        await on_wire(panel.sense, "tamper", True)
        await robot.until_asked(q.TakeCard)
        assert robot.forgotten == 1
        await on_wire(panel.remove_card)
        closed = await robot.until_asked(q.OutOfService)
        assert "外壳" in closed.why
        await on_wire(panel.sense, "tamper", False)
        await robot.until_asked(q.Attract, 2)
        await robot.until(lambda: faults(bench) == 1)
    events = trail(settings)
    assert events.index("housing.forced") < events.index("session.end")
    assert "housing.whole" in events
    assert bench.platform.cases() == []


async def test_a_door_that_was_open_when_the_board_went_away_stays_open(
    panel: Panel, visit: Visit, settings: Settings
) -> None:
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Attract)
        await on_wire(panel.sense, "door", True)
        await robot.until_asked(q.OutOfService)
        open_times = robot.count(q.Attract)
        await on_wire(panel.replug, "io_board")
        await robot.until(lambda: bool(panel.state()["io_board"]["set_up"]))
        assert isinstance(robot.asked[-1], q.OutOfService)
        assert robot.count(q.Attract) == open_times
        await on_wire(panel.sense, "door", False)
        await robot.until(lambda: isinstance(robot.asked[-1], q.Attract))
    assert trail(settings).count("door.opened") == 1


async def test_the_emergency_button_calls_staff(panel: Panel, visit: Visit) -> None:
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Attract)
        await on_wire(panel.sense, "emergency", True)
        await robot.until(lambda: any(isinstance(one, HelpNews) and one.ok for one in robot.told))


async def test_somebody_coming_and_going_is_passed_on(panel: Panel, visit: Visit) -> None:
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until(lambda: PresenceNews(False) in robot.told)
        await on_wire(panel.sense, "presence", True)
        await robot.until(lambda: PresenceNews(True) in robot.told)
        robot.told.clear()
        await on_wire(panel.sense, "presence", False)
        await robot.until(lambda: PresenceNews(False) in robot.told)


async def test_headphones_are_told_and_not_believed_in_when_the_board_is_gone(
    panel: Panel, visit: Visit
) -> None:
    robot = Robot(Attract=WAIT)

    def told() -> list[bool]:
        return [one.inserted for one in robot.told if isinstance(one, HeadphonesNews)]

    async with visit(robot):
        await robot.until_asked(q.Attract)
        await on_wire(panel.sense, "headphones", True)
        await robot.until(lambda: told() == [True])
        await on_wire(panel.replug, "io_board")
        await robot.until(lambda: told() == [True, False, True])
