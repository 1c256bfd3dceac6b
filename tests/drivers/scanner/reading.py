"""What the scanner's tests ask for, and how they read what they get."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import zxingcpp
from PIL import Image

from drivers.scanner.contract import (
    Page,
    Scanned,
    ScanOutcome,
    ScanRequest,
    Source,
)
from drivers.scanner.sane_scanner import SaneScanner

GLASS = ScanRequest(dpi=75)
FEEDER = ScanRequest(Source.FEEDER, dpi=75)
DUPLEX = ScanRequest(Source.FEEDER_DUPLEX, dpi=75)
SMALL = (100.0, 100.0)
"""The test back end's bed is 200 mm square."""
TINY = (10.0, 10.0)

Opened = Callable[..., SaneScanner]


def pages(outcome: ScanOutcome) -> tuple[Page, ...]:
    assert isinstance(outcome, Scanned)
    return outcome.pages


def picture(page: Page) -> Image.Image:
    """The page decoded, which must be as it says."""
    decoded = Image.open(io.BytesIO(page.jpeg))
    assert decoded.size == (page.width, page.height)
    assert decoded.mode == ("RGB" if page.channels == 3 else "L")
    assert decoded.info["dpi"] == (page.dpi, page.dpi)
    return decoded


def until(happened: Callable[[], bool]) -> None:
    """Wait for what the scanner does in its own time."""
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "it did not happen within a minute"
        time.sleep(0.01)


def sheet(page: Page) -> str:
    """What its code says, which must stand upright."""
    (code,) = zxingcpp.read_barcodes(picture(page))
    assert abs(code.orientation) < 3
    return str(code.text)


def bar_mm(page: Page) -> float:
    """How long the bar is that is 100 mm long on the sheet."""
    grey = picture(page).convert("L")
    row = round(51.5 / 25.4 * page.dpi)
    dark = sum(1 for x in range(grey.width) if grey.getpixel((x, row)) < 128)
    return dark / page.dpi * 25.4
