"""The platform's session ends before somebody with a code on the phone has: they say once more who
they are, and go on with everything as it was."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.conversation import Back, Leave, Outcome, ToWindow
from kiosk.conversation import questions as q
from tests.journeys.papers import NUMBER
from tests.journeys.robot import SIGNATURE, WAIT, Robot, choose_hot
from tests.journeys.steady import Steady, one_terminal, steady
from tests.journeys.test_faults import on_wire, says_everything
from tests.journeys.test_ways_in import CODE, NUMBER_OF_LI, shown_on_phone, takes, wants

__all__ = ["one_terminal", "steady"]  # fixtures
DEVICES = ("code_reader", "document_camera", "page_printer", "smart_card")

ONCE_MORE = q.Chosen("go_on")


def by_code(**script: object) -> dict[str, Any]:
    """Somebody who wants a certificate, by code, and whose session ends before it is listed."""
    return wants(**{"PlaceCard": takes(CODE), "ShowCode": WAIT, **script})


async def until_it_ends(steady: Steady, robot: Robot, number: str = NUMBER_OF_LI) -> q.Trouble:
    """The code is taken, and a moment later the platform knows nobody any more."""
    await robot.until_asked(q.ShowCode)
    await on_wire(steady.bench.platform.fault, "expired_session", "/v1/prints", times=1)
    await shown_on_phone(steady, number)
    trouble = await robot.until_asked(q.Trouble)
    assert "再核对一次身份" in trouble.title
    return trouble


async def test_a_new_code_goes_on_in_place(steady: Steady) -> None:
    async with steady.visit(**by_code(Trouble=WAIT)) as robot:
        says_everything(await until_it_ends(steady, robot))
        robot.answer(ONCE_MORE)
        await robot.until_asked(q.ShowCode, 2)
        await shown_on_phone(steady)
        await robot.until_asked(q.PreviewPaper)
    assert robot.count(q.Consent) == 1
    assert len(steady.bench.platform.cases()) == 1


async def test_the_same_person_may_show_a_card_instead(steady: Steady) -> None:
    codes = [WAIT, q.Chosen("id_card")]
    async with steady.visit(**by_code(Trouble=WAIT, ShowCode=codes)) as robot:
        await until_it_ends(steady, robot, NUMBER)
        robot.answer(ONCE_MORE)
        await robot.until_asked(q.PlaceCard, 2)
        await on_wire(steady.bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.PreviewPaper)
    assert len(steady.bench.platform.cases()) == 1


async def test_somebody_else_is_not_let_in_to_it(steady: Steady) -> None:
    async with steady.visit(**by_code(Trouble=WAIT)) as robot:
        await until_it_ends(steady, robot)
        robot.answer(ONCE_MORE)
        await robot.until_asked(q.ShowCode, 2)
        await shown_on_phone(steady, NUMBER)
        other = await robot.until_asked(q.Trouble, 2)
        says_everything(other)
        assert "不是同一个人" in other.title
        assert robot.count(q.PreviewPaper) == 0
        robot.answer(ONCE_MORE)
        await robot.until_asked(q.ShowCode, 3)
        await shown_on_phone(steady)
        await robot.until_asked(q.PreviewPaper)


@pytest.mark.parametrize("way", [Back, Leave, ToWindow])
@pytest.mark.parametrize("step", ["told", "code"])
async def test_each_way_out(steady: Steady, step: str, way: type[Outcome]) -> None:
    codes = [WAIT, way, WAIT]
    async with steady.visit(**by_code(Trouble=WAIT, ShowCode=codes)) as robot:
        await until_it_ends(steady, robot)
        if step == "told":
            robot.outcome(way)
        else:
            robot.answer(ONCE_MORE)
        if way is ToWindow:
            await robot.until_asked(q.WindowHandover)
        elif way is Leave:
            await robot.until_asked(q.Thanks)
        elif step == "code":
            await robot.until_asked(q.PlaceCard, 2)
        else:
            await robot.until_asked(q.ReadGuide, 2)
    assert robot.count(q.PreviewPaper) == 0


async def test_what_was_typed_stands_when_an_application_goes_on(steady: Steady) -> None:
    signed = q.Signed(SIGNATURE)
    script = {"Home": [choose_hot, WAIT], "PlaceCard": takes(CODE), "ShowCode": WAIT}
    async with steady.visit(**script, Trouble=WAIT, Review=[WAIT, signed]) as robot:
        await robot.until_asked(q.ShowCode)
        await shown_on_phone(steady)
        before = await robot.until_asked(q.Review)
        await on_wire(steady.bench.platform.fault, "expired_session", "/v1/cases", times=1)
        robot.answer(signed)
        await robot.until_asked(q.Trouble)
        robot.answer(q.Chosen("retry"))  # 时间有点久，要再签一次名
        await robot.until_asked(q.Trouble, 2)
        robot.answer(ONCE_MORE)
        await robot.until_asked(q.ShowCode, 2)
        await shown_on_phone(steady)
        after = await robot.until_asked(q.Review, 2)
        await robot.until_asked(q.Accepted)
    assert after.rows == before.rows
    assert robot.count(q.FillForm) == 1
    assert len(steady.bench.platform.cases()) == 1
