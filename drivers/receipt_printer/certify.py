"""What every receipt printer must do."""

from __future__ import annotations

from typing import Final, Protocol
from uuid import uuid4

from drivers.certify import Bench, CannotTryError, Hands, Suite, expect, expect_one
from drivers.driver import Health, Supply
from drivers.receipt_printer.contract import (
    Align,
    Hindrance,
    Line,
    NotPrinted,
    Pair,
    PaperChanged,
    PaperMoved,
    Printed,
    Qr,
    Receipt,
    ReceiptPrinter,
    Rule,
    Space,
)

TITLE, END, VOID, SHORT = "受理通知书", "请妥善保管。", "作废", "测试"
RECEIPT: Final = Receipt(
    (
        Line(TITLE, size=2, bold=True, align=Align.CENTRE),
        Rule(),
        Pair("申请人", "张示例"),
        Pair("事项", "城乡居民基本养老保险参保登记（含变更、注销），办理时限：二十个工作日"),
        Space(),
        Qr("990101-20261122-000042"),
        Line(END, align=Align.RIGHT),
    )
)


class PrinterHands(Hands, Protocol):
    """The hand at the printer's lid and slot."""

    def take_pieces(self) -> list[str]:
        """Take what was cut off since the last time. Oldest first, write a line for each piece:
        its first and its last printed line."""

    def paper_out(self) -> None:
        """Take the paper out, or open its sensor; shut the lid again."""

    def paper_in(self) -> None:
        """Put paper in and shut the lid."""

    def paper_near_end(self) -> None:
        """Put in a roll that is nearly used up, so that its sensor says so."""

    def open_cover(self) -> None:
        """Open the printer's lid."""

    def shut_cover(self) -> None:
        """Shut the printer's lid."""

    def paper_ends_soon(self) -> None:
        """Let the paper end within the next receipt: put in a roll with some 3 cm left."""


PrinterBench = Bench[ReceiptPrinter, PrinterHands]


class ReceiptPrinterSuite(Suite[ReceiptPrinter, PrinterHands]):
    """The printer is well and has paper when a check begins."""

    contract = ReceiptPrinter
    hands = PrinterHands

    def check_its_paper_is_known_or_unknown(self, bench: PrinterBench) -> None:
        """It has paper, or cannot tell; a printer that cannot tell does not say `out`."""
        paper = bench.driver.check().supply("paper")
        expect(paper in (Supply.FULL, Supply.LOW, Supply.UNKNOWN), f"its paper is {paper}")

    def check_paper_near_its_end_is_low(self, bench: PrinterBench) -> None:
        """Paper near its end is low, which hinders no print; told as an event as well."""
        bench.hands.paper_near_end()
        _needs_paper_sensor(bench)
        paper = bench.driver.check().supply("paper")
        expect(paper is Supply.LOW, f"its paper is {paper}")
        told = [event.paper for event in bench.events.seen if isinstance(event, PaperChanged)]
        expect(told[-1:] == [Supply.LOW], f"it told {told}")
        expect_one(Printed, bench.driver.print(uuid4().hex, Receipt((Line(SHORT),))))

    def check_an_open_cover_hinders(self, bench: PrinterBench) -> None:
        """With its cover open it needs a hand, and a receipt is not begun; shut, it prints."""
        job = uuid4().hex
        _needs_paper_sensor(bench)
        bench.hands.open_cover()
        health = bench.health()
        expect(health is Health.USER_ERROR, f"its health is {health}")
        given = expect_one(NotPrinted, bench.driver.print(job, RECEIPT))
        expect(given == NotPrinted(Hindrance.COVER_OPEN, begun=False), f"it gave {given}")
        bench.hands.shut_cover()
        expect_one(Printed, bench.driver.print(job, RECEIPT))
        _pieces(bench, 1)

    def check_a_receipt_comes_out_whole_and_once(self, bench: PrinterBench) -> None:
        """A receipt comes out whole, and the same job never a second time."""
        job = uuid4().hex
        expect_one(Printed, bench.driver.print(job, RECEIPT))
        (text,) = _pieces(bench, 1)
        expect(TITLE in text and END in text, "the piece is not whole")
        expect(VOID not in text, "the piece is voided")
        expect_one(Printed, bench.driver.print(job, RECEIPT))
        _pieces(bench, 0)

    def check_progress_grows_to_one(self, bench: PrinterBench) -> None:
        """Progress is told, grows, and ends at 1."""
        expect_one(Printed, bench.driver.print(uuid4().hex, RECEIPT))
        done = [event.done for event in bench.events.seen if isinstance(event, PaperMoved)]
        expect(done == sorted(done) and done[-1:] == [1.0], f"it told {done}")

    def check_paper_out_before(self, bench: PrinterBench) -> None:
        """Without paper a receipt is not begun; the same job prints once there is paper."""
        job = uuid4().hex
        bench.hands.paper_out()
        _needs_paper_sensor(bench)
        _not_printed(bench, job, begun=False)
        bench.hands.paper_in()
        expect_one(Printed, bench.driver.print(job, RECEIPT))
        _pieces(bench, 1)

    def check_paper_out_during(self, bench: PrinterBench) -> None:
        """A receipt broken by the paper's end is voided, and comes out whole afterwards."""
        job = uuid4().hex
        bench.hands.paper_ends_soon()
        _needs_paper_sensor(bench)
        _not_printed(bench, job, begun=True)
        bench.hands.paper_in()
        expect_one(Printed, bench.driver.print(job, RECEIPT))
        broken, whole = _pieces(bench, 2)
        expect(broken.strip().endswith(VOID), "the broken piece is not voided")
        expect(VOID not in whole and END in whole, "the second piece is not whole")

    def check_a_broken_piece_is_voided_before_another_job(self, bench: PrinterBench) -> None:
        """Nothing of a broken receipt hangs on the next citizen's."""
        bench.hands.paper_ends_soon()
        _needs_paper_sensor(bench)
        _not_printed(bench, uuid4().hex, begun=True)
        bench.hands.paper_in()
        expect_one(Printed, bench.driver.print(uuid4().hex, Receipt((Line(SHORT),))))
        broken, whole = _pieces(bench, 2)
        expect(broken.strip().endswith(VOID), "the broken piece is not voided")
        expect(set(whole.split()) == {SHORT}, "the next piece holds more than its own job")


def _needs_paper_sensor(bench: PrinterBench) -> None:
    if bench.driver.check().supply("paper") is Supply.UNKNOWN:
        raise CannotTryError("this printer cannot tell its paper")


def _not_printed(bench: PrinterBench, job: str, begun: bool) -> None:
    given = expect_one(NotPrinted, bench.driver.print(job, RECEIPT))
    expect(given == NotPrinted(Hindrance.PAPER_OUT, begun), f"it gave {given}")


def _pieces(bench: PrinterBench, count: int) -> list[str]:
    pieces = bench.hands.take_pieces()
    expect(len(pieces) == count, f"{len(pieces)} pieces came out instead of {count}")
    return pieces
