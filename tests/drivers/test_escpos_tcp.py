"""The printer's driver against exact bytes and against a printer that breaks in every way."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from drivers.certify import Recorder
from drivers.driver import Cancelled, Health, NoDevice, Supply
from drivers.model_profile import MODELS_DIR, load_model
from drivers.receipt_printer.contract import (
    Hindrance,
    Line,
    NotPrinted,
    Pair,
    PaperMoved,
    Printed,
    Qr,
    Receipt,
)
from drivers.receipt_printer.escpos_tcp import EscposTcpPrinter
from drivers.receipt_printer.model import PrinterModel
from simulators.receipt_printer import ReceiptPrinter as SimulatedPrinter
from tests.drivers.far_end import TcpEnd

CASE = "990101-20261122-000042"
RECEIPT = Receipt((Pair("申请人", "王𬍛㛃"), Pair("办件编号", CASE), Qr(CASE), Line("完")))
LONG = Receipt((Line("示例" * 12),) * 200)
END = b"\x1dr\x01"
WELL = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}

Opened = Callable[..., EscposTcpPrinter]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    printers: list[EscposTcpPrinter] = []

    def make(port: int, **settings: object) -> EscposTcpPrinter:
        usual = {"answer_timeout": 0.6, "finish_timeout": 1.5, "job_log": str(tmp_path / "jobs")}
        options: dict[str, object] = {"host": "127.0.0.1", "port": port, **usual, **settings}
        printer = EscposTcpPrinter(EscposTcpPrinter.Settings(**options), Recorder())  # type: ignore[arg-type]
        printer.open()
        printers.append(printer)
        return printer

    yield make
    for printer in printers:
        printer.close()


class Script:
    """A printer that answers status as told; `ends` tells whether it answers GS r."""

    def __init__(self, status: dict[int, int], ends: bool) -> None:
        self.status = status
        self.ends = ends
        self._bytes = b""
        self._hung_up = threading.Event()

    def __call__(self, connection: socket.socket) -> None:
        self._hung_up.clear()
        try:
            while data := connection.recv(65536):
                self._bytes += data
                for n, answer in self.status.items():
                    connection.sendall(bytes((answer,)) * data.count(bytes((0x10, 4, n))))
                if self.ends and END in data:
                    connection.sendall(b"\0")
        finally:
            self._hung_up.set()

    def whole(self) -> bytes:
        """All that was sent, once the driver has hung up: what it wrote may still be on its way."""
        assert self._hung_up.wait(10)
        return self._bytes


def test_a_well_printer_confirms(opened: Opened) -> None:
    printer = opened(TcpEnd(Script(WELL, ends=True)).port)
    assert printer.check().supply("paper") is Supply.FULL
    assert printer.print("a", RECEIPT) == Printed(confirmed=True)


def test_a_printer_that_can_report_and_does_not_is_offline(opened: Opened) -> None:
    script = Script({}, ends=False)
    printer = opened(TcpEnd(script).port)
    status = printer.check()
    assert (status.health, status.supply("paper")) == (Health.OFFLINE, Supply.UNKNOWN)
    assert printer.print("a", RECEIPT) == NotPrinted(Hindrance.OFFLINE, begun=False)
    printer.close()
    assert b"\x1dV" not in script.whole()


def test_a_printer_that_cannot_report_is_not_asked(opened: Opened) -> None:
    script = Script({}, ends=False)
    printer = opened(TcpEnd(script).port, profile="plain-58mm")
    status = printer.check()
    assert (status.health, status.supply("paper")) == (Health.ONLINE, Supply.UNKNOWN)
    assert printer.print("a", RECEIPT) == Printed(confirmed=False)
    assert printer.print("a", RECEIPT) == Printed(confirmed=False)
    printer.close()
    got = script.whole()
    assert got.count(b"\x1dV\0") == 1
    assert b"\x10\x04" not in got.split(b"\x1dv0")[0]
    assert END not in got


def test_an_end_never_told_is_unconfirmed(opened: Opened) -> None:
    printer = opened(TcpEnd(Script(WELL, ends=False)).port)
    assert printer.print("a", RECEIPT) == Printed(confirmed=False)


@pytest.mark.parametrize(
    ("status", "hindrance"),
    [
        ({1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x72}, Hindrance.PAPER_OUT),
        ({1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x72}, Hindrance.COVER_OPEN),
        ({1: 0x1A, 2: 0x52, 3: 0x1A, 4: 0x12}, Hindrance.CUTTER),
        ({1: 0x1A, 2: 0x12, 3: 0x12, 4: 0x12}, Hindrance.OFFLINE),
    ],
)
def test_hindrances_by_their_bits(
    opened: Opened, status: dict[int, int], hindrance: Hindrance
) -> None:
    printer = opened(TcpEnd(Script(status, ends=False)).port)
    assert printer.print("a", RECEIPT) == NotPrinted(hindrance, begun=False)


def test_paper_near_its_end_prints(opened: Opened) -> None:
    printer = opened(TcpEnd(Script(WELL | {4: 0x1E}, ends=True)).port)
    assert printer.check().supply("paper") is Supply.LOW
    assert printer.print("a", RECEIPT) == Printed()


def test_nonsense_for_status_is_no_answer(opened: Opened) -> None:
    printer = opened(TcpEnd(Script(dict.fromkeys(WELL, 0xFF), ends=False)).port)
    assert printer.check().supply("paper") is Supply.UNKNOWN
    assert printer.check().health is Health.OFFLINE


def test_nobody_there_is_no_device(opened: Opened) -> None:
    end = TcpEnd(Script(WELL, ends=True))
    end.close()
    with pytest.raises(NoDevice, match="no printer listens"):
        opened(end.port)


def test_a_printer_that_hangs_up_on_idle_is_reached_again(opened: Opened) -> None:
    script = Script(WELL, ends=True)
    connections: list[socket.socket] = []

    def serve(connection: socket.socket) -> None:
        connections.append(connection)
        if len(connections) > 1:  # the first connection is broken at once
            script(connection)

    printer = opened(TcpEnd(serve).port)
    assert printer.print("a", RECEIPT) == Printed()


# --- a printer with paper ---


@pytest.fixture
def paper() -> Iterator[SimulatedPrinter]:
    device = SimulatedPrinter("127.0.0.1", 0, mm_per_second=3000)
    device.start()
    yield device
    device.stop()


def texts(paper: SimulatedPrinter) -> list[str]:
    return [piece.text() for piece in paper.pieces() if piece.cut]


@pytest.mark.parametrize("profile", ["generic-80mm", "generic-58mm", "western-80mm"])
def test_the_paper_of_every_model_shows_a_qr_code_that_decodes(
    opened: Opened, profile: str
) -> None:
    model = load_model(PrinterModel, MODELS_DIR, "receipt_printer", profile)
    paper = SimulatedPrinter("127.0.0.1", 0, mm_per_second=3000, dots=model.dots)
    paper.start()
    assert opened(paper.port, profile=profile).print("a", RECEIPT) == Printed()
    paper.stop()
    (piece,) = paper.pieces()
    assert (piece.unknown, piece.missing, piece.cut) == ([], [], model.cut)
    picture = Image.open(io.BytesIO(paper.png(piece.number)))
    assert picture.width == model.dots
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [CASE]


def test_a_broken_piece_still_hangs_when_the_voiding_fails(
    opened: Opened, paper: SimulatedPrinter
) -> None:
    printer = opened(paper.port)
    paper.fault("out_after_lines", None, 2)
    assert printer.print("a", RECEIPT) == NotPrinted(Hindrance.PAPER_OUT, begun=True)
    assert printer.print("a", RECEIPT) == NotPrinted(Hindrance.PAPER_OUT, begun=True)
    assert printer.print("b", RECEIPT) == NotPrinted(Hindrance.PAPER_OUT, begun=False)


def test_a_cancelled_print_is_voided_by_the_next(opened: Opened, paper: SimulatedPrinter) -> None:
    printer = opened(paper.port, finish_timeout=5.0)
    paper.mm_per_second = 50
    threading.Timer(0.2, printer.cancel).start()
    with pytest.raises(Cancelled):
        printer.print("a", LONG)
    paper.mm_per_second = 3000
    printer.begin()
    assert printer.print("b", RECEIPT) == Printed()
    broken, whole = texts(paper)
    assert broken.strip().endswith("作废")
    assert whole.strip().endswith("完")


def test_progress_is_told_while_it_prints(opened: Opened, paper: SimulatedPrinter) -> None:
    printer = opened(paper.port, finish_timeout=5.0)
    printer.print("a", LONG)
    recorder = printer.emit
    assert isinstance(recorder, Recorder)
    done = [event.done for event in recorder.seen if isinstance(event, PaperMoved)]
    assert len(done) > 3
    assert done == sorted(set(done))
    assert done[-1] == 1.0
