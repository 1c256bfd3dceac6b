"""What every A4 page printer must do."""

from __future__ import annotations

import time
from typing import Final, Protocol
from uuid import uuid4

from drivers.certify import Bench, CannotTryError, Hands, Suite, expect, expect_one, meanwhile
from drivers.driver import Supply
from drivers.page_printer.contract import (
    Hindrance,
    NotPrinted,
    PagePrinter,
    PagesOut,
    Printed,
    PrintOptions,
    Sides,
)

PAGES: Final = 5
DUPLEX: Final = PrintOptions(sides=Sides.LONG_EDGE)


class PagePrinterHands(Hands, Protocol):
    """The hand at the printer's tray, lid and cable."""

    def take_sheets(self) -> list[str]:
        """Take what lies in the output tray. The lowest first, write a line for each sheet: the
        numbers printed large on its pages, front then back, with a space between."""

    def paper_out(self) -> None:
        """Take all paper out of all trays."""

    def paper_in(self) -> None:
        """Put paper into all trays."""

    def paper_ends_soon(self) -> None:
        """Leave one single sheet in the trays."""

    def jam_soon(self) -> None:
        """Let the second sheet from now jam: hold it back at the output."""

    def clear_jam(self) -> None:
        """Take the jammed sheet out, throw it away, shut the lid."""


PagePrinterBench = Bench[PagePrinter, PagePrinterHands]


class PagePrinterSuite(Suite[PagePrinter, PagePrinterHands]):
    """The printer is well, has paper and an empty output tray when a check begins."""

    contract = PagePrinter
    hands = PagePrinterHands

    def check_its_supplies_are_known_or_unknown(self, bench: PagePrinterBench) -> None:
        """It has paper and toner, or cannot tell."""
        status = bench.driver.check()
        for name in ("paper", "toner"):
            state = status.supply(name)
            expect(state not in (Supply.OUT, Supply.JAMMED), f"its {name} is {state}")

    def check_a_document_comes_out_whole_and_once(self, bench: PagePrinterBench) -> None:
        """A document comes out whole, and the same job never a second time."""
        job, document = uuid4().hex, numbered_pages(PAGES)
        expect(_pages(bench, job, document) == PAGES, "pages are missing")
        _sheets(bench, ["1", "2", "3", "4", "5"])
        expect(_pages(bench, job, document) == PAGES, "the job is not known any more")
        _sheets(bench, [])

    def check_both_sides_and_copies(self, bench: PagePrinterBench) -> None:
        """Two copies on both sides: each begins on a sheet of its own."""
        options = PrintOptions(copies=2, sides=Sides.LONG_EDGE)
        given = bench.driver.print(uuid4().hex, numbered_pages(3), options)
        expect(expect_one(Printed, given).pages == 6, "pages are missing")
        _sheets(bench, ["1 2", "3", "1 2", "3"])

    def check_progress_grows_to_the_end(self, bench: PagePrinterBench) -> None:
        """The pages that are out are told, growing to all of them."""
        _pages(bench, uuid4().hex, numbered_pages(PAGES))
        out = [event.pages for event in bench.events.seen if isinstance(event, PagesOut)]
        expect(out == sorted(set(out)) and out[-1:] == [PAGES], f"it told {out}")

    def check_paper_out_before(self, bench: PagePrinterBench) -> None:
        """Without paper nothing is begun, and nothing comes out once there is paper."""
        bench.hands.paper_out()
        _needs_paper_sensor(bench)
        given = bench.driver.print(uuid4().hex, numbered_pages(1))
        _hindered(given, Hindrance.MEDIA_EMPTY, 0)
        bench.hands.paper_in()
        _nothing_comes(bench)

    def check_paper_out_in_the_middle(self, bench: PagePrinterBench) -> None:
        """The job goes on with the page that is missing; nothing comes out by itself before."""
        job, document = uuid4().hex, numbered_pages(PAGES)
        bench.hands.paper_ends_soon()
        _needs_paper_sensor(bench)
        _hindered(bench.driver.print(job, document, DUPLEX), Hindrance.MEDIA_EMPTY, 2)
        _sheets(bench, ["1 2"])
        bench.hands.paper_in()
        _nothing_comes(bench)
        given = expect_one(Printed, bench.driver.print(job, document, DUPLEX))
        expect(given.pages == PAGES, f"it tells {given.pages} pages")
        _sheets(bench, ["3 4", "5"])

    def check_waiting_for_paper(self, bench: PagePrinterBench) -> None:
        """Told to wait for the mend, it prints on once there is paper."""
        _needs_paper_sensor(bench)
        bench.hands.paper_out()
        options = PrintOptions(wait_for_mend=2 * bench.patience)
        with meanwhile(bench.hands.paper_in):
            given = bench.driver.print(uuid4().hex, numbered_pages(1), options)
        expect_one(Printed, given)
        _sheets(bench, ["1"])

    def check_a_jam(self, bench: PagePrinterBench) -> None:
        """The jammed page is printed anew, and nothing of it reaches another's job."""
        job, document = uuid4().hex, numbered_pages(3)
        bench.hands.jam_soon()
        _hindered(bench.driver.print(job, document), Hindrance.JAM, 1)
        bench.hands.clear_jam()
        expect(_pages(bench, uuid4().hex, numbered_pages(1)) == 1, "pages are missing")
        _sheets(bench, ["1", "1"])
        expect(_pages(bench, job, document) == 3, "pages are missing")
        _sheets(bench, ["2", "3"])

    def check_what_is_no_document(self, bench: PagePrinterBench) -> None:
        """What is no PDF, or a damaged one, is refused and never reaches the printer."""
        for document in (b"", b"plain text", numbered_pages(1)[:100]):
            _hindered(bench.driver.print(uuid4().hex, document), Hindrance.REJECTED, 0)
        _nothing_comes(bench)

    def check_cancelling_leaves_nothing_behind(self, bench: PagePrinterBench) -> None:
        """Waiting can be cancelled, and nothing comes out afterwards."""
        _needs_paper_sensor(bench)
        bench.hands.paper_out()
        options = PrintOptions(wait_for_mend=60)
        document = numbered_pages(1)
        bench.expect_cancellable(lambda: bench.driver.print(uuid4().hex, document, options))
        bench.hands.paper_in()
        _nothing_comes(bench)


