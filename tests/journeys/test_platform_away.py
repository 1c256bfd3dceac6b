"""The platform is away: items that may wait are kept and say so, the others are refused kindly."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.catalogue.model import Item
from kiosk.catalogue.shelf import Shelf
from kiosk.conversation import questions as q
from kiosk.papers.receipts import slip_code
from kiosk.settings import Settings
from kiosk.terminal import terminal
from tests.journeys.conftest import Bench, Visit, serving
from tests.journeys.robot import SIGNATURE, WAIT, Robot, when_sent
from tests.journeys.test_faults import on_wire, says_everything, submitted


@pytest.fixture
def may_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service the robot chooses has to reach the platform while its citizen is there."""
    item = Shelf.item

    def strict(shelf: Shelf, code: str) -> Item | None:
        found = item(shelf, code)
        return found and found.model_copy(update={"allows_offline": False})

    monkeypatch.setattr(Shelf, "item", strict)


async def test_an_item_that_may_wait_is_kept_said_honestly_and_sent(
    bench: Bench, visit: Visit
) -> None:
    bench.platform.fault("maintenance", "/v1/cases", value=1)
    robot = Robot()
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        accepted = await robot.until_asked(q.Accepted)
        assert not accepted.sent
        assert "正在送" in accepted.title
        assert accepted.code_label == "收件码"
        await robot.until(lambda: told_to_wait(bench) == [1])
        bench.platform.clear()
        await robot.until(lambda: len(submitted(bench)) == 1)
    (case,) = bench.platform.cases()
    assert accepted.code.replace(" ", "") == slip_code(case["terminal_case_ref"])


@pytest.mark.usefixtures("may_not_wait")
async def test_known_to_be_away_is_said_before_anything_is_typed(
    bench: Bench, settings: Settings
) -> None:
    robot = Robot(Trouble=WAIT, Attract=WAIT)
    bench.platform.fault("maintenance", "/v1/")
    async with terminal(settings, robot) as running, serving(running):
        await robot.until_asked(q.Attract)
        await robot.until(lambda: running._services.outbox.platform_away)
        robot.answer(None)
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        assert robot.count(q.Consent) == 0
        bench.platform.clear()
        await robot.until_tried(q.PlaceCard)


def told_to_wait(bench: Bench) -> list[int]:
    """How many cases wait to be sent, as the last heartbeat told, if any has waited."""
    reports = [beat["report"] for beat in bench.platform.heartbeats()]
    return [one["queue_depth"] for one in reports if one["oldest_waiting_s"] > 0]


@pytest.mark.usefixtures("may_not_wait")
async def test_away_at_submit_submits_nothing_and_loses_nothing_typed(
    bench: Bench, visit: Visit
) -> None:
    robot = Robot(Trouble=WAIT, Review=[WAIT, q.Signed(SIGNATURE)])
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.Review)
        bench.platform.fault("maintenance", "/v1/cases", value=1)
        robot.answer(q.Signed(SIGNATURE))
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        assert "还没有提交" in trouble.line
        await asyncio.sleep(1.5)
        bench.platform.clear()
        await asyncio.sleep(1.5)
        assert bench.platform.cases() == [], "nothing is sent behind the citizen's back"
        accepted = await robot.until_tried(q.Accepted)
        assert accepted.sent
    assert robot.count(q.FillForm) == 1
    assert robot.count(q.Review) >= 2
    assert len(bench.platform.cases()) == 1


@pytest.mark.usefixtures("may_not_wait")
async def test_away_at_the_last_step_is_not_called_unsent(bench: Bench, visit: Visit) -> None:
    """Only the platform knows whether it has the case: nobody is told to do it again."""
    robot = Robot(Working=when_sent(lambda: lose_submits(bench)))
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        accepted = await robot.until_asked(q.Accepted)
        assert not accepted.sent
        bench.platform.clear()
        await robot.until(lambda: len(submitted(bench)) == 1)
    assert len(bench.platform.cases()) == 1


def lose_submits(bench: Bench) -> object:
    """The first three steps are answered; from then on the platform acts and nobody hears it."""
    bench.platform.fault("lost_ack", "/v1/cases/", method="POST")
    return WAIT
