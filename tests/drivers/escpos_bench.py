"""One simulated printer behind each wire in turn, and what came out of it."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageChops

from drivers.certify import Recorder
from drivers.model_profile import MODELS_DIR, load_model
from drivers.receipt_printer.contract import Line, Pair, Qr, Receipt
from drivers.receipt_printer.escpos_bytes import compose_void
from drivers.receipt_printer.escpos_printer import EscposPrinter
from drivers.receipt_printer.model import PrinterModel
from simulators.paper_piece import Piece
from simulators.receipt_printer import ReceiptPrinter as SimulatedPrinter
from tests.drivers.escpos_wires import printer_on, usb_bus

RECEIPT: Final = Receipt((Pair("申请人", "王𬍛㛃"), Qr("990101-20261122-000042"), Line("完")))
OTHER: Final = Receipt((Line("另一位"),))


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


def benched(wire: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A printer that waits for nobody, and its drivers, all ended after it."""
    serial, device = folder / "serial", folder / "lp0"
    paper = SimulatedPrinter(
        "127.0.0.1", 0, serial=serial, device=device, mm_per_second=3000, paced=False
    )
    paper.start()
    bus = usb_bus(paper.port)
    monkeypatch.setattr("usb.backend.libusb1.get_backend", lambda: bus)
    where = {"serial": str(serial), "file": str(device)}.get(wire, paper.port)
    made = Bench(wire, where, paper, folder, [])
    yield made
    for printer in made.made:
        printer.close()
    paper.stop()


def assert_voided_then_whole(texts: list[str]) -> None:
    broken, whole = texts
    assert broken.endswith("作废")
    assert whole == "另一位"


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
