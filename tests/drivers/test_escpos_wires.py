"""A broken print over every wire: told, voided, cut, and none of it on the next one's paper."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from drivers.certify import Recorder
from drivers.driver import Cancelled, DeviceFault, Health, Supply
from drivers.model_profile import MODELS_DIR, load_model
from drivers.receipt_printer.contract import (
    Hindrance,
    Line,
    NotPrinted,
    Pair,
    PaperChanged,
    PaperMoved,
    Printed,
    Qr,
    Receipt,
)
from drivers.receipt_printer.escpos_bytes import compose_void
from drivers.receipt_printer.escpos_printer import EscposPrinter
from drivers.receipt_printer.model import PrinterModel
from drivers.serial_line import SerialLine
from simulators.paper_piece import Piece
from simulators.receipt_printer import ReceiptPrinter as SimulatedPrinter
from tests.drivers.escpos_wires import LONG, WIRES, printer_on, usb_bus
from tests.drivers.far_end import PtyEnd, project_root

RECEIPT = Receipt((Pair("申请人", "王𬍛㛃"), Qr("990101-20261122-000042"), Line("完")))
OTHER = Receipt((Line("另一位"),))


@dataclass
class Bench:
    """The simulated printer, and drivers made for one of its wires."""

    wire: str
    where: str | int
    paper: SimulatedPrinter
    folder: Path
    made: list[EscposPrinter]

    @property
    def job_log(self) -> str:
        return str(self.folder / "jobs")

    def printer(self, **settings: object) -> EscposPrinter:
        usual = {"job_log": self.job_log, "answer_timeout": 0.6, "finish_timeout": 2.0}
        printer = printer_on(self.wire, self.where, Recorder(), **(usual | settings))
        printer.open()
        self.made.append(printer)
        return printer

    def texts(self) -> list[str]:
        return [piece.text().strip() for piece in self.paper.pieces() if piece.cut]


@pytest.fixture(params=WIRES)
def bench(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    serial, device = tmp_path / "serial", tmp_path / "lp0"
    paper = SimulatedPrinter(
        "127.0.0.1", 0, serial=serial, device=device, mm_per_second=3000, paced=False
    )
    paper.start()
    bus = usb_bus(paper.port)
    monkeypatch.setattr("usb.backend.libusb1.get_backend", lambda: bus)
    where = {"serial": str(serial), "file": str(device)}.get(request.param, paper.port)
    made = Bench(request.param, where, paper, tmp_path, [])
    yield made
    for printer in made.made:
        printer.close()
    paper.stop()


def events(printer: EscposPrinter) -> list[PaperChanged]:
    recorder = printer.emit
    assert isinstance(recorder, Recorder)
    return [event for event in recorder.seen if isinstance(event, PaperChanged)]


def health(printer: EscposPrinter) -> Health:
    try:
        return printer.check().health
    except DeviceFault as fault:
        return fault.health


def after(seconds: float, act: Callable[[], object]) -> None:
    threading.Timer(seconds, act).start()


def assert_voided_then_whole(texts: list[str]) -> None:
    broken, whole = texts
    assert broken.endswith("作废")
    assert whole == "另一位"


@pytest.mark.parametrize(
    ("fault", "value", "hindrance", "begun"),
    [
        ("out_after_lines", 2, Hindrance.PAPER_OUT, True),
        ("cover_open", None, Hindrance.COVER_OPEN, False),
        ("offline", None, Hindrance.OFFLINE, False),
        ("unknown", None, Hindrance.OFFLINE, False),
        ("drop_mid_job", 900, Hindrance.OFFLINE, True),
    ],
)
def test_what_broke_is_told_and_is_not_on_the_next_ones_paper(
    bench: Bench, fault: str, value: float | None, hindrance: Hindrance, begun: bool
) -> None:
    printer = bench.printer()
    bench.paper.fault(fault, None if fault == "unknown" else 1, value)
    assert printer.print("a", RECEIPT) == NotPrinted(hindrance, begun)
    bench.paper.clear()
    assert printer.print("b", OTHER) == Printed()
    *broken, whole = bench.texts()
    assert len(broken) == begun
    assert all(text.endswith("作废") for text in broken)
    assert whole == "另一位"


def test_a_jammed_cutter_is_no_reason_to_print_again(bench: Bench) -> None:
    printer = bench.printer()
    bench.paper.fault("cutter_error", 1, None)
    assert printer.print("a", OTHER) == NotPrinted(Hindrance.CUTTER, begun=True)
    bench.paper.clear()
    assert printer.print("a", OTHER) == Printed()
    assert bench.texts() == ["另一位"]


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
def test_on_a_slow_line_a_look_sends_no_end(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.receipt_printer.escpos_serial.QUICK_BAUD", 1_000_000)
    printer = bench.printer()
    bench.paper.fault("out_after_lines", 1, 2)
    assert isinstance(printer.print("a", RECEIPT), NotPrinted)
    bench.paper.clear()
    assert looked(printer)
    assert bench.texts() == []
    assert printer.print("b", OTHER) == Printed()
    assert_voided_then_whole(bench.texts())


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


@pytest.mark.parametrize("fault", ["unplug", "power_off"])
def test_gone_in_the_middle_of_a_print(bench: Bench, fault: str) -> None:
    printer = bench.printer()
    bench.paper.mm_per_second = 100
    after(1.0, lambda: bench.paper.fault(fault, None, None))
    assert printer.print("a", LONG) == NotPrinted(Hindrance.OFFLINE, begun=True)
    assert health(printer) in (Health.OFFLINE, Health.NO_DEVICE)
    bench.paper.mm_per_second = 3000
    bench.paper.clear()
    assert printer.print("b", OTHER) == Printed()
    assert_voided_then_whole(bench.texts())


def test_the_cover_opened_in_the_middle_of_a_print(bench: Bench) -> None:
    printer = bench.printer()
    bench.paper.mm_per_second = 100
    after(1.0, lambda: bench.paper.fault("cover_open", None, None))
    assert printer.print("a", LONG) == NotPrinted(Hindrance.COVER_OPEN, begun=True)
    bench.paper.mm_per_second = 3000
    bench.paper.clear()
    assert printer.print("b", OTHER) == Printed()
    assert_voided_then_whole(bench.texts())


@pytest.mark.parametrize("bench", ["serial", "file"], indirect=True)
def test_a_printer_that_takes_no_more_bytes(bench: Bench) -> None:
    printer = bench.printer(finish_timeout=0.5, profile="plain-58mm")
    bench.paper.fault("holds", None, None)
    assert printer.print("a", LONG) == NotPrinted(Hindrance.OFFLINE, begun=True)
    bench.paper.clear()
    assert printer.print("b", OTHER) == Printed(confirmed=False)
    *_, whole = wait_for_pieces(bench.paper, 2)
    assert whole.height < 200


@pytest.mark.parametrize(
    ("bench", "profile"),
    [
        ("tcp", "generic-80mm"),
        ("usb", "generic-80mm"),
        ("serial", "western-80mm"),
        ("serial", "plain-58mm"),
        ("file", "plain-58mm"),
    ],
    indirect=["bench"],
)
def test_killed_in_the_middle_of_a_print(bench: Bench, profile: str) -> None:
    """Also in the middle of a picture's bytes, and for a printer that cannot say a word."""
    bench.paper.mm_per_second = 20
    arguments = [bench.wire, json.dumps(bench.where), bench.job_log, profile]
    command = [sys.executable, "-m", "tests.drivers.escpos_wires", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=project_root()) as process:
        assert process.stdout is not None
        while process.stdout.readline().strip() != b"PaperMoved":
            assert process.poll() is None
        os.kill(process.pid, signal.SIGKILL)
    bench.paper.mm_per_second = 30_000
    printer = bench.printer(profile=profile)
    assert isinstance(printer.print("b", OTHER), Printed)
    broken, whole = (ink(bench.paper, piece) for piece in wait_for_pieces(bench.paper, 2))
    assert isinstance(printer.print("c", OTHER), Printed)
    *_, alone = (ink(bench.paper, piece) for piece in wait_for_pieces(bench.paper, 3))
    assert whole == alone
    assert broken.height > alone.height
    assert ends_with_void(broken, profile)


