"""The A4 printer over CUPS: what goes wrong in the printer."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import uuid4

import pytest

from drivers.certify import Recorder
from drivers.driver import Health, StatusChanged, Supply
from drivers.page_printer.contract import (
    Hindrance,
    NotPrinted,
    Printed,
    PrintOptions,
    Waiting,
)
from drivers.page_printer.cups_printer import CupsPrinter
from simulators.page_printer.printer import PagePrinter as Simulator
from tests.drivers.page_printer.tray import (
    DUPLEX,
    FIVE,
    ONE,
    SLOW,
    left_in_cups,
    tray,
    until,
    when,
    when_out,
)

# --- hindrances ---


@pytest.mark.parametrize(
    ("act", "hindrance"),
    [
        (lambda f: f.set_paper("out"), Hindrance.MEDIA_EMPTY),
        (lambda f: f.fault("jam", None, None), Hindrance.JAM),
        (lambda f: f.fault("cover_open", None, None), Hindrance.COVER_OPEN),
        (lambda f: f.fault("paused", None, None), Hindrance.HELD),
        (lambda f: f.set_toner("empty"), Hindrance.SUPPLY_EMPTY),
        (lambda f: f.fault("power_off", None, None), Hindrance.OFFLINE),
        (lambda f: f.fault("hang", None, None), Hindrance.OFFLINE),
    ],
)
def test_what_hinders_before(
    printer: CupsPrinter, far_end: Simulator, act: Callable[[Simulator], None], hindrance: Hindrance
) -> None:
    job = uuid4().hex
    act(far_end)
    given = printer.print(job, ONE)
    assert isinstance(given, NotPrinted)
    assert (given.hindrance, given.pages) == (hindrance, 0)
    far_end.hands()["mend"]()
    assert printer.print(job, ONE) == Printed(1)
    assert tray(far_end) == ["1"]


@pytest.mark.parametrize(
    ("act", "hindrance"),
    [
        (lambda f: f.fault("cover_open", None, None), Hindrance.COVER_OPEN),
        (lambda f: f.set_toner("empty"), Hindrance.SUPPLY_EMPTY),
        (lambda f: f.fault("paused", None, None), Hindrance.HELD),
        (lambda f: f.fault("jam", None, None), Hindrance.JAM),
    ],
)
def test_what_hinders_in_the_middle(
    printer: CupsPrinter,
    far_end: Simulator,
    events: Recorder,
    act: Callable[[Simulator], None],
    hindrance: Hindrance,
) -> None:
    job = uuid4().hex
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, lambda: act(far_end), 2)
    given = printer.print(job, FIVE, DUPLEX)
    hand.join()
    assert isinstance(given, NotPrinted)
    assert (given.hindrance, given.pages % 2) == (hindrance, 0)
    assert left_in_cups(printer) == 0
    far_end.clear()
    assert printer.print(job, FIVE, DUPLEX) == Printed(5)
    assert tray(far_end) == ["1 2", "3 4", "5"]


def test_low_is_not_out(printer: CupsPrinter, far_end: Simulator) -> None:
    far_end.set_toner("low")
    far_end.set_paper("low")
    status = printer.check()
    assert (status.supply("toner"), status.supply("paper")) == (Supply.LOW, Supply.LOW)
    assert status.supply("paper main") is Supply.LOW
    assert printer.print(uuid4().hex, FIVE) == Printed(5)


def test_waiting_is_told_and_ends(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    far_end.fault("out_after_sheets", None, 2)
    empty = Waiting(Hindrance.MEDIA_EMPTY)
    hand = when(lambda: empty in events.seen, lambda: far_end.set_paper("ok"))
    assert printer.print(uuid4().hex, FIVE, PrintOptions(wait_for_mend=20)) == Printed(5)
    hand.join()
    waits = [event.hindrance for event in events.seen if isinstance(event, Waiting)]
    assert waits == [Hindrance.MEDIA_EMPTY, None]
    assert tray(far_end) == ["1", "2", "3", "4", "5"]


def test_a_tray_is_chosen(printer: CupsPrinter, far_end: Simulator) -> None:
    assert printer.print(uuid4().hex, FIVE, PrintOptions(tray="by-pass-tray")) == Printed(5)
    assert {sheet.media_source for sheet in far_end.sheets()[-5:]} == {"by-pass-tray"}


def test_a_stuck_job_is_known_by_its_age(
    make: Callable[..., CupsPrinter], far_end: Simulator
) -> None:
    printer = make(stuck_after=0.4, offline_after=3.0)
    far_end.fault("slow", None, 100)
    job = uuid4().hex
    given = printer.print(job, FIVE)
    assert isinstance(given, NotPrinted)
    assert (given.hindrance, given.pages) == (Hindrance.STUCK, 0)
    # The page under way comes out still; it is counted, and the next print waits for it.
    far_end.clear()
    printer.close()
    assert make().print(job, FIVE) == Printed(5)
    assert tray(far_end) == ["1", "2", "3", "4", "5"]


# --- the printer goes ---


def test_switched_off_in_the_middle(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    job = uuid4().hex
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, lambda: far_end.fault("power_off", None, None), 2)
    given = printer.print(job, FIVE)
    hand.join()
    assert isinstance(given, NotPrinted)
    assert given.hindrance is Hindrance.OFFLINE
    assert told(events)[-1] is Health.OFFLINE
    assert printer.check().health is Health.OFFLINE
    assert tray(far_end) == list("12345")[: given.pages]
    far_end.clear()
    assert printer.print(job, FIVE) == Printed(5)
    assert tray(far_end) == list("12345")[given.pages :]


def test_a_silence_that_a_print_outlives_is_told(
    make: Callable[..., CupsPrinter], far_end: Simulator, events: Recorder
) -> None:
    def unheard() -> None:
        far_end.fault("hang", None, None)
        until(lambda: Health.OFFLINE in told(events))
        far_end.clear("hang")

    printer = make(offline_after=60.0, answer_timeout=1.0)
    printer.check()
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, unheard)
    assert printer.print(uuid4().hex, FIVE) == Printed(5)
    hand.join()
    assert told(events) == [Health.OFFLINE, Health.ONLINE]


def told(events: Recorder) -> list[Health]:
    """What the hub hears of the printer during prints."""
    return [event.status.health for event in events.seen if isinstance(event, StatusChanged)]


def test_cups_calls_a_job_completed_that_a_restarted_printer_forgot(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    def cycle() -> None:
        far_end.fault("power_off", None, None)
        time.sleep(0.2)
        far_end.clear("power_off")

    job = uuid4().hex
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, cycle, 2)
    given = printer.print(job, FIVE)
    hand.join()
    assert isinstance(given, NotPrinted)
    assert given.hindrance is Hindrance.OFFLINE
    assert tray(far_end) == list("12345")[: given.pages]
