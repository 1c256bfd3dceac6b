"""复印: a card on one page, a page, several; what the scanner meets; the quota of a visit."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from drivers.driver import Health
from kiosk.conversation import Back, Leave, Outcome, ToWindow
from kiosk.conversation import questions as q
from simulators.remote import Panel
from tests.journeys.conftest import Bench
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_faults import on_wire

__all__ = ["one_terminal", "steady"]  # fixtures
DEVICES = ("scanner", "page_printer")


@pytest.fixture
def panel(bench: Bench) -> Panel:
    """The hands on the devices, with a sheet on the glass and nothing in the tray."""
    hands = bench.devices.panel
    for device in ("scanner", "page_printer"):
        hands.clear(device)
    hands.load_feeder(0)
    hands.lay_on_glass(True)
    hands.take_sheets()
    return hands


@asynccontextmanager
async def copying(steady: Steady, robot: Robot) -> AsyncIterator[None]:
    """The terminal, its devices up, serves the robot."""
    hub = steady.running._services.hub
    for device in (hub.scanner, hub.page_printer, hub.document_camera):
        await robot.outcome_of(device.until(lambda status: status.health is Health.ONLINE))
    async with steady.visit_of(robot):
        robot.answer(None)
        yield


def copier(kind: str = "page", **script: object) -> Robot:
    """Copies that once."""
    steps = {
        "Attract": WAIT,
        "Home": [q.Opened("copy"), WAIT],
        "Choose": q.Chosen(kind),
        "ShowMatter": q.Chosen("scan"),
        "PreviewPaper": q.Chosen("one"),
    }
    return Robot(**{**steps, **script})


def came_out(panel: Panel, before: int) -> list[str]:
    """What the codes on the new sheets say."""
    sheets = panel.sheets()[before:]
    said = []
    for sheet in sheets:
        with Image.open(io.BytesIO(panel.sheet_png(sheet.number))) as picture:
            said += [code.text for code in zxingcpp.read_barcodes(picture)]
    return said


async def test_a_page_on_the_glass(panel: Panel, steady: Steady) -> None:
    before = len(panel.sheets())
    robot = copier()
    async with copying(steady, robot):
        await robot.until(lambda: len(panel.sheets()) == before + 1)
        await robot.until(lambda: robot.forgotten == 1)
    assert came_out(panel, before) == ["SHEET 100 FRONT"]
    preview = robot.last(q.PreviewPaper)
    assert (preview.of, len(preview.pages)) == (1, 1)


async def test_both_sides_of_a_card_on_one_page(panel: Panel, steady: Steady) -> None:
    before = len(panel.sheets())
    robot = copier("card")
    async with copying(steady, robot):
        await robot.until(lambda: len(panel.sheets()) == before + 1)
    laid = [str(one.title) for one in robot.asked if isinstance(one, q.ShowMatter)]
    assert laid == ["有照片的一面朝下", "翻过来，有国徽的一面朝下"]
    assert robot.last(q.PreviewPaper).of == 1


@pytest.mark.parametrize("step", ["Choose", "ShowMatter", "PreviewPaper"])
@pytest.mark.parametrize("outcome", [Back, Leave, ToWindow])
async def test_every_step_can_be_left(
    panel: Panel, steady: Steady, step: str, outcome: type[Outcome]
) -> None:
    before = {"Choose": q.Home, "ShowMatter": q.Choose, "PreviewPaper": q.ShowMatter}
    ways: dict[str, Any] = {name: [WAIT] for name in before}
    answers = {"Choose": q.Chosen("page"), "ShowMatter": q.Chosen("scan")}
    for name in before:
        if name == step:
            ways[name] = [outcome, WAIT]
            break
        ways[name] = [answers[name], WAIT]
    robot = copier(**ways)
    printed = len(panel.sheets())
    async with copying(steady, robot):
        if outcome is Back:
            kind: type[q.Question[Any]] = before[step]
            await robot.until_asked(kind, 2)
        else:
            await robot.until(lambda: robot.forgotten == 1)
    assert len(panel.sheets()) == printed


async def test_an_empty_feeder_is_said_where_the_paper_is_asked_for(
    panel: Panel, steady: Steady
) -> None:
    robot = copier("feeder", ShowMatter=[q.Chosen("scan"), WAIT])
    async with copying(steady, robot):
        laid = await robot.until_asked(q.ShowMatter, 2)
        assert "没有纸" in laid.chip


async def test_a_jam_keeps_what_was_scanned(panel: Panel, bench: Bench, steady: Steady) -> None:
    panel.load_feeder(3)
    panel.fault("scanner", "jam", times=None, value=2)
    robot = copier("feeder", Trouble=q.Chosen("use"), PreviewPaper=WAIT)
    async with copying(steady, robot):
        preview = await robot.until_asked(q.PreviewPaper)
        assert preview.of == 1
        assert robot.last(q.Trouble).title == "扫描仪卡纸了"
        reports = bench.platform.fault_reports
        await robot.until(lambda: "scanner" in [one["device"] for one in reports()])


async def test_a_scanner_that_is_gone_is_said(panel: Panel, steady: Steady) -> None:
    robot = copier(ShowMatter=WAIT, Trouble=WAIT, Choose=[q.Chosen("page"), WAIT])
    async with copying(steady, robot):
        await robot.until_asked(q.ShowMatter)
        await on_wire(panel.fault, "scanner", "unplug")
        robot.answer(q.Chosen("scan"))
        trouble = await robot.until_asked(q.Trouble)
        assert trouble.title == "扫描仪没有反应"
        robot.answer(q.Chosen("go_on"))
        await robot.until_asked(q.Choose, 2)


@pytest.mark.usefixtures("panel")
async def test_home_offers_it(steady: Steady) -> None:
    robot = Robot(Attract=WAIT, Home=WAIT)
    async with copying(steady, robot):
        home = await robot.until_asked(q.Home)
    assert "copy" in [one.key for one in home.functions]
