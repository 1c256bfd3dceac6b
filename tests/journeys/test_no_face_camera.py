"""A face camera that is not there when the terminal starts: who needs it is told, and may wait."""

from __future__ import annotations

from kiosk.conversation import questions as q
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot
from tests.journeys.test_faults import on_wire, says_everything
from tests.journeys.test_second_factor import wants

DEVICES = ("face_camera", "page_printer")


async def test_the_camera_is_missed_only_where_it_is_needed_and_used_once_it_is_there(
    bench: Bench, visit: Visit
) -> None:
    panel = bench.devices.panel
    await on_wire(panel.fault, "face_camera", "unplug", times=None)
    robot = Robot(**wants(Trouble=WAIT))
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "zhang")
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        assert trouble.title == "人像镜头没有画面"
        assert "都还在" in trouble.line
        assert [one.key for one in trouble.options] == ["window", "retry"]
        assert robot.count(q.PreviewPaper) == 0
        robot.answer(q.Chosen("retry"))
        await robot.until_asked(q.Trouble, 2)
        await on_wire(panel.show_people, "closer")
        await on_wire(panel.clear, "face_camera")
        await robot.until_tried(q.PreviewPaper)
        reports = bench.platform.fault_reports
        await robot.until(lambda: "face_camera" in [one["device"] for one in reports()])