def numbered_pages(count: int) -> bytes:
    """A PDF of A4 pages, each with its number printed large: ISO 32000-1, 7.5."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number in range(1, count + 1):
        content = f"BT/F 200 Tf 200 400 Td({number})Tj ET"
        parts.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(parts) + 2} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        parts.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj{part}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(parts) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    trailer = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + table + trailer).encode("ascii")


def _pages(bench: PagePrinterBench, job: str, document: bytes) -> int:
    return expect_one(Printed, bench.driver.print(job, document)).pages


def _hindered(given: object, hindrance: Hindrance, pages: int) -> None:
    told = expect_one(NotPrinted, given)
    seen = f"it told {told.hindrance} after {told.pages} pages"
    expect((told.hindrance, told.pages) == (hindrance, pages), seen)


def _sheets(bench: PagePrinterBench, wanted: list[str]) -> None:
    taken = [" ".join(sheet.split()) for sheet in bench.hands.take_sheets()]
    expect(taken == wanted, f"the sheets in the tray were {taken}, not {wanted}")


def _nothing_comes(bench: PagePrinterBench) -> None:
    """Nothing of the job before comes out while another would be handed over."""
    time.sleep(NOTHING_WITHIN)
    _sheets(bench, [])


NOTHING_WITHIN: Final = 0.6
"""Seconds in which a printer that still had a page would have begun to move."""


def _needs_paper_sensor(bench: PagePrinterBench) -> None:
    if bench.driver.check().supply("paper") is Supply.UNKNOWN:
        raise CannotTryError("this printer cannot tell its paper")