@pytest.mark.parametrize("bench", ["serial", "file"], indirect=True)
def test_a_sender_that_died_amid_a_picture_is_no_riddle(bench: Bench) -> None:
    """The simplest printer takes what comes next for the rest of the picture."""
    bench.paper.fault("deaf", None, None)
    line = SerialLine(str(bench.where), 115200)
    line.open()
    line.write(b"\x1b@" + "张示例".encode("gb18030") + b"\n\x1dv0\0\x48\0\x20\0" + b"\x55" * 99)
    line.close()
    Path(bench.job_log + ".begun").write_text("a", "utf-8")
    printer = bench.printer(profile="plain-58mm")
    assert printer.print("b", OTHER) == Printed(confirmed=False)
    broken, whole = wait_for_pieces(bench.paper, 2)
    assert broken.text().startswith("张示例")
    assert ends_with_void(ink(bench.paper, broken), "plain-58mm")
    assert printer.print("c", OTHER) == Printed(confirmed=False)
    *_, alone = wait_for_pieces(bench.paper, 3)
    assert ink(bench.paper, whole) == ink(bench.paper, alone)


def ends_with_void(broken: Image.Image, profile: str) -> bool:
    """Whether the last ink of a piece is what a void prints."""
    model = load_model(PrinterModel, MODELS_DIR, "receipt_printer", profile)
    fresh = SimulatedPrinter("127.0.0.1", 0, mm_per_second=30_000)
    fresh.start()
    with socket.create_connection(("127.0.0.1", fresh.port)) as sock:
        sock.sendall(compose_void(model))
        (piece,) = wait_for_pieces(fresh, 1)
    void = ink(fresh, piece)
    fresh.stop()
    foot = broken.crop((0, broken.height - void.height, *broken.size))
    return foot.crop(ImageChops.invert(foot).getbbox()).tobytes() == void.tobytes()


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "it did not happen within a minute"
        time.sleep(0.01)


