"""What must hold whoever leaves, forgets or refuses: no case lost, no person mixed up."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

import kiosk.terminal
from kiosk.catalogue.shelf import Shelf
from kiosk.conversation import Leave, TimedOut
from kiosk.conversation import questions as q
from kiosk.journeys import card_back
from kiosk.onenetwork.outbox import Outbox
from kiosk.onenetwork.outcomes import FullReason, OutboxFull
from kiosk.settings import Settings
from kiosk.storage.audit import AuditTrail
from kiosk.storage.opening import AlreadyRunning
from kiosk.terminal import terminal
from tests.journeys.conftest import Bench, Visit
from tests.journeys.robot import SIGNATURE, WAIT, Robot, choose_hot, fill, when_sent
from tests.journeys.test_faults import break_printer, on_wire


def disk_full(*_args: object, **_named: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


async def test_a_card_left_behind_is_never_read_as_the_next_citizens(
    bench: Bench, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_back, "TAKE_CARD_WAIT", 0.3)
    robot = Robot(FillForm=TimedOut, Attract=[None, WAIT])
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.TakeCard, 3)
        assert robot.count(q.Attract) == 1
        await on_wire(bench.devices.panel.remove_card)
        await robot.until_asked(q.Attract, 2)


async def test_a_card_that_was_refused_is_handed_back_too(bench: Bench, visit: Visit) -> None:
    robot = Robot(Trouble=Leave)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "expired")
        await robot.until_asked(q.TakeCard)
        await on_wire(bench.devices.panel.remove_card)
        await robot.until_asked(q.Attract, 2)


async def test_a_full_audit_trail_takes_no_receipt_from_anybody(
    bench: Bench, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AuditTrail, "record", disk_full)
    monkeypatch.setattr(Outbox, "commit_rating", full)
    robot = Robot(Accepted=q.After.DONE)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.Accepted)
        await on_wire(bench.devices.panel.remove_card)
        await robot.until_asked(q.Attract, 2)
    assert len(bench.platform.cases()) == 1


def full(*_args: object) -> None:
    raise OutboxFull(FullReason.DISK_FULL)


async def test_leaving_the_goodbye_ends_only_the_goodbye(visit: Visit) -> None:
    robot = Robot(Attract=[TimedOut, None, WAIT], Home=Leave, Thanks=Leave)
    async with visit(robot):
        await robot.until_asked(q.Attract, 3)


async def test_to_the_window_after_handing_in_takes_the_code_along(
    bench: Bench, visit: Visit
) -> None:
    panel = bench.devices.panel
    robot = Robot(
        Trouble=q.Chosen("window"),
        Working=when_sent(lambda: break_printer(panel, "cover_open")),
        WindowHandover=WAIT,
    )
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "zhang")
        handover = await robot.until_asked(q.WindowHandover)
    (case,) = bench.platform.cases()
    assert handover.code.replace(" ", "") == case["query_code"]


async def test_a_receipt_that_breaks_after_its_citizen_left_is_the_operators(
    bench: Bench, visit: Visit
) -> None:
    panel = bench.devices.panel
    breaking = when_sent(lambda: break_printer(panel, "out_after_lines"))
    robot = Robot(Working=breaking, Accepted=Leave)
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(panel.place_card, "zhang")
        await robot.until_asked(q.Accepted)
        await on_wire(panel.remove_card)
        await robot.until(lambda: reported(bench))


def reported(bench: Bench) -> bool:
    return any(each["path"] == "/v1/terminal/faults" for each in bench.platform.requests())


async def test_an_item_withdrawn_before_its_guide_leads_to_the_window(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shelf, "item", lambda shelf, code: None)
    robot = Robot(Trouble=q.Chosen("window"), WindowHandover=WAIT)
    async with visit(robot):
        handover = await robot.until_asked(q.WindowHandover)
    assert handover.place


async def test_an_item_withdrawn_while_it_was_filled_in_is_said_and_ends_the_application(
    bench: Bench, visit: Visit
) -> None:
    robot = Robot(Trouble=WAIT, Home=[choose_hot, WAIT])
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        bench.platform.fault("withdrawn", "/v1/cases")
        await on_wire(bench.devices.panel.place_card, "zhang")
        trouble = await robot.until_asked(q.Trouble)
        robot.answer(q.Chosen(trouble.options[-1].key))
        await robot.until_asked(q.Home, 2)
    assert bench.platform.cases() == []


async def test_an_expired_session_costs_one_more_signature(bench: Bench, visit: Visit) -> None:
    robot = Robot(Trouble=q.Chosen("retry"), Review=[WAIT, q.Signed(SIGNATURE)])
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.Review)
        bench.platform.fault("expired_session", "/v1/cases", times=1)
        robot.answer(q.Signed(SIGNATURE))
        await robot.until_asked(q.Accepted)
    trail = [type(one).__name__ for one in robot.asked]
    assert trail.count("FillForm") == 1
    assert trail.count("Review") == 2
    assert len(bench.platform.cases()) == 1


async def test_another_service_is_agreed_to_on_its_own(bench: Bench, visit: Visit) -> None:
    robot = Robot(
        Home=[choose_hot, lambda home: q.Selected(second(home))],
        Accepted=[q.After.ANOTHER, WAIT],
        FillForm=[fill, WAIT],
    )
    async with visit(robot):
        await robot.until_asked(q.PlaceCard)
        await on_wire(bench.devices.panel.place_card, "zhang")
        await robot.until_asked(q.Consent, 2)
        await robot.until_asked(q.FillForm, 2)
    assert robot.count(q.PlaceCard) == 1


def second(home: q.Home) -> str:
    """Another that is applied for."""
    return next(card.code for card in home.hot if "居住证" in card.name)


async def test_a_second_terminal_on_the_same_data_is_told_so(settings: Settings) -> None:
    robot = Robot(Attract=WAIT)
    async with terminal(settings, robot):
        left = Path(settings.paths.temp) / "of-the-first"
        left.touch()
        with pytest.raises(AlreadyRunning, match=r"paths\.data"):
            await terminal(settings, robot).__aenter__()
        assert left.exists()
    async with terminal(settings, robot):
        assert not left.exists()


async def test_a_part_that_breaks_is_begun_anew(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun = asyncio.Event()
    starts = iter([sqlite3.OperationalError("张示例"), None])

    async def drain(_outbox: Outbox) -> None:
        if error := next(starts):
            raise error
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Outbox, "drain", drain)
    monkeypatch.setattr(kiosk.terminal, "PART_PAUSE", 0.05)
    robot = Robot(Attract=WAIT)
    async with terminal(settings, robot):
        await robot.outcome_of(begun.wait())
    assert "OperationalError" in caplog.text
    assert "张示例" not in caplog.text
