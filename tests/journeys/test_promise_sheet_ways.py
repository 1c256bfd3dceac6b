"""The ways from the question whether the commitment is wanted on A4 as well."""

from __future__ import annotations

import pytest

from kiosk.conversation import Back, Leave, Outcome
from kiosk.conversation import questions as q
from tests.journeys.conftest import Bench, Visit
from tests.journeys.deep import pressing, robot
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire, printed

__all__ = ["one_terminal", "steady", "visit"]  # fixtures
DEVICES = ("code_reader", "page_printer")


def offered(who: Robot) -> int:
    """How often A4 was offered."""
    return sum(isinstance(one, q.Choose) and "A4" in one.title for one in who.asked)


@pytest.mark.parametrize(("way", "times"), [(Back, 2), (Leave, 1)])
async def test_back_leads_to_the_notice_and_leave_ends(
    bench: Bench, visit: Visit, way: type[Outcome], times: int
) -> None:
    before = len(bench.devices.panel.pieces())
    choices = [pressing("commit", "mail")] * 3
    who = robot(Choose=[*choices, way, q.Chosen("no")], Accepted=[WAIT, q.After.DONE])
    async with visit(who):
        await who.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "li")
        await who.until_asked(q.Accepted)
        await who.until(lambda: printed(who))
        await on_wire(bench.devices.panel.remove_card)
        who.answer(q.After.DONE)
        await who.until_asked(q.Thanks)
    assert offered(who) == times
    assert len(bench.platform.cases()) == 1
    assert len(bench.devices.panel.pieces()) - before == 2, "notice and commitment, once each"
    assert all(one.taken for one in bench.devices.panel.sheets())
