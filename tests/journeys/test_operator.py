"""The operator from afar: events heard, settings taken over or refused, emergencies told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kiosk.conversation import TimedOut
from kiosk.conversation import questions as q
from kiosk.conversation.notices import EmergencyNews, SettingsNews
from kiosk.onenetwork import diary
from kiosk.settings import Settings
from kiosk.terminal import terminal
from tests.journeys.conftest import Bench, Visit, serving, settings_for
from tests.journeys.devices import USUAL
from tests.journeys.heard import heard
from tests.journeys.robot import WAIT, Robot, once
from tests.journeys.test_faults import on_wire


@pytest.fixture
def settings(bench: Bench, tmp_path: Path) -> Settings:
    """The platform is asked often."""
    return settings_for(bench, tmp_path, "backend.heartbeat=0.3", devices=USUAL)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diary, "GATHER_S", 0.05)
    monkeypatch.setattr(diary, "FIRST_PAUSE_S", 0.2)


async def test_the_platform_hears_of_a_terminals_day(bench: Bench, visit: Visit) -> None:
    robot = Robot(Attract=[None, WAIT], Home=TimedOut)
    async with visit(robot):
        await robot.until_asked(q.Attract, 2)
        ended = await heard(bench, lambda one: one["kind"] == "session_ended")
        assert ended["duration_s"] >= 0
        # Only what changes is an event: the printer has to be known as full first.
        await robot.until(
            lambda: bench.heard_of("receipt_printer").get("supplies", {}).get("paper") == "full"
        )
        await on_wire(bench.devices.panel.set_paper, "near_end")
        low = await heard(bench, lambda one: one["detail"] == "receipt_printer: paper")
        assert (low["kind"], low["outcome"]) == ("supply_changed", "low")
    kinds = [one["kind"] for one in await on_wire(bench.platform.events)]
    assert kinds[0] == "restarted"
    assert kinds.index("session_started") < kinds.index("session_ended")


async def test_what_happens_while_the_platform_is_away_is_told_once_when_it_is_back(
    bench: Bench, settings: Settings
) -> None:
    """Over a restart, and although the acknowledgement of the first batch is lost."""
    await on_wire(bench.platform.fault, "maintenance")
    robot = Robot(Attract=[None, WAIT], Home=TimedOut)
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Attract, 2)
    await on_wire(bench.platform.clear)
    await on_wire(lambda: bench.platform.fault("lost_ack", "/v1/terminal/events", times=1))
    again = Robot(Attract=WAIT)
    async with terminal(settings, again) as running, serving(running):
        await heard(bench, lambda one: one["kind"] == "session_ended")
        await heard(bench, lambda one: one["kind"] == "stopped")
    events = await on_wire(bench.platform.events)
    kinds = [one["kind"] for one in events]
    assert kinds[:4] == ["restarted", "session_started", "session_ended", "stopped"]
    assert len({one["event_id"] for one in events}) == len(events)


async def test_settings_from_afar_are_used_and_kept_over_a_restart(
    bench: Bench, settings: Settings
) -> None:
    robot = Robot(Attract=WAIT)
    async with terminal(settings, robot) as running, serving(running):
        wished = {"settings": {"times.warning": 33.0}, "items": ["992001010001"]}
        await on_wire(lambda: bench.platform.configure(**wished))

        def told() -> list[float]:
            return [one.settings.times.warning for one in robot.told if _is_settings(one)]

        await robot.until(lambda: 33.0 in told())
        await heard(bench, lambda one: one["kind"] == "config_applied")
    await on_wire(bench.platform.kill)
    try:
        again = Robot(Attract=WAIT, Home=WAIT)
        async with terminal(settings, again) as running, serving(running):
            await again.until_asked(q.Attract)
            await again.until(lambda: any(_is_settings(one) for one in again.told))
            (news,) = [one for one in again.told if isinstance(one, SettingsNews)]
            assert news.settings.times.warning == 33.0
            again.answer(None)
            home = await again.until_asked(q.Home)
            assert [card.code for card in home.hot] == ["992001010001"]
    finally:
        await on_wire(bench.platform.start)


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"times.warning": -5.0}, "times.warning"),
    ({"backend.url": "http://elsewhere.invalid"}, "not to be set from afar"),
    ({"staff.codes": "x"}, "not to be set from afar"),
]


async def test_a_bad_configuration_is_refused_whole_and_told(bench: Bench, visit: Visit) -> None:
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Attract)
        for number, (wished, why) in enumerate(REFUSED):
            settings = {"sound.volume": 20 + number, **wished}
            await on_wire(lambda settings=settings: bench.platform.configure(settings=settings))

            def refused(one: dict[str, Any], why: str = why) -> bool:
                return one["kind"] == "config_refused" and why in one["detail"]

            await heard(bench, refused)
        volumes = [one.settings.sound.volume for one in robot.told if _is_settings(one)]
    assert all(volume == 60 for volume in volumes)


def _is_settings(notice: object) -> bool:
    return isinstance(notice, SettingsNews)


async def test_settings_wait_until_the_citizen_has_gone(bench: Bench, visit: Visit) -> None:
    await on_wire(lambda: bench.platform.configure(hotline="12321"))
    await on_wire(lambda: bench.platform.fault("status", "/v1/terminal/heartbeat", value=503))
    robot = Robot(Attract=[None, WAIT], Home=WAIT)

    def phones() -> list[str]:
        news = (one for one in robot.told if isinstance(one, SettingsNews))
        return [one.settings.terminal.help_phone for one in news]

    async def fetched() -> bool:
        rows = await on_wire(bench.platform.requests)
        return any(row["path"] == "/v1/terminal/config" for row in rows)

    async with visit(robot):
        await robot.until_asked(q.Home)
        await on_wire(bench.platform.clear)
        await once("the settings are fetched", fetched)
        assert phones() == []
        robot.outcome(TimedOut)
        await robot.until(lambda: phones() == ["12321"])


async def test_an_emergency_is_told_at_once_and_taken_back(bench: Bench, visit: Visit) -> None:
    robot = Robot(Attract=[None, WAIT], Home=WAIT)
    notice = {
        "text": "请马上离开大厅。",
        "urgency": "emergency",
        "texts": {"en": "Leave the hall now."},
    }

    def told() -> list[EmergencyNews]:
        return [one for one in robot.told if isinstance(one, EmergencyNews)]

    async with visit(robot):
        await robot.until_asked(q.Home)
        await on_wire(lambda: bench.platform.desk([notice]))
        await robot.until(lambda: bool(told()))
        (emergency,) = told()[0].emergencies
        assert emergency.told_in("en") == "Leave the hall now."
        assert emergency.told_in("zh_TW") == "请马上离开大厅。"
        await on_wire(lambda: bench.platform.desk([]))
        await robot.until(lambda: told()[-1].emergencies == ())
        robot.outcome(TimedOut)
        attract = await robot.until_asked(q.Attract, 2)
        assert all(one.text != notice["text"] for one in attract.notices)


async def test_a_closed_terminal_says_where_another_works(bench: Bench, visit: Visit) -> None:
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Attract)
        order = {"why": "系统升级", "expected": "今天 18:00 前恢复"}
        await on_wire(lambda: bench.platform.desk([], order, "示例区图书馆一楼"))
        closed = await robot.until_asked(q.OutOfService)
        assert closed.nearest == "示例区图书馆一楼"
        event = await heard(bench, lambda one: one["kind"] == "out_of_service")
        assert event["detail"] == "operator"


async def test_what_changed_in_the_catalogue_is_fetched_alone(
    bench: Bench, visit: Visit, settings: Settings
) -> None:
    robot = Robot(Attract=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Attract)
        label = Path(settings.paths.data) / "catalogue.snapshot"
        whole = label.stat().st_size
        await on_wire(lambda: bench.platform.withdraw("992001010002", "演示下架"))
        newest = await on_wire(bench.platform.state)
        version = newest["catalogue_version"]
        await heard(
            bench, lambda one: (one["kind"], one["detail"]) == ("catalogue_applied", version)
        )
        # Kept beside the whole, or in its place where the platform has forgotten what came before.
        assert label.stat().st_size < whole * 1.1
    rows = await on_wire(bench.platform.requests)
    assert any("/v1/catalogue/items" in row["path"] for row in rows)
