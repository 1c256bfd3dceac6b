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
SLOW = 6.0  # times 0.02 s a page


def tray(far_end: Simulator) -> list[str]:
    """What is taken out of the output tray: the numbers on each sheet."""
    taken = far_end.take()
    return [" ".join(s.text().split()) for s in far_end.sheets() if s.number in taken]


def when_out(events: Recorder, act: Callable[[], object], pages: int = 1) -> threading.Thread:
    """`act` as soon as so many pages are told to be out; ends by itself after ten seconds."""

    def watch() -> None:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if any(isinstance(e, PagesOut) and e.pages >= pages for e in tuple(events.seen)):
                act()
                return
            time.sleep(0.01)

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def left_in_cups(driver: CupsPrinter) -> int:
    return len(driver._link.jobs())
