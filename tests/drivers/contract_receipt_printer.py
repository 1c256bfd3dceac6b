"""What every receipt printer driver must do; a driver's tests subclass and give a bench."""

from __future__ import annotations

from typing import Protocol
from uuid import uuid4

from drivers.driver import Health, Supply
from drivers.receipt_printer.contract import (
    Align,
    Hindrance,
    Line,
    NotPrinted,
    Pair,
    PaperMoved,
    Printed,
    Qr,
    Receipt,
    ReceiptPrinter,
    Rule,
    Space,
)
from tests.drivers.bench import Recorder

QR_TEXT = "990101-20261122-000042"
RECEIPT = Receipt(
    (
        Line("受理通知书", size=2, bold=True, align=Align.CENTRE),
        Rule(),
        Pair("申请人", "张示例"),
        Pair("事项", "城乡居民基本养老保险参保登记（含变更、注销），办理时限：二十个工作日"),
        Space(),
        Qr(QR_TEXT),
        Line("请妥善保管。", align=Align.RIGHT),
    )
)


class PrinterBench(Protocol):
    """A printer under test, and the hand at its lid and slot."""

    printer: ReceiptPrinter
    events: Recorder

    def take_pieces(self) -> list[str]:
        """Take what was cut off since the last time; the text of each piece, oldest first."""

    def paper_out(self) -> None: ...

    def paper_in(self) -> None: ...

    def paper_ends_soon(self) -> None:
        """The paper will end within the next receipt."""


class ReceiptPrinterContract:
    """Needs a fixture `bench` with an open printer that is well."""

    def test_it_is_online_with_paper(self, bench: PrinterBench) -> None:
        status = bench.printer.check()
        assert status.health is Health.ONLINE
        assert status.supply("paper") in (Supply.FULL, Supply.LOW, Supply.UNKNOWN)

    def test_a_receipt_comes_out_whole_and_once(self, bench: PrinterBench) -> None:
        job = uuid4().hex
        assert isinstance(bench.printer.print(job, RECEIPT), Printed)
        (text,) = bench.take_pieces()
        assert "受理通知书" in text
        assert "作废" not in text
        assert isinstance(bench.printer.print(job, RECEIPT), Printed)
        assert bench.take_pieces() == []

    def test_progress_grows_to_one(self, bench: PrinterBench) -> None:
        bench.printer.print(uuid4().hex, RECEIPT)
        done = [event.done for event in bench.events.seen if isinstance(event, PaperMoved)]
        assert done == sorted(done)
        assert done[-1] == 1.0

    def test_paper_out_before(self, bench: PrinterBench) -> None:
        job = uuid4().hex
        bench.paper_out()
        assert bench.printer.check().supply("paper") is Supply.OUT
        assert bench.printer.print(job, RECEIPT) == NotPrinted(Hindrance.PAPER_OUT, begun=False)
        bench.paper_in()
        assert isinstance(bench.printer.print(job, RECEIPT), Printed)
        assert len(bench.take_pieces()) == 1

    def test_paper_out_during(self, bench: PrinterBench) -> None:
        job = uuid4().hex
        bench.paper_ends_soon()
        assert bench.printer.print(job, RECEIPT) == NotPrinted(Hindrance.PAPER_OUT, begun=True)
        bench.paper_in()
        assert isinstance(bench.printer.print(job, RECEIPT), Printed)
        broken, whole = bench.take_pieces()
        assert broken.strip().endswith("作废")
        assert "作废" not in whole
        assert "请妥善保管。" in whole

    def test_a_broken_piece_is_voided_before_another_job(self, bench: PrinterBench) -> None:
        bench.paper_ends_soon()
        bench.printer.print(uuid4().hex, RECEIPT)
        bench.paper_in()
        other = Receipt((Line("测试"),))
        assert isinstance(bench.printer.print(uuid4().hex, other), Printed)
        broken, whole = bench.take_pieces()
        assert broken.strip().endswith("作废")
        assert whole.strip() == "测试"

    def test_closing_is_harmless_and_opening_again_works(self, bench: PrinterBench) -> None:
        bench.printer.close()
        bench.printer.close()
        bench.printer.open()
        assert bench.printer.check().health is Health.ONLINE
