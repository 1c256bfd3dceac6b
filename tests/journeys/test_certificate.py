"""Certificates and look-ups, end to end: from the guide to the sheet in the tray."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.conversation import Back, Leave, ToWindow
from kiosk.conversation import questions as q
from tests.journeys.conftest import Bench, Visit
from tests.journeys.papers import CERTIFICATE
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire, says_everything

__all__ = ["one_terminal", "steady", "visit"]  # fixtures
DEVICES = ("page_printer",)
HOMES = "992009080006"
"""个人住房信息查询."""
LOOK_UP = "992006050002"
"""公积金查询."""


def asks_for(code: str, **script: object) -> Robot:
    """A citizen who chooses this service, and takes the paper."""
    wish = {"Home": q.Selected(code), "PreviewPaper": q.Chosen("print")}
    return Robot(**{**wish, **script})


def sheets(bench: Bench) -> list[str]:
    panel = bench.devices.panel
    return [panel.sheet_text(one.number) for one in panel.sheets() if not one.taken]


async def test_a_certificate_is_looked_at_printed_and_rated(bench: Bench, visit: Visit) -> None:
    robot = asks_for(CERTIFICATE)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        preview = await robot.until_asked(q.PreviewPaper)
        await robot.until_asked(q.Rate)
        await on_wire(bench.devices.panel.remove_card)
        await robot.until_asked(q.Thanks)
        await robot.until(lambda: bench.platform.cases()[0]["state"] == "delivered")
        await robot.until(lambda: bool(bench.platform.cases()[0]["rating"]))
    assert [picture.width > 800 for picture in preview.pages] == [True]
    assert robot.count(q.Review) == 0
    (sheet,) = sheets(bench)
    code = next(row.value for row in preview.rows if row.label == "验证码")
    assert code.replace(" |", "") in sheet
    assert "个人参保证明" in sheet
    (case,) = bench.platform.cases()
    assert case["rating"]["stars"] == 5


async def test_its_purpose_is_asked_where_the_service_wants_it_and_printed(
    bench: Bench, visit: Visit
) -> None:
    robot = asks_for(HOMES, FillForm={"purpose": "school"}, TakePages=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until(
            lambda: any(
                isinstance(one, q.TakePages) and one.stage is q.PagesStage.READY
                for one in robot.asked
            )
        )
    (field,) = robot.last(q.FillForm).fields
    assert [label for _value, label in field.choices][1] == "孩子入学"
    (sheet,) = sheets(bench)
    assert "用途" in sheet
    assert "孩子入学" in sheet
    (case,) = bench.platform.cases()
    assert case["form_fields"] == ["purpose"]


async def test_what_is_looked_up_need_not_be_printed(bench: Bench, visit: Visit) -> None:
    robot = asks_for(LOOK_UP, PreviewPaper=q.Chosen("enough"))
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "li")
        await robot.until_asked(q.Rate)
        await on_wire(bench.devices.panel.remove_card)
        await robot.until_asked(q.Thanks)
    assert sheets(bench) == []


@pytest.mark.parametrize("step", ["Consent", "PlaceCard", "PreviewPaper"])
async def test_back_leads_to_the_guide(step: str, bench: Bench, visit: Visit) -> None:
    robot = asks_for(CERTIFICATE, **{step: [Back, WAIT], "ReadGuide": [None, WAIT]})
    async with visit(robot):
        if step == "PreviewPaper":
            await robot.until_asked(q.PlaceCard)
            await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.ReadGuide, 2)
    assert sheets(bench) == []


@pytest.mark.parametrize(
    ("step", "way"),
    [
        ("Consent", Leave),
        ("PlaceCard", Leave),
        ("PlaceCard", ToWindow),
        ("PreviewPaper", Leave),
        ("PreviewPaper", ToWindow),
        ("Rate", Leave),
    ],
)
async def test_leave_and_window_at_each_step(
    step: str, way: type[Leave] | type[ToWindow], bench: Bench, visit: Visit
) -> None:
    robot = asks_for(CERTIFICATE, **{step: way})
    async with visit(robot):
        if step in ("PreviewPaper", "Rate"):
            await robot.until_asked(q.PlaceCard)
            await on_wire(bench.devices.panel.place_card, "zhang")
        if way is ToWindow:
            await robot.until_asked(q.WindowHandover)
        if step in ("PreviewPaper", "Rate"):
            await robot.until(lambda: robot.forgotten > 0)
            await on_wire(bench.devices.panel.remove_card)
        await robot.until_asked(q.Thanks)
    assert robot.forgotten == 1


async def test_the_platform_away_is_told_and_tried_again(bench: Bench, visit: Visit) -> None:
    robot = asks_for(CERTIFICATE, Trouble=WAIT)
    bench.platform.fault("maintenance", "/v1/cases", value=1)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        says_everything(await robot.until_asked(q.Trouble))
        bench.platform.clear()
        await robot.until_tried(q.PreviewPaper)
    assert len(bench.platform.cases()) == 1


async def test_no_paper_in_the_printer_is_said_before_anybody_shows_a_card(
    bench: Bench, visit: Visit
) -> None:
    robot = asks_for(CERTIFICATE, Attract=WAIT, Trouble=WAIT)
    await asyncio.to_thread(bench.devices.panel.set_page_supply, paper="out")
    async with visit(robot):
        await robot.until(
            lambda: bench.heard_of("page_printer").get("supplies", {}).get("paper") == "out"
        )
        robot.answer(None)
        assert any("A4" in line for line in (await robot.until_asked(q.Home)).limits)
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        robot.answer(q.Chosen("go_on"))
        await robot.until_asked(q.Consent)
