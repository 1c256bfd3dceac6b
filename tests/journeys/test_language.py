"""The main job in English: what the core says and prints, over every wire but the glass."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from kiosk.conversation import questions as q
from kiosk.text import Words, use_language
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot

HANZI = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("zh_CN")


def own_words(value: object) -> Iterator[Words]:
    """Sentences of ours into which nothing was put."""
    if isinstance(value, Words):
        if value.own:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from own_words(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from own_words(getattr(value, one.name))


async def test_everything_the_core_says_is_english(bench: Bench, visit: Visit) -> None:
    panel = bench.devices.panel
    before = len(panel.pieces())
    robot = Robot(Accepted=WAIT, Rate=None)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await asyncio.to_thread(panel.place_card, "zhang")
        await robot.until_asked(q.Accepted)
        await robot.until(lambda: any(piece.cut for piece in panel.pieces()[before:]))
        await asyncio.to_thread(panel.remove_card)
        robot.answer(q.After.DONE)
        await robot.until_asked(q.Attract, 2)
    said = [words for one in (*robot.asked, *robot.told) for words in own_words(one)]
    assert len(said) > 40
    assert [words for words in said if HANZI.search(words)] == []
    paper = panel.pieces()[before].text
    for words in ("Acceptance notice", "Tracking code", "What happens next", "Promised: by "):
        assert words in paper
