"""The A4 printer over CUPS: what goes wrong in the print service, or beside it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from uuid import uuid4

import pytest

from drivers.certify import Recorder
from drivers.driver import Health, Offline, WrongSettings
from drivers.page_printer.contract import (
    Hindrance,
    NotPrinted,
    Printed,
)
from drivers.page_printer.cups_printer import CupsPrinter
from simulators.page_printer.printer import PagePrinter as Simulator
from tests.drivers.page_printer.tray import FIVE, ONE, SLOW, left_in_cups, tray, when_out

# --- the print service goes ---


def test_cupsd_restarted_while_idle(printer: CupsPrinter, far_end: Simulator) -> None:
    far_end.restart_cups()
    assert printer.check().health is Health.ONLINE
    assert printer.print(uuid4().hex, FIVE) == Printed(5)


def test_cupsd_restarted_in_the_middle_prints_no_page_twice(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, far_end.restart_cups)
    assert printer.print(uuid4().hex, FIVE) == Printed(5)
    hand.join()
    far_end.clear()
    assert printer.print(uuid4().hex, ONE) == Printed(1)
    assert tray(far_end) == ["1", "2", "3", "4", "5", "1"]
    assert left_in_cups(printer) == 0


def test_cupsd_stopped_and_back(printer: CupsPrinter, far_end: Simulator) -> None:
    far_end.fault("cups_stopped", None, None)
    with pytest.raises(Offline, match="systemctl"):
        printer.check()
    with pytest.raises(Offline, match="systemctl"):
        printer.print(uuid4().hex, FIVE)
    with pytest.raises(Offline, match="systemctl"):
        printer.open()
    far_end.clear()
    printer.open()
    assert printer.print(uuid4().hex, FIVE) == Printed(5)


def test_cupsd_stopped_in_the_middle(
    printer: CupsPrinter, far_end: Simulator, events: Recorder
) -> None:
    far_end.fault("slow", None, SLOW)
    hand = when_out(events, lambda: far_end.fault("cups_stopped", None, None))
    given = printer.print(uuid4().hex, FIVE)
    hand.join()
    far_end.clear()
    printer.check()
    assert tray(far_end) == list("12345")[: given.pages]
    assert left_in_cups(printer) == 0
    assert printer.print(uuid4().hex, ONE) == Printed(1)
    assert tray(far_end) == ["1"]


@pytest.mark.parametrize("command", ["cupsdisable", "cupsreject"])
def test_a_queue_that_is_closed(printer: CupsPrinter, far_end: Simulator, command: str) -> None:
    mend = {"cupsdisable": "cupsenable", "cupsreject": "cupsaccept"}[command]
    where = ["-h", str(far_end.socket), far_end.queue]
    subprocess.run([f"/usr/sbin/{command}", *where], check=True)
    try:
        assert printer.check().health is Health.USER_ERROR
        assert mend in printer.check().detail
        given = printer.print(uuid4().hex, FIVE)
        assert isinstance(given, NotPrinted)
        assert given.hindrance is Hindrance.HELD
    finally:
        subprocess.run([f"/usr/sbin/{mend}", *where], check=True)
    assert printer.print(uuid4().hex, FIVE) == Printed(5)


def test_a_queue_that_is_not_there(make: Callable[..., CupsPrinter]) -> None:
    with pytest.raises(WrongSettings, match="lpadmin"):
        make(queue="nowhere")
