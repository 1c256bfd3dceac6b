"""The main job, end to end, over every wire but the glass."""

from __future__ import annotations

import asyncio

from kiosk.conversation import questions as q
from kiosk.conversation.notices import CardTaken, PadPressed, PaperNews
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot


async def test_a_citizen_applies(bench: Bench, visit: Visit) -> None:
    panel = bench.devices.panel
    robot = Robot(Rate=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await asyncio.to_thread(panel.place_card, "zhang")
        form = await robot.until_asked(q.FillForm)
        accepted = await robot.until_asked(q.Accepted)
        await robot.until(
            lambda: any(
                isinstance(news, PaperNews) and news.stage == "printed" for news in robot.told
            )
        )
        await asyncio.to_thread(panel.remove_card)
        await robot.until(lambda: CardTaken() in robot.told)
        robot.answer(q.After.DONE)
        await robot.until_asked(q.Rate)
        await robot.until(lambda: panel.press_stars(4))
        await robot.until(lambda: PadPressed(4) in robot.told)
        await robot.until_asked(q.Thanks)
        await robot.until_asked(q.Attract, 2)

    (case,) = bench.platform.cases()
    assert accepted.sent
    assert accepted.code.replace(" ", "") == case["query_code"]
    assert case["rating"]["stars"] == 4
    assert form.from_card[0].value
    piece = panel.pieces()[-1]
    assert case["query_code"] in piece.text.replace(" ", "")
    assert robot.forgotten == 1
