"""A call for help: how it stands is told, and nobody hurries to somebody who has left."""

from __future__ import annotations

import asyncio
from importlib.metadata import EntryPoint

import pytest

from kiosk import video
from kiosk.conversation import Leave
from kiosk.conversation import questions as q
from kiosk.conversation.notices import CallHelp, HelpNews, JoinVideo, WithdrawHelp
from kiosk.journeys import help_desk
from kiosk.settings import Settings, SettingsError
from kiosk.terminal import terminal
from tests.journeys.conftest import Bench, serving
from tests.journeys.robot import WAIT, Robot
from tests.journeys.test_faults import on_wire

joined: list[str] = []


async def join(address: str) -> None:
    """A vendor's programme that talks until it is cancelled."""
    joined.append(address)
    try:
        await asyncio.Event().wait()
    finally:
        joined.append("over")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help_desk, "LOOK_AGAIN", 0.05)
    joined.clear()


def news(robot: Robot) -> list[HelpNews]:
    return [one for one in robot.told if isinstance(one, HelpNews)]


def calls(bench: Bench) -> list[str]:
    """The calls at the platform: kind and state."""
    return [f"{one['kind']} {one['state']}" for one in bench.platform.voices()["help_calls"]]


async def go_on(bench: Bench, order: dict[str, str]) -> None:
    """What the duty desk does with the first call."""
    await on_wire(bench.platform.ask, "POST", "/sim/office/help/H000001", order)


def at_home() -> Robot:
    return Robot(Home=WAIT)


@pytest.mark.parametrize("kind", ["staff", "assist"])
async def test_a_call_is_followed_until_it_is_closed(
    bench: Bench, settings: Settings, kind: str
) -> None:
    robot = at_home()
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Home)
        running.aside(CallHelp(kind))
        await robot.until(lambda: bool(news(robot)))
        assert news(robot)[-1].open
        await go_on(bench, {"owner": "王值班"})
        await robot.until(lambda: "王值班" in news(robot)[-1].line)
        await go_on(bench, {"owner": "王值班", "outcome": "已陪同办完。"})
        await robot.until(lambda: not news(robot)[-1].open)
        assert robot.count(q.Home) == 1, "the question stays as it was"
    assert calls(bench) == [f"{kind} closed"]


async def test_whoever_leaves_needs_nobody(bench: Bench, settings: Settings) -> None:
    robot = at_home()
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Home)
        running.aside(CallHelp("staff"))
        await robot.until(lambda: bool(news(robot)))
        robot.outcome(Leave)
        await robot.until_asked(q.Attract, 2)
        await robot.until(lambda: calls(bench) == ["staff closed"])


async def test_a_call_on_its_way_is_withdrawn_as_well(bench: Bench, settings: Settings) -> None:
    bench.platform.fault("latency", "/v1/help", value=0.5, times=1)
    robot = at_home()
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Home)
        running.aside(CallHelp("staff"))
        robot.outcome(Leave)
        await robot.until_asked(q.Attract, 2)
        await robot.until(lambda: calls(bench) == ["staff closed"])


async def test_the_citizen_may_withdraw_and_call_another(bench: Bench, settings: Settings) -> None:
    robot = at_home()
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Home)
        running.aside(CallHelp("staff"))
        await robot.until(lambda: bool(news(robot)) and news(robot)[-1].open)
        running.aside(WithdrawHelp())
        await robot.until(lambda: not news(robot)[-1].open)
        running.aside(CallHelp("assist"))
        await robot.until(lambda: news(robot)[-1].kind == "assist" and news(robot)[-1].open)
        await robot.until(lambda: calls(bench) == ["staff closed", "assist waiting"])


async def test_a_platform_away_is_said(bench: Bench, settings: Settings) -> None:
    bench.platform.fault("reset", "/v1/help")
    robot = at_home()
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Home)
        running.aside(CallHelp("staff"))
        await robot.until(lambda: bool(news(robot)))
        assert not news(robot)[-1].ok
        assert news(robot)[-1].help_code
    assert calls(bench) == []


async def test_video_is_joined_on_the_phone(bench: Bench, settings: Settings) -> None:
    robot = at_home()
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Home)
        running.aside(CallHelp("video"))
        await robot.until(lambda: bool(news(robot)))
        assert news(robot)[-1].qr.startswith("https://video.example/")
        assert not news(robot)[-1].joins_here


def vendors(group: str) -> list[EntryPoint]:
    return [EntryPoint("vendor", f"{__name__}:join", group)]


async def test_a_vendors_call_ends_when_the_citizen_leaves(
    bench: Bench, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.terminal.programme", lambda _: join)
    robot = at_home()
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Home)
        running.aside(CallHelp("video"))
        await robot.until(lambda: bool(news(robot)) and news(robot)[-1].joins_here)
        running.aside(JoinVideo())
        await robot.until(lambda: bool(joined))
        assert joined == [news(robot)[-1].qr]
        robot.outcome(Leave)
        await robot.until(lambda: joined[-1] == "over")
        await robot.until(lambda: calls(bench) == ["video closed"])


def test_a_video_programme_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk import settings as configuration

    monkeypatch.setattr(video, "entry_points", lambda group: vendors(group))
    assert video.programme(configuration.load("simulated")) is None
    assert video.programme(configuration.load("simulated", ["help.video="])) is None
    assert video.programme(configuration.load("simulated", ["help.video=vendor"])) is join
    with pytest.raises(SettingsError, match=r"help.video.*qr, vendor"):
        video.programme(configuration.load("simulated", ["help.video=vendour"]))
