"""The guide lights follow what the citizen is asked, and nobody waits for them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

import kiosk.terminal
from kiosk.conversation import Leave
from kiosk.conversation import questions as q
from kiosk.conversation.notices import CardTaken
from kiosk.devices.guide import Guide
from kiosk.settings import Settings
from kiosk.terminal import terminal
from simulators.remote import Panel
from tests.journeys.conftest import Bench, Visit, serving
from tests.journeys.robot import WAIT, Robot, fill
from tests.journeys.test_faults import on_wire, printed

DEVICES = ("io_board",)

STEP = 100 / 32
"""Percent between two volumes of the simulated amplifier."""


def loud(panel: Panel, percent: int) -> bool:
    return abs(panel.state()["io_board"]["volume"] - percent) <= STEP


async def shines(robot: Robot, panel: Panel, lights: dict[str, str]) -> None:
    """Wait until exactly these lamps shine."""
    try:
        await robot.until(lambda: panel.lights() == lights)
    except AssertionError:
        assert panel.lights() == lights


async def test_the_right_lamp_shines_at_the_right_step(bench: Bench, visit: Visit) -> None:
    panel = bench.devices.panel
    robot = Robot(Consent=WAIT, FillForm=WAIT, CapturePage=WAIT, Accepted=WAIT, Rate=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Consent)
        await shines(robot, panel, {})
        robot.answer(None)
        await robot.until_asked(q.PlaceCard)
        await shines(robot, panel, {"card_reader": "green blinking"})
        await on_wire(panel.place_card, "zhang")
        form = await robot.until_asked(q.FillForm)
        await shines(robot, panel, {})
        await on_wire(panel.show_scene, "empty")
        robot.answer(fill(form))
        await robot.until_asked(q.CapturePage)
        await shines(robot, panel, {"camera": "green"})
        await on_wire(panel.show_scene, "page")
        await robot.until(lambda: robot.last(q.CapturePage).captured is not None)
        await shines(robot, panel, {})
        robot.answer(q.PageChoice.ACCEPT)
        await robot.until_asked(q.Accepted)
        await robot.until(lambda: printed(robot))
        both = {"card_reader": "green blinking", "receipt_slot": "green blinking"}
        await shines(robot, panel, both)
        await on_wire(panel.remove_card)
        await robot.until(lambda: CardTaken() in robot.told)
        await shines(robot, panel, {"receipt_slot": "green blinking"})
        robot.answer(q.After.DONE)
        await robot.until_asked(q.Rate)
        await shines(robot, panel, {"rating_pad": "green blinking"})
        robot.answer(None)
        await robot.until_asked(q.Attract, 2)
        await shines(robot, panel, {})


async def test_a_card_left_behind_is_pointed_at(bench: Bench, visit: Visit) -> None:
    panel = bench.devices.panel
    robot = Robot(FillForm=Leave)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "zhang")
        await robot.until_asked(q.TakeCard)
        await shines(robot, panel, {"card_reader": "green blinking"})
        await on_wire(panel.remove_card)
        await shines(robot, panel, {})


async def test_a_board_that_was_away_shows_what_is_asked_now(bench: Bench, visit: Visit) -> None:
    panel = bench.devices.panel
    robot = Robot()
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await shines(robot, panel, {"card_reader": "green blinking"})
        await on_wire(panel.replug, "io_board")
        await shines(robot, panel, {"card_reader": "green blinking"})
        await on_wire(panel.restart_board)
        await shines(robot, panel, {"card_reader": "green blinking"})


async def test_the_volume_comes_back_after_every_citizen(
    bench: Bench, settings: Settings, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    guides: list[Guide] = []

    def make(*arguments: Any) -> Guide:  # noqa: ANN401 - whatever it is made of
        guides.append(Guide(*arguments))
        return guides[-1]

    monkeypatch.setattr(kiosk.terminal, "Guide", make)
    panel = bench.devices.panel
    robot = Robot(Home=WAIT)
    async with visit(robot):
        await robot.until_asked(q.Home)
        await robot.until(lambda: loud(panel, settings.sound.volume))
        guides[0].set_volume(100)
        await robot.until(lambda: loud(panel, 100))
        robot.outcome(Leave)
        await robot.until_asked(q.Attract, 2)
        await robot.until(lambda: loud(panel, settings.sound.volume))


BOARDS = {
    "silent": ("silence", None),
    "slow": ("slow", 1.0),
    "speaking nonsense": ("booting", None),
    "unplugged": ("unplug", None),
}


@pytest.mark.parametrize("board", BOARDS)
async def test_a_board_in_trouble_changes_nothing(board: str, bench: Bench, visit: Visit) -> None:
    panel = bench.devices.panel
    kind, value = BOARDS[board]
    robot = Robot(Rate=None, Accepted=q.After.DONE)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.fault, "io_board", kind, times=None, value=value)
        await on_wire(panel.place_card, "zhang")
        await robot.until_asked(q.Accepted)
        await on_wire(panel.remove_card)
        await robot.until_asked(q.Attract, 2)
    assert robot.count(q.Trouble) == 0
    assert len(bench.platform.cases()) == 1


async def test_without_a_board_all_goes_on(bench: Bench, settings: Settings) -> None:
    bare = replace(settings, devices=replace(settings.devices, io_board=None))
    robot = Robot(FillForm=WAIT)
    async with terminal(bare, robot) as running, serving(running):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.FillForm)
