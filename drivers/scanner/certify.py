"""What every document scanner must do."""

from __future__ import annotations

from typing import Final, Protocol

from drivers.certify import Bench, CannotTryError, Hands, Suite, expect, expect_one
from drivers.driver import Health
from drivers.scanner.contract import (
    MM_PER_INCH,
    CoverOpen,
    Jammed,
    NoDocuments,
    NotSupported,
    Page,
    PageScanned,
    Scanned,
    Scanner,
    ScanRequest,
    Source,
)

GLASS: Final = ScanRequest(dpi=150)
FEEDER: Final = ScanRequest(Source.FEEDER, dpi=150)
JPEG: Final = b"\xff\xd8\xff"
SLACK: Final = 0.03
"""How far a picture's size may be from what was asked for, in parts of it: beds differ."""
TOO_FINE: Final = ScanRequest(dpi=20_000, page_mm=(5.0, 5.0))


class ScannerHands(Hands, Protocol):
    """The hand at the scanner's glass and feeder."""

    def lay(self) -> None:
        """Lay a printed A4 sheet on the glass and shut the lid."""

    def load(self, sheets: int) -> None:
        """Lay {sheets} printed A4 sheets in the feeder."""

    def jam(self) -> None:
        """See to it that the second sheet of the feeder gets stuck: crumple its front edge."""

    def open_cover(self) -> None:
        """Open the feeder's cover."""


ScannerBench = Bench[Scanner, ScannerHands]


class ScannerSuite(Suite[Scanner, ScannerHands]):
    """Nothing lies in the scanner when a check begins."""

    contract = Scanner
    hands = ScannerHands

    def check_a_sheet_on_the_glass_is_scanned(self, bench: ScannerBench) -> None:
        """A sheet on the glass gives one colour page of its size, at least as fine as asked."""
        bench.hands.lay()
        (page,) = _scanned(bench, GLASS)
        expect(page.channels == 3, f"it has {page.channels} channels")
        expect(page.dpi >= GLASS.dpi, f"it has {page.dpi} dpi")
        _expect_size(page, GLASS)
        expect(bench.events.seen == [PageScanned(1)], f"it told {len(bench.events.seen)} events")

    def check_grey_has_one_channel(self, bench: ScannerBench) -> None:
        """Asked for grey, it gives grey."""
        bench.hands.lay()
        (page,) = _scanned(bench, ScanRequest(dpi=150, colour=False))
        expect(page.channels == 1, f"it has {page.channels} channels")

    def check_a_part_of_the_glass_is_scanned(self, bench: ScannerBench) -> None:
        """Asked for a small page, it gives no more than that."""
        bench.hands.lay()
        small = ScanRequest(dpi=150, page_mm=(100.0, 60.0))
        (page,) = _scanned(bench, small)
        _expect_size(page, small)

    def check_what_it_has_not_is_told(self, bench: ScannerBench) -> None:
        """A resolution it does not have is NotSupported, with those it has."""
        refusal = expect_one(NotSupported, bench.driver.scan(TOO_FINE))
        expect(refusal.option == "resolution", f"it refuses the {refusal.option}")
        expect(refusal.has != "", "it does not say what it has")

    def check_all_sheets_of_the_feeder_are_scanned(self, bench: ScannerBench) -> None:
        """Every sheet in the feeder gives a page, told one by one."""
        bench.hands.load(3)
        pages = _scanned(bench, _fed(bench, FEEDER))
        expect(len(pages) == 3, f"it gave {len(pages)} pages for 3 sheets")
        told = [PageScanned(1), PageScanned(2), PageScanned(3)]
        expect(bench.events.seen == told, f"it told {len(bench.events.seen)} events")

    def check_an_empty_feeder_is_a_result(self, bench: ScannerBench) -> None:
        """With nothing in the feeder, scanning gives NoDocuments."""
        expect_one(NoDocuments, bench.driver.scan(_fed(bench, FEEDER)))

    def check_both_sides_are_scanned(self, bench: ScannerBench) -> None:
        """Asked for both sides, every sheet gives two pages."""
        bench.hands.load(2)
        pages = _scanned(bench, _fed(bench, ScanRequest(Source.FEEDER_DUPLEX, dpi=150)))
        expect(len(pages) == 4, f"it gave {len(pages)} pages for 2 sheets")

    def check_it_stops_after_so_many_pages(self, bench: ScannerBench) -> None:
        """It gives no more pages than asked for, and can scan again at once."""
        bench.hands.load(3)
        pages = _scanned(bench, _fed(bench, ScanRequest(Source.FEEDER, dpi=150, most_pages=2)))
        expect(len(pages) == 2, f"it gave {len(pages)} pages")
        self._expect_usable(bench)

    def check_a_jam_keeps_the_pages_before_it(self, bench: ScannerBench) -> None:
        """When the second sheet jams, the first one is given; mended, it scans again."""
        request = _fed(bench, FEEDER)
        bench.hands.load(3)
        bench.hands.jam()
        jammed = expect_one(Jammed, bench.driver.scan(request))
        expect(len(jammed.pages) == 1, f"{len(jammed.pages)} pages came before")
        bench.hands.mend()
        self._expect_usable(bench)

    def check_an_open_cover_is_a_result(self, bench: ScannerBench) -> None:
        """With its cover open, scanning from the feeder gives CoverOpen."""
        request = _fed(bench, FEEDER)
        bench.hands.load(1)
        bench.hands.open_cover()
        expect_one(CoverOpen, bench.driver.scan(request))

    def check_a_scan_can_be_cancelled(self, bench: ScannerBench) -> None:
        """A scan under way can be cancelled, and the scanner works after it."""
        bench.hands.load(5)
        request = _fed(bench, ScanRequest(Source.FEEDER, dpi=300))
        bench.expect_cancellable(lambda: bench.driver.scan(request))
        bench.hands.mend()
        self._expect_usable(bench)

    def check_unplugged_a_command_is_a_fault(self, bench: ScannerBench) -> None:
        """Unplugged, scanning raises NoDevice or Offline; plugged in again, it scans."""
        bench.hands.unplug()
        bench.expect_fault(lambda: bench.driver.scan(GLASS), Health.NO_DEVICE, Health.OFFLINE)
        bench.hands.plug()
        bench.reopen()
        self._expect_usable(bench)

    def _expect_usable(self, bench: ScannerBench) -> None:
        bench.hands.lay()
        _scanned(bench, GLASS)


def _fed(bench: ScannerBench, request: ScanRequest) -> ScanRequest:
    """`request`, when the scanner has that feeder. Raises CannotTryError when it has not."""
    tiny = ScanRequest(request.source, dpi=TOO_FINE.dpi, page_mm=TOO_FINE.page_mm)
    refusal = bench.driver.scan(tiny)
    if isinstance(refusal, NotSupported) and refusal.option == "source":
        raise CannotTryError(f"it has no {request.source}; it has: {refusal.has}")
    return request


def _scanned(bench: ScannerBench, request: ScanRequest) -> tuple[Page, ...]:
    pages = expect_one(Scanned, bench.driver.scan(request)).pages
    for page in pages:
        expect(page.jpeg.startswith(JPEG), "a page is no JPEG file")
    return pages


def _expect_size(page: Page, request: ScanRequest) -> None:
    for pixels, size in zip((page.width, page.height), request.page_mm, strict=True):
        found = pixels / page.dpi * MM_PER_INCH
        expect(abs(found - size) <= size * SLACK, f"{found:.0f} mm instead of {size:g} mm")
