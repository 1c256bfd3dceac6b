"""What the A4 printer's tests print, and what they find in its output tray."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from drivers.certify import Recorder
from drivers.page_printer.certify import numbered_pages
from drivers.page_printer.contract import (
    PagesOut,
    PrintOptions,
    Sides,
)
from drivers.page_printer.cups_printer import CupsPrinter
from simulators.page_printer.printer import PagePrinter as Simulator

FIVE = numbered_pages(5)
ONE = numbered_pages(1)
DUPLEX = PrintOptions(sides=Sides.LONG_EDGE)
SLOW = 25.0  # times 0.02 s a page: what is done after one page is done before the last


def tray(far_end: Simulator) -> list[str]:
    """What is taken out of the output tray: the numbers on each sheet."""
    taken = far_end.take()
    return [" ".join(s.text().split()) for s in far_end.sheets() if s.number in taken]


def until(happened: Callable[[], bool]) -> None:
    """Wait for what the print service and the printer do in their own time."""
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def when(happened: Callable[[], bool], act: Callable[[], object]) -> threading.Thread:
    """`act` beside the test as soon as it happened; ends by itself after a minute."""

    def watch() -> None:
        until(happened)
        act()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def when_out(events: Recorder, act: Callable[[], object], pages: int = 1) -> threading.Thread:
    """`act` as soon as so many pages are told to be out."""

    def out() -> bool:
        return any(isinstance(e, PagesOut) and e.pages >= pages for e in tuple(events.seen))

    return when(out, act)


def left_in_cups(driver: CupsPrinter) -> int:
    return len(driver._link.jobs())
