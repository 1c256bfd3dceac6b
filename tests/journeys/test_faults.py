"""What goes wrong at a terminal, each on the real wire, and what the citizen is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.conversation import Back, Leave, TimedOut, ToWindow
from kiosk.conversation import questions as q
from kiosk.conversation.notices import PaperNews
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import WAIT, Robot, fill, when_sent
from tests.journeys.steady import one_terminal, steady, visit

__all__ = ["one_terminal", "steady", "visit"]  # fixtures

READER_FAULTS = [
    "garbage",
    "short_frame",
    "long_frame",
    "wrong_length",
    "bad_checksum",
    "interleaved",
    "booting",
    "silence",
]


def printed(robot: Robot) -> bool:
    return any(isinstance(one, PaperNews) and one.stage == "printed" for one in robot.told)


async def on_wire(act: Callable[..., Any], *args: object, **more: object) -> Any:  # noqa: ANN401
    """Work the testers' panel, or ask a far end, without holding up the terminal's loop."""
    return await asyncio.to_thread(act, *args, **more)


def says_everything(trouble: q.Trouble) -> None:
    """What happened, what to do now, another way, a help code."""
    assert trouble.title
    assert trouble.happened
    assert trouble.todo
    assert trouble.help_code
    assert any(option.key == "window" for option in trouble.options)


# --- the reader --------------------------------------------------------------------------


@pytest.mark.parametrize("fault", READER_FAULTS)
async def test_a_damaged_frame_costs_the_citizen_nothing(
    fault: str, bench: Bench, visit: Visit
) -> None:
    robot = Robot(FillForm=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.fault, "id_card", fault, times=1)
        await on_wire(bench.devices.panel.place_card, "zhang")
        form = await robot.until_asked(q.FillForm)
    assert form.from_card[0].value
    assert robot.count(q.Trouble) == 0


async def test_a_card_pulled_too_soon_is_asked_for_again(bench: Bench, visit: Visit) -> None:
    panel = bench.devices.panel
    robot = Robot(FillForm=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.fault, "id_card", "card_pulled", times=1)
        await on_wire(panel.place_card, "zhang")
        await robot.until(lambda: robot.last(q.PlaceCard).problem != "")
        await on_wire(panel.place_card, "zhang")
        await robot.until_asked(q.FillForm)


async def test_reader_unplugged_is_told_and_goes_on_after_replug(
    bench: Bench, visit: Visit
) -> None:
    panel = bench.devices.panel
    robot = Robot(Trouble=WAIT, FillForm=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.fault, "id_card", "unplug", times=None)
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        await on_wire(panel.clear, "id_card")
        await robot.until_tried(q.PlaceCard, 2)
        await on_wire(panel.place_card, "zhang")
        await robot.until_tried(q.FillForm)


@pytest.mark.parametrize("person", ["expired", "wrong_number"])
async def test_a_card_that_will_not_do_is_refused_kindly(
    person: str, bench: Bench, visit: Visit
) -> None:
    robot = Robot(Trouble=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, person)
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        robot.answer(q.Chosen("window"))
        await robot.until_asked(q.WindowHandover)


@pytest.mark.parametrize(
    "person", ["li", "rare", "elder", "permit", "foreigner_2017", "foreigner_2023"]
)
async def test_every_kind_of_card_is_read(person: str, bench: Bench, visit: Visit) -> None:
    robot = Robot(FillForm=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, person)
        form = await robot.until_asked(q.FillForm)
    assert all(row.value for row in form.from_card)


# --- the printer -------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["out", "cover_open"])
async def test_printer_down_before_is_said_before_anything_is_promised(
    fault: str, bench: Bench, visit: Visit
) -> None:
    panel = bench.devices.panel
    robot = Robot(Trouble=WAIT, Attract=WAIT)
    async with visit(robot):
        if fault == "out":
            await on_wire(panel.set_paper, "out")
        else:
            await on_wire(panel.fault, "receipt_printer", fault, times=None)
        await robot.until(lambda: not status_ok(robot))
        robot.answer(None)
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        robot.answer(q.Chosen("go_on"))
        await robot.until_asked(q.PlaceCard)


async def test_printer_failing_during_the_form_is_said_before_signing(
    bench: Bench, visit: Visit
) -> None:
    panel = bench.devices.panel
    robot = Robot(Trouble=WAIT, FillForm=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "zhang")
        form = await robot.until_asked(q.FillForm)
        await on_wire(panel.fault, "receipt_printer", "cover_open", times=None)
        await robot.until(lambda: bench.heard_of("receipt_printer").get("health") == "user_error")
        robot.answer(fill(form))
        says_everything(await robot.until_asked(q.Trouble))
        assert robot.count(q.Review) == 0
        robot.answer(q.Chosen("go_on"))
        await robot.until_asked(q.Review)
        assert robot.count(q.Trouble) == 1


def status_ok(robot: Robot) -> bool:
    return not robot.count(q.Attract) or "打印" not in robot.last(q.Attract).status.replace(
        "读卡、打印、网络都正常", ""
    )


@pytest.mark.parametrize("fault", ["out_after_lines", "cover_open"])
async def test_printer_failing_mid_print_finishes_by_itself_when_mended(
    fault: str, bench: Bench, visit: Visit
) -> None:
    panel = bench.devices.panel
    pieces_before = len(panel.pieces())
    robot = Robot(Trouble=WAIT, Working=when_sent(lambda: break_printer(panel, fault)))
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "zhang")
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        assert trouble.clock_stopped
        await on_wire(panel.clear, "receipt_printer")
        await on_wire(panel.set_paper, "ok")
        await robot.until(lambda: printed(robot))
    (case,) = bench.platform.cases()
    whole = [
        piece
        for piece in panel.pieces()[pieces_before:]
        if case["query_code"] in piece.text.replace(" ", "") and "作废" not in piece.text
    ]
    assert len(whole) == 1


def break_printer(panel: Any, fault: str) -> object:  # noqa: ANN401 - a Panel
    panel.fault("receipt_printer", fault, times=None, value=12)
    return WAIT


# --- the backend -------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/v1/cases", "/v1/cases/"])
@pytest.mark.parametrize("fault", ["lost_ack", "status", "reset", "half_body"])
async def test_a_failing_backend_makes_no_second_case(
    fault: str, path: str, bench: Bench, visit: Visit
) -> None:
    bench.platform.fault(fault, path, times=2, value=500 if fault == "status" else None)
    robot = Robot()
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.Accepted)
        await robot.until(lambda: len(submitted(bench)) == 1)
    assert len(bench.platform.cases()) == 1


def submitted(bench: Bench) -> list[dict[str, Any]]:
    return [case for case in bench.platform.cases() if case["state"] != "draft"]


async def test_backend_down_after_identity_keeps_the_case_and_says_so(
    bench: Bench, visit: Visit
) -> None:
    bench.platform.fault("maintenance", "/v1/cases")
    robot = Robot()
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        accepted = await robot.until_asked(q.Accepted)
        assert not accepted.sent
        bench.platform.clear()
        await robot.until(lambda: len(submitted(bench)) == 1)


async def test_backend_down_at_identity_offers_a_retry(bench: Bench, visit: Visit) -> None:
    robot = Robot(Trouble=WAIT, PlaceCard=WAIT)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        bench.platform.fault("maintenance", "/v1/sessions")
        await on_wire(bench.devices.panel.place_card, "zhang")
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        bench.platform.clear()
        await robot.until_tried(q.Review)


# --- the camera --------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["freeze", "disconnect", "garbage"])
async def test_a_camera_without_a_picture_is_told_and_comes_back(
    fault: str, bench: Bench, visit: Visit
) -> None:
    panel = bench.devices.panel
    robot = Robot(Trouble=WAIT, FillForm=lambda form: break_camera(panel, fault, form))
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "zhang")
        trouble = await robot.until_asked(q.Trouble)
        says_everything(trouble)
        await on_wire(panel.clear, "camera")
        await robot.until_tried(q.Review)


def break_camera(panel: Any, fault: str, form: q.FillForm) -> object:  # noqa: ANN401 - a Panel
    panel.fault("camera", fault, times=None)
    return fill(form)


async def test_a_page_that_is_never_found_is_taken_whole(bench: Bench, visit: Visit) -> None:
    bench.devices.panel.show_scene("empty")
    robot = Robot(CapturePage=lambda page: shoot_or_accept(page))
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.Review)
    captured = robot.last(q.CapturePage).captured
    assert captured is not None
    assert not captured.checks[0].ok


def shoot_or_accept(page: q.CapturePage) -> q.PageChoice:
    return q.PageChoice.SHOOT if page.captured is None else q.PageChoice.ACCEPT


# --- ways out ----------------------------------------------------------------------------


async def test_back_leads_step_by_step_to_the_guide(bench: Bench, visit: Visit) -> None:
    robot = Robot(
        FillForm=[fill, Back],
        Review=Back,
        CapturePage=[WAIT, q.PageChoice.ACCEPT, Back],
        ReadGuide=[None, WAIT],
    )
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.ReadGuide, 2)
    trail = [type(one).__name__ for one in robot.asked]
    assert trail[-4:] == ["Review", "CapturePage", "FillForm", "ReadGuide"]


@pytest.mark.parametrize("step", ["Consent", "PlaceCard", "FillForm", "Review"])
@pytest.mark.parametrize("way", [Leave, TimedOut])
async def test_leaving_anywhere_purges(
    step: str,
    way: type,
    bench: Bench,
    visit: Visit,
    tmp_path: Any,  # noqa: ANN401
) -> None:
    robot = Robot(**{step: way})
    async with visit(robot):
        if step not in ("Consent", "PlaceCard"):
            await robot.until_asked(q.PlaceCard)
            await on_wire(bench.devices.panel.place_card, "zhang")
            await robot.until(lambda: robot.forgotten == 1)
            await on_wire(bench.devices.panel.remove_card)
        await robot.until_asked(q.Attract, 2)
    assert robot.forgotten == 1
    assert bench.platform.cases() == []


@pytest.mark.parametrize("step", ["Consent", "PlaceCard", "FillForm", "Review"])
async def test_to_the_window_from_anywhere(step: str, bench: Bench, visit: Visit) -> None:
    robot = Robot(**{step: ToWindow}, TakeAlong=False, WindowHandover=WAIT)
    async with visit(robot):
        if step not in ("Consent", "PlaceCard"):
            await robot.until_asked(q.PlaceCard)
            await on_wire(bench.devices.panel.place_card, "zhang")
        handover = await robot.until_asked(q.WindowHandover)
    assert handover.place
