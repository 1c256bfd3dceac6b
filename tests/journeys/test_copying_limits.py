"""复印 at terminals that are set up otherwise: a small quota, no scanner."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from drivers.driver import Health
from kiosk.conversation import questions as q
from kiosk.settings import Settings
from kiosk.terminal import terminal
from simulators.remote import Panel
from tests.journeys.conftest import Bench, serving, settings_for
from tests.journeys.devices import USUAL
from tests.journeys.robot import WAIT, Robot
from tests.journeys.test_copying import came_out, copier, panel

__all__ = ["panel"]  # a fixture
DEVICES = ("scanner", "page_printer")


@asynccontextmanager
async def copying(settings: Settings, robot: Robot) -> AsyncIterator[None]:
    """A terminal whose devices are up serves the robot."""
    async with terminal(settings, robot) as running, serving(running):
        hub = running._services.hub
        for device in (hub.scanner, hub.page_printer, hub.document_camera):
            if device.configured:
                await robot.outcome_of(device.until(lambda status: status.health is Health.ONLINE))
        await robot.until_asked(q.Attract)
        robot.answer(None)
        yield


async def test_several_pages_twice_until_the_quota_is_used_up(
    panel: Panel, bench: Bench, tmp_path: Path
) -> None:
    panel.load_feeder(2)
    before = len(panel.sheets())
    robot = copier(
        "feeder",
        Home=[q.Opened("copy"), q.Opened("copy"), WAIT],
        Choose=[q.Chosen("feeder"), q.Chosen("2"), WAIT],
        ShowMatter=[q.Chosen("scan"), WAIT],
        PreviewPaper=q.Chosen("several"),
        TakePages=another,
    )
    settings = settings_for(bench, tmp_path, "copy.pages=4", devices=USUAL | {*DEVICES})
    async with copying(settings, robot):
        shown = await robot.until_asked(q.ShowMatter, 2)
        assert "用完" in shown.title
    counts = robot.last(q.Choose)
    assert [one.key for one in counts.entries] == ["1", "2"]
    assert came_out(panel, before) == ["SHEET 1 FRONT", "SHEET 2 FRONT"] * 2


def another(question: q.TakePages) -> object:
    """Takes them, and stays."""
    return WAIT if question.stage is q.PagesStage.PRINTING else q.After.ANOTHER


async def test_without_a_scanner_the_camera_copies(
    panel: Panel, settings: Settings, bench: Bench
) -> None:
    devices = msgspec.structs.replace(settings.devices, scanner=None)
    before = len(panel.sheets())
    robot = copier()
    async with copying(msgspec.structs.replace(settings, devices=devices), robot):
        await robot.until(lambda: len(panel.sheets()) == before + 1)
    assert [one.key for one in robot.last(q.Choose).entries] == ["card", "page"]
    assert robot.count(q.CapturePage) >= 2
