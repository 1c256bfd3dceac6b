"""Whoever cannot write by hand confirms with the keypad, and the platform is told so."""

from __future__ import annotations

import asyncio
import io

from PIL import Image

from kiosk.conversation import questions as q
from kiosk.journeys.signature import declared, picture_of
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import SIGNATURE, Robot

BY_KEY = q.Signed((), by_key=True)


def test_the_declaration_says_how_it_was_signed() -> None:
    assert declared(q.Signed(SIGNATURE), "以上属实。") == "以上属实。"
    assert declared(BY_KEY, "以上属实。").startswith("以上属实。（本人没有手写签名")


async def test_the_picture_is_no_signature_and_not_empty() -> None:
    picture = Image.open(io.BytesIO(await picture_of(BY_KEY)))
    dark, light = picture.getextrema()
    assert (dark, light) == (0, 255)
    assert await picture_of(BY_KEY) != await picture_of(q.Signed(SIGNATURE))


async def test_the_platform_takes_the_case_and_knows(bench: Bench, visit: Visit) -> None:
    robot = Robot(Review=BY_KEY)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await asyncio.to_thread(bench.devices.panel.place_card, "zhang")
        accepted = await robot.until_asked(q.Accepted)
    assert accepted.sent
    assert len(bench.platform.cases()) == 1