def wait_for_pieces(paper: SimulatedPrinter, count: int) -> list[Piece]:
    """The pieces cut off, once there are `count`; a silent printer tells nobody when."""
    end = time.monotonic() + 60
    while len(pieces := [piece for piece in paper.pieces() if piece.cut]) < count:
        assert time.monotonic() < end, f"{len(pieces)} pieces"
        time.sleep(0.01)
    return pieces


def ink(paper: SimulatedPrinter, piece: Piece) -> Image.Image:
    """What stands on a piece, without the blank above and below."""
    picture = Image.open(io.BytesIO(paper.png(piece.number))).convert("1")
    return picture.crop(ImageChops.invert(picture).getbbox())


def test_the_paper_is_told_when_it_changes(bench: Bench) -> None:
    printer = bench.printer()
    printer.check()
    printer.check()
    bench.paper.set_paper("near_end")
    assert printer.check().supply("paper") is Supply.LOW
    bench.paper.set_paper("out")
    assert printer.check().health is Health.ONLINE
    bench.paper.set_paper("ok")
    bench.paper.fault("cover_open", None, None)
    assert printer.check().health is Health.USER_ERROR
    assert events(printer) == [
        PaperChanged(Supply.FULL),
        PaperChanged(Supply.LOW),
        PaperChanged(Supply.OUT, Hindrance.PAPER_OUT),
        PaperChanged(Supply.FULL, Hindrance.COVER_OPEN),
    ]


@pytest.mark.parametrize("bench", ["serial"], indirect=True)
def test_a_port_that_led_elsewhere_is_opened_anew(bench: Bench, tmp_path: Path) -> None:
    path, other = tmp_path / "port", PtyEnd(lambda request: b"\xff")
    path.symlink_to(other.port)
    bench.where = str(path)
    printer = bench.printer()
    assert printer.check().health is Health.OFFLINE
    path.unlink()
    path.symlink_to(tmp_path / "serial")
    assert printer.check().health is Health.ONLINE
    assert printer.print("a", OTHER) == Printed()
    other.unplug()


@pytest.mark.parametrize("bench", ["serial", "file"], indirect=True)
def test_two_terminals_cannot_own_it(bench: Bench) -> None:
    bench.printer()
    with pytest.raises(DeviceFault) as refused:
        bench.printer()
    assert refused.value.health is Health.BUSY
