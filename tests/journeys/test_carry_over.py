"""To the window with a half-done application: carried over only if the citizen says so."""

from __future__ import annotations

from kiosk.conversation import ToWindow
from kiosk.conversation import questions as q
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot
from tests.journeys.steady import one_terminal, steady, visit
from tests.journeys.test_faults import on_wire

__all__ = ["one_terminal", "steady", "visit"]  # fixtures

PAGE = "household_page"


async def gone_to_the_window(
    bench: Bench, visit: Visit, *, take: bool, **script: object
) -> q.WindowHandover:
    """What a citizen reads who goes to the window instead of signing."""
    robot = Robot(Review=ToWindow, TakeAlong=take, WindowHandover=WAIT, **script)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        return await robot.until_asked(q.WindowHandover)


async def test_what_is_filled_in_waits_at_the_window_under_a_code(
    bench: Bench, visit: Visit
) -> None:
    handover = await gone_to_the_window(bench, visit, take=True)
    (draft,) = bench.platform.cases()
    assert draft["state"] == "draft"
    assert handover.code.replace(" ", "") == draft["query_code"]
    assert "phone" in draft["form_fields"]
    assert [one["code"] for one in draft["materials"]] == [PAGE]
    assert "户口簿" not in "".join(handover.bring)
    assert "身份证" in "".join(handover.bring)


async def test_nothing_is_sent_of_which_the_citizen_says_no(bench: Bench, visit: Visit) -> None:
    handover = await gone_to_the_window(bench, visit, take=False)
    assert handover.code == ""
    assert "户口簿" in "".join(handover.bring)
    assert bench.platform.cases() == []


async def test_a_platform_that_fails_on_the_way_is_told_of_and_nothing_promised(
    bench: Bench, visit: Visit
) -> None:
    bench.platform.fault("maintenance", "/v1/cases/", method="PUT", value=1)
    handover = await gone_to_the_window(bench, visit, take=True, Trouble=q.Chosen("window"))
    assert handover.code == ""
    assert "户口簿" in "".join(handover.bring)


async def test_what_failed_once_is_carried_over_the_next_time(bench: Bench, visit: Visit) -> None:
    bench.platform.fault("expired_session", "/v1/cases/", method="PUT", times=1)
    handover = await gone_to_the_window(bench, visit, take=True, Trouble=q.Chosen("retry"))
    broken_off, last = bench.platform.cases()
    assert broken_off["materials"] == []
    assert handover.code.replace(" ", "") == last["query_code"]
