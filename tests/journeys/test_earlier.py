"""Pages of an earlier case used again (材料复用): one permission, no picture, nothing kept here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.conversation import Back, Leave, Outcome, TimedOut, ToWindow
from kiosk.conversation import questions as q
from kiosk.journeys.draft import Draft
from kiosk.journeys.earlier import may_be_there
from kiosk.journeys.paperless import PHOTOGRAPH
from kiosk.journeys.situation import HERE
from kiosk.journeys.step_names import EARLIER_STEP
from tests.journeys.conftest import Bench, Visit
from tests.journeys.deep import ELDERS_CARD, filled, main_of, pressing, robot, trail
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire, printed

__all__ = ["one_terminal", "steady", "visit"]  # fixtures

PAGES, PERMISSION = "/v1/earlier-pages", "/v1/earlier-pages/"
PHOTO = "近期免冠照片"
OFFER = "ShowMatter 这份材料以前交过，这次还用它？"
FORM = filled(address="示例市示例区示例路 1 号", recent_photo=HERE)


def elder(**script: object) -> Robot:
    """Somebody who wants 老年人优待证, and whose photo of sixty days ago the platform has."""
    return robot(ELDERS_CARD, **{"FillForm": FORM, "Choose": pressing("window"), **script})


async def walk(bench: Bench, visit: Visit, who: Robot, until: Callable[[], bool]) -> None:
    """The card of "zhang", until that happened."""
    async with visit(who):
        await who.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await who.until(until)


async def test_the_earlier_page_stands_in_the_case_and_nothing_is_photographed(
    bench: Bench, visit: Visit
) -> None:
    who = elder(ShowMatter=[Back, main_of])
    await walk(bench, visit, who, lambda: printed(who))
    assert trail(who)[:4] == ["FillForm 填写信息", OFFER, "FillForm 填写信息", OFFER]
    assert who.count(q.CapturePage) == 0
    told = who.last(q.ShowMatter)
    rows = {str(row.label): str(row.value) for group in told.groups for row in group.rows}
    assert rows["那次办的事"] == "居住证申领"
    assert rows["用几次"] == "只用于这一次申请"
    review = {str(row.label): row for row in who.last(q.Review).rows}
    assert review[PHOTO].key == EARLIER_STEP
    assert review[PHOTO].value == "用以前交的：居住证申领"
    (case,) = bench.platform.cases()
    assert [one["code"] for one in case["earlier"]] == ["recent_photo"]
    assert {one["code"] for one in case["materials"]} == {"_signature"}


async def test_who_would_rather_hand_in_a_new_one_does(bench: Bench, visit: Visit) -> None:
    who = elder(ShowMatter=q.Chosen(PHOTOGRAPH))
    await walk(bench, visit, who, lambda: who.count(q.Accepted) > 0)
    (case,) = bench.platform.cases()
    assert case["earlier"] == []
    assert {one["code"] for one in case["materials"]} == {"_signature", "recent_photo"}


async def test_from_the_review_it_is_taken_back_again(bench: Bench, visit: Visit) -> None:
    who = elder(ShowMatter=[main_of, q.Chosen(PHOTOGRAPH)], Review=[q.Edit(EARLIER_STEP), WAIT])
    await walk(bench, visit, who, lambda: who.count(q.Review) > 1)
    review = {str(row.label): str(row.value) for row in who.last(q.Review).rows}
    assert review[PHOTO] == "已拍 1 页"


@pytest.mark.parametrize(("path", "asked"), [(PAGES, 0), (PERMISSION, 1)])
async def test_a_platform_that_gives_none_costs_a_photograph_and_nothing_else(
    bench: Bench, visit: Visit, path: str, asked: int
) -> None:
    method = "POST" if asked else "GET"
    bench.platform.fault("status", path, method=method, value=503)
    who = elder(Trouble=[q.Chosen("retry"), q.Chosen("go_on")], Review=WAIT)
    await walk(bench, visit, who, lambda: who.count(q.Review) > 0)
    assert who.count(q.Trouble) == 2
    assert str(who.last(q.Trouble).title) == "以前交的材料暂时取不到"
    assert trail(who).count(OFFER) == asked
    assert {str(row.label): str(row.value) for row in who.last(q.Review).rows}[PHOTO] == "已拍 1 页"


def test_an_agent_is_not_offered_their_own() -> None:
    assert may_be_there(Draft(ELDERS_CARD))
    assert not may_be_there(Draft(ELDERS_CARD, for_another=True))


@pytest.mark.parametrize("way", [Leave, TimedOut])
async def test_leaving_there_leaves_nothing(bench: Bench, visit: Visit, way: type[Outcome]) -> None:
    who = elder(ShowMatter=way)
    await walk(bench, visit, who, lambda: who.count(q.TakeCard) > 0)
    assert bench.platform.cases() == []


async def test_the_window_is_open_from_there(bench: Bench, visit: Visit) -> None:
    who = elder(ShowMatter=ToWindow, TakeAlong=False, WindowHandover=WAIT)
    await walk(bench, visit, who, lambda: who.count(q.WindowHandover) > 0)
    assert who.count(q.Review) == 0
