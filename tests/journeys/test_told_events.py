"""What the operator hears of a visit: how it ended and where it was left, nothing personal."""

from __future__ import annotations

import asyncio
import json

from kiosk.conversation import Leave
from kiosk.conversation import questions as q
from tests.journeys.conftest import Bench, Visit
from tests.journeys.heard import heard
from tests.journeys.robot import Robot


async def test_a_journey_left_is_told_with_its_step(bench: Bench, visit: Visit) -> None:
    robot = Robot(FillForm=Leave)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await asyncio.to_thread(bench.devices.panel.place_card, "zhang")
        form = await robot.until_asked(q.FillForm)
        await asyncio.to_thread(bench.devices.panel.remove_card)
        await robot.until_asked(q.Attract, 2)
        event = await heard(bench, lambda one: one["kind"] == "journey_left")
    assert (event["outcome"], event["detail"]) == ("leave", "apply: form")
    assert event["item_code"]
    assert event["duration_s"] > 0
    assert form.from_card[0].value not in json.dumps(event, ensure_ascii=False)


async def test_a_search_in_vain_is_told_without_its_words(bench: Bench, visit: Visit) -> None:
    robot = Robot(Home=q.Typed(""), FindService=[q.Typed("张示例的猫"), Leave])
    async with visit(robot):
        await robot.until_asked(q.Attract, 2)
        event = await heard(bench, lambda one: one["kind"] == "search_without_result")
    assert not event["detail"]
