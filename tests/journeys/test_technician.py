"""The technician: let in by card or code, sees every part, tries it, takes it out of service."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.driver import Health
from kiosk.conversation import Back, Leave, TimedOut
from kiosk.conversation import questions as q
from kiosk.conversation.notices import LiveFrame, Spoken, StaffWanted
from kiosk.journeys.maintenance import diagnosis
from kiosk.settings import Settings
from kiosk.terminal import terminal
from simulators.smart_card_reader import SmartCardReader as CardSlot
from tests.journeys.conftest import Bench, serving, settings_for
from tests.journeys.devices import USUAL
from tests.journeys.robot import WAIT, Robot, once
from tests.journeys.test_cabinet import trail
from tests.journeys.test_faults import on_wire

NUMBER, CODE = "990101-0007", "99010107"
RIGHT = {"number": NUMBER.replace("-", ""), "code": CODE}
WITH_SLOT = USUAL | {"smart_card"}
WRONG = {"number": NUMBER.replace("-", ""), "code": "00000000"}


class Staff(Robot):
    """Logs in by code, does one thing after another, and logs out."""

    def __init__(self, *doings: object, **script: object) -> None:
        super().__init__(
            **{
                "Attract": WAIT,
                "OutOfService": WAIT,
                "FillForm": RIGHT,
                "Maintain": [*doings, Leave],
                "Trouble": q.Chosen("go_on"),
                **script,
            }
        )

    def shown(self) -> list[q.Maintain]:
        """Every state of the screen."""
        return [one for one in self.asked if isinstance(one, q.Maintain)]

    def said(self) -> list[str]:
        """What came of what was done."""
        return [one.part.said for one in self.shown() if one.part.said]


@pytest.fixture
def settings(bench: Bench, tmp_path: Path) -> Settings:
    return settings_for(bench, tmp_path, f"paths.sticks={tmp_path / 'media'}", devices=USUAL)


async def ready(robot: Robot, *devices: Callable[[], bool]) -> None:
    await robot.until_asked(q.Attract)
    await robot.until(lambda: all(one() for one in devices))


async def logged_out(robot: Robot, times: int = 1) -> None:
    """Nothing of the visit stays on the glass, and the terminal rests: sooner it hears no staff."""
    await robot.until(lambda: robot.forgotten >= times)
    await robot.until(lambda: robot.is_at(q.Attract) or robot.is_at(q.OutOfService))


async def test_a_right_code_opens_and_every_step_is_in_the_trail(settings: Settings) -> None:
    robot = Staff(q.Opened("running"), q.Selected("audit"), q.Chosen("verify"))
    async with terminal(settings, robot) as running, serving(running):
        await ready(robot)
        running.aside(StaffWanted())
        await logged_out(robot)
    first = robot.shown()[0]
    assert first.who == NUMBER
    assert {one.key for one in first.entries} == set(settings.devices.present())
    assert [one.key for one in first.areas] == ["devices", "running", "service"]
    assert "都有签名" in robot.said()[-1]
    events = [one for one in trail(settings) if one.startswith("technician")]
    assert events == ["technician.in", "technician.verify", "technician.out"]


async def test_whoever_only_looks_or_goes_away_is_out(settings: Settings) -> None:
    robot = Staff(FillForm=[Leave, TimedOut, Back, RIGHT], Maintain=TimedOut)
    async with terminal(settings, robot) as running, serving(running):
        await ready(robot)
        for visit in range(3):
            running.aside(StaffWanted())
            await logged_out(robot, visit + 1)
        assert not robot.shown()
        running.aside(StaffWanted())
        await logged_out(robot, 4)
        assert robot.shown()
    assert trail(settings).count("technician.out") == 1


async def test_wrong_codes_lock_over_a_restart(bench: Bench, tmp_path: Path) -> None:
    settings = settings_for(bench, tmp_path, "staff.attempts=2", devices=USUAL)
    robot = Staff(FillForm=WRONG)
    async with terminal(settings, robot) as running, serving(running):
        await ready(robot)
        for attempt in range(settings.staff.attempts):
            running.aside(StaffWanted())
            await logged_out(robot, attempt + 1)
    assert trail(settings).count("technician.refused") == settings.staff.attempts
    assert trail(settings).count("technician.locked") == 1
    again = Staff()
    async with terminal(settings, again) as running, serving(running):
        await ready(again)
        running.aside(StaffWanted())
        await logged_out(again)
        assert "太多次" in again.last(q.Trouble).title
        assert again.count(q.FillForm) == 0
        assert not again.shown()


async def test_without_codes_the_mark_leads_nowhere(bench: Bench, tmp_path: Path) -> None:
    settings = settings_for(bench, tmp_path, "staff.codes={}", devices=USUAL)
    robot = Staff()
    async with terminal(settings, robot) as running, serving(running):
        await ready(robot)
        running.aside(StaffWanted())
        await logged_out(robot)
        assert robot.count(q.FillForm) == 0


@pytest.fixture
def slot(tmp_path: Path) -> Iterator[CardSlot]:
    simulator = CardSlot(tmp_path / "pcscd")
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.mark.parametrize(("listed", "let_in"), [(True, True), (False, False)])
async def test_a_staff_card_opens_where_it_is_listed(
    bench: Bench, tmp_path: Path, slot: CardSlot, listed: bool, let_in: bool
) -> None:
    more = [f"devices.smart_card.socket={slot.socket_path}", "devices.smart_card.reader=00 00"]
    if not listed:
        more.append(f"staff.cards.{NUMBER}=04{'11' * 64}")
    settings = settings_for(bench, tmp_path, *more, devices=WITH_SLOT)
    robot = Staff()
    async with terminal(settings, robot) as running, serving(running):
        hub = running.workshop._services.hub
        await ready(robot, lambda: hub.smart_card.status.health is Health.ONLINE)
        await on_wire(slot.place, "staff")
        await logged_out(robot)
    assert bool(robot.shown()) is let_in
    assert ("technician.in" in trail(settings)) is let_in
    assert ("technician.refused" in trail(settings)) is not let_in


async def test_a_citizens_card_at_rest_does_nothing(
    bench: Bench, tmp_path: Path, slot: CardSlot
) -> None:
    more = [f"devices.smart_card.socket={slot.socket_path}", "devices.smart_card.reader=00 00"]
    robot = Staff()
    settings = settings_for(bench, tmp_path, *more, devices=WITH_SLOT)
    async with terminal(settings, robot) as running, serving(running):
        hub = running.workshop._services.hub
        await ready(robot, lambda: hub.smart_card.status.health is Health.ONLINE)
        await on_wire(slot.place, "zhang")
        await logged_out(robot)
        assert {type(one) for one in robot.asked} == {q.Attract}


async def test_the_receipt_printer_prints_its_test_page(bench: Bench, settings: Settings) -> None:
    before = len(await on_wire(bench.devices.panel.pieces))
    robot = Staff(q.Selected("receipt_printer"), q.Chosen("test"))
    async with terminal(settings, robot) as running, serving(running):
        hub = running.workshop._services.hub
        await ready(robot, lambda: hub.receipt_printer.status.health is Health.ONLINE)
        running.aside(StaffWanted())
        await logged_out(robot)
    assert "测试页印好了" in robot.said()[-1]
    piece = (await on_wire(bench.devices.panel.pieces))[before]
    for word in ("测试页", settings.terminal.id, "ABCDEFG"):
        assert word in piece.text
    assert piece.text.count("[image") >= 2  # what the printer's own font lacks is drawn
    assert settings.terminal.id.encode() in piece.raw


async def test_cards_keys_and_pictures_are_tried_and_nobody_is_shown(
    bench: Bench, settings: Settings
) -> None:
    robot = Staff(
        q.Selected("id_card"),
        q.Chosen("test"),
        q.Chosen("test"),
        q.Selected("document_camera"),
        q.Chosen("test"),
        q.Selected("rating_pad"),
        q.Chosen("test"),
        Working=[WAIT, Back, WAIT],
        WatchCamera=WAIT,
    )
    async with terminal(settings, robot) as running, serving(running):
        hub = running.workshop._services.hub
        await ready(robot, lambda: hub.document_camera.status.health is Health.ONLINE)
        running.aside(StaffWanted())
        await robot.until_asked(q.Working)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.WatchCamera)
        await on_wire(bench.devices.panel.show_scene, "page")
        await robot.until(lambda: any(one.ok for one in frames(robot)))
        robot.answer(None)
        await robot.until_asked(q.Working, 3)
        await once("the key is heard", lambda: on_wire(press_until_out, bench, robot))
    read, seen, pressed = robot.said()
    assert (read, pressed) == ("读到了：居民身份证。", "按的是 4 星。")
    assert "画面正常" in seen
    found = frames(robot)[-1]
    assert found.corners is not None
    assert [gauge.ok for gauge in found.gauges] == [True, True, True]
    assert f"清晰度 {found.gauges[0].value * 100:.0f}" in seen
    assert "张示例" not in repr(robot.shown())


async def test_a_camera_rests_when_nobody_looks_any_more(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = (q.Selected("document_camera"), q.Chosen("test"))
    robot = Staff(*again, q.Chosen("test"), WatchCamera=WAIT)
    async with terminal(settings, robot) as running, serving(running):
        camera = running.workshop._services.hub.document_camera
        await ready(robot, lambda: camera.status.health is Health.ONLINE)
        called, call = list[str](), camera.call

        def listening(method: Callable[..., object], *args: object, **more: object) -> object:
            called.append(method.__name__)
            return call(method, *args, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(camera, "call", listening)
        running.aside(StaffWanted())
        for times, way in enumerate((Back, Leave), start=1):
            await robot.until_asked(q.WatchCamera, times)
            before = len(frames(robot))
            await robot.until(lambda before=before: len(frames(robot)) > before)
            robot.outcome(way)
            await robot.until(lambda times=times: called.count("rest") == times)
        await logged_out(robot)
        assert len(robot.said()) == 1, "who goes back is told the figures"
        # One that gives no picture says so.
        await camera.retire()
        robot.script(Maintain=[*again, Leave])
        running.aside(StaffWanted())
        await logged_out(robot, 2)
    assert robot.said()[-1].startswith("没有成功")


def press_until_out(bench: Bench, robot: Robot) -> bool:
    """Press a star; whether nobody is there any more to see it."""
    bench.devices.panel.press_stars(4)
    return robot.forgotten > 0


def frames(robot: Robot) -> list[LiveFrame]:
    """What a camera showed."""
    return [one for one in robot.told if isinstance(one, LiveFrame)]


async def test_a_device_taken_out_stays_out_until_it_is_put_back_and_its_driver_begun_anew(
    settings: Settings,
) -> None:
    robot = Staff(q.Selected("receipt_printer"), q.Chosen("retire"))
    async with terminal(settings, robot) as running, serving(running):
        await ready(robot)
        running.aside(StaffWanted())
        await logged_out(robot)
    again = Staff(q.Selected("receipt_printer"), q.Chosen("enlist"), q.Chosen("restart"))
    async with terminal(settings, again) as running, serving(running):
        printer = running.workshop._services.hub.receipt_printer
        await ready(again)
        assert printer.retired
        assert printer.status.health is Health.OFFLINE
        running.aside(StaffWanted())
        await logged_out(again)
        await again.until(lambda: printer.status.health is Health.ONLINE)
        assert printer.record.restarts == 1
    done = ("technician.retire", "technician.enlist", "technician.restart")
    assert all(f"{one} receipt_printer" in trail(settings) for one in done)


async def test_planned_out_of_service_survives_a_restart(settings: Settings) -> None:
    robot = Staff(q.Opened("service"), q.Chosen("close:supplies"))
    async with terminal(settings, robot) as running, serving(running):
        await ready(robot)
        running.aside(StaffWanted())
        closed = await robot.until_asked(q.OutOfService)
        assert closed.why == "正在加纸、换耗材。"
    again = Staff(q.Opened("service"), q.Chosen("open"))
    async with terminal(settings, again) as running, serving(running):
        await again.until_asked(q.OutOfService)
        assert again.count(q.Attract) == 0
        running.aside(StaffWanted())
        await again.until_asked(q.Attract)
    assert again.shown()[0].closed == "正在加纸、换耗材。"
    assert "technician.close:supplies" in trail(settings)


async def test_the_diagnosis_goes_to_a_stick_and_names_nobody(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    robot = Staff(
        q.Opened("service"),
        q.Selected("export"),
        q.Chosen("export"),
        q.Chosen("export"),
        q.Selected("sound"),
        q.Chosen("sound"),
    )
    stick = tmp_path / "media" / "STICK"
    found = iter([False, True])
    monkeypatch.setattr(
        diagnosis.os.path, "ismount", lambda path: Path(path) == stick and next(found)
    )
    stick.mkdir(parents=True)
    async with terminal(settings, robot) as running, serving(running):
        await ready(robot)
        running.aside(StaffWanted())
        await logged_out(robot)
    assert [said[:4] for said in robot.said()] == ["没有找到", "存好了：", "听到了就"]
    (file,) = stick.iterdir()
    content = file.read_text("utf-8-sig")
    for word in (settings.terminal.id, "待发", "身份证阅读器", "escpos-tcp", "事项目录"):
        assert word in content
    assert any(isinstance(one, Spoken) for one in robot.told)
    with sqlite3.connect(Path(settings.paths.data) / "terminal.db") as database:
        (subjects,) = database.execute(
            "SELECT group_concat(subject) FROM audit WHERE event LIKE 'technician%'"
        ).fetchone()
    assert NUMBER not in subjects
