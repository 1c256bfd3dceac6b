"""Across regions (跨域通办): whose office decides is chosen, told, agreed to, sent and printed."""

from __future__ import annotations

from kiosk.conversation import Back
from kiosk.conversation import questions as q
from kiosk.conversation.notices import Notice, PaperNews
from kiosk.journeys.step_names import REGION_STEP
from tests.catalogue import demo
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire
from tests.journeys.test_parts import filled

__all__ = ["one_terminal", "steady", "visit"]  # fixtures

MOVED = demo.named("基本医疗保险关系转移接续")
PENSION = demo.named("城乡居民基本养老保险关系转移接续申请")
ELSEWHERE = "990201"


def citizen(**script: object) -> Robot:
    base: dict[str, object] = {
        "Home": [lambda home: q.Selected(MOVED.code), WAIT],
        "Choose": q.Chosen(ELSEWHERE),
        "FillForm": filled,
    }
    return Robot(**{**base, **script})


async def test_the_other_region_decides_and_everything_says_so(bench: Bench, visit: Visit) -> None:
    robot = citizen()
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        accepted = await robot.until_asked(q.Accepted)
        await robot.until(lambda: any(printed(news) for news in robot.told))
    assert "示范市示范区" in bench.devices.panel.pieces()[-1].text
    guide, choice = robot.last(q.ReadGuide), robot.last(q.Choose)
    assert next(one.text for one in guide.facts if one.key == "where") == "跨省通办，全程网办"
    assert "示范市示范区（示范区医疗保障局，电话 12393）" in guide.place
    assert choice.line.startswith("全程网办：")
    assert robot.last(q.Consent).shared_with == "示范区医疗保障局"
    (row,) = (row for row in robot.last(q.Review).rows if row.key == REGION_STEP)
    assert (row.value, row.note) == ("示范市示范区", "示范区医疗保障局决定")
    assert any("示范区医疗保障局" in one.what for one in accepted.milestones)
    (case,) = bench.platform.cases()
    assert (case["handling_region"], case["department"]) == (ELSEWHERE, "示范区医疗保障局")


async def test_how_the_papers_get_there_is_said_in_plain_words(bench: Bench, visit: Visit) -> None:
    robot = citizen(Home=[lambda home: q.Selected(PENSION.code), WAIT], Choose=WAIT)
    async with visit(robot):
        choice = await robot.until_asked(q.Choose)
    assert choice.line == "异地代收代办：这里收材料、核对身份，转给那边的单位办，结果寄给您。"
    assert [entry.key for entry in choice.entries] == ["990101", ELSEWHERE]


async def test_another_region_is_another_purpose_to_agree_to(bench: Bench, visit: Visit) -> None:
    robot = citizen(Choose=[q.Chosen("990101"), q.Chosen(ELSEWHERE)], FillForm=Back)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.Consent, 2)
    offices = [one.shared_with for one in robot.asked if isinstance(one, q.Consent)]
    assert offices == ["示例区医疗保障局", "示范区医疗保障局"]


async def test_what_is_done_only_here_asks_for_no_region(bench: Bench, visit: Visit) -> None:
    robot = Robot(Consent=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Consent)
    assert robot.count(q.Choose) == 0
    assert "where" not in {one.key for one in robot.last(q.ReadGuide).facts}


def printed(news: Notice) -> bool:
    return isinstance(news, PaperNews) and news.stage is q.PaperStage.PRINTED
