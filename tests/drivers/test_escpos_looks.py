"""A broken piece that is ended by looks, before any other print: on quick and on slow lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drivers.driver import Cancelled, Health
from drivers.receipt_printer.contract import NotPrinted, PaperMoved, Printed
from drivers.receipt_printer.escpos_printer import EscposPrinter
from drivers.receipt_printer.escpos_serial import SerialWire
from drivers.serial_line import SerialLine
from tests.drivers.escpos_bench import (
    OTHER,
    RECEIPT,
    Bench,
    assert_voided_then_whole,
    ends_with_void,
    ink,
    wait_for_pieces,
    wait_until,
)
from tests.drivers.escpos_wires import LONG


@pytest.mark.parametrize("bench", ["tcp", "serial", "usb"], indirect=True)
@pytest.mark.parametrize(
    ("fault", "value", "left"),
    [("out_after_lines", 2, "作废"), ("cutter_error", None, "完")],
)
def test_whoever_mends_the_printer_finds_the_piece_and_not_the_next_citizen(
    bench: Bench, fault: str, value: float | None, left: str
) -> None:
    printer = bench.printer()
    bench.paper.fault(fault, 1, value)
    assert isinstance(printer.print("a", RECEIPT), NotPrinted)
    printer.check()
    assert bench.texts() == []
    bench.paper.clear()
    wait_until(lambda: ended(bench, printer))
    (piece,) = bench.texts()
    assert piece.endswith(left)
    assert printer.print("b", OTHER) == Printed()
    assert bench.texts() == [piece, "另一位"]


@pytest.mark.parametrize("bench", ["tcp"], indirect=True)
def test_a_piece_that_was_cancelled_is_ended_at_once(bench: Bench) -> None:
    printer = bench.printer()
    bench.paper.mm_per_second = 100
    printer.emit = lambda event: printer.cancel() if isinstance(event, PaperMoved) else None
    with pytest.raises(Cancelled):
        printer.print("a", LONG)
    bench.paper.mm_per_second = 3000
    printer.begin()
    wait_until(lambda: ended(bench, printer))
    (piece,) = bench.texts()
    assert piece.endswith("作废")


@pytest.mark.parametrize("bench", ["tcp", "serial", "usb"], indirect=True)
def test_a_piece_of_a_process_that_was_killed_is_ended_by_the_next(bench: Bench) -> None:
    killed = bench.printer()
    bench.paper.fault("out_after_lines", 1, 2)
    assert isinstance(killed.print("a", RECEIPT), NotPrinted)
    killed.close()
    bench.paper.clear()
    printer = bench.printer()
    wait_until(lambda: ended(bench, printer))
    assert printer.print("b", OTHER) == Printed()
    assert_voided_then_whole(bench.texts())


@pytest.mark.parametrize("bench", ["serial"], indirect=True)
@pytest.mark.parametrize("quick", [False, True], ids=["in peace", "a print comes in between"])
def test_on_a_slow_line_the_end_goes_in_several_looks(bench: Bench, quick: bool) -> None:
    printer = on_slow_line(bench.printer(finish_timeout=60.0), 9600)
    bench.paper.fault("out_after_lines", 1, 2)
    assert isinstance(printer.print("a", RECEIPT), NotPrinted)
    bench.paper.clear()
    for _ in range(3):
        wait_until(lambda: looked(printer))
    assert bench.texts() == []
    if not quick:
        wait_until(lambda: ended(bench, printer))
        assert len(bench.texts()) == 1
    assert printer.print("b", OTHER) == Printed()
    assert_voided_then_whole(bench.texts())


@pytest.mark.parametrize("bench", ["serial"], indirect=True)
def test_a_picture_that_broke_off_on_a_slow_line_is_ended_by_looks(bench: Bench) -> None:
    """The printer takes the looks' questions for dots of that picture, and answers them."""
    line = SerialLine(str(bench.where), 115200)
    line.open()
    line.write(b"\x1b@" + "张示例".encode("gb18030") + b"\n\x1dv0\0\x48\0\x20\0" + b"\x55" * 99)
    line.close()
    Path(bench.job_log + ".begun").write_text("a", "utf-8")
    printer = on_slow_line(bench.printer(), 9600)
    wait_until(lambda: ended(bench, printer))
    (broken,) = wait_for_pieces(bench.paper, 1)
    assert ends_with_void(ink(bench.paper, broken), "generic-80mm")
    assert printer.print("b", OTHER) == Printed()
    assert printer.print("c", OTHER) == Printed()
    _, whole, alone = (ink(bench.paper, piece) for piece in wait_for_pieces(bench.paper, 3))
    assert whole == alone


@pytest.mark.parametrize("bench", ["serial"], indirect=True)
def test_what_ends_a_piece_as_a_picture_is_too_long_for_a_look(bench: Bench) -> None:
    printer = on_slow_line(bench.printer(profile="western-80mm"), 19200)
    bench.paper.fault("out_after_lines", 1, 2)
    assert isinstance(printer.print("a", LONG), NotPrinted)
    bench.paper.clear()
    for _ in range(6):
        wait_until(lambda: looked(printer))
    assert bench.paper.take() == []
    assert printer.print("b", OTHER) == Printed()
    broken, _ = wait_for_pieces(bench.paper, 2)
    assert ends_with_void(ink(bench.paper, broken), "western-80mm")


def on_slow_line(printer: EscposPrinter, baud: int) -> EscposPrinter:
    """The same, as if its line were that slow: the simulated one knows one speed alone."""
    wire: Any = printer._link._wire
    wire.at_once = SerialWire("", baud, "none", 1.0).at_once
    return printer


@pytest.mark.parametrize("bench", ["tcp"], indirect=True)
def test_a_piece_that_takes_long_to_end_is_ended_once(bench: Bench) -> None:
    printer = bench.printer(finish_timeout=60.0)
    bench.paper.fault("out_after_lines", 1, 2)
    assert isinstance(printer.print("a", RECEIPT), NotPrinted)
    bench.paper.mm_per_second = 10
    bench.paper.clear()
    assert looked(printer)
    assert bench.texts() == []
    assert looked(printer)
    bench.paper.mm_per_second = 3000
    assert printer.print("b", OTHER) == Printed()
    assert_voided_then_whole(bench.texts())


def ended(bench: Bench, printer: EscposPrinter) -> bool:
    """Whether a look finds the printer well, and nothing hangs in it any more."""
    return looked(printer) and not Path(bench.job_log + ".begun").exists()


def looked(printer: EscposPrinter) -> bool:
    return printer.check().health is Health.ONLINE
