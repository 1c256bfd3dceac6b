"""Queue numbers: taken without a card, on paper without a name, followed on the screen."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.conversation import Back, Leave
from kiosk.conversation import questions as q
from kiosk.conversation.notices import WaitNews
from kiosk.journeys.hall import tickets
from kiosk.onenetwork.hall import Hall, NewTicket, Ticket
from kiosk.onenetwork.problem import BackendProblem
from kiosk.papers.shown_codes import ticket_code
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import once
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_booking import MARRIAGE
from tests.journeys.test_faults import on_wire
from tests.journeys.test_report import slip_of
from tests.journeys.walk import Steps, Walker

__all__ = ["one_terminal", "steady", "visit"]  # fixtures
DEVICES = ("code_reader",)

CARD_ITEM = "992001010001"
TO_THE_NUMBER: Steps = [
    (q.Home, q.Opened("queue")),
    (q.Choose, q.Chosen("take")),
    (q.Choose, q.Chosen(CARD_ITEM)),
    (q.Choose, q.Chosen("none")),
]
LOOK: Steps = [(q.Home, q.Opened("queue")), (q.Choose, q.Chosen("look"))]


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue is looked at several times a second."""
    monkeypatch.setattr(tickets, "EVERY", 0.2)


async def call(bench: Bench, queue: str) -> None:
    """The clerk of a window presses the key for the next one."""
    order = {"queue": queue, "window": "社保区 4 号窗口"}
    await asyncio.to_thread(bench.platform.ask, "POST", "/sim/office/queue/next", order)


@pytest.mark.usefixtures("often")
async def test_a_number_is_taken_and_followed(bench: Bench, visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.take(q.Attract, None)
        await walker.walk(TO_THE_NUMBER)
        await walker.take(q.Accepted, q.After.ANOTHER)
        await walker.walk([*TO_THE_NUMBER[:-1], (q.Choose, q.Chosen("elder"))])
        preferred = await walker.take(q.Accepted, q.After.ANOTHER)
        assert preferred.code == "A002"
        assert "下一个就是您" in preferred.line
        await walker.walk(TO_THE_NUMBER)
        third = await walker.at(q.Accepted)
        assert (third.code, "前面还有 2 人" in third.line) == ("A003", True)
        paper = await once("the third slip is out", lambda: on_wire(slip_of, bench, "A003"))
        assert "社保区 3–6 号窗口" in paper
        queue = "社保区 3–6 号窗口"
        await call(bench, queue)
        await walker.until(lambda: any("前面还有 1 人" in line for line in news(walker)))
        await walker.take(q.Accepted, q.After.ANOTHER)

        await walker.walk([*LOOK, (q.FillForm, {"ticket": "009999"})])
        await walker.walk([(q.Trouble, q.Chosen("go_on")), (q.FillForm, {"ticket": "000003"})])
        assert (await walker.at(q.ShowMatter)).code == "A003"
        await call(bench, queue)
        await call(bench, queue)
        await walker.until(lambda: "叫到您了" in getattr(walker.asked[-1], "title", ""))
        await walker.take(q.ShowMatter, q.Chosen("done"))
        await walker.take(q.Choose, q.Chosen("look"))
        await walker.at(q.FillForm)
        await asyncio.to_thread(bench.devices.panel.show_code, ticket_code("T000001"))
        assert (await walker.take(q.ShowMatter, Leave)).code == "A001"
    assert walker.count(q.Consent) == walker.count(q.PlaceCard) == 0


def news(walker: Walker) -> list[str]:
    return [one.line for one in walker.told if isinstance(one, WaitNews)]


async def test_back_and_leave_at_each_step(bench: Bench, visit: Visit) -> None:
    walker = Walker()
    shown = [kind for kind, _answer in TO_THE_NUMBER]
    async with visit(walker):
        for at in range(1, len(TO_THE_NUMBER)):
            await walker.walk([(q.Attract, None), *TO_THE_NUMBER[:at], (shown[at], Back)])
            await walker.take(shown[at - 1], Leave)
            await walker.take(q.Thanks, None)
        await walker.walk([(q.Attract, None), *LOOK, (q.FillForm, Back), (q.Choose, Leave)])
        await walker.take(q.Thanks, None)
        await walker.at(q.Attract)
    assert bench.platform.state()["counts"]["tickets"] == 0
    assert walker.forgotten == len(TO_THE_NUMBER)


async def test_after_closing_time_an_appointment_is_offered(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def closed(_hall: Hall, _wanted: NewTicket, *, key: str) -> Ticket:
        assert key
        told = {"code": "closed", "opens_at": "2026-11-23T08:30:00+08:00"}
        raise BackendProblem(409, {**told, "user_message": "今天的号发完了。"})

    monkeypatch.setattr(Hall, "take_ticket", closed)
    walker = Walker()
    to_marriage: Steps = [
        *TO_THE_NUMBER[:2],
        (q.Choose, q.Chosen("search")),
        (q.FindService, q.Typed("结婚")),
        (q.FindService, q.Selected(MARRIAGE)),
    ]
    async with visit(walker):
        await walker.walk([(q.Attract, None), *to_marriage, (q.Choose, q.Chosen("none"))])
        trouble = await walker.at(q.Trouble)
        assert any("11月23日（周一）08:30" in row.value for row in trouble.todo)
        await walker.walk([(q.Trouble, q.Chosen("book")), (q.PickTime, Back)])
        await walker.walk([(q.Choose, q.Chosen(CARD_ITEM)), (q.Choose, q.Chosen("none"))])
        plain = await walker.take(q.Trouble, Leave)
        assert all(option.key != "book" for option in plain.options)


async def test_the_guide_offers_what_there_is(visit: Visit) -> None:
    walker = Walker()
    async with visit(walker):
        await walker.walk([(q.Attract, None), (q.Home, q.Selected(CARD_ITEM))])
        guide = await walker.take(q.ReadGuide, q.Chosen("ticket"))
        keys = [way.key for way in guide.ways]
        assert "ticket" in keys
        assert "book" not in keys
        await walker.walk([(q.Choose, Back), (q.ReadGuide, Back), (q.Home, q.Selected(MARRIAGE))])
        bookable = await walker.take(q.ReadGuide, None)
        assert "book" not in [way.key for way in bookable.ways]
        await walker.walk([(q.PickTime, Back), (q.ReadGuide, Leave)])
